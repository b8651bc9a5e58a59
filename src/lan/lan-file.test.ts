import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { hostIn, readLan, removeLan, writeLan } from './lan-file.ts'

test('what is written is read, by its owner alone', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'tachiai-'))
  t.after(() => rmSync(folder, { recursive: true }))
  assert.equal(await readLan(folder), null)
  const authority = { host: 'a.local', root: 'r', intermediate: 'i', intermediateKey: 'k' }
  await writeLan(folder, { port: 8443, authority })
  assert.deepEqual(await readLan(folder), { port: 8443, authority })
  assert.equal(statSync(join(folder, 'lan.json')).mode & 0o777, 0o600)
  for (const text of ['', '{', '{"port":1}', '{"port":"x","authority":{}}']) {
    writeFileSync(join(folder, 'lan.json'), text)
    await assert.rejects(readLan(folder), /lan.json/)
  }
  await removeLan(folder)
  assert.equal(await readLan(folder), null)
})

test('a name that a key can be bound to', () => {
  for (const name of ['tachiai.local', 'Camera-1.city.lg.jp']) {
    assert.equal(hostIn(name), name.toLowerCase())
  }
  for (const name of [
    ...['', 'tachiai', '192.168.1.20', '[::1]', '*.local', 'a..b', '-a.b', 'x.localhost'],
    ...['a.b:8443', 'a.b/c', `${'a'.repeat(64)}.local`, 'たちあい.local', 'a b.local'],
  ]) {
    assert.throws(() => hostIn(name), name)
  }
})
