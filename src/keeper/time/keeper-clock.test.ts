import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { OfTime } from '../spool/events.ts'
import { FakeMachine } from './fake-machine.ts'
import { KeeperClock } from './keeper-clock.ts'
import { foundingMark, type TimeMark } from './time-mark.ts'

const second = 1_000_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
const begun = 1_790_000_000_000_000

function founded(machine = new FakeMachine(begun)) {
  return { machine, clock: new KeeperClock({ readings: machine, mark: foundingMark(machine) }) }
}
const restarted = (machine: FakeMachine, mark: TimeMark) =>
  new KeeperClock({ readings: machine, mark })
const types = (events: readonly OfTime[]) => events.map(({ type }) => type)
const near = (actual: number, expected: number, within = second) =>
  assert.ok(Math.abs(actual - expected) <= within, `${(actual - expected) / second} s away`)

test('while it runs, no wall clock moves it', () => {
  const wanders = fc.array(
    fc.record({
      waitUs: fc.integer({ min: 1, max: 2 * hour }),
      wallUs: fc.constantFrom(0, hour, -hour, 40 * day, -40 * day, 20 * 365 * day),
      synchronised: fc.boolean(),
    }),
    { maxLength: 20 },
  )
  fc.assert(
    fc.property(wanders, steps => {
      const { machine, clock } = founded()
      for (const { waitUs, wallUs, synchronised } of steps) {
        const before = clock.nowUs()
        machine.wait(waitUs)
        machine.wallAheadUs = wallUs
        machine.hardwareAheadUs = wallUs
        machine.isSynchronised = synchronised
        for (const event of clock.observe()) assert.notEqual(event.type, 'ClockSuspended')
        near(clock.nowUs() - before, waitUs, 0)
        near(clock.nowUs(), machine.trueUs, 20_000)
      }
    }),
  )
})

test('a restart in the same boot goes on as if nothing had stopped, whatever the wall clock says', () => {
  for (const ahead of [0, hour, -hour, 40 * day, -40 * day]) {
    const { machine, clock } = founded()
    machine.wait(3 * hour)
    const mark = clock.mark(7)
    machine.wait(5 * hour)
    machine.synchronise(ahead)
    const again = restarted(machine, mark)
    again.observe()
    assert.equal(again.state, 'certain')
    near(again.nowUs(), machine.trueUs)
  }
})

test('after hours without power two sources that agree set it, once', () => {
  const { machine, clock } = founded()
  machine.wait(hour)
  const mark = clock.mark(7)
  machine.reboot(9 * hour)
  const again = restarted(machine, mark)
  assert.deepEqual(types(again.observe()), ['ClockUncertain'])
  assert.equal(again.state, 'uncertain')
  near(again.nowUs(), begun + hour + 20 * second)
  machine.wait(10 * second)
  assert.deepEqual(again.observe(), [])
  machine.synchronise()
  const [agreed] = again.observe()
  assert.ok(agreed?.type === 'ClockAgreed')
  assert.deepEqual(agreed.by, ['ntp', 'hardware'])
  near(agreed.fromUs, begun + hour + 30 * second)
  near(agreed.toUs, machine.trueUs)
  near(again.nowUs(), machine.trueUs)
  assert.equal(again.state, 'certain')
  assert.deepEqual(again.observe(), [])
})

test('a hardware clock seen only after the network set it is no second source; cameras are', () => {
  const { machine, clock } = founded()
  const mark = clock.mark(7)
  machine.reboot(9 * hour)
  machine.synchronise()
  const again = restarted(machine, mark)
  assert.deepEqual(types(again.observe()), ['ClockUncertain'])
  assert.deepEqual(types(again.observe(machine.trueUs - 3 * minute)), ['ClockAgreed'])
  near(again.nowUs(), machine.trueUs)
})

test('a hardware clock noted before any synchronisation of this boot counts', () => {
  const { machine, clock } = founded()
  const mark = clock.mark(7)
  machine.reboot(9 * hour)
  const noted = { hardwareUs: machine.hardwareUs()!, bootUs: machine.bootUs() }
  machine.wait(minute)
  machine.synchronise()
  const readings = Object.assign(machine, { hardwareAtBoot: () => noted })
  const again = restarted(readings, mark)
  assert.deepEqual(types(again.observe()), ['ClockAgreed'])
  near(again.nowUs(), machine.trueUs)
})

test('a wrong network time at start moves nothing: 1 h, 40 days, either way', () => {
  for (const ahead of [hour, -hour, 40 * day, -40 * day]) {
    const { machine, clock } = founded()
    const mark = clock.mark(7)
    machine.reboot(9 * hour)
    const again = restarted(machine, mark)
    again.observe()
    machine.synchronise(ahead)
    again.observe()
    assert.equal(again.state, 'uncertain')
    near(again.nowUs(), begun + 20 * second)
    machine.wait(3 * hour)
    assert.deepEqual(again.observe(), [])
    near(again.nowUs(), begun + 3 * hour + 20 * second)
  }
})

