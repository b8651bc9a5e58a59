import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ed25519Verify } from '#hash/ed25519.ts'
import { sha256 } from '#hash/sha256.ts'
import { keyFromSeed } from '../../test/ed25519-seed.ts'
import {
  isSignedBy,
  noteKey,
  printedKey,
  printedNote,
  readKey,
  readNote,
  signNote,
} from './note.ts'

/** Keys and note of Go's own implementation (golang.org/x/mod/sumdb/note). */
const peter = {
  seed: '810a1402d5146c8d84f2443330f54080ebf98ee17d9c74f6252fc5d5c7283173',
  key: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  line: '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
}
const enoch = {
  key: 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop',
  line: '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n',
}
const text =
  'If you think cryptography is the answer to your problem,\n' +
  "then you don't know what your problem is.\n"

function signedBy(printed: string, key: string): boolean {
  const note = readNote(printed)
  return note !== null && isSignedBy(ed25519Verify, note, readKey(sha256, key)!)
}

test('C2SP signed-note: the example of the specification', () => {
  const printed =
    'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n'
  const key = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'
  assert.ok(signedBy(printed, key))
  assert.ok(!signedBy(printed.replace('example message', 'example Message'), key))
})

test('C2SP signed-note: empty lines in the text, letters beyond ASCII', () => {
  const printed =
    'Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n\n— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n'
  const note = readNote(printed)!
  assert.ok(note.text.endsWith('\n\ned è subito sera.\n'))
  assert.equal(printedNote(note), printed)
})

test('a note signed here is, byte for byte, the one that Go signs', () => {
  const { publicKey, sign } = keyFromSeed(Uint8Array.fromHex(peter.seed))
  const key = noteKey(sha256, 'PeterNeumann', publicKey)
  assert.equal(printedKey(key), peter.key)
  assert.equal(signNote(text, key, sign), `${text}\n${peter.line}`)
})

test('signatures of unknown keys are kept and prove nothing', () => {
  const printed = `${text}\n${enoch.line}${peter.line}`
  assert.equal(readNote(printed)!.signatures.length, 2)
  assert.equal(printedNote(readNote(printed)!), printed)
  assert.ok(signedBy(printed, peter.key))
  assert.ok(signedBy(printed, enoch.key))
  assert.ok(!signedBy(`${text}\n${enoch.line}`, peter.key))
})

test('one false signature under a known name and id condemns the note', () => {
  const other = peter.line.replace('x08go/ZJ', 'x08go/ZK')
  const short = '— PeterNeumann x08go/ZJ\n'
  for (const more of [other, short]) {
    assert.ok(!signedBy(`${text}\n${peter.line}${more}`, peter.key))
    assert.ok(!signedBy(`${text}\n${more}${peter.line}`, peter.key))
  }
  assert.ok(signedBy(`${text}\n${peter.line}${peter.line}`, peter.key))
  const sameName = peter.line.replace('x08go/ZJ', 'y08go/ZJ')
  assert.ok(signedBy(`${text}\n${peter.line}${sameName}`, peter.key), 'another id: another key')
})

test('what is no note is none', () => {
  const good = `${text}\n${peter.line}`
  for (const wrong of [
    '',
    '\n',
    '\n\n',
    text,
    `${text}\n`,
    good.slice(0, -1),
    `\u0001${good}`,
    good.replaceAll('\n', '\r\n'),
    good.replace('problem,', 'pro\tblem,'),
    good.replace('problem,', '\ud800'),
    `${good}Unexpected line.\n`,
    good.replace('— PeterNeumann', '- PeterNeumann'),
    good.replace('— PeterNeumann', '— Peter Neumann'),
    good.replace('— PeterNeumann', '— Peter\u3000Neumann'),
    good.replace('— PeterNeumann', '— Peter\u0085Neumann'),
    good.replace('— PeterNeumann', '— Peter+Neumann'),
    good.replace('— PeterNeumann', '— Peter\u0001Neumann'),
    good.replace('— PeterNeumann', '— '),
    good.replace('JnAM=', 'JnAN='),
    good.replace('JnAM=', 'JnAM'),
    good.replace('x08go/', 'x08go_'),
    '\n\n— PeterNeumann x08goA==\n'.slice(1),
    `${text}\n${peter.line.repeat(101)}`,
  ]) {
    assert.equal(readNote(wrong), null, JSON.stringify(wrong))
  }
  assert.ok(readNote(`${text}\n${peter.line.repeat(100)}`))
})

test('a note with one byte changed is not signed: each byte, each bit', () => {
  const bytes = new TextEncoder().encode(`${text}\n${peter.line}`)
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const flipped = Uint8Array.from(bytes)
    flipped[bit >> 3]! ^= 1 << (bit & 7)
    assert.ok(!signedBy(utf8(flipped), peter.key), `bit ${bit}`)
  }
})

test('verifier keys: what Go refuses is refused, every part and every changed byte', () => {
  assert.equal(printedKey(readKey(sha256, peter.key)!), peter.key)
  for (let from = 0; from < peter.key.length; from++) {
    for (let to = from; to <= peter.key.length; to++) {
      if (from > 0 || to < peter.key.length) {
        assert.equal(readKey(sha256, peter.key.slice(from, to)), null)
      }
    }
  }
  for (let at = 0; at < peter.key.length; at++) {
    for (const one of [String.fromCharCode(peter.key.charCodeAt(at) + 1), '\u0085', '\n', '+']) {
      const changed = peter.key.slice(0, at) + one + peter.key.slice(at + 1)
      if (changed !== peter.key) assert.equal(readKey(sha256, changed), null, changed)
    }
  }
  for (const wrong of [
    'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==',
    'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    peter.key.toUpperCase(),
    '',
    '++',
  ]) {
    assert.equal(readKey(sha256, wrong), null, wrong)
  }
  assert.equal(readKey(sha256, peter.key, 4), null, 'a key for notes is none for cosignatures')
  assert.throws(() => noteKey(sha256, 'a b', new Uint8Array(32)), RangeError)
  assert.throws(() => noteKey(sha256, 'a', new Uint8Array(31)), RangeError)
})

test('whatever text is signed is read back and verified; whatever text is read breaks nothing', () => {
  const { publicKey, sign } = keyFromSeed(new Uint8Array(32).fill(5))
  const key = noteKey(sha256, '台帳/1', publicKey)
  const lines = fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(lines, list => {
      const body = `${list.join('\n')}\n`
      if ([...body].some(one => one < ' ' && one !== '\n')) {
        assert.throws(() => signNote(body, key, sign), RangeError)
        return
      }
      const note = readNote(signNote(body, key, sign))!
      assert.equal(note.text, body)
      assert.ok(isSignedBy(ed25519Verify, note, key))
    }),
  )
  const parts = fc.array(fc.oneof(fc.constantFrom('\n', '— ', ' ', 'AAAAAAA=', 'a'), fc.string()))
  fc.assert(
    fc.property(parts, list => {
      const printed = list.join('')
      const note = readNote(printed)
      if (note) assert.equal(printedNote(note), printed)
    }),
    { numRuns: 2000 },
  )
})

/** As text, or as a text that is no note where the bytes are no UTF-8. */
function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return ''
  }
}
