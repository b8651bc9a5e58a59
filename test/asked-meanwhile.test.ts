import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { holdLock } from '#keeper/lock.ts'
import { siteFor, until } from './site.ts'

test('a command that looks in while the keeper is away does not end the recording', async t => {
  const site = await siteFor(t)
  assert.equal((await site.init('kai')).code, 0)
  const run = await site.start(['run'])
  const { site: id } = JSON.parse(await readFile(join(site.data, 'site.json'), 'utf8'))
  const died = await run.keeper()
  process.kill(died, 'SIGKILL')
  // As the keeper of a command that came in between.
  const other = await holdLock(id, 240_000)
  await until(
    async () => (await run.keeper()) !== died,
    () => run.said(),
  )
  await pause(1500)
  assert.equal(run.child.exitCode, null, run.said())
  other.release()
  await until(
    async () => (await site.json(['status']).catch(() => null))?.value?.recording === true,
    () => run.said(),
  )
  const second = await site.call(['run'])
  assert.equal(second.code, 1, 'a second one is told so at once')
  assert.match(second.stderr, /すでに動いています/)
  assert.equal(await run.stop(), 0)
})
