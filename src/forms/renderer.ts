import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { Fault, sentence } from '#fault/fault.ts'
import { type FormData, printable } from './form-data.ts'
import type { LetterData } from './letter-data.ts'
import type { Drawn } from './render-process.ts'

const formsAProcess = 200
/** A process that nobody asks for so long is ended: it holds a hundred megabytes. */
const idleMs = 60_000
/** A drawing that takes so long is none; the next one has its turn. */
const longestMs = 60_000

/** A template with what it takes. */
export type Drawable =
  | readonly [template: 'hokuto-record' | 'book', data: FormData]
  | readonly [template: 'letter', data: LetterData]

/** Draws one form at a time in a process of its own, which is ended and begun anew after `formsAProcess`. Same input, same bytes. */
export class Renderer {
  #child: ChildProcess | null = null
  #drawn = 0
  #running: Promise<unknown> = Promise.resolve()
  #idle: NodeJS.Timeout | null = null

  /** PDF/A-2a. Throws Fault 'Unavailable' where the form could not be drawn. */
  render(...form: Drawable): Promise<Uint8Array> {
    const next = this.#running.then(() => this.#render(...form))
    this.#running = next.catch(() => {})
    this.#rest()
    return next
  }

  async close(): Promise<void> {
    if (this.#idle) clearTimeout(this.#idle)
    await this.#running
    await this.#end()
  }

  #rest(): void {
    if (this.#idle) clearTimeout(this.#idle)
    this.#idle = setTimeout(() => {
      this.#running = this.#running.then(() => this.#end())
    }, idleMs).unref()
  }

  async #render(...[template, data]: Drawable): Promise<Uint8Array> {
    if (this.#drawn >= formsAProcess || isGone(this.#child)) await this.#end()
    this.#child ??= begun()
    this.#drawn++
    const child = this.#child
    const tooLong = setTimeout(() => child.kill('SIGKILL'), longestMs)
    const answer = await answerOf(child, { template, json: JSON.stringify(printable(data)) })
    clearTimeout(tooLong)
    if ('pdf' in answer) return Buffer.from(answer.pdf, 'base64')
    await this.#end()
    throw new Fault(
      'Unavailable',
      sentence('様式を描けませんでした。', 'the form could not be drawn'),
      sentence(
        '書体にない文字（絵文字など）が入っていないか確かめてください。',
        'See whether a field has a character that the typeface lacks, an emoji for one.',
      ),
      answer.failed,
    )
  }

  async #end(): Promise<void> {
    const child = this.#child
    this.#child = null
    this.#drawn = 0
    if (!child || isGone(child)) return
    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    await exited
  }
}

const isGone = (child: ChildProcess | null) =>
  child !== null && (child.exitCode !== null || child.signalCode !== null)

/** Node's permission model closes network, writing and other processes to what Node runs in it. */
const begun = () =>
  fork(join(import.meta.dirname, 'render-process.ts'), {
    env: {},
    execArgv: ['--permission', '--allow-addons', '--allow-fs-read=*', '--no-warnings'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })

function answerOf(child: ChildProcess, drawing: object): Promise<Drawn> {
  return new Promise(done => {
    const settle = (answer: Drawn) => {
      child.off('message', settle)
      child.off('exit', gone)
      child.off('error', gone)
      done(answer)
    }
    const gone = () => settle({ failed: 'the process ended' })
    child.on('message', settle)
    child.on('exit', gone)
    child.on('error', gone)
    child.send(drawing, error => error && gone())
  })
}
