import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayOf, minuteOf, minuteUs, startOfDayUs } from '#civil/minute.ts'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { peerMissing } from './peer/peer.ts'
import { approval, caseOf, takesIn } from './scenario/case.ts'
import { confirmsClock } from './scenario/clock.ts'
import { 刑事 } from './scenario/detective.ts'
import type { Person } from './scenario/person.ts'
import { runningSite } from './scenario/running-site.ts'
import { scriptOf } from './scenario/script.ts'
import { appointments, designation, sectionOf } from './scenario/section.ts'
import { foundRoster } from './scenario/staffing.ts'
import { until } from './site.ts'
import { look } from './staff-app.ts'
import { type Rooms, type Seat, screensBuilt, shows, viewingRooms } from './viewing-room.ts'

const skip = peerMissing() ?? false
/** Witnesses show every second minute that they are there: a test has no quarter of an hour. */
const often: Profile = {
  ...hokuto,
  version: '二分ごと',
  witnesses: {
    ...hokuto.witnesses,
    presence: { ...hokuto.witnesses.presence, everyMinutes: 2 },
  },
}

test('内規: 立会閲覧室は、間をおいて尋ね、立会いの人がそれぞれ自分の鍵で答えるかぎり映す', {
  skip,
}, async t => {
  const step = scriptOf(t)
  await screensBuilt()
  const site = await runningSite(t, 'hokuto', ['七重浜小 正門前'])
  const { minute } = site
  const camera = site.camera('七重浜小 正門前')
  const ranges = [{ camera, fromMinute: minute, toMinute: minute + 1 }]
  const says = { requester: 刑事, purpose: '声かけ事案の捜査', ranges }
  const 要請 = caseOf(hokuto, '第6条第1項第2号', ['viewing'], { id: '令和8年度 第0043号', ...says })
  let 課長!: Person
  let 担当!: Person
  let 職員!: Person
  let rooms!: Rooms
  let 席!: Seat

  await step('二分ごとに尋ねる版の規程が、施行の日に当てはまる', async () => {
    ;({ 課長, 担当, 職員 } = await sectionOf(site, { of: camera, unit: '市民課' }))
    await 課長.does(appointments, 'Designate', designation('担当', camera, '市民課'))
    rooms = await viewingRooms(t, 課長.origin)
    席 = await rooms.seat()
    await rooms.enrols(席, 課長, '市民課の端末', '市民課')
    await foundRoster(site, 課長)
    await site.isOver(minute)
    const tomorrow = dayOf(minuteOf(await site.nowUs()) + 24 * 60)
    await 課長.does(['profile', 'main'], 'AdoptProfile', {
      ...{ document: often, inForceOn: tomorrow, unit: '市民部市民課' },
      ...{ writtenIn: '市長決裁', officers: [課長.name, 担当.name] },
    })
    const rule = async () => (await site.json(['status']).catch(() => null))?.value?.profile
    await until(async () => (await rule())?.next?.version === often.version)
    await confirmsClock(site, [課長, 担当], startOfDayUs(tomorrow) + 10 * minuteUs)
    await until(async () => (await rule())?.version === often.version)
    await until(async () => (await 課長.get('/api/document')).json.version === often.version)
  })

  await step('承認された一分を、二人の署名で開く', async () => {
    const { page } = 席
    await takesIn(職員, 担当, 要請)
    await 課長.does(approval(要請), 'DecideAsManager', { grant: true, reasons: '' })
    await rooms.signsIn(席, 担当)
    await page.goto(`${rooms.origin}/requests/${encodeURIComponent(要請.id)}/viewing`)
    await page.getByRole('checkbox', { name: '担当 関係職員' }).check()
    await page.getByRole('checkbox', { name: '課長 ' }).check()
    await page.getByRole('checkbox', { name: /告知文を見せた/ }).check()
    await page.getByRole('button', { name: '署名に進む' }).click()
    await 席.signs(担当)
    await page.getByText('署名済み').waitFor()
    await 席.signs(課長)
    await shows(page)
  })

  await step('尋ねられたら、二人がそれぞれの鍵で答える。映像はそのまま続く', async () => {
    const { page } = 席
    await page.getByText('その場にいますか。').waitFor()
    await shows(page)
    await look(page, 'viewing-presence')
    await 席.signs(担当, 'います（署名）')
    await page.getByText('署名済み').waitFor()
    await 席.signs(課長, 'います（署名）')
    await page.getByText('その場にいますか。').waitFor({ state: 'detached' })
    await shows(page)
    await page.getByRole('button', { name: '閲覧を終える' }).click()
    await page.getByText('操作した人が終えた、と記録されました').waitFor()
    assert.deepEqual(rooms.wrong, [])
  })
})
