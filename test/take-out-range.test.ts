import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { minuteOf, minuteUs, secondUs, startUs } from '#civil/minute.ts'
import { takeOut } from '#keeper/take-out/take-out.ts'
import { TakeOutFault, type TakeOutFaultKind } from '#keeper/take-out/take-out-fault.ts'
import { filesOf } from '#vault/catalogue.ts'
import { VaultFault } from '#vault/fault.ts'
import { proveUnits, verifyUnit } from '#vault/proof.ts'
import { scanSegment } from '#vault/scan.ts'
import { nine, nineUs, trialKeys } from '#vault/trial-camera.ts'
import type { CapturedUnit } from '#video/access-unit.ts'
import { withoutFfmpeg } from './ffmpeg.ts'
import { forgeSeal } from './forged-seal.ts'
import {
  captured,
  feed,
  packetsOf,
  type Shot,
  setsOf,
  shoot,
  shownTicks,
  vaultFor,
} from './take-out-footage.ts'

const directory = mkdtempSync(join(tmpdir(), 'tachiai-take-out-'))
after(() => rmSync(directory, { recursive: true }))

const shots: Record<string, () => Shot> = {
  'H.264': () => shoot(directory, { seconds: 4, gop: 45 }),
  'H.264 with B-frames': () => shoot(directory, { seconds: 4, gop: 45, bFrames: 3 }),
  'H.265': () => shoot(directory, { codec: 'h265', seconds: 4, gop: 45 }),
  'H.265 with B-frames': () => shoot(directory, { codec: 'h265', seconds: 4, gop: 45, bFrames: 3 }),
}

/** What of a shot is shown of [from, to), in order of presentation. */
function expected(
  { pictures, ptsTicks }: Shot,
  units: readonly CapturedUnit[],
  [fromUs, toUs]: readonly [number, number],
): string[] {
  return units
    .map(({ captureUs }, i) => ({ captureUs, pts: ptsTicks[i]!, picture: pictures[i]! }))
    .filter(({ captureUs }) => fromUs <= captureUs && captureUs < toUs)
    .sort((a, b) => a.pts - b.pts)
    .map(({ picture }) => picture)
}

const tampered = (fault: unknown) => fault instanceof VaultFault && fault.kind === 'tampered'
const faulty = (kind: TakeOutFaultKind, atUs?: number) => (fault: unknown) =>
  fault instanceof TakeOutFault &&
  fault.kind === kind &&
  (atUs === undefined || fault.atUs === atUs)

