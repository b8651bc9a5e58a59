/** What only a running keeper proves: the end of footage, on real files, under a clock that the test moves. */
import assert from 'node:assert/strict'
import { cp, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import { minuteOf, minuteUs, startUs } from '#civil/minute.ts'
import { type FaultyDisk, faultyDisk } from '#disk/faulty-disk.ts'
import { decideEarlyErasure } from '#domain/hold/early-erasure.ts'
import type { ErasureReport, StatusReport } from '#keeper/report.ts'
import { FakeMachine } from '#keeper/time/fake-machine.ts'
import { printedBasis } from '#law/basis.ts'
import { ruleInForce } from '#law/profile.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import { dueUnder } from '#law/retention.ts'
import { frame } from '#vault/trial-camera.ts'
import { association } from '../../../../test/association.ts'
import { at, happened, refused } from '../../../../test/given.ts'
import {
  foundSite,
  machineDisk,
  openWatched,
  picturesIn,
  type Watched,
} from '../../../../test/keeper-on-a-clock.ts'
import { assertGone, sealedPieces } from '../../../../test/sealed-pieces.ts'
import { folderFor } from '../../../../test/site.ts'

type Recorded = {
  readonly site: Watched
  readonly disk: FaultyDisk
  readonly machine: FakeMachine
  readonly folder: string
  readonly camera: string
  readonly first: number
  /** When an erasure step takes the first minute, and the instant the document names for it. */
  readonly dueUs: number
  readonly limitUs: number
}

/** Two minutes of one camera, the clock a minute before the first of them falls due. */
async function recorded(t: TestContext): Promise<Recorded> {
  const folder = await folderFor(t)
  const machine = new FakeMachine(at('2026-11-14 08:59'))
  const premises = await foundSite({ folder, profile: 'kai', machine })
  const disk = faultyDisk(machineDisk)
  const site = await openWatched({ t, premises, machine, disk })
  machine.wait(minuteUs)
  const camera = await site.addCamera('商店街入口')
  const first = minuteOf(machine.trueUs)
  await site.record([camera], 2)
  const { dueFromUs: dueUs, limitUs } = dueUnder([ruleInForce(kai, first)], first)
  await site.stepAt(dueUs - minuteUs)
  assert.equal((await picturesIn(site.keeper, camera, first)).length, 60)
  return { site, disk, machine, folder, camera, first, dueUs, limitUs }
}

const filesBelow = async (folder: string): Promise<readonly Buffer[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => entry.isFile())
  return Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name))))
}

describe('KAI-7-2b', () => {
  test('運用基準７（２）: 期間を終えた画像は、待たずに、戻せないように消える', async t => {
    const { site, camera, first, dueUs } = await recorded(t)
    const pieces = await sealedPieces(site, camera, first)
    await site.stepAt(dueUs)
    await assertGone(site, camera, first, pieces)
    assert.equal((await picturesIn(site.keeper, camera, first + 1)).length, 60)
    assert.deepEqual((await site.check()).findings, [])
    assert.equal(printedBasis(kai.footage.needless.by), '運用基準７（２）により')
  })

  test('運用基準７（２）: ディスクが書けずに消去できなくても、書けるようになれば期限のうちに消える', async t => {
    const { site, disk, machine, camera, first, dueUs, limitUs } = await recorded(t)
    disk.readOnly = true
    await assert.rejects(site.stepAt(dueUs))
    disk.readOnly = false
    machine.wait(5_000_000)
    await site.step()
    assert.equal(site.keeper.custody.minuteKey(camera, first), null)
    assert.ok(machine.trueUs < limitUs)
  })

  test('内規 A2: 失敗した消去は、直ちに知らせ、すぐにやり直す', async t => {
    const { site, disk, machine, camera, first, dueUs } = await recorded(t)
    const unfinished = async () =>
      (await site.order<StatusReport>('status')).warnings.filter(({ ja }) => /消去未完了/.test(ja))
    disk.readOnly = true
    machine.wait(dueUs - machine.trueUs)
    await site.keeper.routine.clockStepped()
    assert.equal((await unfinished()).length, 1)
    disk.readOnly = false
    await site.keeper.routine.clockStepped()
    assert.deepEqual(await unfinished(), [])
    assert.equal(site.keeper.custody.minuteKey(camera, first), null)
    assert.equal(printedBasis(kai.erasure.failed), '内規')
  })
})

describe('KAI-7-2c', () => {
  test('運用基準７（２）: 読める画像は、一時の置き場所にも、どのファイルにも残らない', async t => {
    const { folder, first } = await recorded(t)
    const plain = [0, 1, 59, 61, 119].map(second =>
      frame(startUs(first) + second * 1_000_000, true, 400).bytes.subarray(0, 32),
    )
    const files = await filesBelow(folder)
    assert.ok(files.length > 5)
    for (const piece of plain) assert.ok(!files.some(file => file.includes(piece)))
  })

  test('内規: 鍵は控えに入らず、消去の後は控えを戻しても一つも開かない', async t => {
    const { site, machine, folder, dueUs } = await recorded(t)
    const copy = await folderFor(t)
    const { directory } = site.premises
    await cp(directory, copy, { recursive: true })
    await site.stepAt(dueUs)
    await site.close()
    await (await openWatched({ t, premises: site.premises, machine })).close()
    const shares = await filesBelow(join(folder, 'share'))
    const held = await filesBelow(copy)
    assert.ok(shares.length > 0 && shares.every(share => share.length >= 32))
    for (const share of shares) assert.ok(!held.some(file => file.includes(share)))
    await cp(copy, directory, { recursive: true })
    await assert.rejects(
      openWatched({ t, premises: site.premises, machine }),
      /no version of the keyring can be opened/,
    )
  })
})

describe('KAI-7-4a', () => {
  test('運用基準７（４）: 期間の終わりより遅れず、消した時を証明書に残す', async t => {
    const { site, dueUs, limitUs } = await recorded(t)
    await site.stepAt(dueUs)
    const { erased } = await site.order<ErasureReport>('erasure', { day: '2026-11-21' })
    const [row] = erased
    assert.ok(row && row.unreadableLastUs <= limitUs && row.article === '運用基準７（２）')
    assert.ok(row.releasedUs !== null && row.releasedUs >= row.unreadableUs)
    assert.equal(printedBasis(kai.erasure.by), '運用基準７（４）により')
  })

  test('内規: 期限前の消去を、一人では決められない', () => {
    const facts = { ...association, wanted: [] }
    const fromMinute = minuteOf(at('2026-11-14 09:00'))
    const erase = {
      type: 'EraseEarly',
      atUs: at('2026-11-14 10:00'),
      by: '髙橋',
      range: { camera: 'no12', fromMinute, toMinute: fromMinute + 10 },
      deciders: ['髙橋', '山﨑'],
      reason: '工事で室内が写った',
    } as const
    refused(decideEarlyErasure(facts, { ...erase, deciders: ['髙橋'] }), '内規')
    refused(decideEarlyErasure({ ...facts, wanted: [erase.range] }, erase), '内規')
    happened(decideEarlyErasure(facts, erase), 'EarlyErasureDecided')
  })
})
