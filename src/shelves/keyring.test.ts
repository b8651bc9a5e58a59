import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { startOfFiscalYearUs } from '#civil/fiscal-year.ts'
import { readMoment } from '#civil/minute.ts'
import {
  dueShelves,
  emptyShelves,
  neededAt,
  type ShelfKeyring,
  wipeShelves,
  withoutShelves,
  withShelves,
} from './keyring.ts'
import { decodeShelves, encodeShelves, ShelfKeyringError } from './keyring-bytes.ts'
import { endOfShelfUs, isShelfName, registerShelf } from './shelf-name.ts'

const random = (length: number) => randomBytes(length)
const site = new Uint8Array(16).fill(7)
const names = fc
  .tuple(fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,63}$/), fc.integer({ min: 2000, max: 2999 }))
  .map(([register, year]) => `${register}/${year}`)
const keyrings = fc.tuple(fc.array(names, { maxLength: 6 }), fc.nat()).map(
  ([shelves, rolledBackTo]): ShelfKeyring => ({
    ...withShelves(emptyShelves(site), shelves, random),
    rolledBackTo,
  }),
)

test('test vector: a keyring of two shelves', () => {
  const keys = new Map([
    ['open/2026', Buffer.alloc(32, 1)],
    ['viewingRegister/2032', Buffer.alloc(32, 2)],
  ])
  const bytes = encodeShelves({ site, rolledBackTo: 3, keys })
  const hex = [
    '746163686961692f7368656c766573',
    '01',
    '07'.repeat(16),
    '0000000000000003',
    '00000002',
    `09${Buffer.from('open/2026').toString('hex')}${'01'.repeat(32)}`,
    `14${Buffer.from('viewingRegister/2032').toString('hex')}${'02'.repeat(32)}`,
  ]
  assert.equal(bytes.toString('hex'), hex.join(''))
})

test('a keyring comes back as it was written, and has one way of being written', () => {
  fc.assert(
    fc.property(keyrings, fc.nat(), fc.integer({ min: 1, max: 255 }), (keyring, at, change) => {
      const bytes = encodeShelves(keyring)
      assert.deepEqual(decodeShelves(bytes), keyring)
      assert.throws(() => decodeShelves(Buffer.concat([bytes, Buffer.of(0)])), ShelfKeyringError)
      assert.throws(() => decodeShelves(bytes.subarray(0, -1)), ShelfKeyringError)
      bytes[at % bytes.length]! ^= change
      try {
        const other = decodeShelves(bytes)
        assert.notDeepEqual(other, keyring)
        assert.deepEqual(encodeShelves(other), bytes)
      } catch (error) {
        assert.ok(error instanceof ShelfKeyringError)
      }
    }),
  )
})

test('what is out of order, named twice or named like no shelf is refused', () => {
  const keys = (...entries: string[]) =>
    new Map(entries.map((name, at) => [name, Buffer.alloc(32, at)]))
  const bytes = (...entries: string[]) =>
    encodeShelves({ site, rolledBackTo: 0, keys: keys(...entries) })
  for (const wrong of [['b/2026', 'a/2026'], ['open/26'], ['a b/2026'], ['/2026']]) {
    assert.throws(() => decodeShelves(bytes(...wrong)), ShelfKeyringError, `${wrong}`)
  }
  const twice = bytes('a/2026', 'b/2026')
  twice[twice.indexOf('b/2026')] = 'a'.charCodeAt(0)
  assert.throws(() => decodeShelves(twice), ShelfKeyringError)
})

test('a shelf dies with the fiscal year it is named after, in Tokyo', () => {
  assert.equal(endOfShelfUs('open/2026'), readMoment('2027-04-01 00:00'))
  const keyring = withShelves(emptyShelves(site), ['open/2026', 'open/2027'], random)
  const end = readMoment('2027-04-01 00:00')
  assert.deepEqual(dueShelves(keyring, end - 1), [])
  assert.deepEqual(dueShelves(keyring, end), ['open/2026'])
  assert.deepEqual(neededAt(end - 1), ['open/2026', 'open/2027'])
  assert.deepEqual(neededAt(end), ['open/2027', 'open/2028'])
})

test('what is kept until an instant lies on the shelf that is the first to die then or later', () => {
  assert.equal(registerShelf('book', readMoment('2032-04-01 00:00')), 'book/2031')
  assert.equal(registerShelf('book', readMoment('2032-04-01 00:01')), 'book/2032')
  assert.throws(() => registerShelf('open', 0), RangeError)
  const instants = fc.integer({
    min: readMoment('2000-01-01 00:00'),
    max: readMoment('2090-01-01 00:00'),
  })
  fc.assert(
    fc.property(instants, untilUs => {
      const shelf = registerShelf('book', untilUs)
      assert.ok(isShelfName(shelf) && endOfShelfUs(shelf) >= untilUs)
      assert.ok(startOfFiscalYearUs(Number(shelf.slice(-4))) < untilUs)
    }),
  )
})

test('a change keeps every other key, and what it drops is wiped with the keyring before it', () => {
  const first = withShelves(emptyShelves(site), ['b/2030', 'a/2030'], random)
  assert.deepEqual([...first.keys.keys()], ['a/2030', 'b/2030'])
  assert.equal(withShelves(first, ['a/2030'], random), first)
  assert.equal(withoutShelves(first, ['c/2030']), first)
  const [a, b] = first.keys.values()
  const next = withoutShelves(first, ['a/2030'])
  wipeShelves(first, next)
  assert.ok(a!.every(byte => byte === 0))
  assert.ok(b!.some(byte => byte !== 0))
  wipeShelves(next)
  assert.ok(b!.every(byte => byte === 0))
})
