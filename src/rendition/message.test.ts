import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { joined } from '#video/joined.ts'
import { fromRoom, MessageFault, messageHead } from './message.ts'
import { MessageReader } from './message-reader.ts'

const message = fc.record({
  head: fc.dictionary(fc.string(), fc.string({ unit: 'grapheme' })),
  body: fc.uint8Array({ maxLength: 300 }),
})

test('messages come out as they went in, however the stream is cut', () => {
  fc.assert(
    fc.property(fc.array(message, { maxLength: 6 }), fc.array(fc.nat(40)), (sent, cuts) => {
      const wire = joined(sent.flatMap(({ head, body }) => [messageHead(head, body.length), body]))
      const reader = new MessageReader(fromRoom)
      const got = []
      let at = 0
      for (const length of [...cuts, wire.length]) {
        got.push(...reader.read(wire.slice(at, at + length)))
        at += length
      }
      assert.deepEqual(
        got.map(({ head, body }) => ({ head, body: [...body] })),
        sent.map(({ head, body }) => ({ head: { ...head }, body: [...body] })),
      )
    }),
  )
})

test('a message beyond its bounds is over before its bytes are waited for', () => {
  const head = messageHead({}, fromRoom.body + 1)
  assert.throws(() => [...new MessageReader(fromRoom).read(head)], MessageFault)
  const long = messageHead({ say: 'x'.repeat(fromRoom.head) }, 0)
  assert.throws(() => [...new MessageReader(fromRoom).read(long.slice(0, 8))], MessageFault)
})

test('a head that is no JSON ends it', () => {
  const bytes = messageHead({ a: 1 }, 0)
  bytes[8] = 0xff
  assert.throws(() => [...new MessageReader(fromRoom).read(bytes)], MessageFault)
})
