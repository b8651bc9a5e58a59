import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import { minuteUs, readMoment, secondUs } from '#civil/minute.ts'
import { uptimeCsv } from '#commands/uptime-csv.ts'
import { uptimeLines } from '#commands/uptime-lines.ts'
import { random } from '#keeper/hashing.ts'
import type { UptimeReport, UptimeRow } from '#keeper/inspection/uptime-report.ts'
import type { KeeperEvent } from '#keeper/spool/events.ts'
import { FakeMachine } from '#keeper/time/fake-machine.ts'
import { changeAbout } from '#keyring/changes.ts'
import { frame, trialIdentity, trialSets } from '#vault/trial-camera.ts'
import { openWriter } from '#vault/writer.ts'
import { foundSite, openWatched, type Watched } from './keeper-on-a-clock.ts'
import { folderFor, siteFor, until } from './site.ts'

const hourUs = 60 * minuteUs
const dayUs = 24 * hourUs

async function siteOf(t: TestContext, profile: string, from: string) {
  const machine = new FakeMachine(readMoment(from))
  const premises = await foundSite({ folder: await folderFor(t), profile, machine })
  const open = () => openWatched({ t, premises, machine })
  return { machine, premises, open, site: await open() }
}

const uptime = (site: Watched, fields: object = {}) => site.order<UptimeReport>('uptime', fields)
const tell = (site: Watched, event: KeeperEvent) => site.keeper.spool.append(event)
const gap = (camera: string, from: string, to: string, cause = 'silence') =>
  ({
    type: 'GapRecorded',
    ...{ camera, fromUs: readMoment(from), toUs: readMoment(to), cause, detail: '' },
  }) as KeeperEvent
const inJapanese = (report: UptimeReport) =>
  uptimeLines(report)
    .map(({ ja }) => ja)
    .join('\n')

function row(report: UptimeReport, month: string, name: string): UptimeRow {
  const found = report.rows.filter(row => row.month === month && row.name === name)
  assert.equal(found.length, 1, `${month} ${name}`)
  return found[0]!
}

/** Books kept until now, as a recorder keeps them: one gap reaching to this moment, so that nothing is open. */
const closeBooks = (site: Watched, camera: string, cause = 'keeperRestart') =>
  tell(site, {
    type: 'GapRecorded',
    ...{ camera, fromUs: site.machine.trueUs, toUs: site.machine.trueUs, cause, detail: '' },
  } as KeeperEvent)

describe('北斗市防犯カメラの設置及び運用に関する要綱', () => {
  test('第4条第2項: 1日24時間に足りない時間が、カメラごと・月ごと・理由ごとに分かる', async t => {
    const { machine, site } = await siteOf(t, 'hokuto', '2026-10-30 12:00')
    const gate = await site.addCamera('門')
    machine.wait(readMoment('2026-11-03 12:00') - machine.trueUs)
    await tell(site, gap(gate, '2026-10-31 23:30', '2026-11-01 00:30'))
    await tell(site, gap(gate, '2026-11-02 10:00', '2026-11-02 10:01'))
    await tell(site, gap(gate, '2026-11-02 10:01', '2026-11-02 10:01:30', 'keeperRestart'))
    await closeBooks(site, gate)
    const report = await uptime(site)
    assert.deepEqual(
      report.rows.map(({ month }) => month),
      ['2026-10', '2026-11'],
    )
    const october = row(report, '2026-10', '門')
    assert.equal(october.expectedUs, 36 * hourUs)
    assert.equal(october.recordedUs, 35.5 * hourUs)
    assert.deepEqual(october.days, { whole: 1, withoutGap: 0 })
    const november = row(report, '2026-11', '門')
    assert.equal(november.expectedUs, 60 * hourUs)
    assert.equal(november.missingUs, 30 * minuteUs + 90 * secondUs)
    assert.deepEqual(november.byCause, { silence: 31 * minuteUs, keeperRestart: 30 * secondUs })
    assert.equal(november.gaps, 2)
    assert.equal(november.longest?.fromUs, readMoment('2026-11-01 00:00'))
    assert.deepEqual(november.days, { whole: 2, withoutGap: 0 })
    const text = inJapanese(report)
    assert.match(text, /防犯カメラ撮影状況報告書　2026年11月/)
    assert.match(text, /第4条第2項により「防犯カメラの1日の撮影時間は24時間を原則とする。」/)
    assert.match(text, /門 +60:00:00 +59:28:30 +99\.12% +2 +0:31:30 +0:30:00/)
    assert.match(text, /0:31:00 {2}映像が届きません/)
    assert.match(text, /確認者　職名/)
  })

  test('第4条第2項: 途切れが少しでもあれば100%とは書かない', async t => {
    const { machine, site } = await siteOf(t, 'hokuto', '2026-10-01 00:00')
    const gate = await site.addCamera('門')
    machine.wait(30 * dayUs)
    await tell(site, gap(gate, '2026-10-05 10:00', '2026-10-05 10:00:03'))
    await closeBooks(site, gate)
    assert.match(inJapanese(await uptime(site)), /99\.99%/)
  })
})

