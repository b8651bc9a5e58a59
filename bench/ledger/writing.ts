import { familyCpuSecondsOf } from '../processes.ts'
import { keptAt, type Store } from './store.ts'

/** What a window of one store came to. */
export type Window = {
  readonly perSecond: number
  /** Of this process and the server together, for one act or leaf. */
  readonly cpuUs: number
  /** How long each call took. */
  readonly ms: readonly number[]
}

/** The last number of each stream of a store. */
export class Streams {
  readonly store: Store
  readonly #last = new Map<string, number>()
  #acts = 0

  constructor(store: Store) {
    this.store = store
  }

  /** One act after the other, through fifty streams. */
  oneByOne(acts: number, server: number): Promise<Window> {
    return measured(server, acts, async ms => {
      for (let act = 0; act < acts; act++) await this.#append(`request/${act % 50}`, ms)
    })
  }

  /** Callers that do not know of each other, each with a stream of its own and one act under way. */
  atOnce(callers: number, actsEach: number, server: number): Promise<Window> {
    return measured(server, callers * actsEach, async ms => {
      await Promise.all(
        Array.from({ length: callers }, async (_, caller) => {
          for (let act = 0; act < actsEach; act++) await this.#append(`case/${caller}`, ms)
        }),
      )
    })
  }

  /** A machine's events, so many in one call. */
  batches(batches: number, events: number, server: number): Promise<Window> {
    return measured(server, batches * events, async ms => {
      for (let batch = 0; batch < batches; batch++) {
        const last = this.#take('camera/c1', events)
        const kept = Array.from({ length: events }, (_, at) => keptAt(last + at))
        await timed(ms, this.store.appendMany('camera/c1', last, kept))
      }
    })
  }

  async #append(stream: string, ms: number[]): Promise<void> {
    const last = this.#take(stream, 1)
    await timed(ms, this.store.append(stream, last, keptAt(this.#acts++)))
  }

  #take(stream: string, events: number): number {
    const last = this.#last.get(stream) ?? 0
    this.#last.set(stream, last + events)
    return last
  }
}

async function measured(
  server: number,
  count: number,
  work: (ms: number[]) => Promise<void>,
): Promise<Window> {
  const ms: number[] = []
  const before = process.cpuUsage()
  const serverBefore = familyCpuSecondsOf(server)
  const began = performance.now()
  await work(ms)
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(before)
  const used = (user + system) / 1e6 + familyCpuSecondsOf(server) - serverBefore
  return { perSecond: count / seconds, cpuUs: (used * 1e6) / count, ms }
}

async function timed(ms: number[], work: Promise<void>): Promise<void> {
  const began = performance.now()
  await work
  ms.push(performance.now() - began)
}
