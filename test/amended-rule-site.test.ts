import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayOf, minuteOf, minuteUs, startOfDayUs } from '#civil/minute.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { peerMissing } from './peer/peer.ts'
import { confirmsClock } from './scenario/clock.ts'
import { quickViewing } from './scenario/quick-viewing.ts'
import { until } from './site.ts'

const skip = peerMissing() ?? false
const amended: Profile = {
  ...nishinari,
  version: '改正の試し',
  retention: { ...nishinari.retention, rule: { kind: 'civilDays', days: 5 } },
}

test('附則: 改正の日になると、録画係と事務室は新しい規程で働き、前の件の決定はそのまま読める', {
  skip,
}, async t => {
  const { site, 課長, 担当, opensCase } = await quickViewing(t)
  await opensCase('第1号')
  const tomorrow = dayOf(minuteOf(await site.nowUs()) + 24 * 60)
  const words = {
    ...{ document: amended, inForceOn: tomorrow, unit: null },
    ...{ writtenIn: '区長決裁', officers: [課長.name, 担当.name] },
  }
  await 課長.isRefused('内規: 2名の確認', ['profile', 'main'], 'AdoptProfile', {
    ...words,
    officers: [課長.name],
  })
  await 課長.does(['profile', 'main'], 'AdoptProfile', words)
  // It is away for a moment where it is started anew.
  const status = async () => (await site.json(['status']).catch(() => null))?.value
  const rule = async () => (await status())?.profile
  await until(async () => (await rule())?.next?.version === amended.version)
  const version = async () => (await 課長.get('/api/document')).json.version
  assert.equal(await version(), nishinari.version)

  await confirmsClock(site, [課長, 担当], startOfDayUs(tomorrow) + 10 * minuteUs)
  await until(async () => (await rule())?.version === amended.version)
  await until(async () => (await version()) === amended.version)
  assert.match(site.run.said(), /改正された規程が施行されました/)
  await until(async () => (await status())?.recording === true)
  assert.equal((await rule())?.next, null)

  const { state } = (await 課長.get(`/api/things/request/${encodeURIComponent('第1号')}`)).json
  assert.equal(state.status, 'open')
  const { code, value } = await site.json(['verify'])
  assert.equal(code, 0, JSON.stringify(value))
})
