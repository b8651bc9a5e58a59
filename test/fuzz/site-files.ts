/**
 * Every file of a site that was killed, mutated one at a time: sealed footage, spool, keyring, shares, keys. A start refuses
 * it with a fault that says what is wrong, or goes on; then `check` and a step of the eraser run to their end, and whatever
 * opens is what was sealed.
 */
import assert from 'node:assert/strict'
import { dirname } from 'node:path'
import { mock } from 'node:test'
import { minuteUs, readMoment } from '#civil/minute.ts'
import { profileNamed } from '#commands/profiles.ts'
import { memoryDisk } from '#disk/memory-disk.ts'
import { Fault } from '#fault/fault.ts'
import { type Keeper, openKeeper } from '#keeper/keeper.ts'
import { handler } from '#keeper/orders/handler.ts'
import type { CheckReport } from '#keeper/report.ts'
import { FakeMachine } from '#keeper/time/fake-machine.ts'
import { KeyringFormatError } from '#keyring/decode.ts'
import { KeystoreFault } from '#keystore/keystore-fault.ts'
import { filesOf } from '#vault/catalogue.ts'
import { VaultFault } from '#vault/fault.ts'
import { readMinute } from '#vault/read.ts'
import { scanSegment } from '#vault/scan.ts'
import { FaultyDay } from '../faulty-day.ts'
import { decide } from '../what-goes-wrong.ts'
import { mutated } from './mutation.ts'
import type { Subject } from './subject.ts'

/** Some minutes of two cameras, killed in the middle of one. */
async function killedSite() {
  const medium = memoryDisk()
  const random = mock.method(Math, 'random', () => 0.5)
  const { timers } = mock
  const options = { seed: 1, profile: 'kawasaki', folder: '/site', medium, timers } as const
  const day = new FaultyDay(options, readMoment('2026-11-22 09:00'))
  await day.found()
  await decide(day, 1)
  await day.minutes(1)
  for (let n = 0; n < 2; n++) await day.addCamera()
  await day.seconds(200)
  // Timers stay simulated: what the killed keeper still set going never runs.
  await day.kill()
  random.mock.restore()
  const sent = new Map(
    day.watched.map(({ id, sent }) => [
      id,
      new Set(sent.map(({ bytes }) => bytes.toString('hex'))),
    ]),
  )
  const { premises, machine } = day
  return {
    disk: medium.after({ steps: medium.history.length }),
    premises,
    sent,
    nowUs: machine.trueUs,
  }
}

const { disk: found, premises, sent, nowUs } = await killedSite()
const paths = found.files()
const wholes = await Promise.all(paths.map(path => found.read(path)))

/** Which file, then what stands in it before the zeros at its end. */
const inputOf = (whole: Buffer, n: number): Buffer => {
  const end = whole.findLastIndex(byte => byte !== 0) + 1
  return Buffer.concat([Buffer.of(n >> 8, n & 255), whole.subarray(0, end)])
}

const marks = [Buffer.from('TCHR'), Buffer.from('{"'), Buffer.from('TACH')]

/** At the marks of records and events, without knowing more of the formats than their readers' first look. */
function pieces(input: Uint8Array): Uint8Array[] {
  const whole = Buffer.from(input)
  const cuts = new Set([0, 2])
  for (const mark of marks) {
    const back = mark[0] === 0x7b ? 36 : 0
    for (let at = whole.indexOf(mark, 2); at !== -1; at = whole.indexOf(mark, at + 1)) {
      cuts.add(Math.max(2, at - back))
    }
  }
  const ends = [...cuts].sort((a, b) => a - b)
  return ends.map((at, i) => whole.subarray(at, ends[i + 1] ?? whole.length))
}

const typed = [Fault, KeystoreFault, KeyringFormatError, VaultFault]

export const siteFiles: Subject = {
  name: 'site files',
  inputs: mutated({ real: wholes.map(inputOf), pieces, words: marks, most: 3 }),
  async try(input) {
    const bytes = Buffer.from(input)
    const n = bytes.length < 2 ? 0 : bytes.readUInt16BE(0) % paths.length
    const path = paths[n]!
    const disk = found.after({ steps: 0 })
    await disk.remove(path)
    await disk.makeDirectory(dirname(path))
    const file = await disk.create(path)
    const content = bytes.subarray(2)
    await file.write(content, 0)
    const rest = wholes[n]!.length - content.length
    if (rest > 0) await file.write(Buffer.alloc(rest), content.length)
    await file.close()
    const machine = new FakeMachine(nowUs)
    machine.wait(minuteUs)
    let keeper: Keeper
    try {
      keeper = await openKeeper({
        ...{
          premises,
          disk,
          readings: machine,
          profileNamed,
          softwareVersion: 'test',
          lockHash: '',
        },
        hygiene: {
          ...{ separated: false, clearSwap: [], permissionModel: false },
          ...{ inspectorClosed: false, coreFilterClosed: false },
        },
      })
    } catch (fault) {
      assert.ok(
        typed.some(kind => fault instanceof kind),
        `${path}: ${String(fault)}`,
      )
      return
    }
    try {
      const outcome = await handler(keeper)({ order: 'check' }, () => {})
      assert.ok('result' in outcome && Array.isArray((outcome.result as CheckReport).findings))
      machine.wait(minuteUs)
      await keeper.eraser.step(keeper.nowUs())
      await assertNeverOthers(keeper)
    } finally {
      await keeper.close('test')
    }
  },
  stepsPerByte: 50,
  stepsAtLeast: 400_000,
  heldMiB: 48,
  runs: 24,
}

async function assertNeverOthers({ disk, premises, custody }: Keeper): Promise<void> {
  for (const [camera, theirs] of sent) {
    const keys = (minute: number) => custody.minuteKey(camera, minute)
    for (const { path } of await filesOf(disk, premises.directory, camera)) {
      const map = await orFault(scanSegment(disk, path))
      for (const { minute } of map?.minutes ?? []) {
        await orFault(
          (async () => {
            for await (const piece of readMinute(disk, map!, minute, keys)) {
              if (piece.kind !== 'units') continue
              for (const { bytes } of piece.units) {
                assert.ok(theirs.has(Buffer.from(bytes).toString('hex')), 'shown, and never sealed')
              }
            }
          })(),
        )
      }
    }
  }
}

async function orFault<Result>(work: Promise<Result>): Promise<Result | null> {
  try {
    return await work
  } catch (fault) {
    assert.ok(fault instanceof VaultFault, String(fault))
    return null
  }
}
