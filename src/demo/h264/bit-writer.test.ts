import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { BitReader } from '#video/bit-reader.ts'
import { BitWriter } from './bit-writer.ts'

const bitsOf = (bytes: Uint8Array) => [...bytes].map(b => b.toString(2).padStart(8, '0')).join('')

test('Exp-Golomb codes are those of H.264 table 9-2 and 9-3', () => {
  const out = new BitWriter(1)
  for (const value of [0, 1, 2, 3, 7]) out.ue(value)
  for (const value of [1, -1, 2]) out.se(value)
  assert.equal(bitsOf(out.finish()).replace(/10*$/, ''), '1010011001000001000010011' + '00100')
})

test('what is written is read back in its order, whole bytes at byte boundaries', () => {
  const item = fc.oneof(
    fc.record({ kind: fc.constant('ue' as const), value: fc.nat(65534) }),
    fc.record({ kind: fc.constant('se' as const), value: fc.integer({ min: -999, max: 999 }) }),
    fc.record({ kind: fc.constant('bits' as const), value: fc.nat(0xffffff) }),
    fc.record({ kind: fc.constant('bytes' as const), value: fc.nat(255) }),
  )
  fc.assert(
    fc.property(fc.array(item, { maxLength: 200 }), items => {
      const out = new BitWriter(2)
      let written = 0
      for (const { kind, value } of items) {
        if (kind === 'bytes') {
          out.align()
          out.bytes(Uint8Array.of(value))
        } else if (kind === 'bits') out.bits(value, 24)
        else out[kind](value)
        written++
      }
      const plain = out.finish()
      assert.equal(written, items.length)
      const back = new BitReader(escaped(plain), 0)
      let at = 0
      for (const { kind, value } of items) {
        if (kind === 'bytes') {
          back.skip((8 - (at % 8)) % 8)
          at = Math.ceil(at / 8) * 8
          assert.equal(back.bits(8), value)
          at += 8
        } else if (kind === 'bits') {
          assert.equal(back.bits(24), value)
          at += 24
        } else {
          assert.equal(back[kind](), value)
          const code = kind === 'ue' ? value : value > 0 ? 2 * value - 1 : -2 * value
          at += 2 * Math.floor(Math.log2(code + 1)) + 1
        }
      }
      assert.equal(back.overrun, false)
    }),
  )
})

/** The reader undoes emulation prevention: give it what it expects. */
function escaped(rbsp: Uint8Array): Uint8Array {
  const bytes: number[] = []
  for (const byte of rbsp) {
    if (byte <= 3 && bytes.at(-1) === 0 && bytes.at(-2) === 0) bytes.push(3)
    bytes.push(byte)
  }
  return Uint8Array.from(bytes)
}

test('a restarted writer remembers nothing', () => {
  const out = new BitWriter()
  out.bits(0x1ff, 9)
  out.restart()
  assert.deepEqual(out.finish(), Uint8Array.of(0x80))
})