test('a hardware clock that lost its battery moves nothing', () => {
  const { machine, clock } = founded()
  const mark = clock.mark(7)
  machine.reboot(hour)
  machine.hardwareAheadUs = -begun
  const again = restarted(machine, mark)
  again.observe(machine.trueUs)
  assert.equal(again.state, 'uncertain')
  machine.isSynchronised = true
  machine.wallAheadUs = 0
  assert.deepEqual(types(again.observe(machine.trueUs)), ['ClockAgreed'])
  near(again.nowUs(), machine.trueUs)
})

test('sources that agree on a time before the mark are wrong together', () => {
  const { machine, clock } = founded()
  const mark = clock.mark(7)
  machine.reboot(hour)
  machine.hardwareAheadUs = -40 * day
  machine.wallAheadUs = -40 * day
  const again = restarted(machine, mark)
  assert.deepEqual(types(again.observe(machine.trueUs - 40 * day)), ['ClockUncertain'])
  machine.isSynchronised = true
  assert.deepEqual(again.observe(machine.trueUs - 40 * day), [])
  assert.equal(again.state, 'uncertain')
  assert.ok(again.nowUs() >= begun)
})

test('agreeing on a time a little before the mark does not turn it back', () => {
  const { machine, clock } = founded()
  const mark = clock.mark(7)
  machine.reboot(0)
  machine.hardwareAheadUs = -4 * minute
  const again = restarted(machine, mark)
  const before = again.nowUs()
  assert.deepEqual(types(again.observe(machine.trueUs - 3 * minute)), ['ClockAgreed'])
  assert.equal(again.nowUs(), before)
})

test('a restart at once does not turn it back by the grain of the boot clock', () => {
  const { machine, clock } = founded()
  machine.wait(9999)
  assert.equal(restarted(machine, clock.mark(1)).nowUs(), clock.nowUs())
})

test('a network time that wandered while it was watched has no vote after the next boot', () => {
  const { machine, clock } = founded()
  machine.synchronise()
  clock.observe()
  machine.synchronise(40 * day)
  const [strayed] = clock.observe()
  assert.ok(strayed?.type === 'ClockStrayed')
  assert.deepEqual(strayed.strayed, ['ntp'])
  assert.equal(clock.state, 'certain')
  machine.wait(hour)
  const mark = clock.mark(9)
  machine.reboot(minute)
  const again = restarted(machine, mark)
  again.observe()
  machine.synchronise(40 * day)
  again.observe()
  assert.equal(again.state, 'uncertain')
  near(again.nowUs(), begun + hour + 20 * second)
  // Back in order and near where K is, it may speak again.
  machine.wallAheadUs = 0
  assert.deepEqual(types(again.observe(machine.trueUs)), ['ClockAgreed'])
})

test('two sources against a running clock cast doubt on it and do not move it', () => {
  const { machine, clock } = founded()
  machine.synchronise(10 * hour)
  clock.observe(machine.trueUs + 10 * hour)
  assert.equal(clock.state, 'uncertain')
  near(clock.nowUs(), machine.trueUs)
  clock.observe(null)
  assert.equal(clock.state, 'uncertain', 'silence is no return')
  const again = restarted(machine, clock.mark(3))
  again.observe(machine.trueUs + 10 * hour)
  near(again.nowUs(), machine.trueUs)
  assert.equal(again.state, 'uncertain')
  machine.synchronise()
  assert.deepEqual(types(clock.observe(machine.trueUs)), ['ClockAgreed'])
  assert.equal(clock.state, 'certain')
  near(clock.nowUs(), machine.trueUs)
})

test('uncertain, nothing that any plausible clock calls expired may be opened', () => {
  const { machine, clock } = founded()
  assert.ok(clock.mayOpen(clock.nowUs() + 1))
  machine.wallAheadUs = 40 * day
  clock.observe()
  assert.ok(clock.mayOpen(clock.nowUs() + 1), 'certain: no other clock is asked')
  const mark = clock.mark(1)
  machine.reboot(hour)
  machine.hardwareAheadUs = 3 * hour
  machine.wallAheadUs = -40 * day
  const again = restarted(machine, mark)
  again.observe(machine.trueUs)
  const hardware = machine.hardwareUs()!
  assert.equal(again.state, 'uncertain')
  assert.ok(!again.mayOpen(hardware - 1))
  assert.ok(again.mayOpen(hardware + minute))
  assert.ok(!again.mayOpen(again.nowUs()))
  assert.equal(again.plausible[0]?.source, 'mark')
  assert.deepEqual(again.plausible.map(({ source }) => source).sort(), [
    'cameras',
    'hardware',
    'mark',
    'system',
  ])
})

test('sleep is time: K goes on with the boot clock', () => {
  const { machine, clock } = founded()
  machine.wait(hour)
  machine.sleep(7 * hour)
  const [suspended] = clock.observe()
  assert.ok(suspended?.type === 'ClockSuspended')
  near(suspended.toUs - suspended.fromUs, 7 * hour, 20_000)
  near(clock.nowUs(), machine.trueUs, 20_000)
  assert.equal(clock.state, 'certain')
  const { bootUs, atUs } = clock.stamp()
  near(bootUs, machine.bootUs(), 20_000)
  near(atUs, machine.trueUs, 20_000)
})

