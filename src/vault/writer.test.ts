import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { minuteOf } from '#civil/minute.ts'
import type { Disk, DurableFile } from '#disk/disk.ts'
import { type Fault, faultyDisk } from '#disk/faulty-disk.ts'
import { type DurableStep, type MemoryDisk, memoryDisk } from '#disk/memory-disk.ts'
import type { CapturedUnit } from '#video/access-unit.ts'
import { VaultFault } from './fault.ts'
import { groupKey } from './keys.ts'
import { previousOf } from './previous.ts'
import { readMinute } from './read.ts'
import { readRange } from './read-range.ts'
import { decodeHead } from './record.ts'
import { scanSegment } from './scan.ts'
import { decodeHeader, headerBytes } from './segment-header.ts'
import {
  frame,
  idle,
  nine,
  nineUs,
  type Trial,
  trial,
  trialCamera,
  trialFiles,
  trialKeys,
  trialRoot,
} from './trial-camera.ts'
import { verifyMinute } from './verify.ts'
import type { MinuteKeys } from './writer.ts'

const secondUs = 1_000_000

async function newDisk(): Promise<MemoryDisk> {
  const disk = memoryDisk()
  await disk.makeDirectory(trialRoot)
  await disk.syncDirectory('/')
  return disk
}

/** Every unit that can be opened, in order, with what a minute alone says of it. */
async function everything(disk: Disk, keys: MinuteKeys = trialKeys) {
  const units: CapturedUnit[] = []
  const gaps: { fromUs: number; toUs: number; cause: string }[] = []
  let unsealed = 0
  for (const { path } of await trialFiles(disk)) {
    let map: Awaited<ReturnType<typeof scanSegment>>
    try {
      map = await scanSegment(disk, path, 'records')
    } catch (fault) {
      assert.ok(fault instanceof VaultFault && fault.kind === 'missing', String(fault))
      continue
    }
    for (const { minute } of map.minutes) {
      for await (const piece of readMinute(disk, map, minute, keys)) {
        if (piece.kind === 'units') units.push(...piece.units)
        if (piece.kind === 'gap') gaps.push(piece.gap)
        if (piece.kind === 'end' && piece.seal === null) unsealed += 1
      }
      await verifyMinute(disk, map, minute, keys)
    }
  }
  units.sort((a, b) => a.captureUs - b.captureUs)
  return { units, gaps, unsealed }
}

const same = (a: CapturedUnit, b: CapturedUnit) =>
  a.captureUs === b.captureUs &&
  a.ptsTicks === b.ptsTicks &&
  a.key === b.key &&
  Buffer.from(a.bytes).equals(b.bytes)

function assertSame(found: readonly CapturedUnit[], sent: readonly CapturedUnit[]): void {
  assert.equal(found.length, sent.length)
  for (const [i, unit] of found.entries()) assert.ok(same(unit, sent[i]!), `unit ${i} differs`)
}

/** Found is made of sent units, each at most once; returns how many are not there. */
function assertAmong(found: readonly CapturedUnit[], sent: readonly CapturedUnit[]): number {
  const byTime = new Map(sent.map(unit => [unit.captureUs, unit]))
  const seen = new Set<number>()
  for (const unit of found) {
    assert.ok(same(unit, byTime.get(unit.captureUs)!), `a unit nobody sent: ${unit.captureUs}`)
    assert.ok(!seen.has(unit.captureUs), `twice: ${unit.captureUs}`)
    seen.add(unit.captureUs)
  }
  return sent.length - found.length
}

type Written = { readonly path: string; readonly position: number; readonly bytes: Uint8Array }

const writes = (steps: readonly DurableStep[]): readonly Written[] =>
  steps.flatMap(step => (step.call === 'write' ? [step] : []))

/** A disk that remembers what was tried, whether it arrived or not. */
function remembering(disk: Disk, tried: Written[]): Disk {
  return {
    ...disk,
    async create(path) {
      const file = await disk.create(path)
      const write: DurableFile['write'] = (bytes, position) => {
        const parts = bytes instanceof Uint8Array ? [bytes] : bytes
        tried.push({ path, position, bytes: Buffer.concat(parts) })
        return file.write(bytes, position)
      }
      return { ...file, write }
    },
  }
}

/**
 * Looks at every byte ever written: opens each record with the keys and asserts that no key met a counter twice with
 * different content. Torn and failed writes count like any other.
 */
