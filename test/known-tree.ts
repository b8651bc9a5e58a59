import { sha256 } from '#hash/sha256.ts'
import { leafHash } from '#tlog/tree.ts'

/** The eight leaves over which the reference implementation of RFC 6962 publishes its roots and proofs, hashed. */
export const knownLeaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map(leaf => leafHash(sha256, Uint8Array.fromHex(leaf)))
