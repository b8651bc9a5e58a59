import type { Ending } from '#domain/viewing/words.ts'
import { sha256 } from '#hash/sha256.ts'
import { encodeLeaf } from '#leaf/leaf.ts'
import type { Ledger } from '#ledger/ledger.ts'
import { leafHash } from '#tlog/tree.ts'
import { eventIn } from './keeper-event.ts'

/** The leaf that opened a session: its number in its stream, and the name the keeper burns it under. */
export type OpeningLeaf = { readonly n: number; readonly receipt: string }

export async function openingLeafOf(ledger: Ledger, stream: string): Promise<OpeningLeaf | null> {
  let found: OpeningLeaf | null = null
  for await (const { leaf } of ledger.read(stream, 1)) {
    if (leaf.type !== 'ViewingOpened') continue
    found = { n: leaf.n, receipt: leafHash(sha256, encodeLeaf(leaf)).toHex() }
  }
  return found
}

/** How far back a keeper's record is looked through: some three days of it. */
const lately = 5000

/**
 * What a keeper wrote down of a session, as far as it was taken over: how it ended; `running`: it began; null: nothing.
 * One that began, and of whose end its keeper knows nothing though it started anew and went on, was cut off: its spool was
 * put back. `from`: behind this number of its events.
 */
export async function endingOf(
  ledger: Ledger,
  keeper: string,
  receipt: string,
  from?: number,
): Promise<Ending | 'running' | null> {
  const stream = `keeper/${keeper}`
  const first = from ?? (await ledger.lastOf(stream)) - lately
  let found: Ending | 'running' | null = null
  let startedAnew = false
  for await (const { leaf, body } of ledger.read(stream, Math.max(1, first))) {
    if (found === 'running') {
      // A start says first how a session ended; behind the next mark nothing more comes of it.
      if (leaf.type === 'KeeperStarted') startedAnew = true
      if (leaf.type === 'TimeMarked' && startedAnew) found = 'powerCut'
    }
    if (leaf.type !== 'ReleaseStarted' && leaf.type !== 'FootageReleased') continue
    const said = eventIn(body)
    if (said?.receipt !== receipt) continue
    found = leaf.type === 'ReleaseStarted' ? 'running' : (said.how as Ending)
  }
  return found
}