function assertNoPairTwice(steps: readonly Written[]): number {
  const headers = new Map<string, Buffer>()
  const pairs = new Map<string, string>()
  const counters = new Map<string, number>()
  let records = 0
  for (const step of steps) {
    const bytes = Buffer.from(step.bytes)
    if (step.position === 0 && bytes.length >= headerBytes) headers.set(step.path, bytes)
    const header = headers.get(step.path)
    if (header === undefined) continue
    const { segment, day } = decodeHeader(header.subarray(0, headerBytes), step.path)
    for (let at = step.position === 0 ? headerBytes : 0; at < bytes.length; ) {
      const head = decodeHead(bytes, at)
      if (head === null || head.kind === 'footer' || head.kind === 'released') break
      if (head.kind !== 'seal') {
        const minute =
          minuteOf(
            Temporal.PlainDate.from(day).toZonedDateTime('Asia/Tokyo').epochMilliseconds * 1000,
          ) + head.minuteIndex
        const key = groupKey(trialKeys(minute)!, Buffer.from(segment, 'hex'), head.group)
        const pair = `${key.toString('hex')} ${head.counter}`
        const content = bytes.subarray(at, at + head.length).toString('hex')
        const before = pairs.get(pair)
        assert.ok(
          before === undefined || before.startsWith(content) || content.startsWith(before),
          `key and counter ${head.counter} twice`,
        )
        pairs.set(pair, content)
        assert.ok(head.counter > (counters.get(step.path) ?? -1), 'the counter did not rise')
        counters.set(step.path, head.counter)
        records += 1
      }
      at += head.length
    }
  }
  return records
}

test('what was sent comes back, byte for byte, over minutes, hours and midnight', async () => {
  const disk = await newDisk()
  const one = trial(disk)
  const beforeMidnightUs = nineUs + (15 * 3600 - 65) * secondUs
  await one.feed(beforeMidnightUs, 130, { groupSeconds: 7 })
  await one.writer.close()
  assert.deepEqual(one.losses, [])
  const { units, unsealed } = await everything(disk)
  assertSame(units, one.sent)
  assert.equal(unsealed, 0)
  const names = disk.files().map(path => path.split('/').slice(-2).join('/').slice(0, 13))
  assert.deepEqual(names, ['2026-11-22/23', '2026-11-23/00'])
  assert.ok(assertNoPairTwice(writes(disk.everything())) > 100)
})

test('the units may be overwritten by the caller as soon as append has returned', async () => {
  const disk = await newDisk()
  const one = trial(disk)
  const unit = frame(nineUs, true)
  const handed = { ...unit, bytes: Buffer.from(unit.bytes) }
  one.writer.append(handed)
  handed.bytes.fill(0)
  await one.writer.close()
  assertSame((await everything(disk)).units, [unit])
})

test('seals stand in a chain, each once, and say what the minutes hold', async () => {
  const disk = await newDisk()
  const one = trial(disk)
  await one.feed(nineUs, 150)
  await one.writer.close()
  assert.deepEqual(
    one.seals.map(seal => seal.minute - nine),
    [0, 1, 2],
  )
  assert.deepEqual(
    one.seals.map(seal => seal.units),
    [300, 300, 150],
  )
  assert.ok(one.seals[0]!.previous.every(byte => byte === 0))
  assert.deepEqual(one.seals[1]!.previous, one.seals[0]!.hash)
  assert.deepEqual(one.seals[2]!.previous, one.seals[1]!.hash)
})

test('a tick lets a lonely record go, seals the minute and closes the hour', async () => {
  const disk = await newDisk()
  const one = trial(disk)
  one.writer.append(frame(nineUs, true))
  one.writer.tick(nineUs + 900_000)
  await idle(one.writer)
  assert.equal(disk.files().length, 0)
  one.writer.tick(nineUs + secondUs)
  await idle(one.writer)
  assert.equal((await everything(disk)).units.length, 1)
  one.writer.tick(nineUs + 66 * secondUs)
  await idle(one.writer)
  assert.equal(one.seals.length, 1)
  assert.notEqual(one.writer.segment, null)
  one.writer.tick(nineUs + 3606 * secondUs)
  await idle(one.writer)
  assert.equal(one.writer.segment, null)
  assert.equal((await scanSegment(disk, disk.files()[0]!)).closed, true)
})

test('a unit that comes after its minute was sealed begins a new segment', async () => {
  const disk = await newDisk()
  const one = trial(disk)
  await one.feed(nineUs, 2)
  one.writer.tick(nineUs + 66 * secondUs)
  await one.feed(nineUs + 3 * secondUs, 2)
  await one.writer.close()
  assert.equal(disk.files().length, 2)
  assertSame((await everything(disk)).units, one.sent)
})

