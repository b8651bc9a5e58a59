import assert from 'node:assert/strict'
import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { peerMissing } from './peer/peer.ts'
import { viewing } from './scenario/case.ts'
import { quickViewing } from './scenario/quick-viewing.ts'
import { isPicture, Showing } from './scenario/showing.ts'
import { until } from './site.ts'

const skip = peerMissing() ?? false
const 第1号 = encodeURIComponent('第1号')

test('内規: 映してから報告するまでの間に、録画係の記録が前の状態に戻されても、映したことは台帳に残り、食い違いが告げられ、次は開かない', {
  skip,
}, async t => {
  const { site, camera, minute, 課長, 担当, opensCase } = await quickViewing(t)
  const first = await opensCase('第1号')
  const spool = join(site.data, 'spool')
  const before = join(site.folder, 'spool-before')
  await cp(spool, before, { recursive: true })
  const showing = await Showing.begins(担当, viewing(first, '1'))
  isPicture(await showing.picture(camera, minute, 0))

  const died = await site.run.keeper()
  process.kill(died, 'SIGKILL')
  await rm(spool, { recursive: true })
  await cp(before, spool, { recursive: true })
  await until(
    async () =>
      (await site.run.keeper()) !== died && (await site.call(['clock', 'show'])).code === 0,
  )

  // Whether the new history is already as long as the old one when the office looks depends on the machine alone.
  const isTold = /台帳にある記録と違います|録画係から消えています/
  await until(async () => isTold.test((await site.call(['status'])).stdout))
  const { state } = (await 課長.get(`/api/things/viewing/${第1号}/1`)).json
  assert.deepEqual(state.state.shown, [{ camera, fromMinute: minute, toMinute: minute + 1 }])
  const checked = await site.call(['check'])
  assert.equal(checked.code, 4)
  assert.match(checked.stdout, /forked|cut/)

  const second = await opensCase('第2号')
  const asked = await 担当.post('/api/showings', { stream: `viewing/${second.id}/1` })
  assert.equal(asked.status, 503)
  assert.match(asked.json.detail, /録画係の記録が、まだ台帳に届いていません/)
})

test('内規: 記録がまるごと消された録画係は、鍵を開かず、そのことを告げる', { skip }, async t => {
  const { site, camera, minute, 担当, opensCase } = await quickViewing(t)
  const first = await opensCase('第1号')
  const showing = await Showing.begins(担当, viewing(first, '1'))
  isPicture(await showing.picture(camera, minute, 0))
  const { child } = site.run
  process.kill(await site.run.keeper(), 'SIGKILL')
  await rm(join(site.data, 'spool'), { recursive: true })
  await until(() => child.exitCode !== null)
  assert.equal(child.exitCode, 1)
  assert.match(site.run.said(), /録画係の記録が見つかりません/)
})
