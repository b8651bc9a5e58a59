import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ed25519Verify } from '#hash/ed25519.ts'
import { sha256 } from '#hash/sha256.ts'
import { keyFromSeed } from '../../test/ed25519-seed.ts'
import { signCheckpoint, verifyCheckpoint } from './checkpoint.ts'
import { cosign, cosignedAt } from './cosignature.ts'
import { noteKey, printedKey, printedNote, readKey, readNote, signNote } from './note.ts'

const log = keyFromSeed(new Uint8Array(32).fill(1))
const logKey = noteKey(sha256, 'tachiai/00', log.publicKey)
const witness = keyFromSeed(new Uint8Array(32).fill(2))
const witnessKey = noteKey(sha256, 'witness.example/w1', witness.publicKey, 4)
const root = new Uint8Array(32).fill(9)
const printed = signCheckpoint({ origin: 'tachiai/00', size: 5, root }, logKey, log.sign)

test('C2SP tlog-cosignature: the key of a public witness, with its own id', () => {
  const vkey = 'remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2'
  assert.equal(printedKey(readKey(sha256, vkey, 4)!), vkey)
  assert.equal(readKey(sha256, vkey), null, 'and no key of a log')
})

test('C2SP tlog-cosignature: the signed message, the place of the time', () => {
  const twice = cosign(printed, witnessKey, 1_679_315_147, witness.sign)
  const [, ours] = readNote(twice)!.signatures
  assert.equal(ours!.bytes.subarray(4, 12).toHex(), '00000000641850cb')
  const message = `cosignature/v1\ntime 1679315147\ntachiai/00\n5\n${root.toBase64()}\n`
  assert.ok(
    ed25519Verify(witness.publicKey, new TextEncoder().encode(message), ours!.bytes.subarray(12)),
  )
  assert.equal(cosignedAt(ed25519Verify, twice, witnessKey), 1_679_315_147)
  assert.ok(verifyCheckpoint(ed25519Verify, twice, logKey), 'the log’s own signature stands')
})

test('the latest of several times counts; a false one beside them condemns all', () => {
  const first = cosign(printed, witnessKey, 100, witness.sign)
  const second = cosign(first, witnessKey, 90, witness.sign)
  assert.equal(cosignedAt(ed25519Verify, second, witnessKey), 100)
  const note = readNote(second)!
  for (const bytes of [
    note.signatures[1]!.bytes.with(20, 0),
    note.signatures[1]!.bytes.subarray(0, 75),
    Uint8Array.of(...witnessKey.id, ...new Uint8Array(8).fill(255), ...new Uint8Array(64)),
  ]) {
    const more = printedNote({
      ...note,
      signatures: [...note.signatures, { name: witnessKey.name, bytes }],
    })
    assert.equal(cosignedAt(ed25519Verify, more, witnessKey), null)
  }
})

test('with one bit changed nobody cosigned: each bit of text and cosignature', () => {
  const bytes = new TextEncoder().encode(cosign(printed, witnessKey, 1_679_315_147, witness.sign))
  const logLine = new TextEncoder().encode(printed).length
  const text = new TextEncoder().encode(readNote(printed)!.text).length
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const at = bit >> 3
    const flipped = Uint8Array.from(bytes)
    flipped[at]! ^= 1 << (bit & 7)
    const changed = new TextDecoder('utf-8', { ignoreBOM: true }).decode(flipped)
    const found = cosignedAt(ed25519Verify, changed, witnessKey)
    if (at < text || at >= logLine) assert.equal(found, null, `bit ${bit}`)
  }
})

test('no cosignature: of nobody, of a log’s key, of no checkpoint', () => {
  assert.equal(cosignedAt(ed25519Verify, printed, witnessKey), null)
  assert.equal(cosignedAt(ed25519Verify, printed, logKey), null)
  assert.equal(cosignedAt(ed25519Verify, '', witnessKey), null)
  const note = signNote('hello\n', logKey, log.sign)
  assert.throws(() => cosign(note, witnessKey, 1, witness.sign), RangeError)
  assert.throws(() => cosign(printed, witnessKey, -1, witness.sign), RangeError)
  assert.throws(() => cosign(printed, witnessKey, 1.5, witness.sign), RangeError)
})