test('capture times never go backwards in a segment: jitter is raised, a step begins a new one', async () => {
  const disk = await newDisk()
  const one = trial(disk)
  const times = [0, 400_000, 300_000, 800_000, -90 * secondUs, -89 * secondUs]
  for (const us of times) one.writer.append(frame(nineUs + us, true))
  await one.writer.close()
  const found = (await everything(disk)).units.map(unit => unit.captureUs - nineUs)
  assert.deepEqual(found, [-90 * secondUs, -89 * secondUs, 0, 400_000, 400_000, 800_000])
  assert.equal(disk.files().length, 2)
})

test('minutes without a key are lost, said so, and not written', async () => {
  const disk = await newDisk()
  const one = trial(disk, { minuteKey: minute => (minute === nine ? null : trialKeys(minute)) })
  await one.feed(nineUs, 120, { groupSeconds: 7 })
  await one.writer.close()
  assert.deepEqual(new Set(one.losses.map(loss => loss.kind)), new Set(['noKey']))
  const { units, gaps } = await everything(disk)
  assertSame(
    units,
    one.sent.filter(unit => minuteOf(unit.captureUs) !== nine),
  )
  assert.ok(
    gaps.some(gap => gap.cause === 'noKey') && gaps.some(gap => gap.cause === 'undecodable'),
  )
})

test('a key of zeros is no key: a buffer handed out twice is noticed', async () => {
  const disk = await newDisk()
  const once = new Map<number, Uint8Array>()
  const minuteKey: MinuteKeys = minute => {
    const key = once.get(minute) ?? trialKeys(minute)!
    once.set(minute, key)
    return key
  }
  const one = trial(disk, { minuteKey })
  await one.feed(nineUs, 3)
  await one.writer.close()
  assert.equal(one.losses[0]?.kind, 'noKey')
})

test('gaps and undecodable stretches are told', async () => {
  const disk = await newDisk()
  const one = trial(disk)
  await one.feed(nineUs, 5, { groupSeconds: 2 })
  one.writer.gap({ fromUs: nineUs + 5 * secondUs, toUs: nineUs + 20 * secondUs, cause: 'silence' })
  await one.feed(nineUs + 20 * secondUs, 5, { groupSeconds: 4, begins: 3 })
  one.writer.gap({ fromUs: nineUs + 25 * secondUs, toUs: nineUs + 30 * secondUs, cause: 'closed' })
  await one.writer.close()
  const { gaps } = await everything(disk)
  assert.deepEqual(
    gaps.map(gap => [gap.cause, (gap.fromUs - nineUs) / secondUs, (gap.toUs - nineUs) / secondUs]),
    [
      ['silence', 5, 20],
      ['undecodable', 20, 23],
      ['closed', 25, 30],
    ],
  )
})

test('a disk that cannot keep up loses whole groups, in bounded memory, and the loss is recorded', async () => {
  const disk = await newDisk()
  let go = () => {}
  const stuck = new Promise<void>(resolve => {
    go = resolve
  })
  const slow: Disk = {
    ...disk,
    async create(path) {
      const file = await disk.create(path)
      return { ...file, write: (bytes, at) => stuck.then(() => file.write(bytes, at)) }
    },
  }
  const one = trial(slow, { maxPendingBytes: 20_000 })
  for (let i = 0; i < 400; i++) {
    const unit = frame(nineUs + i * 200_000, i % 10 === 0, 300)
    one.sent.push(unit)
    one.writer.append(unit)
    assert.ok(one.writer.pendingBytes <= 20_000)
  }
  go()
  await idle(one.writer)
  await one.feed(nineUs + 80 * secondUs, 10)
  await one.writer.close()
  const { units, gaps } = await everything(disk)
  const lost = assertAmong(units, one.sent)
  assert.equal(
    one.losses.reduce((sum, loss) => sum + loss.units, 0),
    lost,
  )
  assert.ok(lost > 100 && gaps.some(gap => gap.cause === 'overflow'))
  assert.equal(units.find(unit => unit.captureUs > nineUs + 79 * secondUs)?.key, true)
})

