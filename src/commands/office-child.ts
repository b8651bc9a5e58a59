import { spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import type { Premises } from '#keeper/premises.ts'
import { OperatorError, text } from './command.ts'
import { officePlace, withoutOffice } from './office-place.ts'
import type { OfficeAnswer, OfficeTask } from './office-task.ts'
import { officeUser } from './office-user.ts'
import { officeProblemOf, type Problem } from './problem.ts'
import { mainFile } from './program.ts'
import type { Terminal } from './terminal.ts'

export type KeptOffice = { stop(): Promise<void> }

/** An office that died is started again after this; one that cannot start, after longer and longer. */
const restartMs = 2000
const longestRestartMs = 60_000

/**
 * Starts the office beside a keeper that records, and starts it again whenever it ends, until `stop`. Recording never
 * waits for it: what goes wrong is said once for each cause, and what the keeper writes meanwhile is taken over later.
 * `founding` is what the first leaf says, where this start founds the ledger.
 */
export function keepOffice(
  terminal: Pick<Terminal, 'say' | 'warn' | 'env'>,
  premises: Premises,
  founding: OfficeTask['founding'],
): KeptOffice {
  if (withoutOffice(terminal.env)) return { stop: async () => {} }
  const stopped = new AbortController()
  const running = keep(terminal, premises, founding, stopped.signal)
  return {
    async stop() {
      stopped.abort()
      await running
    },
  }
}

async function keep(
  terminal: Pick<Terminal, 'say' | 'warn' | 'env'>,
  premises: Premises,
  founding: OfficeTask['founding'],
  stopped: AbortSignal,
): Promise<void> {
  let told = ''
  let worked = false
  for (let waitMs = restartMs; !stopped.aborted; ) {
    const problem = await once(premises, founding, terminal.env, stopped, separated => {
      waitMs = restartMs
      told = ''
      terminal.say(
        worked
          ? text('事務室が戻りました。', 'The office is back.')
          : text(
              `改ざん防止記録も始めました（事務室、${separated ? '分離あり' : '分離なし'}）。`,
              `The tamper-evident record is being kept, too (office, ${separated ? '分離あり, separated' : '分離なし, not separated'}).`,
            ),
      )
      worked = true
    })
    if (stopped.aborted) return
    if (problem.text.en !== told) {
      terminal.warn(problem.text)
      if (problem.hint) terminal.warn(problem.hint)
      told = problem.text.en
    }
    await pause(waitMs, undefined, { signal: stopped }).catch(() => {})
    waitMs = Math.min(waitMs * 2, longestRestartMs)
  }
}

/** One life of it: why it ended. */
async function once(
  premises: Premises,
  founding: OfficeTask['founding'],
  env: NodeJS.ProcessEnv,
  stopped: AbortSignal,
  ready: (separated: boolean) => void,
): Promise<Problem> {
  try {
    const place = officePlace(premises, env)
    const user = await officeUser(premises, place)
    const child = spawn(process.execPath, [...words, mainFile, 'office-process'], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: environment(env),
      ...(user.uid === undefined ? {} : { ...user, cwd: '/' }),
    })
    const stop = () => void child.kill('SIGTERM')
    stopped.addEventListener('abort', stop, { once: true })
    let problem: Problem | null = null
    child.on('message', (answer: OfficeAnswer) => {
      if ('problem' in answer) problem = answer.problem
      else ready(answer.separated)
    })
    const starterUid = process.getuid?.() ?? 0
    child.send({ place, starterUid, founding } satisfies OfficeTask, () => {})
    const code = await new Promise<number | string>(done => {
      child.once('error', () => done('spawn'))
      child.once('exit', (code, signal) => done(code ?? signal ?? 1))
    })
    stopped.removeEventListener('abort', stop)
    return problem ?? officeProblemOf(ended(code))
  } catch (error) {
    return officeProblemOf(error)
  }
}

const words = ['--disable-sigusr1', '--disable-warning=ExperimentalWarning']

/** What says where its database is comes along; nothing that would change how Node runs. */
const environment = ({ NODE_OPTIONS: _, ...env }: NodeJS.ProcessEnv): NodeJS.ProcessEnv => env

const ended = (code: number | string) =>
  new OperatorError(
    text(
      `事務室が終わりました（${code}）。もう一度始めます。録画は続いています。`,
      `The office ended (${code}); it is started again. Recording goes on.`,
    ),
  )
