import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { startOfDayUs } from '#civil/minute.ts'
import { addCamera, appendRule, setSecret, setSettings } from './changes.ts'
import { decodeKeyring, KeyringFormatError } from './decode.ts'
import { encodedBytes, encodeKeyring } from './encode.ts'
import { planErasure } from './erasure.ts'
import { addHold } from './hold.ts'
import type { JsonObject } from './json.ts'
import { emptyKeyring, type Keyring } from './keyring.ts'
import { plantDays } from './planting.ts'

const sha256 = (...parts: Uint8Array[]): Uint8Array =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const hex = (bytes: Uint8Array) => Uint8Array.from(bytes).toHex()
const fromUs = startOfDayUs('2028-02-29')
const dayUs = 86_400_000_000
const minuteUs = 60_000_000
const first = fromUs / minuteUs
const [north, south] = ['0a'.repeat(16), 'f0'.repeat(16)]

/** Everything a keyring can hold, from fixed bytes: the vector of design/keyring.md. */
function sample(): Keyring {
  let draws = 0
  const random = (length: number) => new Uint8Array(length).fill(++draws)
  const rule = {
    fromMinute: first,
    retention: { kind: 'ceilingHours', hours: 24 },
    profile: '見本',
    version: '1',
    article: '第1条',
  }
  let keyring = emptyKeyring({
    site: new Uint8Array(16).fill(0x51),
    keeper: new Uint8Array(16).fill(0x52),
    demo: true,
    settings: { organisation: '見本町会', clockOffsetUs: -1 },
  })
  keyring = appendRule(keyring, rule)
  keyring = addCamera(keyring, south, { name: '南', url: 'rtsp://192.0.2.2/', addedUs: fromUs })
  keyring = addCamera(keyring, north, { name: '北', url: 'rtsp://192.0.2.1/', addedUs: fromUs })
  keyring = setSecret(keyring, north, new TextEncoder().encode('user:password'))
  keyring = appendRule(keyring, { ...rule, fromMinute: first + 1 }, north)
  const never = () => Number.POSITIVE_INFINITY
  keyring = plantDays(sha256, random, keyring, fromUs + dayUs - minuteUs, never).next
  keyring = addHold(keyring, {
    id: 'h1',
    camera: north,
    fromMinute: first + 1,
    toMinute: first + 3,
    decidedBy: '会長',
    ground: '第1号',
    article: '第6条',
    reason: '見本',
    endsOnUs: fromUs + 90 * dayUs,
    addedUs: fromUs,
    unwitnessed: true,
  })
  const due = (_: string, minute: number) => (minute + 1439) * minuteUs
  return planErasure(sha256, keyring, fromUs + dayUs + minuteUs, due).next
}

test('known answer: the bytes of the sample keyring', () => {
  const bytes = encodeKeyring(sample())
  assert.equal(bytes.length, 1723)
  assert.equal(
    hex(sha256(bytes)),
    '9788af31a16489baefe5c8741b1e535d75baf19802c861dccad19203feaf318f',
  )
})

test('known answer: the bytes of an empty keyring', () => {
  const identity = { site: new Uint8Array(16).fill(1), keeper: new Uint8Array(16).fill(2) }
  const keyring = emptyKeyring({ ...identity, demo: false, settings: { organisation: 'x' } })
  assert.equal(
    hex(encodeKeyring(keyring)),
    [
      '746163686961692f6b657972696e67',
      '01',
      '01'.repeat(16),
      '02'.repeat(16),
      '00',
      '00000014',
      hex(new TextEncoder().encode('{"organisation":"x"}')),
      '00000000'.repeat(3),
    ].join(''),
  )
})

test('what is written is read again, whole', () => {
  const keyring = sample()
  assert.deepEqual(decodeKeyring(encodeKeyring(keyring)), keyring)
})

test('equal content has equal bytes, however it came about', () => {
  const keyring = sample()
  const settings = { clockOffsetUs: -1, organisation: '見本町会', ago: undefined } as const
  const other = setSettings(keyring, settings as unknown as Keyring['settings'])
  assert.equal(hex(encodeKeyring(other)), hex(encodeKeyring(keyring)))
  const reversed = setSecret(keyring, north, keyring.cameras.get(north)!.secret)
  assert.equal(hex(encodeKeyring(reversed)), hex(encodeKeyring(keyring)))
})

test('a buffer given is written from its beginning and returned as a view', () => {
  const keyring = sample()
  const size = encodedBytes(keyring)
  const buffer = new Uint8Array(size + 9).fill(7)
  const bytes = encodeKeyring(keyring, buffer)
  assert.equal(bytes.buffer, buffer.buffer)
  assert.equal(bytes.length, size)
  assert.deepEqual([...buffer.subarray(size)], new Array(9).fill(7))
  assert.equal(hex(bytes), hex(encodeKeyring(keyring)))
  assert.equal(encodeKeyring(keyring, new Uint8Array(size - 1)).length, size)
})

test('a decoded keyring does not lean on the bytes it came from', () => {
  const bytes = encodeKeyring(sample())
  const keyring = decodeKeyring(bytes)
  const kept = hex(bytes)
  bytes.fill(0)
  assert.equal(hex(encodeKeyring(keyring)), kept)
})

test('bytes cut short anywhere, or with one too many, are refused', () => {
  const bytes = encodeKeyring(sample())
  for (let length = 0; length < bytes.length; length++) {
    assert.throws(() => decodeKeyring(bytes.subarray(0, length)), KeyringFormatError, `${length}`)
  }
  assert.throws(() => decodeKeyring(new Uint8Array([...bytes, 0])), KeyringFormatError)
})