test('one officer sets it, two where the jump exceeds the retention, in both directions', () => {
  const retentionUs = 7 * day
  for (const sign of [1, -1]) {
    const { machine, clock } = founded()
    const small = begun + sign * 6 * day
    assert.equal(clock.officersNeeded(small, retentionUs), 1)
    assert.ok('refused' in clock.accept({ toUs: small, by: [' '], retentionUs }))
    assert.equal(clock.nowUs(), begun)
    const accepted = clock.accept({ toUs: small, by: ['防災係'], retentionUs })
    assert.ok('type' in accepted && accepted.fromUs === begun && accepted.toUs === small)
    assert.equal(clock.nowUs(), small)
    const far = small + sign * 8 * day
    const alone = clock.accept({ toUs: far, by: ['防災係', ' 防災係 '], retentionUs })
    assert.ok('refused' in alone && alone.basis.kind === 'houseRule')
    assert.equal(clock.nowUs(), small)
    assert.ok('type' in clock.accept({ toUs: far, by: ['防災係', '管理責任者'], retentionUs }))
    machine.wait(hour)
    assert.equal(clock.nowUs(), far + hour)
  }
})

test('an accepted time ends the waiting', () => {
  const { machine, clock } = founded()
  const mark = clock.mark(7)
  machine.reboot(9 * hour)
  const again = restarted(machine, mark)
  again.observe()
  again.accept({ toUs: machine.trueUs, by: ['a'], retentionUs: 7 * day })
  assert.equal(again.state, 'certain')
  const third = restarted(machine, again.mark(8))
  assert.equal(third.state, 'certain')
  near(third.nowUs(), machine.trueUs)
})

test('only the clock of a demo can be moved, and the move survives restarts', () => {
  const { machine, clock } = founded()
  assert.throws(() => clock.move(day), TypeError)
  const mark = foundingMark(machine)
  const demo = new KeeperClock({ readings: machine, mark, demo: true })
  demo.move(8 * day)
  demo.move(hour)
  assert.equal(demo.nowUs(), begun + 8 * day + hour)
  assert.deepEqual(demo.observe(machine.trueUs), [])
  const again = new KeeperClock({ readings: machine, mark: demo.mark(1), demo: true })
  near(again.nowUs(), begun + 8 * day + hour)
  machine.reboot(2 * hour)
  const later = new KeeperClock({ readings: machine, mark: again.mark(2), demo: true })
  near(later.nowUs(), machine.trueUs + 8 * day + hour, 30 * second)
  assert.equal(later.state, 'certain')
})

test('through reboots, spoofed answers, dead batteries and lying cameras K never runs back or ahead of true time', () => {
  const lie = fc.constantFrom(0, hour, -hour, 40 * day, -40 * day)
  const step = fc.oneof(
    fc.record({ does: fc.constant('wait' as const), us: fc.integer({ min: 1, max: 9 * hour }) }),
    fc.record({ does: fc.constant('sleep' as const), us: fc.integer({ min: 2e6, max: 9 * hour }) }),
    fc.record({ does: fc.constant('reboot' as const), us: fc.integer({ min: 0, max: 60 * day }) }),
    fc.record({ does: fc.constant('restart' as const) }),
    fc.record({ does: fc.constant('answer' as const), us: lie }),
  )
  // One kind of source lies at a time: either the network (and what the kernel copies from it), or the cameras.
  const world = fc.record({ liar: fc.constantFrom('network', 'cameras'), cameras: lie })
  fc.assert(
    fc.property(world, fc.array(step, { maxLength: 25 }), ({ liar, cameras }, steps) => {
      const machine = new FakeMachine(begun)
      let clock = founded(machine).clock
      let event = 1
      let latest = begun
      for (const happens of steps) {
        if (happens.does === 'wait') machine.wait(happens.us)
        if (happens.does === 'sleep') machine.sleep(happens.us)
        if (happens.does === 'answer') machine.synchronise(liar === 'network' ? happens.us : 0)
        if (happens.does === 'restart' || happens.does === 'reboot') {
          event += 1
          const mark = clock.mark(event)
          if (happens.does === 'reboot') {
            machine.reboot(happens.us)
            // A poisoned hardware clock is the limit of what can be seen through: see design/time.md.
            if (liar === 'network') machine.hardwareAheadUs = 0
            machine.wallAheadUs = machine.hardwareAheadUs
          }
          clock = restarted(machine, mark)
        }
        clock.observe(machine.trueUs + (liar === 'cameras' ? cameras : 0))
        const nowUs = clock.nowUs()
        assert.ok(nowUs >= latest - 20_000, 'ran back')
        assert.ok(nowUs <= machine.trueUs + 2 * second * event, 'ran ahead: live footage would go')
        latest = nowUs
      }
    }),
    { numRuns: 300 },
  )
})
