import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Disk } from '#disk/disk.ts'
import { memoryDisk } from '#disk/memory-disk.ts'
import { catalogue, quarantine } from './catalogue.ts'
import { previousOf } from './previous.ts'
import {
  nineUs,
  trial,
  trialCamera,
  trialFiles,
  trialKeys,
  trialKnown,
  trialRoot,
} from './trial-camera.ts'

const secondUs = 1_000_000

async function recorded() {
  const disk = memoryDisk()
  await disk.makeDirectory(trialRoot)
  const one = trial(disk)
  await one.feed(nineUs + 3590 * secondUs, 20)
  await one.writer.close()
  return { disk, one }
}

async function put(disk: ReturnType<typeof memoryDisk>, path: string, bytes: Uint8Array) {
  await disk.makeDirectory(path.slice(0, path.lastIndexOf('/')))
  const file = await disk.create(path)
  await file.write(bytes, 0)
  await file.close()
}

test('own files are listed with what their names say', async () => {
  const { disk } = await recorded()
  for (const by of ['names', 'headers'] as const) {
    const { files, foreign } = await catalogue(disk, trialRoot, trialKnown, by)
    assert.deepEqual(foreign, [])
    assert.deepEqual(
      files.map(({ day, hour, camera }) => [camera, day, hour]),
      [
        [trialCamera, '2026-11-22', 9],
        [trialCamera, '2026-11-22', 10],
      ],
    )
  }
})

test('footage under another camera, hour, name or site is foreign, and is moved, not attributed', async () => {
  const { disk } = await recorded()
  const [file] = await trialFiles(disk)
  const bytes = await disk.read(file!.path)
  const other = 'cb'.repeat(16)
  const known = { ...trialKnown, isCamera: (id: string) => id === trialCamera || id === other }
  const name = file!.path.slice(file!.path.lastIndexOf('/') + 1)
  const folder = `${trialRoot}/footage`
  const strange = [
    [`${folder}/${other}/2026-11-22/${name}`, 'another camera'],
    [`${folder}/${trialCamera}/2026-11-21/${name}`, 'another hour'],
    [`${folder}/${trialCamera}/2026-11-22/11${name.slice(2)}`, 'another hour'],
    [`${folder}/${trialCamera}/2026-11-22/09-${'00'.repeat(16)}.tachi`, 'another segment'],
    [`${folder}/${trialCamera}/2026-11-22/notes.txt`, 'not a sealed file'],
  ] as const
  for (const [path] of strange) await put(disk, path, bytes)
  await put(
    disk,
    `${folder}/${trialCamera}/2026-11-22/12-${'01'.repeat(16)}.tachi`,
    Buffer.from('hello'.repeat(200)),
  )
  const { files, foreign } = await catalogue(disk, trialRoot, known, 'headers')
  assert.equal(files.length, 2)
  for (const [path, why] of strange) assert.equal(foreign.find(one => one.path === path)?.why, why)
  assert.equal(foreign.length, strange.length + 1)
  const elsewhere = { ...trialKnown, site: Buffer.alloc(16, 1) }
  assert.ok(
    (await catalogue(disk, trialRoot, elsewhere, 'headers')).foreign.some(
      one => one.why === 'another site',
    ),
  )
  for (const { path } of foreign)
    assert.match(await quarantine(disk, trialRoot, path), /quarantine/)
  const after = await catalogue(disk, trialRoot, known, 'headers')
  assert.deepEqual([after.files.length, after.foreign.length], [2, 0])
})

test('a file that is unlinked between listing and looking is neither own nor foreign', async () => {
  const { disk } = await recorded()
  const [gone, kept] = await trialFiles(disk)
  const forgetting: Disk = {
    ...disk,
    async readAt(path, at, length) {
      if (path === gone!.path) await disk.remove(path).catch(() => {})
      return disk.readAt(path, at, length)
    },
  }
  const { files, foreign } = await catalogue(forgetting, trialRoot, trialKnown, 'headers')
  assert.deepEqual(foreign, [])
  assert.deepEqual(
    files.filter(({ path }) => path !== gone!.path).map(({ path }) => path),
    [kept!.path],
  )
})

test('an unknown camera is foreign as a whole, and two of a name both find room', async () => {
  const { disk } = await recorded()
  const nobody = { ...trialKnown, isCamera: () => false }
  const { foreign } = await catalogue(disk, trialRoot, nobody, 'names')
  assert.deepEqual(
    foreign.map(({ why }) => why),
    ['unknown camera'],
  )
  const first = await quarantine(disk, trialRoot, foreign[0]!.path)
  await put(disk, `${foreign[0]!.path}/2026-11-22/x`, Buffer.from('x'))
  assert.notEqual(await quarantine(disk, trialRoot, foreign[0]!.path), first)
})

test('the end of what was written before is found, in closed files and broken ones', async () => {
  const { disk, one } = await recorded()
  const end = await previousOf(disk, trialRoot, trialCamera)
  assert.deepEqual(Buffer.from(end!.seal), Buffer.from(one.seals.at(-1)!.hash))
  assert.equal(end!.segment, one.seals.at(-1)!.segment)
  assert.equal(await previousOf(disk, trialRoot, 'cb'.repeat(16)), null)
  const again = trial(disk, { previous: end! }, 'again')
  await again.feed(nineUs + 3612 * secondUs, 70)
  const broken = await previousOf(disk, trialRoot, trialCamera, trialKeys)
  assert.equal(broken!.segment, again.writer.segment)
  assert.deepEqual(again.seals[0]!.previous, end!.seal)
  assert.equal(broken!.carried?.length, 1)
  assert.deepEqual(
    Buffer.from(broken!.carried![0]!.previous),
    Buffer.from(again.seals.at(-1)!.hash),
  )
})
