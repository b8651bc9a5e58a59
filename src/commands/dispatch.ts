import { Fault } from '#fault/fault.ts'
import {
  type Command,
  type ExitCode,
  exit,
  OperatorError,
  type Text,
  text,
  UsageError,
} from './command.ts'
import { type Language, languageOf, type Terminal, terminal } from './terminal.ts'

/** Finds the command, runs it and turns what it throws into a sentence and an exit code. */
export async function dispatch(
  commands: readonly Command[],
  internal: readonly Command[],
  words: readonly string[],
): Promise<ExitCode> {
  const { language, json, rest } = common(words)
  const screen = terminal({ language: language ?? languageOf(process.env), json })
  if (language === null) {
    screen.warn(text('--lang は ja か en です。', '--lang is ja or en.'))
    return exit.usage
  }
  const [name = 'help', ...args] = rest
  if (['help', '--help', '-h'].includes(name)) return help(commands, args, screen)
  const command = [...commands, ...internal].find(command => command.name === name)
  if (!command) {
    screen.warn(text(`「${name}」というコマンドはありません。`, `There is no command "${name}".`))
    help(commands, [], screen)
    return exit.usage
  }
  if (args.includes('--help') || args.includes('-h')) return help(commands, [name], screen)
  try {
    return await command.run(args, screen)
  } catch (error) {
    return explain(error, command, screen)
  }
}

function common(words: readonly string[]): {
  /** Null where `--lang` names none that is spoken. */
  language: Language | null
  json: boolean
  rest: readonly string[]
} {
  let language: Language | null = languageOf(process.env)
  let json = false
  const rest: string[] = []
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!
    if (word === '--json') json = true
    else if (word === '--lang') language = languageNamed(words[++at])
    else if (word.startsWith('--lang=')) language = languageNamed(word.slice(7))
    else rest.push(word)
  }
  return { language, json, rest }
}

const languageNamed = (word: string | undefined): Language | null =>
  word === 'ja' || word === 'en' ? word : null

function help(commands: readonly Command[], names: readonly string[], screen: Terminal): ExitCode {
  const wanted = commands.filter(({ name }) => names.length === 0 || names.includes(name))
  const blocks = wanted.map(({ usage, summary }) => [
    ...usage.split('\n').map(line => `  tachiai ${line}`),
    `      ${screen.in(summary)}`,
  ])
  const frame: Text[] = names.length
    ? []
    : [
        text(
          'Tachiai（立会い） — 防犯カメラを規程のとおりに録画し、期限どおりに消す。',
          'Tachiai — records public security cameras by their rulebook and forgets on time.',
        ),
        text('', ''),
      ]
  const common = text(
    '\nどのコマンドにも: --lang ja|en  --json  --help',
    '\nWith every command: --lang ja|en  --json  --help',
  )
  screen.result(
    wanted.map(({ name, usage, summary }) => ({ name, usage, summary: screen.in(summary) })),
    [...frame, ...blocks.flat(), common],
  )
  return exit.ok
}

function explain(error: unknown, command: Command, screen: Terminal): ExitCode {
  if (error instanceof UsageError) {
    screen.warn(error.text)
    for (const line of command.usage.split('\n')) screen.warn(`  tachiai ${line}`)
    return exit.usage
  }
  if (error instanceof OperatorError) {
    screen.warn(error.text)
    if (error.hint) screen.warn(error.hint)
    return exit.fault
  }
  if (error instanceof Fault) {
    return explain(new OperatorError(error.sentence, error.hint), command, screen)
  }
  const code = (error as NodeJS.ErrnoException).code
  if (code?.startsWith('ERR_PARSE_ARGS')) {
    return explain(
      new UsageError(text(`引数が読めません: ${message(error)}`, message(error))),
      command,
      screen,
    )
  }
  screen.warn(text(`うまくいきませんでした: ${message(error)}`, `It failed: ${message(error)}`))
  if (screen.env.TACHIAI_DEBUG) console.error(error)
  return exit.fault
}

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error))
