import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { Fault, sentence } from '#fault/fault.ts'
import { type FormData, printable, type Template } from './form-data.ts'
import type { Drawn } from './render-process.ts'

const formsAProcess = 200

/** Draws one form at a time in a process of its own, which is ended and begun anew after `formsAProcess`. Same input, same bytes. */
export class Renderer {
  #child: ChildProcess | null = null
  #drawn = 0
  #running: Promise<unknown> = Promise.resolve()

  /** PDF/A-2a. Throws Fault 'Unavailable' where the form could not be drawn. */
  render(template: Template, data: FormData): Promise<Uint8Array> {
    const next = this.#running.then(() => this.#render(template, data))
    this.#running = next.catch(() => {})
    return next
  }

  async close(): Promise<void> {
    await this.#running
    await this.#end()
  }

  async #render(template: Template, data: FormData): Promise<Uint8Array> {
    if (this.#drawn >= formsAProcess) await this.#end()
    this.#child ??= begun()
    this.#drawn++
    const answer = await answerOf(this.#child, { template, json: JSON.stringify(printable(data)) })
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
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    await exited
  }
}

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
      done(answer)
    }
    const gone = () => settle({ failed: 'the process ended' })
    child.on('message', settle)
    child.on('exit', gone)
    child.send(drawing, error => error && gone())
  })
}
