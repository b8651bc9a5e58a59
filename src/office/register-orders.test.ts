import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { connectDoor, doorClient, resultOf } from '#commands/door-client.ts'
import { printedLines } from '#commands/register/print.ts'
import { openDoor } from '#door/door.ts'
import type { WrittenPage } from '#projections/page.ts'
import type { Compared } from '#projections/rebuild.ts'
import { association, bookedOffice, request, wholeCase } from '../../test/booked-office.ts'
import { type RegisterEntry, registerOrders, type ShownRegister } from './register-orders.ts'

test('registers are asked for at the office’s door', async t => {
  const here = await bookedOffice(t, association)
  await wholeCase(here, association)
  const orders = registerOrders({
    ...here.parts,
    inForce: async () => association,
    cameraNames: async () => new Map(),
  })
  const folder = mkdtempSync(join(tmpdir(), 'tachiai-'))
  const door = await openDoor(join(folder, 'door'), async (order, progress) => ({
    result: await orders[order.order]!(order, progress),
  }))
  const socket = await connectDoor(join(folder, 'door'))
  t.after(async () => {
    socket?.destroy()
    await door.close()
    rmSync(folder, { recursive: true })
  })
  const office = doorClient(socket!, { ja: '切れました', en: 'gone' })
  const ask = async <Result>(order: string, more: object = {}) =>
    resultOf(await office.order<Result>({ order, ...more }, step => steps.push(step)))
  const steps: unknown[] = []

  const books = await ask<readonly RegisterEntry[]>('register.list')
  assert.deepEqual(
    books.map(({ id }) => id),
    association.registers.list.map(({ id }) => id),
  )
  const filled = books.find(({ lines }) => lines > 0)!
  assert.deepEqual(filled.years, [2026])
  const shown = await ask<ShownRegister>('register.show', { register: filled.title, year: 2026 })
  assert.equal(shown.book.rows.length, filled.lines)
  const text = printedLines(shown).join('\n')
  assert.ok(text.includes(`■ ${request}`), text)
  const none = await ask<ShownRegister>('register.show', { register: filled.id, words: 'どこにも' })
  assert.deepEqual(none.book.rows, [])
  assert.deepEqual(printedLines(none).at(-1), { ja: '行はありません。', en: 'No lines.' })
  const page = await ask<WrittenPage>('register.page', { register: filled.id, year: 2026 })
  assert.deepEqual(page.book, shown.book)
  for (const wrong of [
    { order: 'register.show', register: 'なにか' },
    { order: 'register.page', register: filled.id },
    { order: 'register.show', register: filled.id, year: '2026' },
  ]) {
    await assert.rejects(ask(wrong.order, wrong), { name: 'Error' })
  }

  const whole = await ask<Compared>('register.compare')
  assert.deepEqual(whole.differing, [])
  await here.database.app.query('delete from projection.line')
  const mended = await ask<Compared>('register.rebuild')
  assert.equal(mended.differing.length, whole.lines)
  assert.deepEqual((await ask<Compared>('register.compare')).differing, [])
  assert.ok(steps.length > 0)
})
