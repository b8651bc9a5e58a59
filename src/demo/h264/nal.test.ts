import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { nalType, nalUnit } from './nal.ts'

test('a NAL unit never holds what looks like a start code and gives its RBSP back', () => {
  const zeroish = fc.oneof(fc.constant(0), fc.nat(3), fc.nat(255))
  fc.assert(
    fc.property(fc.array(zeroish, { maxLength: 300 }), bytes => {
      const rbsp = Uint8Array.from([...bytes, 0x80])
      const unit = nalUnit(nalType.idr, rbsp)
      assert.equal(unit[0], 0x65)
      const text = Buffer.from(unit).toString('latin1')
      for (const code of ['\0\0\0', '\0\0\x01', '\0\0\x02']) assert.ok(!text.includes(code))
      assert.equal(
        text.slice(1).replaceAll('\0\0\x03', '\0\0'),
        Buffer.from(rbsp).toString('latin1'),
      )
    }),
  )
})