test('内規: 撮影時間の定めがない規程では、条文を根拠に挙げない', async t => {
  const { machine, site } = await siteOf(t, 'kai', '2026-11-01 00:00')
  await closeBooks(site, await site.addCamera('門'))
  machine.wait(hourUs)
  const report = await uptime(site)
  assert.equal(report.basis.kind, 'houseRule')
  assert.match(inJapanese(report), /内規「撮影できた時間と/)
  assert.doesNotMatch(inJapanese(report), /第.条/)
})

test('what was told twice counts once; given up early is no gap; a removed camera counts until it was removed', async t => {
  const { machine, site } = await siteOf(t, 'hokuto', '2026-11-01 00:00')
  const [gate, yard] = [await site.addCamera('門'), await site.addCamera('庭')]
  machine.wait(10 * hourUs)
  for (const again of [1, 2]) {
    await tell(site, gap(gate, '2026-11-01 02:00', `2026-11-01 0${2 + again}:00`))
  }
  const released = { camera: gate, fromUs: readMoment('2026-11-01 05:00') }
  await tell(site, {
    type: 'EarlyRelease',
    ...{ ...released, toUs: released.fromUs + hourUs, bytes: 1, breach: false, article: '' },
    reason: '容量',
  })
  await closeBooks(site, gate)
  await closeBooks(site, yard)
  await site.order('camera.remove', { camera: '庭', reason: '撤去' })
  machine.wait(2 * hourUs)
  await closeBooks(site, gate)
  const report = await uptime(site)
  const counted = row(report, '2026-11', '門')
  assert.equal(counted.missingUs, 2 * hourUs)
  assert.equal(counted.gaps, 1)
  assert.equal(counted.givenUpUs, hourUs)
  assert.equal(counted.recordedUs, 10 * hourUs)
  assert.equal(row(report, '2026-11', '庭').expectedUs, 10 * hourUs)
  assert.match(
    inJapanese(report),
    /容量が足りず期限より前に消した時間: 1:00:00（途切れには数えません）/,
  )
  assert.equal((await uptime(site, { camera: '庭' })).rows.length, 1)
  assert.equal((await uptime(site, { month: '2026-10' })).rows.length, 0)
  assert.match(inJapanese(await uptime(site, { month: '2026-10' })), /撮影すべきカメラはありません/)
  await assert.rejects(uptime(site, { camera: '池' }))
  await assert.rejects(uptime(site, { month: '2026-13' }))
})

test('a keeper that is switched off and did not come back: missing until now, and told for a camera removed meanwhile', async t => {
  const { machine, site, open } = await siteOf(t, 'hokuto', '2026-11-02 09:00')
  const [gate, yard] = [await site.addCamera('門'), await site.addCamera('庭')]
  await site.record([gate, yard], 3)
  await site.close()
  machine.wait(hourUs)
  const later = await open()
  const off = row(await uptime(later), '2026-11', '門')
  assert.deepEqual(Object.keys(off.byCause), ['switchedOff'])
  assert.ok(Math.abs(off.missingUs - hourUs) < 2 * secondUs, `${off.missingUs}`)
  await later.order('camera.remove', { camera: '庭', reason: '撤去' })
  machine.wait(hourUs)
  const report = await uptime(later)
  assert.ok(Math.abs(row(report, '2026-11', '門').missingUs - 2 * hourUs) < 2 * secondUs)
  const removed = row(report, '2026-11', '庭')
  assert.ok(Math.abs(removed.missingUs - hourUs) < 2 * secondUs, `${removed.missingUs}`)
  assert.ok(Math.abs(removed.recordedUs - 3 * minuteUs) < 2 * secondUs)
})

test('off for longer than the retention: what had been recorded before is not called missing', async t => {
  const { machine, site, open } = await siteOf(t, 'kai', '2026-11-02 09:00')
  const gate = await site.addCamera('門')
  await site.record([gate], 30)
  await site.close()
  machine.reboot(12 * dayUs)
  const booted = await open()
  machine.synchronise()
  await until(() => booted.keeper.clock.state === 'certain')
  await booted.close()
  const later = await open()
  const before = row(await uptime(later), '2026-11', '門')
  assert.ok(Math.abs(before.recordedUs - 30 * minuteUs) < minuteUs, `${before.recordedUs}`)
  await later.keeper.startRecording()
  const after = row(await uptime(later), '2026-11', '門')
  assert.ok(Math.abs(after.recordedUs - 30 * minuteUs) < minuteUs, `${after.recordedUs}`)
})

