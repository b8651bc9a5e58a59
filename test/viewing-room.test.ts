import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minuteUs, tokyo } from '#civil/minute.ts'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { peerMissing } from './peer/peer.ts'
import { approval, caseOf, takesIn } from './scenario/case.ts'
import { 刑事 } from './scenario/detective.ts'
import type { Person } from './scenario/person.ts'
import { newestLine } from './scenario/register.ts'
import { runningSite } from './scenario/running-site.ts'
import { scriptOf } from './scenario/script.ts'
import { appointments, designation, sectionOf } from './scenario/section.ts'
import { foundRoster } from './scenario/staffing.ts'
import { until } from './site.ts'
import { look } from './staff-app.ts'
import {
  isBlank,
  keepsNothing,
  type Rooms,
  type Seat,
  screensBuilt,
  shows,
  timed,
  viewingRooms,
} from './viewing-room.ts'

const skip = peerMissing() ?? false

test('北斗市: 立会閲覧室で、二名が署名し、見て、記録簿の行を確かめるまで', { skip }, async t => {
  const step = scriptOf(t)
  await screensBuilt()
  const site = await runningSite(t, 'hokuto', ['七重浜小 正門前', '公民館'])
  const { minute } = site
  const camera = site.camera('七重浜小 正門前')
  const unit = '市民課'
  const ranges = [{ camera, fromMinute: minute, toMinute: minute + 1 }]
  const says = { requester: 刑事, purpose: '声かけ事案の捜査', ranges }
  const 要請 = caseOf(hokuto, '第6条第1項第2号', ['viewing'], { id: '令和8年度 第0042号', ...says })
  let 課長!: Person
  let 担当!: Person
  let 職員!: Person
  let rooms!: Rooms
  let 席!: Seat

  await step('人が入り、市民課の端末を登録し、録画機の前で名簿を決める', async () => {
    ;({ 課長, 担当, 職員 } = await sectionOf(site, { of: camera, unit }))
    await 課長.does(appointments, 'Designate', designation('担当', camera, unit))
    rooms = await viewingRooms(t, 課長.origin)
    席 = await rooms.seat()
    await rooms.enrols(席, 課長, '市民課の端末', '市民課')
    await foundRoster(site, 課長)
  })

  await step('要請を受け、管理責任者が承認する', async () => {
    await takesIn(職員, 担当, 要請)
    await 課長.does(approval(要請), 'DecideAsManager', { grant: true, reasons: '', sessions: 5 })
    await site.isOver(minute)
  })

  await step('登録していない機械では、始める前に、そのことと根拠が出る', async () => {
    const よそ = await rooms.seat()
    await rooms.signsIn(よそ, 担当)
    await よそ.page.goto(`${rooms.origin}/requests/${encodeURIComponent(要請.id)}/viewing`)
    await よそ.page.getByText('登録した端末ではないので、画像を映せません').waitFor()
    await よそ.context.close()
  })

  await step('立会いが足りないと、署名の前に、根拠と次にすることが出る', async () => {
    const { page } = 席
    await rooms.signsIn(席, 担当)
    await page.goto(`${rooms.origin}/requests/${encodeURIComponent(要請.id)}`)
    await page.getByRole('link', { name: '閲覧を始める' }).click()
    await page.getByRole('heading', { name: '立会閲覧室', level: 1 }).waitFor()
    await page.getByRole('checkbox', { name: '担当 関係職員' }).check()
    await page.getByText('立会いは関係職員2名以上です').waitFor()
    await page.getByText('第6条第2項により').first().waitFor()
    await look(page, 'viewing-room-before')
  })

  const 始める = async () => {
    const { page } = 席
    await page.goto(`${rooms.origin}/requests/${encodeURIComponent(要請.id)}`)
    await page.getByRole('link', { name: '閲覧を始める' }).click()
    await page.getByRole('checkbox', { name: '担当 関係職員' }).check()
    await page.getByRole('checkbox', { name: '課長 ' }).check()
    await page.getByRole('checkbox', { name: /告知文を見せた/ }).check()
    await page.getByRole('button', { name: '署名に進む' }).click()
    await 席.signs(担当)
    await page.getByText('署名済み').waitFor()
    await 席.signs(課長)
    return shows(page)
  }
  /** The record says how it ended, and the operator signs the line. */
  const 確かめる = async (how: string, ending: string) => {
    const { page } = 席
    await page.getByText(how).waitFor()
    await page
      .getByText('終わった、と記録されました', { exact: false })
      .or(page.getByText(ending))
      .first()
      .waitFor()
    await page.getByText(ending).first().waitFor()
    await page.getByRole('button', { name: 'この記録を確かめて署名する' }).click()
    await 席.signs(担当)
    await page.getByText('記録簿の行を確定しました').waitFor()
  }

  await step(
    '担当者と課長が、それぞれの鍵で署名すると、映る。ブラウザーには何も残らない',
    async () => {
      const { page } = 席
      await page.getByRole('checkbox', { name: '課長 ' }).check()
      await page.getByText('立会いは関係職員2名以上です').waitFor({ state: 'detached' })
      await page.getByRole('checkbox', { name: /告知文を見せた/ }).check()
      await page.getByRole('button', { name: '署名に進む' }).click()
      await page.getByRole('heading', { name: '署名', level: 2 }).waitFor()
      await look(page, 'viewing-room-signing')
      await 席.signs(担当)
      await page.getByText('署名済み').waitFor()
      t.diagnostic(`first picture: ${await timed(page, () => 席.signs(課長))} ms`)
      await shows(page)
      await look(page, 'viewing-room')
      await keepsNothing(page)
    },
  )

  await step('一コマずつ、一秒ずつ、狂わずに進み、戻る。キーボードだけで動く', async () => {
    const { page } = 席
    const press = (key: string) => page.keyboard.press(key)
    await page.locator('canvas').focus()
    const times = [await shows(page)]
    const took: number[] = []
    for (let at = 2; at <= 15; at++) {
      took.push(await timed(page, () => press('.')))
      await page.getByText(`コマ ${at}／`).first().waitFor()
      times.push(await shows(page))
    }
    t.diagnostic(`one picture on: ${took.toSorted((one, other) => one - other).join(' ')} ms`)
    assert.ok(times.every((us, at) => at === 0 || us > times[at - 1]!))
    await press(',')
    await shows(page, times.at(-2))
    await press('Home')
    await shows(page, times[0])
    const aSecondOn = nearest(times.slice(1), times[0]! + 1_000_000)
    await press('ArrowRight')
    await shows(page, aSecondOn)
    await press('ArrowLeft')
    await shows(page, nearest(times, aSecondOn - 1_000_000))
    await press('End')
    await page
      .getByText(/コマ (\d+)／\1$/)
      .first()
      .waitFor()
    await press('Home')
    await shows(page, times[0])
    await press('Space')
    await until(async () => (await shows(page)) > times[5]!)
    await press('Space')
    await page.getByRole('button', { name: '再生', exact: true }).waitFor()
    const { hour, minute: at } = tokyo(minute * minuteUs)
    await page.getByLabel('この時刻へ').fill(`${hour}:${String(at).padStart(2, '0')}:40`)
    await press('Enter')
    await until(
      async () => Math.abs((await shows(page)) - (minute * minuteUs + 40_000_000)) < 500_000,
    )
    await page.getByLabel('この時刻へ').fill(`${hour + 1}:00`)
    await press('Enter')
    await page.getByText('承認された時間の中の時刻を').waitFor()
    await page.locator('canvas').focus()
    await press('m')
    await page.getByLabel(/秒（七重浜小/).fill('赤い車が通る')
  })

  await step('もう一枚の画面では、同じ閲覧を続けられない', async () => {
    const other = await 席.context.newPage()
    await other.goto(`${rooms.origin}/requests/${encodeURIComponent(要請.id)}`)
    await other.getByText('いま開いています').waitFor()
    const answer = await other.evaluate(`fetch('/api/showings', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ stream: 'viewing/${要請.id}/1' }),
    }).then(async answer => [answer.status, (await answer.json()).detail])`)
    assert.deepEqual(answer, [409, 'この閲覧は、ほかの画面で続いています'])
    await other.close()
  })

  await step(
    '終えると映像は消え、見せたことから書かれた行を、控えとともに署名して確かめる',
    async () => {
      const { page } = 席
      await page.getByRole('button', { name: '閲覧を終える' }).click()
      await page.getByText('閲覧を終えました').waitFor()
      assert.ok(await isBlank(page))
      await page.getByText('立会職員').waitFor()
      await look(page, 'viewing-room-line')
      await 確かめる('閲覧を終えました', '操作した人が終えた')
      await page.getByText('赤い車が通る').first().waitFor()
      const line = await newestLine(課長, 'record')
      assert.match(line.その他事項 ?? '', /秒（七重浜小 正門前[^）]*）赤い車が通る$/)
      assert.equal(line.立会職員, '担当、課長')
      await look(page, 'viewing-room-done')
      await page.emulateMedia({ media: 'print' })
      await page.getByRole('banner').waitFor({ state: 'hidden' })
      await page.getByText('立会職員').waitFor()
      await page.emulateMedia({ media: null })
    },
  )

  await step('立会いの一人が席を外すと、映像はすぐに消え、何が起きたかが出る', async () => {
    const { page } = 席
    await 始める()
    const row = page.getByRole('listitem').filter({ hasText: '課長' })
    await row.getByRole('button', { name: '席を外す' }).click()
    await until(() => isBlank(page))
    await look(page, 'viewing-room-left')
    await 確かめる('立会いの人が席を外したので', '立会いが続かなかったので終わった')
  })

  await step(
    'つながりが切れると、映像は隠れ、切れたままなら終わり、そのことが記録される',
    async () => {
      const { context, page } = 席
      await 始める()
      await context.setOffline(true)
      await until(() => isBlank(page))
      await page.getByText('事務室の機械と話せないので、映像を').first().waitFor()
      await page.getByText('事務室の機械と話せないので、映像を止めました').waitFor()
      await context.setOffline(false)
      await 確かめる('事務室の機械と話せないので、映像を止めました', 'つながりが切れたので終わった')
    },
  )

  await step('画面を開き直しても、閲覧は続かない。行は、この件の画面から確かめる', async () => {
    const { page } = 席
    await 始める()
    await page.reload()
    await page.getByRole('heading', { name: '見る人' }).waitFor()
    assert.ok(await isBlank(page))
    await page.goto(`${rooms.origin}/requests/${encodeURIComponent(要請.id)}`)
    await page.getByRole('link', { name: '記録を確かめて署名する' }).click()
    await 確かめる('つながりが切れたので終わった', 'つながりが切れたので終わった')
  })

  await step('録画機の録画係が落ちると、映像はすぐに消え、そのことが記録される', async () => {
    const { page } = 席
    await 始める()
    process.kill(await site.run.keeper(), 'SIGKILL')
    await until(() => isBlank(page))
    await 確かめる('映像が止まりました', '録画機が止まったので終わった')
    await page.getByRole('button', { name: 'この件を閉じる' }).click()
    await page.getByText('この件は閉じました').waitFor()
  })

  await step('どの画面も、よそに何も求めず、誤りを言わない', async () => {
    assert.deepEqual(rooms.wrong, [])
  })
})

const nearest = (times: readonly number[], us: number): number =>
  times.toSorted((one, other) => Math.abs(one - us) - Math.abs(other - us))[0]!
