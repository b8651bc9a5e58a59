import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import { minuteOf, minuteUs, readMoment, startUs } from '#civil/minute.ts'
import type { ErasureReport, HoldReport, StatusReport } from '#keeper/report.ts'
import { FakeMachine } from '#keeper/time/fake-machine.ts'
import { foundSite, openWatched, picturesIn, type Watched } from './keeper-on-a-clock.ts'
import { assertGone, sealedFiles, sealedPieces } from './sealed-pieces.ts'
import { folderFor, siteFor, until } from './site.ts'

const hourUs = 60 * minuteUs
const dayUs = 24 * hourUs

async function siteOf(t: TestContext, profile: string, from: string) {
  const folder = await folderFor(t)
  const machine = new FakeMachine(readMoment(from) - minuteUs)
  const premises = await foundSite({ folder, profile, machine })
  const site = await openWatched({ t, premises, machine })
  return { folder, machine, premises, site }
}

const decide = (site: Watched, days: number) =>
  site.order('retention.decide', {
    hours: days * 24,
    reason: '必要最小限度',
    decidedBy: '管理責任者',
    manual: '第1版',
  })

async function assertAlive(site: Watched, camera: string, minutes: readonly number[]) {
  for (const minute of minutes) {
    const pictures = await picturesIn(site.keeper, camera, minute)
    assert.equal(pictures.length, 60, `${(startUs(minute) - site.machine.trueUs) / minuteUs} min`)
  }
}

async function assertGreen(site: Watched): Promise<void> {
  assert.deepEqual((await site.check()).findings, [])
}

const certificate = (site: Watched, day: string) => site.order<ErasureReport>('erasure', { day })

type Case = {
  readonly profile: string
  readonly title: string
  readonly from: string
  /** When the step takes a minute; said here by hand, not computed by the law under test. */
  readonly goes: (minute: number) => number
  readonly article: string
  readonly period: RegExp
}
const rolling = (hours: number) => (minute: number) => startUs(minute) + hours * hourUs - minuteUs
/** The first day's footage goes at one midnight, the second day's at the next. */
const midnights = (parted: string, ...ends: readonly [string, string]) => {
  const second = minuteOf(readMoment(`${parted} 00:00`))
  return (minute: number) => readMoment(`${minute < second ? ends[0] : ends[1]} 00:00`)
}

const cases: readonly Case[] = [
  {
    profile: 'kai',
    title: '読み A1: 町内会では撮影から168時間を超えず、早くても120秒前に消える（年末）',
    from: '2027-12-31 23:57',
    goes: rolling(168),
    article: '運用基準７（２）',
    period: /7日（168時間）以内/,
  },
  {
    profile: 'hokuto',
    title: '読み A3: 北斗市では撮影から720時間を超えず、早くても120秒前に消える（うるう日）',
    from: '2028-02-10 23:57',
    goes: rolling(720),
    article: '第6条第4項',
    period: /30日（720時間）以内/,
  },
  {
    profile: 'nishinari',
    title: '読み A4: 西成区では録画日の8日後の0時より前には消えず、60秒以内に消える（うるう日）',
    from: '2028-02-25 23:57',
    goes: midnights('2028-02-26', '2028-03-04', '2028-03-05'),
    article: '第5条第3項',
    period: /翌日から起算して7日間/,
  },
  {
    profile: 'sakai',
    title: '読み A5: 堺市では翌々週の同じ曜日の終わりより前には消えず、60秒以内に消える（年末）',
    from: '2027-12-25 23:57',
    goes: midnights('2027-12-26', '2028-01-09', '2028-01-10'),
    article: '要領10(3)',
    period: /2週間/,
  },
  {
    profile: 'kawasaki',
    title: '読み A6: 川崎市では管理責任者の定めた期間を超えず、早くても120秒前に消える',
    from: '2028-02-20 23:57',
    goes: rolling(14 * 24),
    article: '指針6(4)',
    period: /14日（336時間）以内/,
  },
]

