import type { KeeperEvent } from './keeper-event.ts'

/** Why a keeper's record is not taken over any further, and from which number on. */
export type Trouble =
  /** Numbers are missing, or the spool ends before what the ledger has; nothing of the keeper's own tells of it. */
  | { readonly kind: 'cut'; readonly fromNumber: number; readonly toNumber: number }
  /** Another history than the one the ledger has: noticed at a number, other since `fromNumber`. */
  | {
      readonly kind: 'forked'
      readonly fromNumber: number
      readonly number: number
      readonly because: ForkCause
    }
export type ForkCause = 'anotherEvent' | 'anotherChain' | 'anotherKey' | 'signature' | 'unreadable'

/** The newest event that the ledger has of a keeper. */
export type Known = {
  /** 0: none yet. */
  readonly n: number
  /** Its frame's hash; before the first what comes of the key; null: not at hand, its years are over. */
  readonly hash: Uint8Array | null
  /** When it happened; null: there is none, or its years are over. */
  readonly atUs: number | null
}

export type Continued =
  | { readonly result: 'next'; readonly event: KeeperEvent }
  | { readonly result: 'known' }
  /** It comes after numbers that are not there: `next` once an event of the keeper's own tells of all of them. */
  | { readonly result: 'gap'; readonly fromNumber: number; readonly toNumber: number }
  | { readonly result: 'trouble'; readonly trouble: Trouble }

/**
 * Whether an event goes on where the ledger's ends. An event that itself tells of the numbers before it (a keeper whose
 * spool's end was lost, `SpoolDamaged`) goes on also where the ledger has events that the keeper has no more.
 */
export function continued(
  known: Pick<Known, 'n' | 'hash'>,
  event: KeeperEvent | null,
  publicKey: Uint8Array,
): Continued {
  const forked = (because: ForkCause, number = event?.n ?? known.n + 1): Continued => ({
    result: 'trouble',
    trouble: { kind: 'forked', fromNumber: number, number, because },
  })
  if (!event) return forked('unreadable')
  if (!event.isSignedBy(publicKey)) return forked('signature')
  if (event.n === known.n) {
    const same = known.hash === null || Buffer.from(known.hash).equals(event.hash)
    return same ? { result: 'known' } : forked('anotherEvent')
  }
  if (event.n < known.n) return forked('anotherEvent')
  if (event.n > known.n + 1) {
    const gap = { fromNumber: known.n + 1, toNumber: event.n - 1 }
    return tells(event, gap) ? { result: 'next', event } : { result: 'gap', ...gap }
  }
  const goesOn = known.hash === null || Buffer.from(known.hash).equals(event.previous)
  const toldOf = tells(event, { fromNumber: known.n, toNumber: known.n })
  return goesOn || toldOf ? { result: 'next', event } : forked('anotherChain')
}

/** What a keeper did since is another history: then a person may go on behind it, whatever comes next follows. */
export const isOfHistory = (trouble: Trouble): boolean =>
  trouble.kind === 'cut' || ['anotherEvent', 'anotherChain'].includes(trouble.because)

/** Whether this event says that all these numbers are gone. */
export const tells = (
  { gone }: KeeperEvent,
  { fromNumber, toNumber }: { readonly fromNumber: number; readonly toNumber: number },
): boolean => gone !== null && gone.from <= fromNumber && toNumber <= gone.to