const kinds: readonly Fault['kind'][] = ['failed', 'failedButPersisted', 'short']
for (const kind of kinds) {
  test(`a step that is ${kind}: the segment ends, recording goes on, what is lost is said`, async () => {
    for (let step = 1; step < 40; step++) {
      const inner = await newDisk()
      const tried: Written[] = []
      const disk = faultyDisk(inner, { step, kind, keptBytes: 700 })
      const one = trial(remembering(disk, tried))
      await tour(one)
      const { units, gaps } = await everything(inner)
      const missing = assertAmong(units, one.sent)
      const said = one.losses.reduce((sum, loss) => sum + loss.units, 0)
      assert.ok(missing <= said && said <= 25, `step ${step}: ${missing} missing, ${said} said`)
      if (said > 0)
        assert.ok(
          gaps.some(gap => gap.cause === 'disk'),
          `step ${step}: no gap`,
        )
      assertNoPairTwice(tried)
      await assertSealsHold(inner, one)
    }
  })
}

/** Over a minute and an hour boundary. */
async function tour(one: Trial): Promise<void> {
  await one.feed(nineUs + 3600 * secondUs - 64 * secondUs, 8, { groupSeconds: 3 })
  await one.feed(nineUs + 3600 * secondUs - 3 * secondUs, 8, { groupSeconds: 5 })
  for (let i = 0; i < 3; i++) {
    one.writer.tick(nineUs + (3606 + 2 * i) * secondUs)
    await idle(one.writer)
  }
  await one.writer.close()
}

async function assertSealsHold(disk: Disk, one: Trial, all = true): Promise<void> {
  let previous: Uint8Array = new Uint8Array(32)
  const files = await trialFiles(disk)
  for (const seal of one.seals) {
    assert.deepEqual(Buffer.from(seal.previous), Buffer.from(previous))
    previous = seal.hash
    const file = files.find(({ segment }) => segment === seal.segment)!
    const map = await scanSegment(disk, file.path, 'records')
    await verifyMinute(disk, map, seal.minute, trialKeys, seal)
  }
  const sealed = one.seals.reduce((sum, seal) => sum + seal.units, 0)
  const lost = one.losses.reduce((sum, loss) => sum + loss.units, 0)
  if (all) assert.equal(sealed + lost, one.sent.length)
  else assert.ok(sealed + lost <= one.sent.length)
}

test('a full disk: nothing is written, all of it is said, and it goes on by itself when there is room', async () => {
  const inner = await newDisk()
  const tried: Written[] = []
  const disk = faultyDisk(inner)
  const one = trial(remembering(disk, tried), { maxPendingBytes: 4000 })
  await one.feed(nineUs, 5)
  disk.full = true
  await one.feed(nineUs + 5 * secondUs, 30)
  disk.full = false
  await one.feed(nineUs + 35 * secondUs, 5)
  await one.writer.close()
  const { units, gaps } = await everything(inner)
  const missing = assertAmong(units, one.sent)
  assert.equal(
    missing,
    one.losses.reduce((sum, loss) => sum + loss.units, 0),
  )
  assert.ok(missing > 0 && missing < 150)
  assert.ok(gaps.some(gap => gap.cause === 'disk' || gap.cause === 'overflow'))
  assertNoPairTwice(tried)
  assert.equal(inner.files().length, (await trialFiles(inner)).length)
})

test('kill -9 and power cuts at every step and at every byte of a record: torn tails are skipped, nothing repeats', async () => {
  const disk = await newDisk()
  const one = trial(disk)
  await tour(one)
  const history = disk.history
  for (let steps = 0; steps <= history.length; steps++) {
    const next = history[steps]
    const size = next?.call === 'write' ? next.bytes.length : 0
    for (let torn = 0; torn <= size; torn += steps % 6 === 0 ? 1 : 97) {
      const found = disk.after({ steps, torn })
      const { units, unsealed } = await everything(found)
      assertAmong(units, one.sent)
      assert.ok(unsealed <= 1)
      const before = history.slice(0, steps).filter(step => step.call === 'write').length
      if (torn === 0 && before > 3) assert.ok(units.length > 0)
      if (torn > 0) continue
      const synced = await everything(disk.after({ steps, unsyncedNames: 0 }))
      assert.equal(synced.units.length, units.length, 'a file whose name was not durable')
    }
  }
})