test('whatever is flipped: refused, or read as just those bytes', () => {
  const bytes = Uint8Array.from(encodeKeyring(sample()))
  let refused = 0
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    bytes[bit >> 3]! ^= 1 << (bit & 7)
    refused += onlyItsOwn(bytes)
    bytes[bit >> 3]! ^= 1 << (bit & 7)
  }
  assert.ok(refused > bytes.length, `${refused}`)
})

test('garbage is refused in words', () => {
  const valid = encodeKeyring(sample())
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(valid.length), (noise, at) => {
      const garbled = Uint8Array.from(valid)
      garbled.set(noise.subarray(0, valid.length - at), at)
      onlyItsOwn(garbled)
      onlyItsOwn(noise)
    }),
  )
})

test('an error names the place and never the contents', () => {
  const bytes = encodeKeyring(sample())
  const at = Buffer.from(bytes).indexOf('"name"')
  bytes[at] = 0
  assert.throws(
    () => decodeKeyring(bytes),
    (error: Error) => /^keyring, byte \d+: not JSON in UTF-8$/.test(error.message),
  )
})

/** 1 where the bytes are refused; else they must encode to themselves. */
function onlyItsOwn(bytes: Uint8Array): number {
  let keyring: Keyring
  try {
    keyring = decodeKeyring(bytes)
  } catch (error) {
    assert.ok(error instanceof KeyringFormatError, String(error))
    return 1
  }
  assert.equal(hex(encodeKeyring(keyring)), hex(bytes))
  return 0
}

test('each rule of the format is held', () => {
  const bytes = encodeKeyring(sample())
  const text = Buffer.from(bytes)
  const date = Buffer.from('013573a5', 'hex')
  const day = text.indexOf(date)
  assert.ok(day > 0)
  const cases: [string, number, number[]][] = [
    ['not a keyring', 0, [0]],
    ['a version this program does not know', 15, [2]],
    ['the demo flag is neither 0 nor 1', 48, [2]],
    ['not a date', day + 3, [0xa6]],
    ['a wrap field, which version 1 keeps empty', day + 4, [0, 1]],
    ['a day tree without nodes', day + 6, [0, 0]],
    ['a node below the leaves', day + 8, [12]],
    ['a node out of its place', day + 9, [0xff, 0xff]],
  ]
  for (const [words, at, values] of cases) {
    const wrong = Uint8Array.from(bytes)
    wrong.set(values, at)
    assert.throws(() => decodeKeyring(wrong), { message: new RegExp(`: ${words}$`) }, words)
  }
})

test('what stands out of order, twice or empty is refused', () => {
  const bytes = encodeKeyring(sample())
  const refused = (wrong: Uint8Array, words: string) =>
    assert.throws(() => decodeKeyring(wrong), { message: new RegExp(`: ${words}$`) }, words)
  const at = (found: string) => Buffer.from(bytes).indexOf(Buffer.from(found, 'hex'))
  /** The bytes with a piece exchanged, and a length before it corrected. */
  const exchanged = (from: number, to: number, piece: Uint8Array, lengthAt?: number) => {
    const wrong = Uint8Array.from([...bytes.subarray(0, from), ...piece, ...bytes.subarray(to)])
    if (lengthAt !== undefined) {
      const view = new DataView(wrong.buffer)
      view.setUint32(lengthAt, view.getUint32(lengthAt) + piece.length - (to - from))
    }
    return wrong
  }
  const leaves = at(`00000002${(first + 1).toString(16).padStart(8, '0')}`) + 4
  const leaf = bytes.subarray(leaves, leaves + 36)
  refused(exchanged(leaves + 36, leaves + 72, leaf), 'held minutes out of order')
  refused(exchanged(leaves - 4, leaves + 72, new Uint8Array(4)), 'a hold that keeps nothing')

  const days = at('013573a5')
  const next = at('013573ed')
  const end = next + 8 + 35
  refused(exchanged(next, next + 4, bytes.subarray(days, days + 4)), 'days out of order')
  refused(exchanged(end, end, new Uint8Array(3), days - 4), 'not a date')
  const lengthOnly = Uint8Array.from(bytes)
  lengthOnly[days - 1]! -= 1
  refused(lengthOnly, 'days that end beyond their length')
  const nodes = days + 8
  const node = bytes.subarray(nodes, nodes + 35)
  refused(exchanged(nodes + 35, nodes + 70, node), 'a node out of its place')

  const settings = 49 + 4
  const mark = Uint8Array.of(0xef, 0xbb, 0xbf)
  refused(exchanged(settings, settings, mark, settings - 4), 'not JSON in UTF-8')
  const space = Uint8Array.of(0x20)
  refused(exchanged(settings, settings, space, settings - 4), 'JSON not in its one form')

  const cameras = [at(`${north}0000`), at(`${south}0000`)]
  refused(
    exchanged(cameras[0]!, cameras[1]!, bytes.subarray(cameras[1])).subarray(0, -1),
    'entries out of order',
  )
})

test('JSON of any shape comes back as it was', () => {
  const empty = emptyKeyring({
    site: new Uint8Array(16),
    keeper: new Uint8Array(16),
    demo: false,
    settings: { organisation: '' },
  })
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()), more => {
      const settings = { ...(more as JsonObject), organisation: '町' }
      const keyring = setSettings(empty, settings)
      const bytes = encodeKeyring(keyring)
      const back = decodeKeyring(bytes)
      assert.equal(hex(encodeKeyring(back)), hex(bytes))
      assert.deepEqual(back.settings, JSON.parse(JSON.stringify(settings)))
    }),
  )
  for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY]) {
    const settings = { organisation: '町', clockOffsetUs: wrong }
    assert.throws(() => encodeKeyring(setSettings(empty, settings)), TypeError)
  }
})
