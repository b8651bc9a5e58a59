import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minuteUs, readMoment } from '#civil/minute.ts'
import type { CheckReport } from '#keeper/report.ts'
import { FakeMachine } from '#keeper/time/fake-machine.ts'
import { foundSite, openWatched } from './keeper-on-a-clock.ts'
import { folderFor } from './site.ts'

test('a keeper whose disk is older than what it sent to the ledger is found out by `check`', async t => {
  const machine = new FakeMachine(readMoment('2026-11-01 09:59'))
  const premises = await foundSite({ folder: await folderFor(t), profile: 'kai', machine })
  const site = await openWatched({ t, premises, machine })
  machine.wait(minuteUs)
  await site.record([await site.addCamera('門')], 2)
  const { n, hash } = site.keeper.spool.head
  const erasedVersion = site.keeper.custody.version
  const kinds = async (ledger: object) => {
    const said = { n, hash: hash.toString('hex'), erasedVersion, ...ledger }
    const { findings } = await site.order<CheckReport>('check', { ledger: said })
    return findings.map(({ kind }) => kind)
  }
  assert.deepEqual(await kinds({}), [])
  assert.deepEqual(await kinds({ hash: null }), [])
  assert.deepEqual(await kinds({ n: n + 50 }), ['spool.cut'])
  assert.deepEqual(await kinds({ hash: '00'.repeat(32) }), ['spool.forked'])
  assert.deepEqual(await kinds({ erasedVersion: erasedVersion + 1 }), ['rolledBack'])
})
