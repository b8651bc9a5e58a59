import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Packet } from './film.ts'
import { fromFirstShown } from './timeline.ts'

const wrapUs = (2 ** 33 / 90_000) * 1e6
const frame = 40_000

async function times(ptsUs: readonly (number | null)[], counted: boolean, hidden = false) {
  const packets = async function* (): AsyncGenerator<Packet> {
    for (const us of ptsUs) {
      yield { ptsUs: us, durationUs: frame, key: true, bytes: new Uint8Array(1) }
    }
  }
  const trouble = { joins: 0, without: 0 }
  const about = { countedTimes: counted, hiddenBeforeZero: hidden }
  const timed = await Array.fromAsync(fromFirstShown(packets(), about, trouble))
  return { us: timed.map(({ ptsUs }) => Math.round(ptsUs)), ...trouble }
}

const steps = (count: number) => Array.from({ length: count }, (_, i) => i * frame)

test('a counter that wraps anywhere goes on as if it had not', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: 80 }), async before => {
      const from = wrapUs - before * frame
      const { us, joins } = await times(
        steps(60).map(us => (from + us) % wrapUs),
        true,
      )
      for (const [i, at] of us.entries()) assert.ok(Math.abs(at - i * frame) <= 2, `${i}: ${at}`)
      assert.equal(joins, 0)
    }),
  )
})

test('a counter that starts anew is joined; a film with times of its own is left as it is', async () => {
  const anew = [...steps(30).map(us => us + 5e9), ...steps(30).map(us => us + 7e6)]
  assert.deepEqual(await times(anew, true), { us: steps(60), joins: 1, without: 0 })
  const { us, joins } = await times(anew, false)
  assert.equal(us.at(0), 5e9 - 7e6 + us.at(30)!)
  assert.equal(joins, 0)
})

test('the first shown picture is 0, though others are decoded before it; a short film, too', async () => {
  assert.deepEqual(
    (await times([80_000, 200_000, 120_000, 160_000], false)).us,
    [0, 120_000, 40_000, 80_000],
  )
  const hidden = [-80_000, -40_000, 10, 40_010]
  assert.deepEqual((await times(hidden, false, true)).us, [-80_010, -40_010, 0, 40_000])
  assert.deepEqual((await times(hidden, false)).us[0], 0)
  assert.deepEqual((await times([], false)).us, [])
})

test('a picture without a time follows the one before it', async () => {
  const { us, without } = await times([0, null, null, 120_000], false)
  assert.deepEqual([us, without], [[0, 40_000, 80_000, 120_000], 2])
})
