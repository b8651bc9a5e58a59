import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { officePid, siteWithOffice } from './office-site.ts'
import { cameraWords, until } from './site.ts'

/** As many as wanted: `TACHIAI_KILLS=200`. */
const kills = Math.ceil(Number(process.env.TACHIAI_KILLS ?? 12) / 3)

test(`the real office killed ${kills} times while it takes over: each event is in the ledger once, and recording went on`, async t => {
  const site = await siteWithOffice(t)
  await site.init('hokuto')
  const run = await site.start(['run'])
  for (let kill = 0; kill < kills; kill++) {
    const office = await officePid(run.child.pid!)
    const adding = site.call(cameraWords(`rtsp://127.0.0.1:9/${kill}`, `門${kill}`), {
      input: '\n\n',
    })
    await pause(Math.random() * 1500)
    process.kill(office, 'SIGKILL')
    assert.equal((await adding).code, 0)
    const { value } = await site.json(['status'])
    assert.equal(value.recording, true)
    // Gone altogether before the next is looked for.
    await until(
      async () => (await officePid(run.child.pid!)) !== office,
      () => run.said(),
    )
  }
  await until(
    async () => {
      const [drain] = (await site.json(['status'])).value.office?.keepers ?? []
      return drain?.state === 'draining' && drain.last >= kills && drain.last === drain.head
    },
    () => run.said(),
  )
  const { code, value } = await site.json(['verify'])
  assert.equal(code, 0, JSON.stringify(value))
  const { value: checked } = await site.json(['check'])
  assert.deepEqual(checked.findings, [])
  assert.ok(checked.ledger.leaves > kills)
})
