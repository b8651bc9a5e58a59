import type { Queries } from '#postgres/database.ts'
import type { ShelfKeys } from '#shelves/shelf-keys.ts'
import { unwrapFileKey } from '#shelves/wrapped-key.ts'

export type StreamRow = {
  readonly number: number
  /** The `n` of its last event; 0: none yet. */
  readonly last: number
}

/**
 * Streams, files and their keys as the database has them, remembered: this process is the only writer, and the
 * head in the database says so at every append (`ledger.append`). After a failure everything is forgotten and
 * read anew.
 */
export class Known {
  readonly #queries: Queries
  readonly #shelves: ShelfKeys
  readonly #streams = new Map<string, StreamRow>()
  readonly #files = new Map<string, number>()
  readonly #keys = new Map<number, Buffer>()

  constructor(queries: Queries, shelves: ShelfKeys) {
    this.#queries = queries
    this.#shelves = shelves
  }

  stream(name: string): StreamRow | null {
    return this.#streams.get(name) ?? null
  }
  file(name: string): number | null {
    return this.#files.get(name) ?? null
  }
  /** null: its shelf is dead, or not here. */
  keyOf(file: number): Uint8Array | null {
    return this.#keys.get(file) ?? null
  }

  learnStream(name: string, row: StreamRow): void {
    this.#streams.set(name, row)
  }
  learnFile(name: string, number: number, key: Buffer): void {
    this.#files.set(name, number)
    this.#keys.set(number, key)
  }

  /** Reads what is not remembered yet of these streams and files, with the keys that open them. */
  async load(streams: Iterable<string>, files: Iterable<string>): Promise<void> {
    const newStreams = [...new Set(streams)].filter(name => !this.#streams.has(name))
    if (newStreams.length > 0) {
      const rows = await this.#queries.query<{ name: string } & StreamRow>(
        `select name, number,
           coalesce((select max(n) from ledger.leaf where leaf.stream = stream.number), 0) as last
         from ledger.stream where name = any($1)`,
        [newStreams],
      )
      for (const { name, ...row } of rows) this.#streams.set(name, row)
    }
    const newFiles = [...new Set(files)].filter(name => !this.#files.has(name))
    if (newFiles.length > 0) {
      const rows = await this.#queries.query<{ name: string; number: number }>(
        'select name, number from ledger.file where name = any($1)',
        [newFiles],
      )
      for (const { name, number } of rows) this.#files.set(name, number)
      await this.loadKeys(rows.map(({ number }) => number))
    }
  }

  /** Opens the keys of these files that a living shelf holds. */
  async loadKeys(files: readonly number[]): Promise<void> {
    const wanted = [...new Set(files)].filter(file => !this.#keys.has(file))
    if (wanted.length === 0) return
    const rows = await this.#queries.query<{ file: number; shelf: string; wrapped: Buffer }>(
      'select file, shelf, wrapped from ledger.file_key where file = any($1) order by placed_at_us desc',
      [wanted],
    )
    for (const { file, shelf, wrapped } of rows) {
      const shelfKey = this.#keys.has(file) ? null : this.#shelves.keyOf(shelf)
      const key = shelfKey && unwrapFileKey(shelfKey, { file, shelf }, wrapped)
      if (key) this.#keys.set(file, key)
    }
  }

  /** After a shelf has died: nothing that it held may stay in memory. */
  forgetKeys(): void {
    for (const key of this.#keys.values()) key.fill(0)
    this.#keys.clear()
    this.#files.clear()
    this.#streams.clear()
  }
}