test('after a crash a new process writes to segments of its own and carries the seal the crash prevented', async () => {
  const disk = await newDisk()
  const first = trial(disk, {}, 'first process')
  await first.feed(nineUs, 70, { groupSeconds: 7 })
  for (let steps = 1; steps <= disk.history.length; steps += 5) {
    const found = disk.after({ steps, torn: 300 })
    const before = await everything(found)
    const previous = await previousOf(found, trialRoot, trialCamera, trialKeys)
    const second = trial(found, previous ? { previous } : {}, 'second process')
    await second.feed(nineUs + 100 * secondUs, 5)
    await second.writer.close()
    const after = await everything(found)
    assertSame(after.units, [...before.units, ...second.sent])
    assertNoPairTwice(writes(found.everything()))
    if (!previous) continue
    if (first.sent.length > 0 && before.units.length > 0) {
      const carried = second.seals[0]!
      assert.equal(carried.segment, previous.segment)
      const file = (await trialFiles(found)).find(({ segment }) => segment === carried.segment)!
      const map = await scanSegment(found, file.path)
      const last = before.units.filter(unit => minuteOf(unit.captureUs) === carried.minute)
      assert.equal(carried.units, last.length)
      await verifyMinute(found, map, carried.minute, trialKeys, carried)
    }
    const newest = (await trialFiles(found)).find(
      ({ segment }) => segment === second.seals.at(-1)!.segment,
    )!
    assert.equal((await scanSegment(found, newest.path)).header.previous?.segment, previous.segment)
  }
})

test('at most 2 s are lost, whenever the process is killed', async () => {
  const disk = await newDisk()
  const one = trial(disk)
  const marks: { steps: number; sent: number }[] = []
  for (let i = 0; i < 100; i++) {
    await one.feed(nineUs + i * 200_000, 0.2)
    marks.push({ steps: disk.history.length, sent: one.sent.length })
  }
  for (const { steps, sent } of marks) {
    const { units } = await everything(disk.after({ steps }))
    const missingUs = (sent - units.length) * 200_000
    assert.ok(missingUs <= 2 * secondUs, `${missingUs} µs lost after ${sent} frames`)
  }
})

test('random life: frames, gaps, steps of the clock, cuts and faults never cost a unit unsaid or a pair twice', async () => {
  const action = fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        do: fc.constant('frames' as const),
        n: fc.integer({ min: 1, max: 40 }),
        group: fc.integer({ min: 1, max: 60 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('gap' as const),
        us: fc.integer({ min: 0, max: 4000 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('step' as const),
        seconds: fc.integer({ min: 3, max: 4000 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('cut' as const) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('tick' as const) }) },
  )
  const faults = fc.array(
    fc.record({
      step: fc.integer({ min: 1, max: 60 }),
      kind: fc.constantFrom(...kinds),
      keptBytes: fc.nat(900),
    }),
    { maxLength: 4 },
  )
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 25 }), faults, async (actions, planned) => {
      const inner = await newDisk()
      const tried: Written[] = []
      const one = trial(remembering(faultyDisk(inner, ...planned), tried))
      let us = nineUs + 3_590 * secondUs
      for (const step of actions) {
        if (step.do === 'frames') {
          await one.feed(us, step.n / 5, { groupSeconds: step.group / 5 })
          us += step.n * 200_000
        } else if (step.do === 'gap') {
          one.writer.gap({ fromUs: us, toUs: us + step.us * 1000, cause: 'silence' })
          us += step.us * 1000
        } else if (step.do === 'step') us += step.seconds * secondUs
        else if (step.do === 'cut') one.writer.cut()
        else one.writer.tick(us)
      }
      await idle(one.writer)
      await one.writer.close()
      const { units } = await everything(inner)
      const missing = assertAmong(units, one.sent)
      assert.ok(missing <= one.losses.reduce((sum, loss) => sum + loss.units, 0))
      assertNoPairTwice(tried)
      await assertSealsHold(inner, one, false)
    }),
    { numRuns: 60, endOnFailure: true },
  )
})

test('a range reads as one: lead-in only before its first unit', async () => {
  const disk = await newDisk()
  const one = trial(disk)
  await one.feed(nineUs + 3540 * secondUs, 180, { groupSeconds: 7, begins: 3 })
  await one.writer.close()
  const source = { disk, root: trialRoot, camera: trialCamera, keys: trialKeys }
  const first = nine + 60
  const shown: CapturedUnit[] = []
  const order: string[] = []
  for await (const piece of readRange(source, first, first + 2)) {
    if (order.at(-1) !== piece.kind) order.push(piece.kind)
    if (piece.kind === 'units') shown.push(...piece.units)
  }
  assertSame(
    shown,
    one.sent.filter(
      ({ captureUs }) => minuteOf(captureUs) >= first && minuteOf(captureUs) < first + 2,
    ),
  )
  assert.deepEqual(order, ['init', 'leadIn', 'units', 'end', 'init', 'units', 'end'])
})
