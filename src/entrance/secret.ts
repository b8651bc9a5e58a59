import { argon2, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { Fault, sentence } from '#fault/fault.ts'

/** What a guess costs; it is kept with each hash, so that it can be raised. */
export type Hardness = { readonly memoryKib: number; readonly passes: number }

/** RFC 9106, second recommendation, with one lane: 64 MiB, three passes; about a fifth of a second on a small PC. */
export const hardness: Hardness = { memoryKib: 65_536, passes: 3 }

export type Hashed = Hardness & { readonly hash: Uint8Array; readonly salt: Uint8Array }

/** At most so many at once, and so many waiting: memory is bounded, whoever asks. */
const atOnce = 2
const mostWaiting = 16
/** And of those from one place: whoever guesses at one keeps nobody at another from coming in. */
const mostOfPlace = 6

const derive = promisify(argon2)

/** Argon2id of what only its holder knows. The words are nowhere kept, logged or put into an error. */
export class Hasher {
  #running = 0
  readonly #waiting: { readonly place: string | null; readonly go: () => void }[] = []

  /** `place`: where it was typed; null: nobody who could flood us typed it. */
  async hash(
    words: string,
    { memoryKib, passes }: Hardness,
    salt: Uint8Array,
    place: string | null = null,
  ): Promise<Buffer> {
    if (this.#running >= atOnce) {
      const ofPlace = this.#waiting.filter(one => place !== null && one.place === place)
      if (ofPlace.length >= mostOfPlace || this.#waiting.length >= mostWaiting) throw tooMany()
      await new Promise<void>(go => this.#waiting.push({ place, go }))
    } else this.#running++
    try {
      return await derive('argon2id', {
        message: words.normalize('NFKC'),
        nonce: salt,
        parallelism: 1,
        tagLength: 32,
        memory: memoryKib,
        passes,
      })
    } finally {
      const next = this.#waiting.shift()
      if (next) next.go()
      else this.#running--
    }
  }

  async isSame(
    words: string,
    { hash, salt, ...cost }: Hashed,
    place: string | null = null,
  ): Promise<boolean> {
    return timingSafeEqual(await this.hash(words, cost, salt, place), hash)
  }
}

const tooMany = () =>
  new Fault(
    'Unavailable',
    sentence('いま、入る人が込み合っています。', 'too many people are signing in'),
    sentence('少し待ってから、もう一度行ってください。', 'Wait a little, then try again.'),
  )
