import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { minuteUs } from '#civil/minute.ts'
import { confirmsClock } from './clock.ts'
import { type Person, refusedOn, type Thing } from './person.ts'
import type { RunningSite } from './running-site.ts'
import { isPicture, Showing } from './showing.ts'

/** The approved minute is on the screen, picture by picture, and nothing else: not the next minute, not on another page. */
export async function showsNothingBut(
  site: RunningSite,
  operator: Person,
  thing: Thing,
  approved: { readonly camera: string; readonly minute: number; readonly outside: string },
): Promise<Showing> {
  const { camera, minute, outside } = approved
  await site.isOver(minute)
  const showing = await Showing.begins(operator, thing)
  const { pictures } = (await showing.minute(camera, minute)).json
  assert.ok(pictures.length > 10, `${pictures.length} pictures`)
  isPicture(await showing.picture(camera, minute, 0))
  isPicture(await showing.picture(camera, minute, pictures.length - 1))
  refusedOn(outside, await showing.picture(camera, minute + 1, 0))
  assert.equal((await showing.fromAnotherPage(camera, minute)).status, 404)
  return showing
}

/** So many days later two officers sign for the time; the minute went when it was due, and a certificate says so. */
export async function isGoneAfter(
  site: RunningSite,
  officers: readonly [Person, Person],
  days: number,
  minute: number,
  article: string,
): Promise<void> {
  await confirmsClock(site, officers, (minute + days * 24 * 60) * minuteUs)
  const { code, stdout } = await site.call(['erasure'])
  assert.equal(code, 0)
  assert.ok(stdout.includes(article), stdout)
  assert.match(stdout, /復号不能とした時刻/)
  const checked = await site.call(['check'])
  assert.equal(checked.code, 0, checked.stdout)
}

/**
 * The whole record is held to everything a verifier holds it to, and the machine stops quietly. The days that were jumped
 * over have no sign of life, and are told.
 */
export async function endsInOrder(site: RunningSite, manager: Person): Promise<void> {
  const { json } = await manager.post('/api/ledger/verify')
  const found = json.findings.filter(({ kind }: { kind: string }) => kind !== 'silence')
  assert.deepEqual(found, [])
  assert.ok(await isRecorded(site, 'RefusalsCounted'), 'what the keeper refused is in the record')
  assert.equal(await site.run.stop(), 0)
}

/** Whether the ledger has an event of this type: read in the files that it gives to outsiders. */
async function isRecorded(site: RunningSite, type: string): Promise<boolean> {
  const folder = join(site.folder, 'export')
  const { code, stderr } = await site.call(['ledger', 'export', folder])
  assert.equal(code, 0, stderr)
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const file of files.filter(one => one.isFile())) {
    const bytes = await readFile(join(file.parentPath, file.name))
    if (bytes.includes(type)) return true
  }
  return false
}