describe('footage of two cameras across a midnight, one of them removed since', () => {
  for (const { profile, title, from, goes, article, period } of cases) {
    test(title, async t => {
      const { machine, site } = await siteOf(t, profile, from)
      if (profile === 'kawasaki') await decide(site, 14)
      machine.wait(minuteUs)
      const cameras = [await site.addCamera('表'), await site.addCamera('裏')]
      const first = minuteOf(machine.trueUs)
      await site.record(cameras, 6)
      await site.order('camera.remove', { camera: '裏', reason: '工事' })
      await assertGreen(site)

      const minutes = [0, 1, 2, 3, 4, 5].map(i => first + i)
      const pieces = new Map<string, Buffer[]>()
      for (const camera of cameras) {
        for (const minute of minutes) {
          pieces.set(`${camera} ${minute}`, await sealedPieces(site, camera, minute))
        }
      }
      const steps = [...new Set(minutes.map(goes))].sort((a, b) => a - b)
      for (const due of steps) {
        const going = minutes.filter(minute => goes(minute) === due)
        const staying = minutes.filter(minute => goes(minute) >= due)
        await site.stepAt(due - minuteUs)
        for (const camera of cameras) await assertAlive(site, camera, staying)
        machine.wait(minuteUs - 1)
        await site.step()
        for (const camera of cameras) await assertAlive(site, camera, staying)
        await site.stepAt(due)
        for (const camera of cameras) {
          for (const minute of going) {
            await assertGone(site, camera, minute, pieces.get(`${camera} ${minute}`)!)
          }
        }
      }
      await assertGreen(site)
      const days = [...new Set(steps.map(us => dayName(us)))]
      const rows = (await Promise.all(days.map(day => certificate(site, day)))).flatMap(
        ({ erased }) => erased,
      )
      for (const camera of cameras) {
        const own = rows.filter(row => row.camera === camera && row.fromUs < startUs(first + 6))
        const covered = own.reduce((sum, row) => {
          const from = Math.max(row.fromUs, startUs(first))
          return sum + (Math.min(row.toUs, startUs(first + 6)) - from) / minuteUs
        }, 0)
        assert.equal(covered, 6, 'the certificates name every minute once')
        for (const row of own) {
          assert.equal(row.article, article)
          assert.match(row.retention, period)
          assert.ok(steps.includes(row.unreadableUs) && steps.includes(row.unreadableLastUs))
          assert.ok(row.releasedUs !== null && row.releasedUs >= row.unreadableUs)
        }
      }
      await site.stepAt(goes(minuteOf(readMoment(`${dayName(startUs(first + 5))} 00:59`))))
      const left = await sealedFiles(site.premises.directory)
      assert.equal(left.length, 0, 'files of dead hours')
    })
  }
})

const dayName = (us: number) => new Date(us / 1000 + 9 * 3_600_000).toISOString().slice(0, 10)

for (const { profile, from, article, by, ground, limitUs } of [
  {
    profile: 'hokuto',
    from: '2028-02-10 23:57',
    article: '第6条第4項ただし書',
    by: '管理責任者 北斗花子',
    ground: '第6条第1項第3号',
    limitUs: 720 * hourUs,
  },
  {
    profile: 'nishinari',
    from: '2028-02-25 23:57',
    article: '第5条第3項ただし書',
    by: '管理責任者 西成太郎',
    ground: '特に必要',
    limitUs: 9 * dayUs,
  },
] as const) {
  test(`${article}: 延ばした範囲だけが分のとおりに残り、解いたとき・終わりの日に消える（${profile}）`, async t => {
    const { machine, site } = await siteOf(t, profile, from)
    machine.wait(minuteUs)
    const camera = await site.addCamera('表')
    const first = minuteOf(machine.trueUs)
    await site.record([camera], 6)
    const hold = (offset: number, count: number, endsOn: string) =>
      site.order<HoldReport>('hold.add', {
        camera: '表',
        fromUs: startUs(first + offset),
        toUs: startUs(first + offset + count),
        decidedBy: by,
        ground,
        reason: '自転車の盗難',
        endsOn,
      })
    const released = await hold(1, 2, '2028-12-31')
    await hold(4, 1, '2028-04-30')
    const all = await Promise.all(
      [0, 1, 2, 3, 4, 5].map(i => sealedPieces(site, camera, first + i)),
    )

    await site.stepAt(startUs(first) + limitUs + 2 * hourUs)
    await assertAlive(site, camera, [first + 1, first + 2, first + 4])
    for (const gone of [0, 3, 5]) await assertGone(site, camera, first + gone, all[gone]!)
    await assertGreen(site)

    await site.order('hold.release', { hold: released.id, reason: '解決' })
    await assertAlive(site, camera, [first + 4])
    for (const gone of [1, 2]) await assertGone(site, camera, first + gone, all[gone]!)
    await assertGreen(site)

    await site.stepAt(readMoment('2028-05-01 00:00') - minuteUs)
    await assertAlive(site, camera, [first + 4])
    assert.equal((await site.order<StatusReport>('status')).holds, 1)
    await site.stepAt(readMoment('2028-05-01 00:00'))
    await assertGone(site, camera, first + 4, all[4]!)
    await assertGreen(site)
    assert.equal((await sealedFiles(site.premises.directory)).length, 0)
  })
}

describe('a rule that changes while footage lives', () => {
  test('読み A6: 短くした期間は残っている映像に及び、長くした期間は及ばない', async t => {
    const { machine, site } = await siteOf(t, 'kawasaki', '2028-02-20 23:57')
    await decide(site, 14)
    machine.wait(minuteUs)
    const camera = await site.addCamera('表')
    const first = minuteOf(machine.trueUs)
    await site.record([camera], 2)
    await site.stepAt(startUs(first) + 24 * hourUs)
    await decide(site, 30)
    await site.stepAt(startUs(first) + 25 * hourUs)
    const second = minuteOf(machine.trueUs)
    await site.record([camera], 1)
    await site.stepAt(startUs(first) + 14 * dayUs - 2 * minuteUs)
    await assertAlive(site, camera, [first, first + 1, second])
    await site.stepAt(startUs(first) + 14 * dayUs - minuteUs)
    assert.equal(site.keeper.custody.minuteKey(camera, first), null)
    await assertAlive(site, camera, [first + 1, second])

    await decide(site, 2)
    await site.stepAt(machine.trueUs + minuteUs)
    for (const gone of [first + 1, second]) {
      assert.equal(site.keeper.custody.minuteKey(camera, gone), null)
    }
    await assertGreen(site)
  })
})

