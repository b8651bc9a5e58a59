import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { ed25519Verify } from '#hash/ed25519.ts'
import { sha256 } from '#hash/sha256.ts'
import type { Act } from '#ledger/act.ts'
import { type Ledger, openLedger } from '#ledger/ledger.ts'
import { foundLedger, originName } from '#ledger/origin.ts'
import type { Seen } from '#ledger/seen.ts'
import type { LedgerSigner } from '#ledger/signing.ts'
import type { Database } from '#postgres/database.ts'
import type { ShelfKeys } from '#shelves/shelf-keys.ts'
import { noteKey, printedKey } from '#tlog/note.ts'

/** A signer that lives as long as a test. */
export function freshSigner(): LedgerSigner {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url')
  return {
    key: noteKey(sha256, originName(randomBytes(16)), raw),
    sign: message => sign(null, message, privateKey),
    verify: ed25519Verify,
  }
}

/** Shelves in memory: what the ledger asks of them, without a keyring on disk. */
export function shelvesInMemory(): ShelfKeys & { kill(shelf: string): void } {
  const keys = new Map<string, Buffer>([['open/2026', randomBytes(32)]])
  return {
    keyOf: shelf => keys.get(shelf) ?? null,
    openShelf: () => 'open/2026',
    kill(shelf) {
      keys.get(shelf)?.fill(0)
      keys.delete(shelf)
    },
  }
}

export function seenInMemory(): Seen & { note: string | null } {
  return {
    note: null,
    async get() {
      return this.note
    },
    async put(note) {
      this.note = note
    },
  }
}

export type TestLedger = {
  readonly ledger: Ledger
  readonly signer: LedgerSigner
  readonly shelves: ReturnType<typeof shelvesInMemory>
  readonly seen: ReturnType<typeof seenInMemory>
  /** Another process on the same database. */
  again(database?: Database): Promise<Ledger>
}

export async function freshLedger(database: Database): Promise<TestLedger> {
  const [signer, shelves, seen] = [freshSigner(), shelvesInMemory(), seenInMemory()]
  await foundLedger(database, {
    origin: signer.key.name,
    key: printedKey(signer.key),
    before: null,
    foundedAtUs: 0,
  })
  const again = (on = database) =>
    openLedger({ database: on, shelves, signer, seen, random: length => randomBytes(length) })
  return { ledger: await again(), signer, shelves, seen, again }
}

/** An act of one event in a stream. */
export const noted = (
  stream: string,
  expected: number,
  says: string,
  by: string | null = null,
): Act => ({
  stream,
  expected,
  atUs: 1_795_400_000_000_000 + expected,
  rule: null,
  by,
  entries: [{ type: 'Noted', basis: null, body: { event: { type: 'Noted', says } } }],
})
