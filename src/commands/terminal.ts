import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import type { Text } from './command.ts'

export type Language = 'ja' | 'en'

/** The person at the keyboard: sentences in their language, or JSON for a script. */
export type Terminal = {
  readonly language: Language
  readonly json: boolean
  readonly interactive: boolean
  readonly env: NodeJS.ProcessEnv
  /** The sentence in the person's language. */
  in(text: Text): string
  /** A line for people; silent with --json. */
  say(line: Text | string): void
  /** A line on standard error. */
  warn(line: Text | string): void
  /** The result: JSON with --json, else the lines. */
  result(value: unknown, lines: readonly (Text | string)[]): void
  /** Where a long work is, on one line that the next replaces; null takes it away. Only before a person's eyes. */
  progress(line: Text | null): void
  /** Asks; `hidden` answers are not shown. Rejects when nobody is there to answer. */
  ask(question: Text, options?: { hidden?: boolean }): Promise<string>
}

export function languageOf(env: NodeJS.ProcessEnv): Language {
  return /^ja/.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '') ? 'ja' : 'en'
}

export function terminal(options: { language: Language; json: boolean }): Terminal {
  const { language, json } = options
  const inLanguage = (line: Text | string) => (typeof line === 'string' ? line : line[language])
  const interactive = process.stdin.isTTY === true && process.stdout.isTTY === true
  return {
    language,
    json,
    interactive,
    env: process.env,
    in: inLanguage,
    say: line => void (json || process.stdout.write(`${inLanguage(line)}\n`)),
    warn: line => void process.stderr.write(`${inLanguage(line)}\n`),
    result(value, lines) {
      process.stdout.write(
        json
          ? `${JSON.stringify(value, null, 2)}\n`
          : lines.map(line => `${inLanguage(line)}\n`).join(''),
      )
    },
    progress(line) {
      if (interactive && !json) process.stdout.write(`\r${line ? inLanguage(line) : ''}\x1b[K`)
    },
    ask: (question, { hidden = false } = {}) => ask(inLanguage(question), hidden),
  }
}

let answers: AsyncIterator<string> | undefined

async function ask(question: string, hidden: boolean): Promise<string> {
  if (!process.stdin.isTTY) return nextLine()
  const muted = new Writable({ write: (_chunk, _encoding, done) => done() })
  if (hidden) process.stdout.write(`${question} `)
  const reader = createInterface({
    input: process.stdin,
    output: hidden ? muted : process.stdout,
    terminal: true,
  })
  try {
    return (await reader.question(hidden ? '' : `${question} `)).trim()
  } finally {
    reader.close()
    if (hidden) process.stdout.write('\n')
  }
}

/** Piped answers, one a line, so that a script can fill in what a person would be asked. */
async function nextLine(): Promise<string> {
  answers ??= createInterface({ input: process.stdin })[Symbol.asyncIterator]()
  const { value, done } = await answers.next()
  if (done) throw new Error('nobody is there to answer')
  return String(value).trim()
}
