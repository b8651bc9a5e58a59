import assert from 'node:assert/strict'
import { chmod, chown, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { ownSteward, stewardAs } from './own-steward.ts'

const keeper = { uid: 61201, gid: 61201 }
const mustBeRoot = process.getuid?.() === 0 ? false : 'only root can work for another user'

test('root punches as the keeper’s user: a link put in a file’s place leads nowhere', {
  skip: mustBeRoot,
}, async t => {
  const folder = await mkdtemp(join(tmpdir(), 'tachiai-steward-'))
  t.after(() => rm(folder, { recursive: true }))
  await chmod(folder, 0o755)
  const [own, others, link] = ['own', 'others', 'link'].map(name => join(folder, name))
  for (const path of [own!, others!]) await writeFile(path, Buffer.alloc(8192, 1), { mode: 0o600 })
  await chown(own!, keeper.uid, keeper.gid)
  await symlink(others!, link!)
  const steward = stewardAs(keeper)
  await assert.rejects(steward.punch(link!, 0, 4096))
  assert.ok((await readFile(others!)).every(byte => byte === 1))
  await steward.punch(own!, 0, 4096)
  const bytes = await readFile(own!)
  assert.ok(bytes.subarray(0, 4096).every(byte => byte === 0) && bytes[4096] === 1)
})

test('only a directory is opened to be synced', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'tachiai-steward-'))
  t.after(() => rm(folder, { recursive: true }))
  await ownSteward.syncDirectory(folder)
  await writeFile(join(folder, 'file'), '')
  await assert.rejects(ownSteward.syncDirectory(join(folder, 'file')), { code: 'ENOTDIR' })
})
