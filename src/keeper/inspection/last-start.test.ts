import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { KeeperEvent } from '../spool/events.ts'
import { createSpool } from '../spool/spool.ts'
import { emptyPlace, optionsOn, sealed } from '../spool/test-spool.ts'
import { lastStart } from './last-start.ts'

const started: KeeperEvent = {
  type: 'KeeperStarted',
  ...{ softwareVersion: 'x', lockHash: '', nodeVersion: '', separation: '分離なし' },
  keyringVersion: 1,
  demo: false,
}

async function spoolInBoots() {
  const now = { bootId: 'one' }
  const options = optionsOn(await emptyPlace())
  const spool = await createSpool({ ...options, stamp: () => ({ ...options.stamp(), ...now }) })
  return { spool, now }
}

test('how the keeper before ended: in order, dead in the same boot, or off with the machine', async () => {
  const { spool, now } = await spoolInBoots()
  const before = async () => (await lastStart(spool))?.before
  assert.equal(await before(), undefined)
  await spool.append(started)
  assert.equal(await before(), 'first')
  await spool.append({ type: 'KeeperStopped', cause: 'SIGTERM' })
  now.bootId = 'two'
  await spool.append(started)
  assert.deepEqual([await before(), (await lastStart(spool))?.cause], ['ended', 'SIGTERM'])
  await spool.append(sealed(1))
  await spool.append(started)
  assert.equal(await before(), 'died')
  await spool.append(sealed(2))
  now.bootId = 'three'
  await spool.append(started)
  assert.equal(await before(), 'off')
  await spool.append(sealed(3))
  assert.equal(await before(), 'off', 'what came since says nothing about it')
})
