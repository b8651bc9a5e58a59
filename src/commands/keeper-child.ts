import { spawn } from 'node:child_process'
import { stewardAs } from '#disk/own-steward.ts'
import { serveSteward } from '#disk/steward-over-ipc.ts'
import { type Premises, writableFolders } from '#keeper/premises.ts'
import { hardwareClockNote, vouchers } from '#keeper/time/readings.ts'
import { OperatorError, text } from './command.ts'
import { keeperUser, makeFor } from './keeper-user.ts'
import type { Problem } from './problem.ts'
import { mainFile, program } from './program.ts'
import { serveRooms } from './room/rendition.ts'

/**
 * `found` makes the keyring and ends; `serve` answers orders without recording; `record` does both.
 */
export type KeeperTask = Task & { readonly starterUid: number }
type Task =
  | { readonly task: 'found'; readonly premises: Premises; readonly founding: Founding }
  | { readonly task: 'serve'; readonly premises: Premises }
  | {
      readonly task: 'record'
      readonly premises: Premises
      /** How long it waits for a keeper that some command began while this one was away. */
      readonly patienceMs?: number
    }
export type Founding = {
  readonly profile: string
  readonly organisation: string
  /** A demo's alone: its clock begins so long ago, µs. */
  readonly agoUs?: number
}

export type KeeperChild = {
  readonly pid: number
  /** 「分離あり」: it runs as an OS user of its own. */
  readonly separated: boolean
  /**
   * Whose site it is. Told over the channel, for a service's root has no right to knock at the keeper's door. null:
   * it has only just been founded.
   */
  readonly site: Founding | null
  /** Settles when the child has ended: its exit code, 0 for an ordered end. */
  readonly ended: Promise<number>
  stop(): Promise<void>
}

type Ready = Pick<KeeperChild, 'separated' | 'site'>

/**
 * Starts the process that holds the keys: under Node's permission model with only its own folders,
 * no inspector signal, no NODE_OPTIONS, and this (keyless) process as its steward.
 * Resolves when the door is open (or, for `found`, when everything is durable).
 */
export async function startKeeper(task: Task): Promise<KeeperChild> {
  const folders = writableFolders(task.premises)
  const fresh = task.task === 'found'
  const user = await keeperUser(task.premises, fresh)
  for (const folder of folders) await makeFor(user, task.premises, folder, fresh)
  const child = spawn(process.execPath, [...permissions(folders), mainFile, 'keeper-process'], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: environment(),
    ...(user.uid === undefined ? {} : { ...user, cwd: '/' }),
  })
  serveSteward(child, stewardAs(user), folders)
  serveRooms(child)
  const ended = new Promise<number>(done =>
    child.once('exit', (code, signal) => done(code ?? (signal === 'SIGTERM' ? 0 : 1))),
  )
  const ready = new Promise<Ready>((done, failed) => {
    child.on('message', (message: Partial<Ready> & { ready?: true; problem?: Problem }) => {
      const { separated = false, site = null } = message
      if (message.ready) done({ separated, site })
      if (message.problem) failed(new OperatorError(message.problem.text, message.problem.hint))
    })
    ended.then(code =>
      failed(
        new OperatorError(
          text(`録画係が起動できませんでした（${code}）。`, `The keeper did not start (${code}).`),
        ),
      ),
    )
  })
  child.send({ ...task, starterUid: process.getuid?.() ?? 0 } satisfies KeeperTask)
  const told = await ready
  return {
    pid: child.pid!,
    ...told,
    ended,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Granted one by one, as they may not exist yet. */
const timeNotes = [...vouchers, hardwareClockNote]

/**
 * V8 counts buffers outside its heap when it decides to collect. What the cipher hands out is garbage as soon as it is
 * written, 0.5 MB/s for each stream, and with the default of a few MB the collector would run all the time.
 */
const roomForSealedFrames = '--initial-old-space-size=64'

function permissions(folders: readonly string[]): readonly string[] {
  const readable = [program, '/proc', '/sys', '/etc/passwd', ...timeNotes, ...folders]
  return [
    '--permission',
    '--allow-net',
    '--disable-sigusr1',
    '--disable-warning=ExperimentalWarning',
    roomForSealedFrames,
    ...readable.map(folder => `--allow-fs-read=${folder}`),
    ...folders.map(folder => `--allow-fs-write=${folder}`),
    '--allow-fs-write=/proc/self/coredump_filter',
  ]
}

/** Writes wait for the medium (O_DSYNC), so many cameras need many writers; nothing else of the environment is handed on. */
function environment(): NodeJS.ProcessEnv {
  const { LANG, LC_ALL, LC_MESSAGES, TZ, TACHIAI_DEBUG, PATH } = process.env
  return Object.fromEntries(
    Object.entries({
      LANG,
      LC_ALL,
      LC_MESSAGES,
      TZ,
      TACHIAI_DEBUG,
      PATH,
      UV_THREADPOOL_SIZE: '24',
    }).filter(([, value]) => value !== undefined),
  )
}