test('footage brought in for the hours while the keeper was off does not make them recorded', async t => {
  const { machine, premises, site, open } = await siteOf(t, 'hokuto', '2026-11-02 09:00')
  const gate = await site.addCamera('門')
  await site.record([gate], 3)
  await site.close()
  const offUs = machine.trueUs
  machine.wait(8 * hourUs)
  const later = await open()
  const { keeper } = later
  const writer = openWriter({
    disk: keeper.disk,
    root: premises.directory,
    identity: () => ({ ...trialIdentity, camera: gate, importNumber: 1 }),
    minuteKey: minute => keeper.custody.minuteKey(gate, minute),
    random,
    leadIn: 'oneMinute',
    onSeal: () => {},
    onFault: ({ kind }) => assert.fail(kind),
  })
  writer.parameterSets(trialSets)
  for (let at = offUs; at < offUs + 7 * hourUs; at += 10 * minuteUs) {
    writer.append(frame(at, true, 400))
    writer.tick(at + 2 * secondUs)
  }
  await writer.close()
  await keeper.startRecording()
  const counted = row(await uptime(later), '2026-11', '門')
  assert.ok(Math.abs(counted.missingUs - 8 * hourUs) < 2 * secondUs, `${counted.missingUs}`)
})

test('what comes from a card is no time recorded: such a camera stands in a footnote alone', async t => {
  const { machine, site } = await siteOf(t, 'hokuto', '2026-11-01 00:00')
  const [gate, card] = [await site.addCamera('門'), await site.addCamera('電柱')]
  await site.keeper.custody.change(keyring => {
    const { about } = keyring.cameras.get(card)!
    return { next: changeAbout(keyring, card, { ...about, source: 'card' }), result: undefined }
  })
  await site.record([card], 2)
  machine.wait(hourUs)
  await closeBooks(site, gate)
  const report = await uptime(site)
  assert.deepEqual(report.cards, ['電柱'])
  assert.deepEqual(
    report.rows.map(({ name }) => name),
    ['門'],
  )
  assert.match(inJapanese(report), /取り込み専用のカメラは数えていません: 電柱/)
})

test('clocks that were uncertain or set back, and lost events, stand in the footnotes', async t => {
  const { machine, site } = await siteOf(t, 'hokuto', '2026-11-01 00:00')
  const gate = await site.addCamera('門')
  machine.wait(6 * hourUs)
  const clock = { strayed: [], sources: [] }
  const keeperUs = readMoment('2026-11-01 03:00')
  await tell(site, { type: 'ClockUncertain', keeperUs, cause: 'strayed', ...clock })
  await tell(site, {
    type: 'ClockAccepted',
    ...{ fromUs: keeperUs + 2 * hourUs, toUs: keeperUs + hourUs, by: ['甲'], sources: [] },
    unwitnessed: true,
  })
  await tell(site, { type: 'SpoolDamaged', fromNumber: 3, toNumber: 4, chunk: 1, offset: 0 })
  await closeBooks(site, gate)
  const text = inJapanese(await uptime(site))
  assert.match(text, /2026-11-01 03:00:00 — 2026-11-01 05:00:00 は、記録装置の時刻が確かでない/)
  assert.match(text, /2026-11-01 04:00:00 — 2026-11-01 05:00:00 は、時刻を戻した/)
  assert.match(text, /2 件が失われています/)
})

test('CSV: one line a camera and month, seconds, and nothing that a spreadsheet would compute', async t => {
  const { machine, site } = await siteOf(t, 'hokuto', '2026-11-01 00:00')
  const gate = await site.addCamera('=門,"1"')
  machine.wait(hourUs)
  await tell(site, gap(gate, '2026-11-01 00:10', '2026-11-01 00:20'))
  await closeBooks(site, gate)
  const [heading, line, rest] = uptimeCsv(await uptime(site), 'ja').split('\r\n')
  assert.match(heading!, /^\ufeff月,カメラ,.*途切れ（秒）: 映像が届きません$/)
  assert.match(line!, /^2026-11,"'=門,""1""",門,[0-9a-f]{32},.*,3600,3000,600,1,600,0,0,0,600$/)
  assert.equal(rest, '')
})

test('the command: an empty month teaches, a month that is none costs exit code 2', async t => {
  const site = await siteFor(t)
  await site.init('hokuto')
  const [text, json, odd] = [
    await site.call(['uptime'], { lang: 'en' }),
    await site.json(['uptime', '--month', '2026-10']),
    await site.call(['uptime', '--month', '10']),
  ]
  assert.match(text.stdout, /Counting begins when a camera is added/)
  assert.equal(json.value.basis.cite, '第4条第2項')
  assert.equal(odd.code, 2)
})
