import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { firstMinute, startUs } from '#civil/minute.ts'
import { addCamera, appendRule, changeAbout, removeCamera, setSecret } from './changes.ts'
import { decodeKeyring } from './decode.ts'
import { encodeKeyring } from './encode.ts'
import { planErasure } from './erasure.ts'
import { addHold, releaseHold } from './hold.ts'
import { emptyKeyring, keysOf } from './keyring.ts'
import { isLive, leafOf, liveMinutes, minuteKeyOf } from './minutes.ts'
import { plantDays } from './planting.ts'
import { wipeKeyring, wipeReplaced } from './wipe.ts'

const sha256 = (...parts: Uint8Array[]): Uint8Array =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const random = (length: number): Uint8Array => randomBytes(length)
const [north, south] = ['0a'.repeat(16), 'f0'.repeat(16)]
const first = firstMinute('2026-11-22')
const about = { name: '北口', url: 'rtsp://192.0.2.1/', addedUs: startUs(first) }
const identity = { site: new Uint8Array(16), keeper: new Uint8Array(16), demo: false }
const empty = emptyKeyring({ ...identity, settings: { organisation: '見本町会' } })
const password = () => new TextEncoder().encode('user:password')
const never = () => Number.POSITIVE_INFINITY
const rule = {
  fromMinute: first,
  retention: { kind: 'civilDays', days: 7 },
  profile: 'p',
  version: '1',
  article: '第5条',
}
const hold = {
  id: 'h',
  camera: north,
  fromMinute: first + 5,
  toMinute: first + 6,
  decidedBy: '',
  ground: '',
  article: '',
  reason: '',
  endsOnUs: startUs(first + 1440),
  addedUs: startUs(first),
}

test('cameras stand in the order of their ids; an id is used once', () => {
  const both = addCamera(addCamera(empty, south, about), north, about)
  assert.deepEqual([...both.cameras.keys()], [north, south])
  assert.throws(() => addCamera(both, north, about), RangeError)
  assert.throws(() => addCamera(both, 'AB'.repeat(16), about), RangeError)
  const removed = removeCamera(both, north, 1)
  assert.throws(() => addCamera(removed, north, about), RangeError)
  assert.equal(empty.cameras.size, 0)
})

test('a removed camera loses its password at once and its footage when it is due', () => {
  let keyring = setSecret(addCamera(empty, north, about), north, password())
  keyring = plantDays(sha256, random, keyring, startUs(first), never).next
  const secret = keysOf(keyring, north).secret!
  const removed = removeCamera(keyring, north, startUs(first + 3))
  wipeReplaced(keyring, removed)
  assert.ok(secret.every(byte => byte === 0))
  assert.equal(keysOf(removed, north).secret, null)
  assert.equal(keysOf(removed, north).about.removedUs, startUs(first + 3))
  assert.ok(isLive(removed, north, first + 2))
  const due = () => startUs(first + 9)
  const gone = planErasure(sha256, removed, startUs(first + 9), due).next
  assert.deepEqual(liveMinutes(gone, north), [])
  assert.ok(gone.cameras.has(north))
  assert.throws(() => removeCamera(removed, north, 5), RangeError)
  assert.throws(() => changeAbout(removed, north, about), RangeError)
})

test('a password is copied in, replaced, and the old one wiped with its keyring', () => {
  const given = password()
  const one = setSecret(addCamera(empty, north, about), north, given)
  given.fill(0)
  const old = keysOf(one, north).secret!
  assert.deepEqual([...old], [...password()])
  const two = setSecret(one, north, new Uint8Array([1, 2, 3]))
  wipeReplaced(one, two)
  assert.ok(old.every(byte => byte === 0))
  assert.deepEqual([...keysOf(two, north).secret!], [1, 2, 3])
  assert.equal(keysOf(setSecret(two, north, null), north).secret, null)
  const none = setSecret(two, north, new Uint8Array(0))
  assert.equal(keysOf(decodeKeyring(encodeKeyring(none)), north).secret!.length, 0)
})

test('rules are appended, for the site or a camera, and never before the last', () => {
  const site = appendRule(appendRule(empty, rule), { ...rule, version: '2' })
  assert.deepEqual(
    site.rules.map(each => each.version),
    ['1', '2'],
  )
  assert.throws(() => appendRule(site, { ...rule, fromMinute: first - 1 }), RangeError)
  assert.throws(() => appendRule(site, { ...rule, fromMinute: first + 0.5 }), RangeError)
  const own = appendRule(addCamera(site, north, about), { ...rule, fromMinute: 0 }, north)
  assert.equal(keysOf(own, north).rules.length, 1)
  assert.equal(own.rules.length, 2)
  assert.throws(() => appendRule(own, rule, south), RangeError)
})

