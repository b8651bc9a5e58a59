import assert from 'node:assert/strict'
import { test } from 'node:test'
import { found } from './found.ts'
import { commit, recover } from './keystore.ts'
import { memoryStore } from './memory-store.ts'

test('found, commit, recover', async () => {
  const store = memoryStore({ places: 2 })
  const first = await found(store, Buffer.from('one'))
  const second = await commit(store, first, Buffer.from('two'))
  const back = await recover(store)
  assert.equal(back.plain.toString(), 'two')
  assert.equal(back.version, 2)
  assert.deepEqual(back.blobHash, second.blobHash)
  assert.deepEqual([back.repaired, back.unfinished, back.rolledBack], [[], [], false])
})
