import { generateKeyPairSync, sign } from 'node:crypto'
import { canonicalJson } from '#canonical/json.ts'
import { frameHash, hashBeforeFirst, signedBytes } from '#frame/layout.ts'
import { sha256 } from '#hash/sha256.ts'
import type { Act } from '#ledger/act.ts'

const startUs = 1_795_400_000_000_000

/** So many events of one keeper as its spool has them, and the acts by which a ledger takes them over. */
export function makeKeeperFrames(count: number, signer?: (bytes: Uint8Array) => Uint8Array) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url')
  const signed = signer ?? (bytes => sign(null, bytes, privateKey))
  const frames: Buffer[] = []
  let previous = hashBeforeFirst(sha256, raw)
  for (let n = 1; n <= count; n++) {
    const atUs = startUs + n * 60_000_000
    const event = { type: 'TimeMarked', n, atUs, bootId: 'b', bootUs: n }
    const json = Buffer.from(canonicalJson(event))
    const hash = frameHash(sha256, previous, json)
    const length = Buffer.alloc(4)
    length.writeUInt32BE(json.length)
    frames.push(Buffer.concat([length, previous, json, signed(signedBytes(hash))]))
    previous = hash
  }
  const act = (n: number): Act => ({
    stream: 'keeper/k1',
    expected: 0,
    n,
    atUs: startUs + n * 60_000_000,
    rule: null,
    by: null,
    entries: [
      { type: 'TimeMarked', basis: null, body: { frame: frames[n - 1]!.toString('base64') } },
    ],
  })
  const enrolled: Act = {
    stream: 'ledger/main',
    expected: 0,
    atUs: startUs,
    rule: null,
    by: null,
    entries: [
      {
        type: 'KeeperEnrolled',
        basis: null,
        body: {
          event: { type: 'KeeperEnrolled', keeper: 'k1', publicKey: raw.toString('base64') },
        },
      },
    ],
  }
  const acts = (from: number, to: number): Act[] =>
    Array.from({ length: to - from + 1 }, (_, at) => act(from + at))
  return { frames, enrolled, acts, publicKey: raw }
}
