import type { Opening } from '#leaf/body.ts'
import type { Database } from '#postgres/database.ts'
import type { ShelfKeys } from '#shelves/shelf-keys.ts'
import type { TileAt } from '#tlog/ranges.ts'
import type { Act, Appended } from './act.ts'
import { type Attachment, attach, readAttachment } from './attachments.ts'
import type { Head } from './head.ts'
import { type Origin, readOrigin } from './origin.ts'
import * as reading from './reading.ts'
import type { Seen } from './seen.ts'
import { type LedgerSigner, refuseOlder, type Signed, Signing } from './signing.ts'
import { consistencyPath, inclusionPath, readTile } from './tiles.ts'
import { type Alongside, type OpenFile, Writer } from './writer.ts'

export type LedgerParts = {
  /** Under the role of the running office. */
  readonly database: Database
  readonly shelves: ShelfKeys
  readonly signer: LedgerSigner
  readonly seen: Seen
  /** So many unpredictable bytes, new at each call. */
  readonly random: (length: number) => Uint8Array
}

/**
 * Opens the ledger that was founded here. Throws Fault 'Misconfigured' where the key is another ledger's, 'Conflict'
 * where the database is older than a checkpoint already shown (`shown`: those that people bring, besides the one
 * that the office keeps), 'DataLoss' where its rows do not have the root of its head.
 */
export async function openLedger(
  parts: LedgerParts,
  shown: readonly string[] = [],
): Promise<Ledger> {
  const origin = await readOrigin(parts.database)
  const seen = await parts.seen.get()
  await refuseOlder(parts.database, origin, parts.signer, seen === null ? shown : [seen, ...shown])
  const writer = new Writer(parts)
  await writer.head()
  return new Ledger(parts, origin, writer)
}

/**
 * What happened, in order, for ever: an act that was acknowledged is on the medium and in the tree, and nothing in
 * the tree changes. One process writes; any number read.
 */
export class Ledger {
  readonly origin: Origin
  readonly #parts: LedgerParts
  readonly #writer: Writer
  readonly #signing: Signing

  constructor(parts: LedgerParts, origin: Origin, writer: Writer) {
    this.origin = origin
    this.#parts = parts
    this.#writer = writer
    this.#signing = new Signing({ ...parts, head: () => writer.head() })
  }

  /** Resolves when the acts are durable. `alongside` writes rows of the same transaction; it may be called again. */
  append(acts: readonly Act[], alongside?: Alongside): Promise<readonly Appended[]> {
    return this.#writer.append(acts, alongside)
  }

  head(): Promise<Head> {
    return this.#writer.head()
  }

  /** A checkpoint over all that is committed; from now on no older head is continued. */
  sign(): Promise<Signed> {
    return this.#signing.sign()
  }
  /** The newest checkpoint given out by this process; null: none yet. */
  get signed(): Signed | null {
    return this.#signing.last
  }

  /** That a leaf stands in the tree of a checkpoint, and that this tree begins with an older one's. */
  inclusionPath(index: number, size: number): Promise<Uint8Array[]> {
    return inclusionPath(this.#parts.database, index, size)
  }
  consistencyPath(older: number, size: number): Promise<Uint8Array[]> {
    return consistencyPath(this.#parts.database, older, size)
  }
  tile(tile: TileAt): Promise<Uint8Array> {
    return readTile(this.#parts.database, tile)
  }

  leaves(from?: number, to?: number): AsyncGenerator<reading.StoredLeaf> {
    return reading.leaves(this.#parts.database, from, to)
  }
  openings(
    from?: number,
    to?: number,
  ): AsyncGenerator<Opening | { readonly index: number; readonly damaged: true }> {
    return reading.openings(this.#parts.database, this.#parts.shelves, from, to)
  }
  /** What people did, by index: the leaves of all streams but the ledger's own and the keepers', or of these. */
  actLeaves(from?: number, names?: readonly string[]): AsyncGenerator<reading.ActLeaf> {
    return reading.actLeaves(this.#parts.database, this.#parts.shelves, from, names)
  }
  /** A stream's events by `n`, opened. */
  read(stream: string, fromN?: number): AsyncGenerator<reading.ReadEvent> {
    return reading.eventsOf(this.#parts.database, this.#parts.shelves, stream, fromN)
  }
  /** The `n` of a stream's last event; 0: none. */
  async lastOf(stream: string): Promise<number> {
    await this.#writer.rest()
    return reading.lastOf(this.#parts.database, stream)
  }
  streams(): Promise<readonly reading.StreamEntry[]> {
    return reading.streams(this.#parts.database)
  }
  checkpoints(): Promise<readonly string[]> {
    return reading.checkpoints(this.#parts.database)
  }

  /** A file with its key, to seal what is derived from it; null: none, or its years are over. To be used at once. */
  fileNamed(name: string): Promise<OpenFile | null> {
    return this.#writer.fileNamed(name)
  }

  /** Keeps a paper with a file that has been opened; null: there is none of that name, or its years are over. */
  async attach(file: string, bytes: Uint8Array, atUs: number): Promise<Attachment | null> {
    const open = await this.#writer.fileNamed(file)
    const { database, random } = this.#parts
    return open && attach(database, random, open, { bytes, atUs })
  }
  /** A paper that an event named; null: its years are over. Throws Fault 'DataLoss' where it is another or not whole. */
  readAttachment(file: string, attachment: Attachment): Promise<Buffer | null> {
    const keyOf = async () => (await this.#writer.fileNamed(file))?.key ?? null
    return readAttachment(this.#parts.database, keyOf, attachment)
  }
  /** To be called when a shelf has died: no key that it held stays in memory. */
  forgetFileKeys(): void {
    this.#writer.forgetKeys()
  }

  /** Waits for what was called; nothing may be called after. */
  rest(): Promise<void> {
    return this.#writer.rest()
  }
}
