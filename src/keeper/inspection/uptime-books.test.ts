import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { KeeperEvent } from '../spool/events.ts'
import { createSpool, openSpool } from '../spool/spool.ts'
import { emptyPlace, entries, optionsOn } from '../spool/test-spool.ts'
import { uptimeBooks } from './uptime-books.ts'

const camera = 'ca'.repeat(16)
const gap = (minute: number): KeeperEvent => ({
  type: 'GapRecorded',
  ...{ camera, fromUs: minute * 60, toUs: (minute + 1) * 60, cause: 'silence', detail: '' },
})
const quiet = () => {}

test('an outage told minute by minute is one stretch, however long', async () => {
  const spool = await createSpool(optionsOn(await emptyPlace()))
  for (let minute = 0; minute < 500; minute++) await spool.append(gap(minute))
  const { gaps, keptSinceUs, lostEvents } = await uptimeBooks(spool, quiet)
  assert.deepEqual(gaps.get(camera), [{ fromUs: 0, toUs: 500 * 60, cause: 'silence' }])
  assert.deepEqual([keptSinceUs, lostEvents], [null, 0])
})

test('where old events were removed, it says since when they are kept', async () => {
  const options = optionsOn(await emptyPlace())
  const spool = await createSpool(options)
  for (let minute = 0; minute < 300; minute++) await spool.append(gap(minute))
  const middle = (await entries(spool, 200))[0]!.event.atUs
  const { through } = await spool.prune(middle)
  assert.ok(through > 0)
  const [oldest] = await entries(spool)
  const { gaps, keptSinceUs, lostEvents } = await uptimeBooks(spool, quiet)
  assert.equal(keptSinceUs, oldest!.event.atUs)
  assert.equal(gaps.get(camera)![0]!.fromUs, (oldest!.n - 1) * 60)
  assert.equal(lostEvents, 0)
})

test('events that cannot be read any more are counted, whether a start noticed them or not', async () => {
  const options = optionsOn(await emptyPlace())
  const spool = await createSpool(options)
  for (let minute = 0; minute < 100; minute++) await spool.append(gap(minute))
  await spool.close()
  const path = `${options.directory}/00000001.chunk`
  const file = await options.disk.open(path)
  await file.write(Buffer.alloc(600), 4000)
  await file.close()
  const again = await openSpool(options)
  const read = (await entries(again)).length
  const { lostEvents } = await uptimeBooks(again, quiet)
  assert.ok(lostEvents > 0)
  assert.equal(lostEvents, again.head.n - read)
})
