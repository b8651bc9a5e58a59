import assert from 'node:assert/strict'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { secretsOf, siteWithOffice } from './office-site.ts'
import { until } from './site.ts'

test('with everything running: a backup, recorded and found whole; the database lost; the keeper sends again', async t => {
  const site = await siteWithOffice(t)
  assert.equal((await site.init('kai')).code, 0)
  const running = await site.start(['run'])
  const head = async () => (await site.json(['check'])).value.ledger
  await until(
    async () => (await head())?.keeperEvents > 0,
    () => running.said(),
  )

  const folder = join(site.folder, 'stick')
  const made = await site.json(['backup', folder])
  assert.deepEqual([made.code, made.value.noted], [0, true])
  for (const secret of await secretsOf(site)) {
    for (const name of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!name.isFile()) continue
      const file = join(name.parentPath, name.name)
      assert.equal((await readFile(file)).indexOf(secret), -1, file)
    }
  }
  const checked = await site.json(['check'])
  assert.deepEqual([checked.code, checked.value.findings], [0, []])
  assert.ok(checked.value.ledger.leaves > made.value.size)
  assert.equal((await site.call(['restore', folder])).code, 1, 'not beside a running office')
  assert.equal(await running.stop(), 0)

  // To another PostgreSQL: taken while no office runs, a backup is the ledger's last word, and it goes on from there.
  const { value: last } = await site.json(['backup', join(site.folder, 'last')])
  assert.deepEqual([last.noted, last.size > made.value.size], [false, true])
  await rm(site.place.database, { recursive: true })
  assert.equal((await site.json(['restore', join(site.folder, 'last')])).value.lost, 0)
  const moved = await site.start(['run'])
  await until(
    async () => (await head())?.leaves > last.size,
    () => moved.said(),
  )
  assert.equal(await moved.stop(), 0)

  await rm(site.place.database, { recursive: true })
  const restored = await site.json(['restore', folder])
  assert.equal(restored.code, 0)
  assert.ok(restored.value.lost > 0)
  const refused = await site.start(['run'])
  await until(
    () => refused.said().includes('ledger succeed'),
    () => refused.said(),
  )
  await refused.stop()
  const by = ['--by', '佐藤', '--by', '鈴木']
  const succeeded = await site.json(['ledger', 'succeed', '--cause', '試し', ...by])
  assert.equal(succeeded.code, 0)
  const again = await site.start(['run'])
  await until(
    async () => (await head())?.leaves > made.value.size + restored.value.lost,
    () => again.said(),
  )
  assert.deepEqual((await site.json(['check'])).value.findings, [])
})
