import net from 'node:net'
import { createInterface } from 'node:readline'
import { Fault, sentence } from '#fault/fault.ts'
import { isRecord } from '#leaf/leaf.ts'

/** What the keeper asks the witnesses. */
export type Question = { readonly n: number; readonly nonce: string; readonly dueUs: number }

export type Heard = Readonly<Record<string, unknown>>

/** The connection: what the keeper says by itself is kept, the rest is somebody's answer. */
export class ReleaseLine {
  question: Question | null = null
  readonly closed: Promise<void>
  readonly #socket: net.Socket
  readonly #heard: Heard[] = []
  #wake: () => void = () => {}
  #asking: Promise<unknown> = Promise.resolve()

  private constructor(socket: net.Socket) {
    this.#socket = socket
    this.closed = new Promise(done => socket.once('close', () => done()))
    void this.closed.then(() => this.#wake())
    const lines = createInterface({ input: socket })
    lines
      .on('error', () => {})
      .on('line', text => {
        const said = socket.destroyed ? null : heardIn(text)
        // What a keeper that died in the middle of a line leaves of it.
        if (!said) return void socket.destroy()
        if ('question' in said) this.question = said.question as Question
        else if (!('closed' in said)) this.#heard.push(said)
        this.#wake()
      })
  }

  static to(path: string): Promise<ReleaseLine> {
    return new Promise((done, failed) => {
      const socket = net.connect(path)
      socket.once('connect', () => done(new ReleaseLine(socket)))
      socket.once('error', () => failed(away('録画係が答えません', 'the keeper does not answer')))
      socket.on('error', () => {})
    })
  }

  say(words: object): void {
    if (this.#socket.writable) this.#socket.write(`${JSON.stringify(words)}\n`)
  }

  /** One after the other, so that each gets its own answer. */
  ask(words: object, ...answers: readonly string[]): Promise<Heard> {
    const answered = this.#asking.then(() => {
      this.say(words)
      return this.heard(...answers)
    })
    this.#asking = answered.catch(() => {})
    return answered
  }

  /** The next thing said that is one of these. */
  async heard(...wanted: readonly string[]): Promise<Heard> {
    for (;;) {
      const next = this.#heard.shift()
      if (next && wanted.some(name => name in next)) return next
      if (next) continue
      if (this.#socket.destroyed)
        throw away('録画係とのつながりが切れました', 'the keeper has gone')
      await new Promise<void>(done => {
        this.#wake = done
      })
    }
  }

  close(): void {
    this.#socket.destroy()
  }
}

/** What a keeper says of itself at its door. */
export type Greeting = {
  readonly keeper: string
  /** So many leaves of the ledger were proven to it last. */
  readonly from: number
  readonly untold: number | null
  readonly nonce: string
  readonly clock: 'certain' | 'uncertain'
  readonly nowUs: number
  readonly rolledBack: boolean
  readonly gradeC: boolean
}

export const greetingIn = ({ greeting }: Heard): Greeting => greeting as Greeting

/** Asks a keeper how it stands. Throws Fault 'Unavailable' where it does not answer. */
export async function askKeeper(path: string): Promise<Greeting> {
  const line = await ReleaseLine.to(path)
  try {
    return greetingIn(await line.heard('greeting'))
  } finally {
    line.close()
  }
}

function heardIn(text: string): Heard | null {
  try {
    const said: unknown = JSON.parse(text)
    return isRecord(said) ? said : null
  } catch {
    return null
  }
}

export const away = (ja: string, en: string) =>
  new Fault(
    'Unavailable',
    sentence(`${ja}。`, en),
    sentence('少し待ってから、もう一度開いてください。', 'Wait a little, then try again.'),
  )