test('a hold needs a camera, a range and an id of its own; it is released once', () => {
  const keyring = addHold(addCamera(empty, north, about), hold)
  assert.throws(() => addHold(keyring, hold), RangeError)
  assert.throws(() => addHold(keyring, { ...hold, id: 'i', camera: south }), RangeError)
  assert.throws(() => addHold(keyring, { ...hold, id: 'i', toMinute: first + 5 }), RangeError)
  assert.throws(() => addHold(keyring, { ...hold, id: 'i', toMinute: first + 5.5 }), RangeError)
  const { next, erased } = releaseHold(keyring, 'h', 7)
  assert.deepEqual(erased, [])
  assert.equal(next.holds[0]!.releasedUs, 7)
  assert.throws(() => releaseHold(next, 'h', 8), RangeError)
  assert.throws(() => releaseHold(next, 'i', 8), RangeError)
})

test('a held minute keeps its key past its time, and loses it with its hold, wiped', () => {
  let keyring = plantDays(
    sha256,
    random,
    addCamera(empty, north, about),
    startUs(first),
    never,
  ).next
  keyring = addHold(keyring, hold)
  const key = minuteKeyOf(sha256, keyring, north, first + 5)
  const plan = planErasure(sha256, keyring, startUs(first + 60), () => 0)
  assert.deepEqual(plan.held, [
    { camera: north, hold: 'h', day: '2026-11-22', fromIndex: 5, toIndex: 6 },
  ])
  assert.deepEqual(minuteKeyOf(sha256, plan.next, north, first + 5), key)
  assert.deepEqual(liveMinutes(plan.next, north), [[first + 5, first + 6]])
  const leaf = keysOf(plan.next, north)
    .heldLeaves.get('h')!
    .get(first + 5)!
  const copy = leafOf(sha256, plan.next, north, first + 5)!
  const released = releaseHold(plan.next, 'h', startUs(first + 61))
  assert.deepEqual(released.erased, [
    { camera: north, day: '2026-11-22', fromIndex: 5, toIndex: 6 },
  ])
  assert.equal(minuteKeyOf(sha256, released.next, north, first + 5), null)
  wipeReplaced(plan.next, released.next)
  assert.ok(leaf.every(byte => byte === 0))
  assert.ok(
    copy.some(byte => byte !== 0),
    'what was handed out belongs to its owner',
  )
})

test('no key for a camera or a minute the keyring does not know', () => {
  const keyring = addCamera(empty, north, about)
  assert.equal(minuteKeyOf(sha256, keyring, north, first), null)
  assert.equal(minuteKeyOf(sha256, keyring, south, first), null)
  assert.equal(isLive(keyring, south, first), false)
  assert.deepEqual(liveMinutes(keyring, south), [])
})

test('a keyring wiped as a whole holds no key byte', () => {
  let keyring = setSecret(addCamera(empty, north, about), north, password())
  keyring = addHold(plantDays(sha256, random, keyring, startUs(first), never).next, hold)
  keyring = planErasure(sha256, keyring, startUs(first + 60), (_, minute) => startUs(minute)).next
  const { secret, days, heldLeaves } = keysOf(keyring, north)
  wipeKeyring(keyring)
  const all = [secret!, ...[...heldLeaves.values()].flatMap(leaves => [...leaves.values()])]
  assert.equal(all.length, 2)
  assert.ok(all.every(bytes => bytes.every(byte => byte === 0)))
  assert.ok(days.length > 0 && days.every(byte => byte === 0xff))
  assert.equal(minuteKeyOf(sha256, keyring, north, first + 600), null)
})

test('what stood only between two operations is wiped, what either end shares is not', () => {
  let keyring = plantDays(
    sha256,
    random,
    addCamera(empty, north, about),
    startUs(first),
    never,
  ).next
  keyring = plantDays(sha256, random, addCamera(keyring, south, about), startUs(first), never).next
  const late = startUs(first + 1440 - 30)
  const due = (camera: string) => (camera === north ? 0 : Number.POSITIVE_INFINITY)
  keyring = addHold(keyring, hold)
  const between = planErasure(sha256, keyring, late, due).next
  const { next } = plantDays(sha256, random, between, late, never)
  const bytes = [keyring, next].map(each => encodeKeyring(each).toHex())
  const [northern, southern] = [keysOf(between, north).days, keysOf(between, south).days]
  assert.notEqual(keysOf(next, north).days, northern)
  wipeReplaced(between, keyring, next)
  assert.deepEqual(
    [keyring, next].map(each => encodeKeyring(each).toHex()),
    bytes,
  )
  assert.ok(northern.every(byte => byte === 0xff))
  assert.equal(southern, keysOf(keyring, south).days)
})

test('key bytes stand outside the heap that the collector copies', async () => {
  const { keyBytes, keyRoom } = await import('./key-bytes.ts')
  const room = keyRoom()
  const [one, two] = [room(100), room(100)]
  assert.equal(one.buffer, two.buffer)
  assert.equal(two.byteOffset, 100)
  assert.equal(room(70_000).length, 70_000)
  assert.notEqual(keyBytes(35).buffer, keyBytes(35).buffer)
})
