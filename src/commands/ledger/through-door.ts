import type { Opening } from '#leaf/body.ts'
import { fromBase64url } from '#leaf/bytes.ts'
import type { Origin } from '#ledger/origin.ts'
import type { StoredLeaf, StreamEntry } from '#ledger/reading.ts'
import type { LedgerSource } from '#ledger/source.ts'
import { type DoorClient, resultOf } from '../door-client.ts'

/** What the ledger is, in one answer: `head` counts what is committed, signed or not. */
export type Heading = {
  readonly origin: Origin
  readonly checkpoints: readonly string[]
  readonly streams: readonly StreamEntry[]
  readonly head: number
}

type Signed = {
  readonly origin: string
  readonly size: number
  readonly root: string
  readonly note: string
}
type SealedLeaf = Omit<StoredLeaf, 'bytes'> & { readonly bytes: string }
type Damaged = { readonly index: number; readonly damaged: true }
type Opened = (Omit<Opening, 'salt'> & { readonly salt: string }) | Damaged

/** As many as the office gives in one answer. */
const batch = 256

export const headingOf = async (office: DoorClient): Promise<Heading> =>
  resultOf(await office.order<Heading>({ order: 'ledger.heading' }))

/** The running office's ledger, read through its door: keys and database stay with the office. */
export async function ledgerThrough(office: DoorClient): Promise<LedgerSource> {
  const ask = async <Result>(order: string, words: object = {}): Promise<Result> =>
    resultOf(await office.order<Result>({ order, ...words }))
  const { origin } = await headingOf(office)
  const bytes = (base64: string) => Buffer.from(base64, 'base64')
  return {
    origin,
    async sign() {
      const signed = await ask<Signed>('ledger.sign')
      return { ...signed, root: bytes(signed.root) }
    },
    checkpoints: async () => (await headingOf(office)).checkpoints,
    streams: async () => (await headingOf(office)).streams,
    tile: async tile => bytes(await ask<string>('ledger.tile', tile)),
    inclusionPath: async (index, size) =>
      (await ask<readonly string[]>('ledger.path', { index, size })).map(bytes),
    async *leaves(from = 0, to = Number.MAX_SAFE_INTEGER) {
      for (let at = from; at < to; at += batch) {
        const words = { from: at, to: Math.min(to, at + batch) }
        const rows = await ask<readonly SealedLeaf[]>('ledger.leaves', words)
        for (const row of rows) yield { ...row, bytes: bytes(row.bytes) }
        if (rows.length === 0) return
      }
    },
    async *openings(from = 0, to = Number.MAX_SAFE_INTEGER) {
      const end = Math.min(to, (await headingOf(office)).head)
      for (let at = from; at < end; at += batch) {
        const words = { from: at, to: Math.min(end, at + batch) }
        for (const row of await ask<readonly Opened[]>('ledger.openings', words)) {
          yield 'damaged' in row ? row : { ...row, salt: fromBase64url(row.salt) }
        }
      }
    },
  }
}
