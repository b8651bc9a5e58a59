import { setTimeout as pause } from 'node:timers/promises'
import type { Minute } from '#civil/minute.ts'
import type { Refusal } from '#law/basis.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import type { Ledger } from '#ledger/ledger.ts'
import type { Books } from '#projections/books.ts'
import { ownEventFor, receiptFor } from '#projections/receipt.ts'
import type { WrittenReceipt } from '#receipt/receipt.ts'
import { away, greetingIn, type Heard, type Question, ReleaseLine } from './release-line.ts'

export type ShowingParts = {
  readonly ledger: Ledger
  readonly books: Books
  readonly profile: Profile
  /** The keeper's socket for receipts. */
  readonly path: string
  /** How long to wait for the keeper's own events to be taken over. */
  readonly patienceMs?: number
}

/** A session as the office has it. */
export type Showing = {
  readonly keeper: string
  /** The newest question; null: none was asked yet. */
  question(): Question | null
  /** A witness's co-signature over the question; null: taken. */
  present(cosigned: object): Promise<Refusal | null>
  /** What of a minute can be shown. Throws Fault 'Unavailable' where the keeper cannot read it now. */
  minute(camera: string, minute: Minute): Promise<MinuteShown | Refusal>
  /** One picture, drawn; null: the minute has no such picture. */
  picture(camera: string, minute: Minute, picture: number): Promise<PictureShown | null | Refusal>
  leave(): void
  end(): void
  /** Lets go of the line: the keeper closes at once. */
  drop(): void
  /** When nothing more comes, for whatever reason. */
  readonly closed: Promise<void>
  /** Number of the keeper's `ReleaseStarted`. */
  readonly started: number
}

export type MinuteShown = {
  /** When each picture was taken, µs, in the order in which they are shown. */
  readonly pictures: readonly number[]
  readonly gaps: readonly {
    readonly fromUs: number
    readonly toUs: number
    readonly cause: string
  }[]
}
/** `jpeg` null: it cannot be decoded. */
export type PictureShown = { readonly captureUs: number; readonly jpeg: Uint8Array | null }

const aliveMs = 2000
const lookAgainMs = 200

/**
 * Shows a keeper that an act is in the ledger, and holds the session open: first what the last one showed is proven, then
 * the receipt, then that the ledger has the session's beginning. Throws Fault 'Unavailable' where the keeper is away or
 * its events are not taken over in time.
 */
export async function openShowing(
  parts: ShowingParts,
  act: WrittenReceipt['act'],
): Promise<Showing | Refusal> {
  const line = await ReleaseLine.to(parts.path)
  try {
    const { ledger, books, profile } = parts
    const first = greetingIn(await line.heard('greeting'))
    const { keeper } = first
    const greeting =
      first.untold === null
        ? first
        : await line
            .ask({ told: await proofOf(parts, keeper, first.untold, first.from) }, 'greeting')
            .then(greetingIn)
    const { from } = greeting
    const receipt = await receiptFor({ ledger, books, profile }, { keeper, act, from })
    const answer = await line.ask({ receipt }, 'started', 'refusal')
    if (answer.refusal) {
      line.close()
      return answer.refusal as Refusal
    }
    const alive = setInterval(() => line.say({ alive: true }), aliveMs)
    void line.closed.then(() => clearInterval(alive))
    line.say({ alive: true })
    const begin = await proofOf(parts, keeper, Number(answer.started), Number(answer.from))
    const { open } = await line.ask({ begin }, 'open')
    if (open !== true) throw away('始まりの証明が受け取られませんでした', 'the proof was not taken')
    return showing(line, keeper, Number(answer.started))
  } catch (error) {
    line.close()
    throw error
  }
}

const showing = (line: ReleaseLine, keeper: string, started: number): Showing => ({
  ...{ keeper, started },
  question: () => line.question,
  async present(cosigned) {
    const answer = await line.ask({ present: cosigned }, 'present', 'refusal')
    return (answer.refusal as Refusal | undefined) ?? null
  },
  async minute(camera, minute) {
    const answer = await line.ask({ minute: { camera, minute } }, ...answers, 'minute')
    return refusedIn(answer) ?? (answer.minute as MinuteShown)
  },
  async picture(camera, minute, picture) {
    const answer = await line.ask({ picture: { camera, minute, picture } }, ...answers, 'picture')
    const refusal = refusedIn(answer)
    const found = answer.picture as { captureUs: number; jpeg: string | null } | null
    if (refusal || !found) return refusal
    return { ...found, jpeg: found.jpeg === null ? null : Buffer.from(found.jpeg, 'base64') }
  },
  leave: () => line.say({ leave: true }),
  end: () => line.say({ end: true }),
  drop: () => line.close(),
  closed: line.closed,
})

const answers = ['refusal', 'unavailable'] as const

function refusedIn({ refusal, unavailable }: Heard): Refusal | null {
  if (unavailable) throw away('録画係がいま映せません', 'the keeper has no room to draw in')
  return (refusal as Refusal | undefined) ?? null
}

/** Waits until the drain has taken the event over. */
async function proofOf(
  { ledger, patienceMs = 20_000 }: ShowingParts,
  keeper: string,
  n: number,
  from: number,
): Promise<object> {
  const endMs = performance.now() + patienceMs
  for (;;) {
    const proof = await ownEventFor(ledger, { keeper, n, from })
    if (proof) return proof
    if (performance.now() > endMs) {
      throw away('録画係の記録が、まだ台帳に届いていません', 'the keeper’s event is not taken over')
    }
    await pause(lookAgainMs)
  }
}
