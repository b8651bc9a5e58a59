import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import { peerMissing } from './peer/peer.ts'
import { approval, caseOf, takesIn } from './scenario/case.ts'
import { 刑事 } from './scenario/detective.ts'
import { type Person, passwordOf } from './scenario/person.ts'
import { newestLine } from './scenario/register.ts'
import { runningSite } from './scenario/running-site.ts'
import { scriptOf } from './scenario/script.ts'
import { appointments, designation, sectionOf } from './scenario/section.ts'
import { foundRoster } from './scenario/staffing.ts'
import { until } from './site.ts'
import { look } from './staff-app.ts'
import {
  isBlank,
  type Rooms,
  type Seat,
  screensBuilt,
  shows,
  tabTo,
  viewingRooms,
} from './viewing-room.ts'

const skip = peerMissing() ?? false
const unit = '西成区役所市民協働課'

test('西成区: 立会いの定めのない閲覧室で、担当者がキーボードとパスワードだけで見せ、行を確かめる', {
  skip,
}, async t => {
  const step = scriptOf(t)
  await screensBuilt()
  const site = await runningSite(t, 'nishinari', ['北門', '南門'])
  const { minute } = site
  const ranges = ['北門', '南門'].map(name => ({
    camera: site.camera(name),
    fromMinute: minute,
    toMinute: minute + 1,
  }))
  const says = { requester: 刑事, purpose: '児童への声かけ事案の捜査', ranges }
  const 照会 = caseOf(nishinari, '第6条第1号', ['viewing'], { id: '令和8年度 第0007号', ...says })
  let 課長!: Person
  let 担当!: Person
  let 職員!: Person
  let rooms!: Rooms
  let 席!: Seat

  await step('専用パソコンを登録し、パスワードの署名も数える名簿を決める', async () => {
    ;({ 課長, 担当, 職員 } = await sectionOf(site, { of: null, unit }))
    await 課長.does(appointments, 'Designate', designation('担当', null, unit))
    rooms = await viewingRooms(t, 課長.origin)
    席 = await rooms.seat()
    await rooms.enrols(席, 課長, '専用パソコン', '保管庫のある部屋')
    await foundRoster(site, 課長, true)
  })

  await step(
    '管理責任者が承認する。指示がないと、始める前に、条文と次にすることが出る',
    async () => {
      await takesIn(職員, 担当, 照会)
      await 課長.does(approval(照会), 'DecideAsManager', { grant: true, reasons: '' })
      await site.isOver(minute)
      const { page } = 席
      await rooms.signsIn(席, 担当)
      await page.goto(`${rooms.origin}/requests/${encodeURIComponent(照会.id)}/viewing`)
      await page.getByRole('heading', { name: '閲覧室', level: 1, exact: true }).waitFor()
      await page.getByText('管理責任者の指示がありません').waitFor()
      await page.getByText('第4条第3項により').first().waitFor()
      assert.equal(await page.getByText('立ち会う人').count(), 0)
      const 課長の席 = await rooms.seat()
      await rooms.signsIn(課長の席, 課長)
      await 課長の席.page.goto(`${rooms.origin}/requests/${encodeURIComponent(照会.id)}`)
      await 課長の席.page.getByLabel('この件を扱わせる').selectOption('担当')
      await look(課長の席.page, 'viewing-instructing')
      await 課長の席.page.getByRole('button', { name: 'この件について指示する' }).click()
      await 課長の席.page.getByText('担当さんに指示しました').waitFor()
      await 課長の席.context.close()
    },
  )

  await step('専用パソコンは、持ち出したことを書くまで使えない', async () => {
    const { page } = 席
    await page.reload()
    await page.getByText('保管庫から持ち出した記録のないまま').waitFor()
    await page.getByRole('button', { name: '担当が持ち出したと書く' }).click()
    await page.getByText('いま 担当さんが持ち出しています').waitFor()
    await page.getByText('保管庫から持ち出した記録のないまま').waitFor({ state: 'detached' })
  })

  /** By keyboard and by the operator's own password, before the enrolled screen. */
  const 署名する = async () => {
    const { page } = 席
    await page.getByRole('button', { name: 'パスワードで署名する' }).waitFor()
    await tabTo(page, 'パスワードで署名する')
    await page.keyboard.press('Enter')
    await tabTo(page, '担当さんのパスワード')
    await page.keyboard.type(passwordOf('担当'))
    await page.keyboard.press('Enter')
  }

  await step('指示のあと、キーボードだけで、担当者がパスワードで署名して開く', async () => {
    const { page } = 席
    await page.goto(`${rooms.origin}/requests/${encodeURIComponent(照会.id)}`)
    await page.getByRole('link', { name: '閲覧を始める' }).waitFor()
    await tabTo(page, '閲覧を始める')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '署名に進む' }).waitFor()
    await tabTo(page, '告知文を見せた')
    await page.keyboard.press('Space')
    await tabTo(page, '署名に進む')
    await page.keyboard.press('Enter')
    await 署名する()
    await shows(page)
    await look(page, 'viewing-alone')
    assert.equal(await page.getByRole('button', { name: '席を外す' }).count(), 0)
  })

  await step('二台のカメラを順に、承認された範囲だけ見る', async () => {
    const { page } = 席
    const picture = page.locator('canvas')
    await page.getByRole('img', { name: /^北門/ }).waitFor()
    await tabTo(page, '南門')
    await page.keyboard.press('Enter')
    await page.getByRole('img', { name: /^南門.*コマ 1／/ }).waitFor()
    await shows(page)
    await picture.focus()
    await page.keyboard.press('.')
    await page.getByRole('img', { name: /^南門.*コマ 2／/ }).waitFor()
    await tabTo(page, '北門')
    await page.keyboard.press('Enter')
    await page.getByRole('img', { name: /^北門.*コマ 1／/ }).waitFor()
    await shows(page)
  })

  await step('キーボードだけで終え、行を確かめて署名し、件を閉じる', async () => {
    const { page } = 席
    await tabTo(page, '閲覧を終える')
    await page.keyboard.press('Enter')
    await until(() => isBlank(page))
    await page.getByRole('button', { name: 'この記録を確かめて署名する' }).waitFor()
    await page.getByText('提供先', { exact: true }).waitFor()
    await tabTo(page, 'この記録を確かめて署名する')
    await page.keyboard.press('Enter')
    await 署名する()
    await page.getByText('記録簿の行を確定しました').waitFor()
    await tabTo(page, 'この件を閉じる')
    await page.keyboard.press('Enter')
    await page.getByText('この件は閉じました').waitFor()
    await tabTo(page, '保管庫にしまったと書く')
    await page.keyboard.press('Enter')
    await page.getByText('保管庫にしまってあることになっています').waitFor()
    const line = await newestLine(課長, 'imageLedger')
    assert.equal(line.利用目的, '児童への声かけ事案の捜査')
    assert.deepEqual(rooms.wrong, [])
  })
})
