import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { connectDoor, doorClient } from '#commands/door-client.ts'
import { ledgerThrough } from '#commands/ledger/through-door.ts'
import { askOffice } from '#commands/office-door.ts'
import { localDisk } from '#disk/local-disk.ts'
import { ownSteward } from '#disk/own-steward.ts'
import { readPremises } from '#keeper/premises.ts'
import { openSpool } from '#keeper/spool/spool.ts'
import type { OfficeReport } from '#office/report.ts'
import { readSigningKey } from '#signing/key-file.ts'
import { officePid, type SiteWithOffice, siteWithOffice } from './office-site.ts'
import { cameraWords, until } from './site.ts'

/** As many as wanted: `TACHIAI_KILLS=200`. */
const kills = Math.ceil(Number(process.env.TACHIAI_KILLS ?? 12) / 3)

test(`the real office killed ${kills} times at any moment since its start: nothing is missing, and recording went on`, async t => {
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

/** Some forty transactions. */
const waiting = 20_000

test(`the real office killed ${kills} times in the middle of taking over ${waiting} events: each is in the ledger once`, async t => {
  const site = await siteWithOffice(t)
  await site.init('hokuto')
  await recordMeanwhile(site.data, waiting)
  const run = await site.start(['run'])
  let killed = 0
  for (let from = 0; killed < kills; ) {
    const office = await officePid(run.child.pid!)
    const drain = await takingOver(site, from)
    await pause(Math.random() * 30)
    process.kill(office, 'SIGKILL')
    killed++
    assert.ok(drain.last < waiting, 'it was still at it')
    from = drain.last
    await until(
      async () => (await officePid(run.child.pid!)) !== office,
      () => run.said(),
    )
  }
  await until(
    async () => {
      const [drain] = (await site.json(['status'])).value.office?.keepers ?? []
      return drain?.state === 'draining' && drain.last > waiting && drain.last === drain.head
    },
    () => run.said(),
  )
  const { keeper } = (await readPremises(site.data))!
  const socket = (await connectDoor(site.place.door))!
  const ledger = await ledgerThrough(doorClient(socket, { ja: '', en: 'gone' }))
  const { stream } = (await ledger.streams()).find(({ name }) => name === `keeper/${keeper}`)!
  const numbers: number[] = []
  for await (const leaf of ledger.leaves()) if (leaf.stream === stream) numbers.push(leaf.n)
  socket.destroy()
  assert.deepEqual(
    numbers,
    numbers.map((_, at) => at + 1),
  )
  assert.ok(numbers.length > waiting)
  assert.equal((await site.call(['verify'])).code, 0)
  // Which also holds the newest of them to the spool itself.
  assert.deepEqual((await site.json(['check'])).value.findings, [])
})

/** What a keeper would write down in the months in which no office ran. */
async function recordMeanwhile(data: string, count: number): Promise<void> {
  const spool = await openSpool({
    disk: localDisk(ownSteward),
    directory: join(data, 'spool'),
    key: await readSigningKey(localDisk(ownSteward), join(data, 'keeper.key')),
    stamp: () => ({ atUs: Date.now() * 1000, bootId: 'before', bootUs: 1 }),
  })
  for (let done = 0; done < count; done += 1000) {
    await Promise.all(Array.from({ length: 1000 }, () => spool.append({ type: 'TimeMarked' })))
  }
  await spool.close()
}

/** The drain, as soon as it has taken more than it had. */
async function takingOver({ place }: SiteWithOffice, from: number) {
  let found: OfficeReport['keepers'][number] | undefined
  await until(
    async () => {
      const asked = askOffice<OfficeReport>(place, { order: 'status' }, { patienceMs: 1000 })
      ;[found] = (await asked.catch(() => null))?.keepers ?? []
      return found !== undefined && found.last > from
    },
    () => JSON.stringify(found),
  )
  return found!
}
