import { sha256 } from '#hash/sha256.ts'
import type { Origin } from '#ledger/origin.ts'
import { readKey } from '#tlog/note.ts'
import { fingerprintOf } from '#verification/fingerprint.ts'
import { type Text, text } from '../command.ts'

export function fingerprintIn({ key }: Pick<Origin, 'key'>): string | null {
  const known = readKey(sha256, key)
  return known && fingerprintOf(sha256, known)
}

/** What people compare with paper. */
export function keyLine(origin: Pick<Origin, 'key'>): Text {
  const fingerprint = fingerprintIn(origin) ?? '—'
  return text(`鍵の指紋: ${fingerprint}`, `Fingerprint of the key: ${fingerprint}`)
}
