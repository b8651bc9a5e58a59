import { type NoteKey, printedKey } from '#tlog/note.ts'
import type { Sha256 } from '#tlog/tree.ts'

/**
 * What people compare with paper: SHA-256 of the verifier key's text, in groups of four hexadecimal digits. Nothing
 * in a file can say that its key is the right one.
 */
export const fingerprintOf = (sha256: Sha256, key: NoteKey): string =>
  sha256(new TextEncoder().encode(printedKey(key)))
    .toHex()
    .replace(/(.{4})(?=.)/g, '$1 ')
