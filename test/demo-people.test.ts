import assert from 'node:assert/strict'
import { stat } from 'node:fs/promises'
import { test } from 'node:test'
import { OfficeUser } from '#cast/office-user.ts'
import { Screen } from '#cast/screen.ts'
import { readCast } from '#commands/demo/cast-file.ts'
import { siteWithOffice } from './office-site.ts'
import { until } from './site.ts'

test('見本: 五人が入り、各段階の件がそろい、見学者の画面も端末になり、始め直してもそのまま', async t => {
  process.env.TACHIAI_HTTP = '0'
  const site = await siteWithOffice(t)
  const demo = await site.start(['demo'])
  const cast = () => readCast(site.data)
  await until(
    async () => (await cast())?.isFinished === true,
    () => demo.said(),
  )
  const { people, scenes, origin } = (await cast())!
  assert.equal((await stat(`${site.data}-people.json`)).mode & 0o777, 0o600)
  assert.equal(people.length, 5)
  assert.deepEqual(
    scenes.map(({ waits }) => waits),
    [
      '渡した写しの返却（期限超過）',
      '済んだ件（記録簿に一行）',
      '書類と確認がまだ',
      '承認',
      '閲覧',
      '記録の行の確認',
    ],
  )

  const [head] = people
  const manager = new OfficeUser(head!, origin, new Map())
  await manager.sitsDown()
  const { duties, nowUs } = (await manager.get('/api/duties')).json
  const overdue = duties.filter(({ isOverdue }: { isOverdue: boolean }) => isOverdue)
  assert.ok(overdue.some(({ what }: { what: string }) => what === 'endCopy'))
  assert.ok(Math.abs(nowUs - Date.now() * 1000) < 600_000_000, 'the month is over today')

  const [, address] = /見本の入口: (\S+)/.exec(demo.said())!
  const page = await fetch(address!)
  assert.ok((await page.text()).includes(head!.password))
  const given = await fetch(`${address}/number`, { method: 'POST', headers: { origin: address! } })
  const [, code] = /<strong>([^<]+)<\/strong>/.exec(await given.text())!
  const visitor = new Screen('見学者', '')
  const terminal = await visitor.isEnrolledWith(code!, manager)
  await until(
    async () => (await site.json(['roster', 'show'])).value.terminals.includes(terminal),
    () => demo.said(),
  )
  assert.equal(await demo.stop(), 0)

  const again = await site.start(['demo'])
  await until(
    () => /見本の入口/.test(again.said()),
    () => again.said(),
  )
  assert.deepEqual((await cast())!.scenes, scenes, 'nothing is played twice')
  assert.equal(await again.stop(), 0)
  assert.equal((await site.json(['check'])).code, 0)
})
