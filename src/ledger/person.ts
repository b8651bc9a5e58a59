import { hkdfSync } from 'node:crypto'

/** The file that holds nothing but what tells one person's acts together. */
export const personFile = (person: string): string => `person/${person}`

/** HKDF-SHA256 (RFC 5869) of that file's key: with it dies the last tie between a person and the leaves. */
export const personKeyOf = (fileKey: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', fileKey, new Uint8Array(), 'tachiai/person/v1', 32))