describe('what was sealed comes out as the camera sent it', { skip: withoutFfmpeg }, () => {
  for (const [name, make] of Object.entries(shots)) {
    for (const leadIn of ['oneMinute', 'withinDay'] as const) {
      test(`${name}, ${leadIn}: a minute that begins inside a group of pictures`, async t => {
        const shot = make()
        const vault = vaultFor(t, { leadIn })
        const writer = vault.writer()
        writer.parameterSets(setsOf(shot))
        const units = captured(shot, nineUs + minuteUs - 2.2 * secondUs)
        await feed(writer, units)
        await writer.close()
        const second = units.findIndex(({ captureUs }) => captureUs >= nineUs + minuteUs)
        const key = units.findLastIndex((unit, i) => unit.key && i < second)
        assert.ok(key > 0 && second - key > 5 && !units[second]!.key)

        const minute = [nineUs + minuteUs, nineUs + 2 * minuteUs] as const
        const { path, taken, pictures } = await vault.take(...minute)
        assert.deepEqual(pictures, expected(shot, units, minute))
        assert.deepEqual(
          [taken.units, taken.pictures, taken.leadInUnits, taken.leftOut, taken.gaps],
          [units.length - second, units.length - second, second - key, 0, []],
        )
        assert.deepEqual(
          packetsOf(path),
          shot.units.slice(key).map(bytes => Buffer.from(bytes)),
        )
        assert.equal(taken.bytes, readFileSync(path).length)
        assert.deepEqual(
          taken.seals.map(({ hash }) => hash),
          [vault.seals[1]!.hash],
        )
        assert.deepEqual(taken.unsealed, [])

        const both = await vault.take(nineUs, nineUs + 2 * minuteUs)
        assert.deepEqual(both.pictures, expected(shot, units, [0, Infinity]))
        assert.deepEqual([both.taken.units, both.taken.leadInUnits], [units.length, 0])
      })
    }

    test(`${name}: exact to the frame at both ends`, async t => {
      const shot = make()
      const vault = vaultFor(t)
      const writer = vault.writer()
      writer.parameterSets(setsOf(shot))
      const units = captured(shot, nineUs + 10 * secondUs)
      await feed(writer, units)
      await writer.close()
      const us = units.map(({ captureUs }) => captureUs)
      for (const range of [
        [us[50]!, us[97]!],
        [us[50]! + 1, us[97]! + 1],
        [us[45]!, us[90]!],
        [us[0]!, us[1]! + 1],
        [us.at(-1)!, us.at(-1)! + 1],
      ] as const) {
        const { taken, pictures } = await vault.take(...range)
        assert.deepEqual(pictures, expected(shot, units, range))
        assert.equal(taken.units, pictures.length)
        assert.ok(taken.leadInUnits < 45)
      }
    })
  }

  test('dated by arrival, a range that cuts a picture from its B-frames says how few are shown', async t => {
    const shot = shots['H.264 with B-frames']!()
    const vault = vaultFor(t)
    const writer = vault.writer()
    writer.parameterSets(setsOf(shot))
    const units = captured(shot, nineUs).map((unit, i) => ({
      ...unit,
      captureUs: nineUs + i * 33_333,
    }))
    await feed(writer, units)
    await writer.close()
    // The first unit shown after another one: a B-frame.
    const cut = units.findIndex((unit, i) => i > 50 && unit.ptsTicks < units[i - 1]!.ptsTicks)
    const latest = Math.max(...shot.ptsTicks.slice(0, cut))
    const range = [units[cut]!.captureUs, nineUs + minuteUs] as const
    const { taken, pictures } = await vault.take(...range)
    const shown = units.filter(({ ptsTicks }, i) => i >= cut && ptsTicks > latest)
    assert.ok(shown.length < units.length - cut)
    assert.deepEqual([taken.units, taken.pictures], [units.length - cut, shown.length])
    assert.deepEqual(pictures, orderOf(shot, units, shown))
  })

  test('H.265, open groups: pictures that refer across a key frame take the group before along', async t => {
    const shot = shoot(directory, { codec: 'h265', seconds: 4, gop: 18, bFrames: 4 })
    const vault = vaultFor(t)
    const writer = vault.writer()
    writer.parameterSets(setsOf(shot))
    const units = captured(shot, nineUs)
    await feed(writer, units.slice(16))
    await writer.close()
    const keys = units.flatMap(({ key }, i) => (key ? [i] : []))
    assert.ok(keys.every(i => i === 0 || units[i + 1]!.ptsTicks < units[i]!.ptsTicks))
    const all = await vault.take(nineUs, nineUs + minuteUs)
    assert.equal(all.taken.leftOut, 2, 'the first group of the recording lacks the one before')
    assert.deepEqual(all.pictures, orderOf(shot, units, units.slice(16).toSpliced(1, 2)))
    for (const key of keys.slice(2)) {
      const range = [units[key]!.captureUs, nineUs + minuteUs] as const
      const { taken, pictures } = await vault.take(...range)
      assert.deepEqual(pictures, expected(shot, units, range))
      assert.equal(taken.leadInUnits, 18 - 2)
    }
  })

  for (const codec of ['h264', 'h265'] as const) {
    test(`${codec}: parameter sets change in mid-range`, async t => {
      const small = shoot(directory, { codec, seconds: 2, gop: 20 })
      const large = shoot(directory, { codec, seconds: 2, gop: 20, size: '640x360' })
      const vault = vaultFor(t)
      const writer = vault.writer()
      const first = captured(small, nineUs + 56 * secondUs)
      const second = captured(large, nineUs + 59 * secondUs)
      writer.parameterSets(setsOf(small))
      await feed(writer, first)
      writer.parameterSets(setsOf(large))
      await feed(writer, second)
      await writer.close()
      const { path, taken, pictures } = await vault.take(nineUs, nineUs + 2 * minuteUs)
      assert.deepEqual(pictures, [
        ...expected(small, first, [0, Infinity]),
        ...expected(large, second, [0, Infinity]),
      ])
      assert.equal(taken.pictures, 120)
      assert.equal(shownTicks(path)[60], 270_000)
    })
  }

  test('a gap: told with its cause, and its time passes in the file', async t => {
    const shot = shots['H.264']!()
    const vault = vaultFor(t)
    const writer = vault.writer()
    writer.parameterSets(setsOf(shot))
    const first = captured(shot, nineUs + 10 * secondUs)
    // Another connection: its time stamps begin anew.
    const second = captured(shot, nineUs + 100 * secondUs).map(unit => ({
      ...unit,
      ptsTicks: unit.ptsTicks + 7_000_000_000,
    }))
    const gap = { fromUs: nineUs + 14 * secondUs, toUs: second[0]!.captureUs, cause: 'closed' }
    await feed(writer, first)
    writer.gap(gap)
    await feed(writer, second)
    await writer.close()
    const { path, taken, pictures } = await vault.take(nineUs, nineUs + 2 * minuteUs)
    const once = expected(shot, first, [0, Infinity])
    assert.deepEqual(pictures, [...once, ...once])
    assert.deepEqual(taken.gaps, [gap])
    assert.equal(shownTicks(path)[once.length], 90 * 90_000)
    const before = await vault.take(nineUs, gap.fromUs)
    assert.deepEqual([before.taken.gaps, before.pictures.length], [[], once.length])
  })

  test('what nothing decodes is left out and told: after a gap, and where a recording begins', async t => {
    const shot = shots['H.264']!()
    const vault = vaultFor(t)
    const writer = vault.writer()
    writer.parameterSets(setsOf(shot))
    const units = captured(shot, nineUs)
    await feed(writer, units.slice(5, 60))
    writer.gap({ fromUs: units[60]!.captureUs, toUs: units[70]!.captureUs, cause: 'loss' })
    await feed(writer, units.slice(70))
    await writer.close()
    const { taken, pictures } = await vault.take(nineUs, nineUs + minuteUs)
    const shown = [...units.slice(45, 60), ...units.slice(90)]
    assert.deepEqual(pictures, orderOf(shot, units, shown))
    assert.equal(taken.leftOut, 40 + 20)
    assert.deepEqual(
      taken.gaps.map(({ fromUs, toUs, cause }) => [fromUs, toUs, cause]),
      [
        [units[5]!.captureUs, units[44]!.captureUs, 'undecodable'],
        [units[60]!.captureUs, units[70]!.captureUs, 'loss'],
        [units[70]!.captureUs, units[89]!.captureUs, 'undecodable'],
      ],
    )
  })

  test('another codec needs another file, which begins where the first ends', async t => {
    const [old, young] = [shots['H.264']!(), shots['H.265']!()]
    const vault = vaultFor(t)
    const writer = vault.writer()
    const first = captured(old, nineUs + 57 * secondUs)
    const second = captured(young, nineUs + 61.5 * secondUs)
    writer.parameterSets(setsOf(old))
    await feed(writer, first)
    writer.parameterSets(setsOf(young))
    await feed(writer, second)
    await writer.close()
    const end = nineUs + 2 * minuteUs
    const atUs = second[0]!.captureUs
    await assert.rejects(vault.take(nineUs, end), faulty('anotherFile', atUs))
    assert.ok(!existsSync(join(vault.root, '0.mp4')))
    const one = await vault.take(nineUs, atUs)
    assert.deepEqual(one.pictures, expected(old, first, [0, Infinity]))
    const two = await vault.take(atUs, end)
    assert.deepEqual(two.pictures, expected(young, second, [0, Infinity]))
  })

  test('a minute that is gone: told; what begins inside a group behind it needs another file', async t => {
    const shot = shoot(directory, { seconds: 4, gop: 45 })
    const vault = vaultFor(t)
    const writer = vault.writer()
    writer.parameterSets(setsOf(shot))
    const film = [-62.2, -2.2, 57.8].map(second =>
      captured(shot, nineUs + minuteUs + second * secondUs),
    )
    for (const units of film) {
      await feed(writer, units)
      writer.cut()
    }
    await writer.close()
    const gone = (minute: number) => (minute === nine ? null : trialKeys(minute))
    const all = [nineUs - minuteUs, nineUs + 3 * minuteUs] as const
    await assert.rejects(vault.take(...all, gone), faulty('anotherFile', nineUs + minuteUs))
    const { taken, pictures } = await vault.take(nineUs + minuteUs, all[1], gone)
    const units = film.flat()
    const rest = [...shot.pictures, ...shot.pictures, ...shot.pictures].filter(
      (_, i) => units[i]!.captureUs >= nineUs + minuteUs,
    )
    assert.deepEqual(pictures, rest)
    assert.ok(taken.leadInUnits > 0)
  })

  test('minutes without anything are told as absent', async t => {
    const shot = shots['H.264']!()
    const vault = vaultFor(t)
    const writer = vault.writer()
    writer.parameterSets(setsOf(shot))
    await feed(writer, captured(shot, nineUs))
    writer.cut()
    writer.parameterSets(setsOf(shot))
    await feed(writer, captured(shot, nineUs + 3 * minuteUs))
    await writer.close()
    const { taken, pictures } = await vault.take(nineUs - 90 * secondUs, nineUs + 330 * secondUs)
    assert.deepEqual(pictures, [...shot.pictures, ...shot.pictures])
    assert.deepEqual(taken.gaps, [
      { fromUs: nineUs - 90 * secondUs, toUs: nineUs, cause: 'absent' },
      { fromUs: nineUs + minuteUs, toUs: nineUs + 3 * minuteUs, cause: 'absent' },
      { fromUs: nineUs + 4 * minuteUs, toUs: nineUs + 330 * secondUs, cause: 'absent' },
    ])
  })

  test('an empty range, and a file that stands there already', async t => {
    const shot = shots['H.264']!()
    const vault = vaultFor(t)
    const writer = vault.writer()
    writer.parameterSets(setsOf(shot))
    await feed(writer, captured(shot, nineUs))
    await writer.close()
    await assert.rejects(
      vault.take(nineUs + 10 * secondUs, nineUs + 11 * secondUs),
      faulty('nothing'),
    )
    await assert.rejects(vault.take(nineUs, nineUs), faulty('nothing'))
    await assert.rejects(
      vault.take(nineUs, nineUs + minuteUs, () => null),
      faulty('nothing'),
    )
    writeFileSync(join(vault.root, '3.mp4'), 'mine')
    await assert.rejects(vault.take(nineUs, nineUs + minuteUs), { code: 'EEXIST' })
    assert.equal(readFileSync(join(vault.root, '3.mp4'), 'utf8'), 'mine')
  })

  test('the frames of a range prove themselves against the seals; nothing else does', async t => {
    const shot = shots['H.264 with B-frames']!()
    const vault = vaultFor(t)
    const writer = vault.writer()
    writer.parameterSets(setsOf(shot))
    const units = captured(shot, nineUs + minuteUs - 2 * secondUs)
    await feed(writer, units)
    await writer.close()
    const fromUs = nineUs + minuteUs - secondUs
    const { path, taken } = await vault.take(fromUs, fromUs + 2 * secondUs)
    const copies = packetsOf(path).slice(taken.leadInUnits)
    assert.equal(copies.length, taken.units)

    const [file] = await filesOf(vault.source.disk, vault.root, vault.source.camera)
    const map = await scanSegment(vault.source.disk, file!.path)
    const within = units.filter(unit => unit.captureUs >= fromUs).slice(0, copies.length)
    let next = 0
    for (const minute of [nine, nine + 1]) {
      const all = units.filter(unit => minuteOf(unit.captureUs) === minute)
      const chosen = all.flatMap((unit, i) => (within.includes(unit) ? [i] : []))
      const proven = await proveUnits(vault.source.disk, map, minute, trialKeys, chosen)
      const { hash } = vault.seals[minute - nine]!
      assert.deepEqual(taken.seals[minute - nine]!.hash, hash)
      for (const { unit, proof } of proven) {
        const bytes = copies[next]!
        assert.ok(verifyUnit({ ...unit, bytes }, proof, hash))
        const flipped = Buffer.from(bytes)
        flipped[next % flipped.length]! ^= 1
        assert.ok(!verifyUnit({ ...unit, bytes: flipped }, proof, hash))
        const exchanged = copies[(next + 1) % copies.length]!
        assert.ok(!verifyUnit({ ...unit, bytes: exchanged }, proof, hash))
        assert.ok(
          !verifyUnit({ ...unit, bytes }, proof, vault.seals[minute === nine ? 1 : 0]!.hash),
        )
        next += 1
      }
    }
    assert.equal(next, copies.length)
  })

  test('a byte changed on the disk: no file, whatever came before', async t => {
    const shot = shots['H.264']!()
    const vault = vaultFor(t)
    const writer = vault.writer()
    writer.parameterSets(setsOf(shot))
    await feed(writer, captured(shot, nineUs))
    await writer.close()
    const [file] = await filesOf(vault.source.disk, vault.root, vault.source.camera)
    const bytes = readFileSync(file!.path)
    bytes[bytes.length - 30_000]! ^= 1
    writeFileSync(file!.path, bytes)
    await assert.rejects(vault.take(nineUs, startUs(nine + 1)), tampered)
    assert.ok(!existsSync(join(vault.root, '0.mp4')))
  })

  test('a minute that is not what its seal says: no file, though every tag holds', async t => {
    const shot = shots['H.264']!()
    const vault = vaultFor(t)
    const { disk, root, camera } = vault.source
    const writer = vault.writer()
    writer.parameterSets(setsOf(shot))
    await feed(writer, captured(shot, nineUs))
    await writer.close()
    const [file] = await filesOf(disk, root, camera)
    await forgeSeal(disk, file!.path, nine, trialKeys, { root: Buffer.alloc(32, 1) })
    // Where the range ends does not matter: the minute is read to its seal.
    await assert.rejects(vault.take(nineUs, nineUs + secondUs), tampered)
    assert.ok(!existsSync(join(vault.root, '0.mp4')))
    const path = join(root, 'tags.mp4')
    const range = { fromUs: nineUs, toUs: nineUs + secondUs }
    const taken = await takeOut({ ...vault.source, ...range, path, check: 'tags' })
    assert.equal(taken.pictures, 30)
  })
})

/** The pictures of some of a shot's units, in order of presentation. */
function orderOf(
  { pictures }: Shot,
  all: readonly CapturedUnit[],
  some: readonly CapturedUnit[],
): string[] {
  return some.toSorted((a, b) => a.ptsTicks - b.ptsTicks).map(unit => pictures[all.indexOf(unit)]!)
}
