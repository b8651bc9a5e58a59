/** A writer of a ledger that never stops by itself: tells its parent, a line each, what was acknowledged. */
import { createHash, createPrivateKey, createPublicKey, randomBytes, sign } from 'node:crypto'
import { localDisk } from '#disk/local-disk.ts'
import { ownSteward } from '#disk/own-steward.ts'
import type { Fault } from '#fault/fault.ts'
import { ed25519Verify } from '#hash/ed25519.ts'
import { sha256 } from '#hash/sha256.ts'
import { type Ledger, openLedger } from '#ledger/ledger.ts'
import { seenOnDisk } from '#ledger/seen.ts'
import type { LedgerSigner } from '#ledger/signing.ts'
import type { Address } from '#postgres/address.ts'
import { connect } from '#postgres/database.ts'
import type { ShelfKeys } from '#shelves/shelf-keys.ts'
import { noteKey } from '#tlog/note.ts'
import { noted } from './ledger.ts'

export type Site = {
  readonly address: Address
  readonly origin: string
  /** PKCS #8 PEM. */
  readonly key: string
  readonly seen: string
}

export function signerOf({ origin, key }: Pick<Site, 'origin' | 'key'>): LedgerSigner {
  const privateKey = createPrivateKey(key)
  const raw = Buffer.from(
    String(createPublicKey(privateKey).export({ format: 'jwk' }).x),
    'base64url',
  )
  return {
    key: noteKey(sha256, origin, raw),
    sign: message => sign(null, message, privateKey),
    verify: ed25519Verify,
  }
}

/** One shelf whose key is the same in every life of the writer. */
export const oneShelf: ShelfKeys = {
  keyOf: shelf => (shelf === 'open/2026' ? shelfKey : null),
  openShelf: () => 'open/2026',
}
const shelfKey = createHash('sha256').update('a shelf of a test').digest()

export const reopened = (site: Site) => {
  const database = connect(site.address, 'tachiai_app')
  const ledger = openLedger({
    database,
    shelves: oneShelf,
    signer: signerOf(site),
    seen: seenOnDisk(localDisk(ownSteward), site.seen),
    random: length => randomBytes(length),
  })
  return { database, ledger }
}

/** The server may still be putting itself right after the kill before. */
async function opened(site: Site): Promise<Ledger> {
  for (;;) {
    const found = await reopened(site).ledger.catch((error: Fault) => {
      if (error.kind !== 'Unavailable') throw error
    })
    if (found) return found
    await new Promise(done => setTimeout(done, 100))
  }
}

async function writes(site: Site): Promise<never> {
  const ledger = await opened(site)
  const say = (line: string) => process.stdout.write(`${line}\n`)
  const busy = async (stream: string): Promise<never> => {
    for (;;) {
      try {
        const last = await ledger.lastOf(stream)
        const many = Array.from({ length: 1 + (last % 5) }, (_, at) =>
          noted(stream, last + at, 'x', stream),
        )
        for (const { entries } of await ledger.append(many)) {
          for (const { index, n } of entries) say(`${stream} ${n} ${index}`)
        }
      } catch {
        await new Promise(done => setTimeout(done, 50))
      }
    }
  }
  const signs = async (): Promise<never> => {
    for (;;) {
      const signed = await ledger.sign().catch(() => null)
      if (signed) say(`signed ${signed.size} ${Buffer.from(signed.root).toString('hex')}`)
      await new Promise(done => setTimeout(done, 30))
    }
  }
  say('begun')
  return Promise.race([signs(), ...['a', 'b', 'c', 'd'].map(busy)])
}

if (import.meta.main) await writes(JSON.parse(process.argv[2]!))