describe('keeper time', () => {
  test('switched off past the limit: what fell due goes before anything is served', async t => {
    const { machine, premises, site } = await siteOf(t, 'kai', '2027-12-31 23:57')
    machine.wait(minuteUs)
    const camera = await site.addCamera('表')
    const first = minuteOf(machine.trueUs)
    await site.record([camera], 3)
    const pieces = await sealedPieces(site, camera, first)
    await site.close()
    machine.wait(168 * hourUs - 4 * minuteUs)
    const again = await openWatched({ t, premises, machine })
    assert.equal(again.keeper.custody.minuteKey(camera, first), null)
    await assertGone(again, camera, first, pieces)
    await assertAlive(again, camera, [first + 1, first + 2])
    await assertGreen(again)
  })

  for (const [name, aheadUs] of [
    ['an hour ahead', hourUs],
    ['an hour behind', -hourUs],
    ['forty days ahead', 40 * dayUs],
    ['forty days behind', -40 * dayUs],
  ] as const) {
    test(`power back after five hours, both clocks of the machine ${name}: nothing alive is destroyed, forgetting goes on`, async t => {
      const { machine, premises, site } = await siteOf(t, 'kai', '2027-12-31 23:57')
      machine.wait(minuteUs)
      const camera = await site.addCamera('表')
      const first = minuteOf(machine.trueUs)
      await site.record([camera], 3)
      await site.close()
      machine.hardwareAheadUs = aheadUs
      machine.reboot(5 * hourUs)
      const again = await openWatched({ t, premises, machine })
      await assertAlive(again, camera, [first, first + 1, first + 2])
      await again.stepAt(machine.trueUs + hourUs)
      await assertAlive(again, camera, [first, first + 1, first + 2])
      await assertGreen(again)
      machine.wait(168 * hourUs)
      await again.step()
      assert.equal(again.keeper.custody.minuteKey(camera, first), null)
      await assertGreen(again)
    })
  }

  test('a running keeper does not follow a wall clock that is set', async t => {
    const { machine, site } = await siteOf(t, 'kai', '2027-12-31 23:57')
    machine.wait(minuteUs)
    const camera = await site.addCamera('表')
    const first = minuteOf(machine.trueUs)
    await site.record([camera], 2)
    for (const aheadUs of [hourUs, -hourUs, 40 * dayUs, -40 * dayUs]) {
      machine.wallAheadUs = aheadUs
      for (const event of site.keeper.clock.observe()) await site.keeper.spool.append(event)
      await site.stepAt(machine.trueUs + minuteUs)
      await assertAlive(site, camera, [first, first + 1])
    }
    await site.stepAt(startUs(first) + 168 * hourUs - minuteUs)
    assert.equal(site.keeper.custody.minuteKey(camera, first), null)
    await assertAlive(site, camera, [first + 1])
  })
})

for (const profile of ['kai', 'kawasaki']) {
  test(`the demo (${profile}), as a newcomer sees it: recorded, the clock moved, gone with a certificate`, async t => {
    const site = await siteFor(t)
    await site.start(['demo', '--profile', profile], { TZ: 'America/New_York' })
    await until(async () => {
      const { value } = await site.json(['status'])
      return value?.cameras.length === 2 && (await sealedFiles(site.data)).length >= 2
    })
    const before = (await sealedFiles(site.data)).length
    const days = profile === 'kai' ? 7 : 14
    assert.equal((await site.call(['clock', 'move', `${days - 1}d`])).code, 0)
    const alive = await site.json(['check'])
    assert.deepEqual(alive.value.findings, [])
    assert.ok((await sealedFiles(site.data)).length >= before)
    const moved = await site.json(['clock', 'move', '1d'])
    assert.equal(moved.code, 0)
    const day = dayName(moved.value.nowUs)
    const certified = await site.call(['erasure', '--day', day])
    assert.match(certified.stdout, new RegExp(`消去証明書　${day}`))
    assert.match(certified.stdout, /カメラ1 商店街入口[\s\S]*カメラ2 中央公園/)
    assert.match(certified.stdout, /復号不能とした時刻: \d{4}/)
    assert.match(certified.stdout, /領域を解放した時刻: \d{4}/)
    assert.match(certified.stdout, /証明しないこと/)
    const after = await site.json(['check'])
    assert.deepEqual(after.value.findings, [])
    assert.equal(after.code, 0)
  })
}
