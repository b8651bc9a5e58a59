import { u64 } from '#leaf/bytes.ts'
import { seal, unseal } from '#sealing/seal.ts'

/** A file's key as it lies on a shelf (design/ledger.md): 60 bytes that only the shelf's key opens, for that file alone. */
export const wrapFileKey = (
  shelfKey: Uint8Array,
  nonce: Uint8Array,
  { file, shelf }: { readonly file: number; readonly shelf: string },
  fileKey: Uint8Array,
): Buffer => seal(shelfKey, nonce, placeOf(file, shelf), fileKey)

/** null: not this shelf's key, not this file's, or damaged. The caller wipes what it gets. */
export const unwrapFileKey = (
  shelfKey: Uint8Array,
  { file, shelf }: { readonly file: number; readonly shelf: string },
  wrapped: Uint8Array,
): Buffer | null => unseal(shelfKey, placeOf(file, shelf), wrapped)

const label = new TextEncoder().encode('tachiai/file/v1')
const placeOf = (file: number, shelf: string): Uint8Array =>
  Buffer.concat([label, u64(file), Buffer.from(shelf)])
