import { namedThing } from '#acts/things.ts'
import { lastOf } from '#acts/world.ts'
import { sha256 } from '#hash/sha256.ts'
import type { Desk } from './desk.ts'

export type Paper = {
  readonly sha256: string
  readonly sizeBytes: number
  /** As its first bytes look. */
  readonly mediaType: string
  readonly addedAtUs: number
}

type Row = {
  attachment: Buffer
  sha256: string
  size_bytes: number
  media_type: string
  added_at_us: number
}

const paperIn = (row: Row): Paper => ({
  sha256: row.sha256,
  sizeBytes: row.size_bytes,
  mediaType: row.media_type,
  addedAtUs: row.added_at_us,
})

/** Papers that belong to a case or thing, sealed under its key. An event names one by its hash, and says who brought it. */
export class Papers {
  readonly #desk: Desk
  constructor(desk: Desk) {
    this.#desk = desk
  }

  /** null: there is no such thing yet, or its years are over. The same paper twice is one. */
  async add(stream: string, bytes: Uint8Array): Promise<Paper | null> {
    const { ledger, database } = this.#desk.parts
    const file = await this.#fileOf(stream)
    if (file === null) return null
    const hash = Buffer.from(sha256(bytes)).toString('hex')
    const known = await this.#row(file, hash)
    if (known) return paperIn(known)
    const addedAtUs = this.#desk.nowUs()
    const kept = await ledger.attach(file, bytes, addedAtUs)
    if (!kept) return null
    const paper = { sha256: hash, sizeBytes: bytes.length, mediaType: sniffed(bytes) }
    await database.query(
      `insert into desk.paper (attachment, file, sha256, size_bytes, media_type, added_at_us)
       values ($1, $2, $3, $4, $5, $6) on conflict (file, sha256) do nothing`,
      [Buffer.from(kept.id, 'hex'), file, hash, bytes.length, paper.mediaType, addedAtUs],
    )
    return { ...paper, addedAtUs }
  }

  async of(stream: string): Promise<readonly Paper[]> {
    const file = await this.#fileOf(stream)
    const rows = await this.#desk.parts.database.query<Row>(
      'select * from desk.paper where file = $1 order by added_at_us, sha256',
      [file],
    )
    return rows.map(paperIn)
  }

  /** null: this thing has no such paper, or its years are over. */
  async read(stream: string, hash: string): Promise<{ paper: Paper; bytes: Uint8Array } | null> {
    const file = await this.#fileOf(stream)
    const row = file === null ? null : await this.#row(file, hash)
    if (!row || file === null) return null
    const { attachment, sha256, size_bytes: sizeBytes } = row
    const named = { id: attachment.toString('hex'), sha256, sizeBytes }
    const bytes = await this.#desk.parts.ledger.readAttachment(file, named)
    return bytes && { paper: paperIn(row), bytes }
  }

  async #row(file: string, hash: string): Promise<Row | null> {
    const rows = await this.#desk.parts.database.query<Row>(
      'select * from desk.paper where file = $1 and sha256 = $2',
      [file, hash],
    )
    return rows[0] ?? null
  }

  async #fileOf(stream: string): Promise<string | null> {
    const named = namedThing(stream)
    if (!named) return null
    return lastOf(await this.#desk.world(), stream) > 0 ? named.file : null
  }
}

const beginnings: readonly (readonly [string, readonly number[]])[] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/tiff', [0x49, 0x49, 0x2a, 0x00]],
  ['image/tiff', [0x4d, 0x4d, 0x00, 0x2a]],
]

/** What it looks like: for a clerk's eyes. It is never served as that. */
export const sniffed = (bytes: Uint8Array): string =>
  beginnings.find(([, first]) => first.every((byte, at) => bytes[at] === byte))?.[0] ??
  'application/octet-stream'
