/** A site as an operator would found it: real processes, real files, in a folder of its own that goes away with the test. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { startDemoCameras } from '#demo/rtsp-server.ts'
import { placeProblems } from '#keystore/place-problems.ts'

const main = join(import.meta.dirname, '..', 'src', 'main.ts')

const endings = new WeakMap<TestContext, (() => unknown)[]>()

/** What is begun last ends first: processes stop before their folder goes. */
export function atEnd(t: TestContext, end: () => unknown): void {
  const known = endings.get(t)
  if (known) return void known.push(end)
  const all = [end]
  endings.set(t, all)
  t.after(async () => {
    for (const one of all.toReversed()) await one()
  })
}

/** A folder that `init` would take for a share: where the usual one is kept in memory, another. */
export async function folderFor(t: TestContext): Promise<string> {
  for (const root of [tmpdir(), '/var/tmp']) {
    const folder = await mkdtemp(join(root, 'tachiai-test-'))
    atEnd(t, () => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
    if (!(await placeProblems(join(folder, 'share'))).some(({ refused }) => refused)) return folder
  }
  throw new Error('no folder on a disk that can forget')
}

export type Said = { readonly code: number; readonly stdout: string; readonly stderr: string }
export type Call = {
  readonly input?: string
  readonly lang?: 'ja' | 'en'
  readonly env?: NodeJS.ProcessEnv
}

export type Site = {
  readonly folder: string
  readonly data: string
  readonly share: string
  readonly env: NodeJS.ProcessEnv
  /** Runs a command to its end. Nobody sits at the keyboard: what it asks is answered by the lines of `input`. */
  call(words: readonly string[], call?: Call): Promise<Said>
  /** The same with --json: what it printed, and its exit code. */
  // biome-ignore lint/suspicious/noExplicitAny: what a script would see
  json(words: readonly string[], call?: Call): Promise<{ code: number; value: any }>
  init(profile: string, ...words: string[]): Promise<Said>
  /** `run`, `start` or `demo`, going on; resolves when it records. */
  start(words: readonly string[], env?: NodeJS.ProcessEnv): Promise<Running>
}

export type Running = {
  readonly child: ChildProcess
  /** All it printed so far. */
  readonly said: () => string
  /** The process that holds the keys; waits for it where the last one died. */
  keeper(): Promise<number>
  /** Its exit code; 128 where only a kill ended it. */
  stop(): Promise<number>
}

export async function siteFor(t: TestContext): Promise<Site> {
  const folder = await folderFor(t)
  const data = join(folder, 'data')
  const share = join(folder, 'share', 'one.share')
  const temporary = join(folder, 'tmp')
  await mkdir(temporary)
  const env = {
    ...process.env,
    TACHIAI_DATA: data,
    // Tests that want an office take this away.
    TACHIAI_OFFICE: 'none',
    TMPDIR: temporary,
    HOME: folder,
    LANG: 'ja_JP',
  }
  for (const name of ['LC_ALL', 'LC_MESSAGES', 'NODE_OPTIONS', 'NODE_TEST_CONTEXT']) {
    delete (env as NodeJS.ProcessEnv)[name]
  }
  const program = (words: readonly string[], more: NodeJS.ProcessEnv = {}) =>
    spawn(process.execPath, [main, ...words], { cwd: folder, env: { ...env, ...more } })

  const call: Site['call'] = async (words, { input = '', lang, env: more } = {}) => {
    const child = program(lang ? [...words, '--lang', lang] : words, more)
    const out = [gather(child.stdout), gather(child.stderr)] as const
    child.stdin.on('error', () => {}).end(input)
    const code = await exitOf(child)
    return { code, stdout: out[0](), stderr: out[1]() }
  }
  return {
    folder,
    data,
    share,
    env,
    call,
    async json(words, options) {
      const { code, stdout, stderr } = await call([...words, '--json'], options)
      try {
        return { code, value: stdout === '' ? null : JSON.parse(stdout) }
      } catch {
        throw new Error(`${words.join(' ')}: no JSON: ${stdout}${stderr}`)
      }
    },
    init: (profile, ...words) =>
      call(
        [
          'init',
          '--profile',
          profile,
          '--organisation',
          'みどり台',
          '--yes',
          '--share',
          share,
        ].concat(words),
      ),
    async start(words, more) {
      const child = program(words, more)
      const out = [gather(child.stdout), gather(child.stderr)] as const
      const ended = exitOf(child)
      const running: Running = {
        child,
        said: () => out[0]() + out[1](),
        async keeper() {
          let pid: number | undefined
          await until(
            async () => {
              ;[pid] = await childrenOf(child.pid!, 'keeper-process')
              return pid !== undefined
            },
            () => `a keeper: ${running.said()}`,
          )
          return pid!
        },
        async stop() {
          child.kill('SIGTERM')
          const killing = setTimeout(() => child.kill('SIGKILL'), longestSeconds * 1000)
          return ended.finally(() => clearTimeout(killing))
        },
      }
      atEnd(t, async () => {
        await running.stop()
        // Whoever reads of the failure sees what the machine itself said.
        if (!t.passed) t.diagnostic(`it said: ${running.said()}`)
      })
      await until(
        () => out[0]().length > 0 || child.exitCode !== null,
        () => running.said(),
      )
      if (child.exitCode !== null) throw new Error(`it ended: ${running.said()}`)
      return running
    },
  }
}

/** Far beyond what the slowest machine takes: who reaches it waits for what never comes. */
const longestSeconds = 240

/** Polls, for what other processes do is no event of ours; after a long while says what it waited for. */
export async function until(
  done: () => boolean | Promise<boolean>,
  waitingFor: () => unknown = () => done.toString(),
  seconds = longestSeconds,
): Promise<void> {
  const endMs = performance.now() + seconds * 1000
  while (!(await done())) {
    if (performance.now() > endMs) throw new Error(`waited in vain: ${waitingFor()}`)
    await pause(50)
  }
}

/** The simulated cameras of the demo, in the test's own process. */
export async function demoCameras(t: TestContext, names: readonly string[]) {
  const cameras = await startDemoCameras({ names, fps: 5, now: () => Date.now() * 1000 })
  atEnd(t, () => cameras.close())
  return cameras.urls
}

/** `camera add` with its entry in the 別紙. */
export const cameraWords = (url: string, name: string): string[] => [
  'camera',
  'add',
  url,
  '--name',
  name,
  '--place',
  '門',
  '--area',
  '門の前',
  '--no-test',
]

/** Those whose command line has this word; in the order of their names in /proc, which is not that of their age. */
export async function childrenOf(parent: number, word = ''): Promise<number[]> {
  const children: number[] = []
  for (const pid of (await readdir('/proc')).map(Number).filter(pid => pid > 0)) {
    const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
    const [, owner] = text.slice(text.lastIndexOf(')') + 2).split(' ')
    if (Number(owner) !== parent) continue
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    if (line.includes(word)) children.push(pid)
  }
  return children
}

function gather(stream: NodeJS.ReadableStream): () => string {
  const chunks: Buffer[] = []
  stream.on('data', chunk => chunks.push(chunk))
  return () => Buffer.concat(chunks).toString()
}

const exitOf = (child: ChildProcess): Promise<number> =>
  new Promise(done => child.once('close', (code, signal) => done(code ?? (signal ? 128 : 1))))
