import { Fault, sentence } from '#fault/fault.ts'
import { sha256 } from '#hash/sha256.ts'
import type { Database, Queries } from '#postgres/database.ts'
import { seal, unseal } from '#sealing/seal.ts'
import { attachmentPlace } from './places.ts'
import type { OpenFile } from './writer.ts'

/** A paper that belongs to a file: what an event's body says of it, so that the tree commits to it. */
export type Attachment = {
  /** 16 bytes, hex. */
  readonly id: string
  readonly sizeBytes: number
  /** Of the paper as it was handed in, hex. */
  readonly sha256: string
}

/** A scanned application or a photo; longer ones are refused. */
export const longestAttachment = 32 << 20
const partBytes = 256 << 10

/**
 * Keeps a paper sealed under its file's key, in parts whose order and number are sealed with them. Durable when it
 * resolves; it is nobody's until an event names it, and goes with its file's other rows. Throws RangeError above
 * 32 MiB.
 */
export async function attach(
  database: Database,
  random: (length: number) => Uint8Array,
  { number, key }: OpenFile,
  { bytes, atUs }: { readonly bytes: Uint8Array; readonly atUs: number },
): Promise<Attachment> {
  if (bytes.length > longestAttachment) throw new RangeError(`a paper of ${bytes.length} bytes`)
  const id = random(16)
  const parts = Math.max(1, Math.ceil(bytes.length / partBytes))
  // Before anything is waited for: the key may be wiped meanwhile.
  const sealed = Array.from({ length: parts }, (_, part) =>
    seal(
      key,
      random(12),
      attachmentPlace(id, part, parts),
      bytes.subarray(part * partBytes, (part + 1) * partBytes),
    ),
  )
  await database.transaction(async tx => {
    await tx.query(
      'insert into ledger.attachment (id, file, size_bytes, added_at_us) values ($1, $2, $3, $4)',
      [Buffer.from(id), number, bytes.length, atUs],
    )
    for (const [part, one] of sealed.entries()) {
      await tx.query(
        'insert into ledger.attachment_part (attachment, part, sealed) values ($1, $2, $3)',
        [Buffer.from(id), part, one],
      )
    }
  })
  return {
    id: Buffer.from(id).toString('hex'),
    sizeBytes: bytes.length,
    sha256: Buffer.from(sha256(bytes)).toString('hex'),
  }
}

/**
 * The paper that an event named, whole and unchanged; null: the years of its file are over. Throws Fault 'DataLoss'
 * where it is not what was handed in.
 */
export async function readAttachment(
  queries: Queries,
  keyOf: () => Promise<Uint8Array | null>,
  { id, sha256: hash, sizeBytes }: Attachment,
): Promise<Buffer | null> {
  const rows = await queries.query<{ sealed: Buffer }>(
    'select sealed from ledger.attachment_part where attachment = $1 order by part',
    [Buffer.from(id, 'hex')],
  )
  const key = await keyOf()
  if (!key) return null
  const plain = rows.map(({ sealed }, part) =>
    unseal(key, attachmentPlace(Buffer.from(id, 'hex'), part, rows.length), sealed),
  )
  const whole = plain.every(part => part !== null) ? Buffer.concat(plain) : null
  if (whole?.length !== sizeBytes || Buffer.from(sha256(whole)).toString('hex') !== hash) {
    throw new Fault(
      'DataLoss',
      sentence(
        '添付の書類が、届いたときのものと違うか、欠けています。',
        `attachment ${id} is not what was handed in`,
      ),
      sentence('控えから戻してください。', 'Restore it from a backup.'),
    )
  }
  return whole
}
