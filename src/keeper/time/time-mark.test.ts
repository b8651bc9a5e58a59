import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { KeeperEvent, Recorded } from '../spool/events.ts'
import { createSpool } from '../spool/spool.ts'
import { emptyPlace, optionsOn } from '../spool/test-spool.ts'
import { FakeMachine } from './fake-machine.ts'
import { KeeperClock } from './keeper-clock.ts'
import { foundingMark, laterMark, markOf, markOfSpool } from './time-mark.ts'

const recorded = (n: number, bootId: string, event: KeeperEvent): Recorded => ({
  ...event,
  n,
  atUs: n * 1000,
  bootId,
  bootUs: n,
})
const agreed: KeeperEvent = {
  type: 'ClockAgreed',
  fromUs: 1,
  toUs: 1,
  by: ['ntp', 'hardware'],
  strayed: ['cameras'],
  sources: [],
}
const sealed = { atUs: 1, bootId: 'one', bootUs: 1 }

test('the last event and the last clock event of the same boot make the mark', () => {
  const clock = recorded(3, 'one', agreed)
  assert.deepEqual(laterMark(sealed, markOf(recorded(5, 'one', { type: 'TimeMarked' }), clock)), {
    atUs: 5000,
    bootId: 'one',
    bootUs: 5,
    event: 5,
    certain: true,
    strayed: ['cameras'],
  })
})

test('a process that died after a boot before it looked at the clocks leaves no certainty', () => {
  const last = recorded(5, 'two', { type: 'TimeMarked' })
  assert.equal(laterMark(sealed, markOf(last, recorded(3, 'one', agreed))).certain, false)
  assert.equal(laterMark(sealed, markOf(last, undefined)).certain, false)
  const sameBoot = recorded(5, 'one', { type: 'TimeMarked' })
  assert.equal(laterMark(sealed, markOf(sameBoot, undefined)).certain, true)
  assert.equal(laterMark({ ...sealed, certain: false }, markOf(sameBoot, undefined)).certain, false)
})

test('a spool that is behind the keyring does not turn time back', () => {
  const mark = { ...sealed, atUs: 99_000, event: 9 }
  assert.equal(laterMark(mark, markOf(recorded(5, 'one', { type: 'TimeMarked' }), undefined)), mark)
})

test('what a keeper wrote into its spool continues its time', async () => {
  const machine = new FakeMachine(1_790_000_000_000_000)
  const clock = new KeeperClock({ readings: machine, mark: foundingMark(machine) })
  const spool = await createSpool({ ...optionsOn(await emptyPlace()), stamp: () => clock.stamp() })
  assert.equal(await markOfSpool(spool), null)
  await spool.append({ type: 'TimeMarked' })
  machine.reboot(3_600_000_000)
  const again = new KeeperClock({
    readings: machine,
    mark: laterMark(foundingMark(machine), (await markOfSpool(spool))!),
  })
  assert.equal(again.state, 'uncertain')
  assert.equal(again.nowUs(), 1_790_000_000_000_000 + 20_000_000)
})
