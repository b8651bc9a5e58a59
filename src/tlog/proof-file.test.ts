import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ed25519Verify } from '#hash/ed25519.ts'
import { sha256 } from '#hash/sha256.ts'
import { keyFromSeed } from '../../test/ed25519-seed.ts'
import { signCheckpoint, verifyCheckpoint } from './checkpoint.ts'
import { noteKey } from './note.ts'
import { printedProof, readProof } from './proof-file.ts'
import { auditPath, leafHash, rootOf, verifyAuditPath } from './tree.ts'

const { publicKey, sign } = keyFromSeed(new Uint8Array(32).fill(1))
const key = noteKey(sha256, 'tachiai/00', publicKey)
const leaves = Array.from({ length: 11 }, (_, at) => leafHash(sha256, Uint8Array.of(at)))
const root = rootOf(sha256, leaves)

const proofOf = (index: number) =>
  printedProof({
    index,
    path: auditPath(sha256, leaves, index),
    extra: null,
    checkpoint: signCheckpoint({ origin: key.name, size: leaves.length, root }, key, sign),
  })

/** C2SP tlog-proof, “Verifying a tlog proof”. */
function proves(printed: string, leaf: Uint8Array): boolean {
  const proof = readProof(printed)
  const checkpoint = proof && verifyCheckpoint(ed25519Verify, proof.checkpoint, key)
  return checkpoint !== null && verifyAuditPath(sha256, { ...proof!, ...checkpoint, leaf })
}

test('every leaf of a log proves itself in one file, and nothing else', () => {
  for (let index = 0; index < leaves.length; index++) {
    assert.ok(proves(proofOf(index), leaves[index]!))
    assert.ok(!proves(proofOf(index), leaves[(index + 1) % leaves.length]!))
  }
})

test('with one bit changed the file proves nothing: each bit of it', () => {
  for (const index of [0, 5, 10]) {
    const bytes = new TextEncoder().encode(proofOf(index))
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Uint8Array.from(bytes)
      flipped[bit >> 3]! ^= 1 << (bit & 7)
      const printed = new TextDecoder('utf-8', { ignoreBOM: true }).decode(flipped)
      assert.ok(!proves(printed, leaves[index]!), `bit ${bit} of ${index}`)
    }
  }
})

test('cut short, or with a line more, fewer or twice, it proves nothing', () => {
  const whole = proofOf(5)
  for (let length = 0; length < whole.length; length++) {
    assert.ok(!proves(whole.slice(0, length), leaves[5]!), `${length} characters`)
  }
  const lines = whole.split('\n')
  for (let at = 0; at < lines.length - 1; at++) {
    assert.ok(!proves(lines.toSpliced(at, 1).join('\n'), leaves[5]!), `without line ${at}`)
    const twice = lines.toSpliced(at, 0, lines[at]!).join('\n')
    // A signature said twice is still that signature.
    if (at < lines.length - 2) assert.ok(!proves(twice, leaves[5]!), `line ${at} twice`)
  }
  assert.ok(!proves(whole.replaceAll('\n', '\r\n'), leaves[5]!))
})

test('C2SP tlog-proof: a file comes back as it was; what is not exactly one is none', () => {
  const hash = fc.uint8Array({ minLength: 32, maxLength: 32 })
  fc.assert(
    fc.property(
      fc.record({
        index: fc.maxSafeInteger().map(Math.abs),
        path: fc.array(hash, { maxLength: 63 }),
        extra: fc.option(fc.uint8Array({ maxLength: 40 })),
        checkpoint: fc.constant('log\n3\nAAAA\n\n— log AAAAAAAA\n'),
      }),
      proof => assert.deepEqual(readProof(printedProof(proof)), { ...proof }),
    ),
  )
  const good = printedProof({ index: 3, path: [root], extra: null, checkpoint: 'x' })
  for (const wrong of [
    '',
    '\n\n',
    good.replace('@v1', '@v2'),
    good.replace('index 3', 'index 03'),
    good.replace('index 3', 'index -3'),
    good.replace('index 3', 'index 3 '),
    good.replace('index 3', 'index 99999999999999999999'),
    good.replace('index 3\n', ''),
    good.replace('\n\n', '\nAAAA\n\n'),
    good.replace('index', 'extra A\nindex'),
    good.replace('index', 'extra \u3042\nindex'),
    good.replace('index', 'extra AAAA\nextra AAAA\nindex'),
    good.slice(0, 20),
    printedProof({ index: 3, path: Array(64).fill(root), extra: null, checkpoint: 'x' }),
  ]) {
    assert.equal(readProof(wrong), null, wrong)
  }
})
