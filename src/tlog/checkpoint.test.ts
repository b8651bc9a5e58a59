import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ed25519Verify } from '#hash/ed25519.ts'
import { sha256 } from '#hash/sha256.ts'
import { keyFromSeed } from '../../test/ed25519-seed.ts'
import { checkpointText, readCheckpoint, signCheckpoint, verifyCheckpoint } from './checkpoint.ts'
import { isSignedBy, noteKey, readKey, readNote, signNote } from './note.ts'

/** Checkpoints of Go's checksum database, as sum.golang.org gave them out. */
const golang = {
  key: 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8',
  printed: [
    `go.sum database tree
15081221
BoMMe1wd25Tco0mYGROkyqxHZWx+hcSCtMV315Lu6Lg=

— sum.golang.org Az3grilD7vQqTrv66jRgKM84Y80KTprrSt4bKmiOPxgmS5ZVBTeCl6dUvjYnN13R+C8j0jGY1WnUADGMkok3U0m2Zgo=
— test.example.com qTGhC3917mAr6hGh+T55tNjxaej/D/GQivJZRIj7XGdAcQOTqfMWIPgp/v/904LEduN/h2sSRtHUJXUL4b9Gm7Bz4Qc=
`,
    `go.sum database tree
35225469
vt5T6GaLCXvyHFl9VUvvItR43XZxfLgftEcTyO3eJCQ=

— sum.golang.org Az3grpukl5AXaVfYkLiDGORx/DN2nlcS5kZHR5uYOBV2KA2HgXpD+gu9HHONebHLAyaKbbTM75QTtPydhKCExixSfwQ=
`,
    `go.sum database tree
63096908
8lHrQPRYe4KT4WQ9/Qk8/taKnD6IRHbFgfN7vQE2Y54=

— sum.golang.org Az3gri/oVBN1jAhNZ/iS+W31psFAWRT20/GyrhpU6taFwulQGetBkH5S7wpGXdS935jiIGiUUAXBVHzT/P6fYhqAmAk=
`,
  ],
}

const { publicKey, sign } = keyFromSeed(new Uint8Array(32).fill(3))
const key = noteKey(sha256, 'tachiai/00', publicKey)

test('C2SP tlog-checkpoint: those of a public log, under its key', () => {
  const theirs = readKey(sha256, golang.key)!
  for (const printed of golang.printed) {
    const note = readNote(printed)!
    assert.ok(isSignedBy(ed25519Verify, note, theirs))
    const checkpoint = readCheckpoint(note.text)!
    assert.equal(checkpoint.origin, 'go.sum database tree')
    assert.equal(checkpointText(checkpoint), note.text)
    assert.equal(verifyCheckpoint(ed25519Verify, printed, theirs), null, 'not the log of its name')
  }
})

test('signed, printed, read and verified: the same', () => {
  const root = fc.uint8Array({ minLength: 32, maxLength: 32 })
  fc.assert(
    fc.property(fc.maxSafeInteger().map(Math.abs), root, (size, hash) => {
      const checkpoint = { origin: key.name, size, root: hash }
      const printed = signCheckpoint(checkpoint, key, sign)
      assert.deepEqual(verifyCheckpoint(ed25519Verify, printed, key), checkpoint)
    }),
    { numRuns: 30 },
  )
})

test('with one bit changed it is no checkpoint of this log', () => {
  const root = new Uint8Array(32).fill(9)
  const bytes = new TextEncoder().encode(
    signCheckpoint({ origin: key.name, size: 70_000, root }, key, sign),
  )
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const flipped = Uint8Array.from(bytes)
    flipped[bit >> 3]! ^= 1 << (bit & 7)
    const printed = new TextDecoder('utf-8', { ignoreBOM: true }).decode(flipped)
    assert.equal(verifyCheckpoint(ed25519Verify, printed, key), null, `bit ${bit}`)
  }
})

test('another key, another name, another log: null', () => {
  const root = new Uint8Array(32)
  const other = keyFromSeed(new Uint8Array(32).fill(4))
  const printed = signCheckpoint({ origin: key.name, size: 1, root }, key, sign)
  assert.ok(verifyCheckpoint(ed25519Verify, printed, key))
  const strangers = [
    noteKey(sha256, key.name, other.publicKey),
    noteKey(sha256, 'tachiai/01', publicKey),
    noteKey(sha256, key.name, publicKey, 4),
    { ...noteKey(sha256, key.name, other.publicKey), id: key.id },
  ]
  for (const stranger of strangers) {
    assert.equal(verifyCheckpoint(ed25519Verify, printed, stranger), null)
  }
  const elsewhere = signCheckpoint({ origin: 'tachiai/01', size: 1, root }, key, sign)
  assert.equal(verifyCheckpoint(ed25519Verify, elsewhere, key), null)
  const noCheckpoint = signNote('tachiai/00\n', key, sign)
  assert.equal(verifyCheckpoint(ed25519Verify, noCheckpoint, key), null)
})

test('what is no checkpoint is none; extension lines are other people’s', () => {
  const root = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I='
  assert.equal(readCheckpoint(`example.com/log\n20852163\n${root}\n`)?.size, 20_852_163)
  assert.equal(readCheckpoint(`example.com/log\n0\n${root}\nmore\nand more\n`)?.size, 0)
  for (const wrong of [
    '',
    '\n',
    `\n1\n${root}\n`,
    `log\n1\n${root}`,
    `log\n1\n${root}\n\n`,
    `log\n1\n${root}\n\nmore\n`,
    `log\n\n1\n${root}\n`,
    `log\n01\n${root}\n`,
    `log\n+1\n${root}\n`,
    `log\n-1\n${root}\n`,
    `log\n1 \n${root}\n`,
    `log\n1.0\n${root}\n`,
    `log\n1e3\n${root}\n`,
    `log\n0x1\n${root}\n`,
    `log\n９\n${root}\n`,
    `log\n9007199254740992\n${root}\n`,
    `log\n1\n${root.slice(0, -1)}\n`,
    `log\n1\n${root.replace('2I=', '2J=')}\n`,
    `log\n1\n${root.slice(4)}\n`,
    `log\n1\n ${root}\n`,
    `log\n1\n`,
  ]) {
    assert.equal(readCheckpoint(wrong), null, JSON.stringify(wrong))
  }
})
