import type { FootageRange } from '#domain/footage-range.ts'
import type { Ending, Viewer } from '#domain/viewing/words.ts'
import type { Problem } from '#web/problem.ts'
import { answerOf, call, pathOf, problemIn } from '../client.ts'

/** What a session on this screen begins with. `reader` is said once, and lives in this page's memory alone. */
export type Begun = {
  readonly showing: string
  readonly reader: string
  readonly request: string
  readonly session: string
  readonly ranges: readonly FootageRange[]
  readonly viewers: readonly Viewer[]
  readonly operator: string
  readonly witnesses: readonly string[]
  readonly presence: { readonly everyMinutes: number } | null
}

/** Who must show now that they are there. */
export type Question = {
  readonly n: number
  readonly dueUs: number
  readonly people: readonly {
    readonly person: string
    readonly answered: boolean
    readonly challenge: string
  }[]
}

export type MinuteShown = {
  readonly pictures: readonly number[]
  readonly gaps: readonly Gap[]
}
export type Gap = { readonly fromUs: number; readonly toUs: number; readonly cause: string }

/** Why nothing more is shown, as far as this page knows; the record says how it ended. */
export type Cause = 'ended' | 'left' | 'office' | 'silence' | 'notOurs'

export type ShowingNow = {
  /** `quiet`: no word from the office just now, so nothing is shown; it may come back. */
  readonly stage: 'open' | 'quiet' | 'over'
  readonly cause: Cause | null
  /** What the record says; null: not yet. */
  readonly how: Ending | null
  readonly question: Question | null
  readonly nowUs: number
}

type Told = {
  readonly state: 'open' | 'closed'
  readonly how: Ending | null
  readonly question: Question | null
  readonly nowUs: number
}

const askEveryMs = 300
/** Without a word for so long nothing is shown: within the second. */
const quietMs = 900
/** As long as the office lets a page be silent, and a little: it has let go by then. */
const lostMs = 6000
/** The record is waited for so long. */
const recordMs = 60_000

/**
 * One session on this page. It asks the office all the time, which is the page's sign of life, and says at once when
 * nothing may be shown any more. It cannot be made again from anything that the browser keeps.
 */
export class Showing {
  readonly begun: Omit<Begun, 'reader'>
  #now: ShowingNow = { stage: 'open', cause: null, how: null, question: null, nowUs: 0 }
  readonly #headers: Readonly<Record<string, string>>
  readonly #listeners = new Set<() => void>()
  readonly #over = new AbortController()
  #heardMs = performance.now()
  #overMs = 0
  #watching: number | undefined

  constructor({ reader, ...begun }: Begun) {
    this.begun = begun
    this.#headers = { 'tachiai-reader': reader }
    this.#watching = window.setInterval(() => this.#watch(), 100)
    void this.#listen()
  }

  static async begin(stream: string): Promise<Showing> {
    return new Showing((await call<Begun>('POST', '/api/showings', { stream })).json)
  }

  get now(): ShowingNow {
    return this.#now
  }

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }
  readonly snapshot = () => this.#now

  minute(camera: string, minute: number): Promise<MinuteShown> {
    return this.#send<MinuteShown>('GET', ['minutes', camera, String(minute)])
  }

  /** One picture, decoded in memory; null: no decoder makes anything of it. Its bytes are kept nowhere. */
  async picture(camera: string, minute: number, picture: number): Promise<ImageBitmap | null> {
    const path = this.#path('picture')
    const sending = { headers: this.#headers, signal: this.#over.signal }
    const answer = await answerOf('POST', path, { camera, minute, picture }, sending)
    if (answer.headers.get('content-type') !== 'image/jpeg') return null
    return createImageBitmap(await answer.blob())
  }

  async present(person: string, proof: object): Promise<void> {
    await this.#send('POST', ['present'], { person, proof })
    await this.#ask()
  }

  /** The picture goes before anybody is asked; then it is recorded who left. */
  async leave(person: string): Promise<void> {
    this.#end('left')
    await this.#after('leave', { person })
  }

  async end(): Promise<void> {
    this.#end('ended')
    await this.#after('end', {})
  }

  async #after(word: string, body: object): Promise<void> {
    await call('POST', this.#path(word), body, { headers: this.#headers })
  }

  async #send<T>(method: 'GET' | 'POST', words: readonly string[], body?: object): Promise<T> {
    const sending = { headers: this.#headers, signal: this.#over.signal }
    return (await call<T>(method, this.#path(...words), body, sending)).json
  }

  readonly #path = (...words: readonly string[]) =>
    pathOf('api', 'showings', this.begun.showing, ...words)

  /** Until the record says how it ended, or nobody tells any more. */
  async #listen(): Promise<void> {
    while (this.#now.how === null && this.#now.cause !== 'notOurs') {
      if (this.#overMs > 0 && performance.now() - this.#overMs > recordMs) return
      await this.#ask().catch(error => this.#unheard(problemIn(error)))
      await new Promise(done => setTimeout(done, askEveryMs))
    }
  }

  async #ask(): Promise<void> {
    const sending = { headers: this.#headers, signal: AbortSignal.timeout(lostMs) }
    const { json } = await call<Told>('GET', this.#path(), undefined, sending)
    this.#heardMs = performance.now()
    const { state, how, question, nowUs } = json
    if (state === 'closed' && this.#now.stage !== 'over') this.#end('office')
    // It was ended here, and that did not reach the office: asking on would keep it open in front of nobody.
    if (state === 'open' && this.#now.stage === 'over') await this.#after('end', {})
    const stage = this.#now.stage === 'over' ? 'over' : 'open'
    const asked = stage === 'open' ? question : null
    this.#tell({ ...this.#now, stage, how, question: asked, nowUs })
  }

  /** No answer: it may be a moment. A no: it is not this page's any more. */
  #unheard(problem: Problem | null): void {
    if (this.#now.stage === 'over') return
    if (problem?.status === 0 || (problem?.status ?? 0) >= 500 || problem?.status === 429) {
      this.#tell({ ...this.#now, stage: 'quiet' })
    } else this.#end('notOurs')
  }

  #watch(): void {
    if (this.#now.stage === 'over') return
    const silentMs = performance.now() - this.#heardMs
    if (silentMs > lostMs) this.#end('silence')
    else if (silentMs > quietMs && this.#now.stage === 'open') {
      this.#tell({ ...this.#now, stage: 'quiet' })
    }
  }

  #end(cause: Cause): void {
    if (this.#now.stage === 'over') return
    this.#overMs = performance.now()
    window.clearInterval(this.#watching)
    this.#over.abort()
    this.#tell({ ...this.#now, stage: 'over', cause, question: null })
  }

  #tell(now: ShowingNow): void {
    this.#now = now
    for (const listener of [...this.#listeners]) listener()
  }
}
