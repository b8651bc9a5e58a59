import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { filesOf } from '#vault/catalogue.ts'
import { scanSegment } from '#vault/scan.ts'
import { machineDisk, type Watched } from './keeper-on-a-clock.ts'

/** 32 bytes out of the middle of every record of a minute, as they lie in the files. */
export async function sealedPieces({ premises }: Watched, camera: string, minute: number) {
  const pieces: Buffer[] = []
  for (const { path } of await filesOf(machineDisk, premises.directory, camera)) {
    const map = await scanSegment(machineDisk, path, 'records')
    const place = map.minutes.find(place => place.minute === minute)
    if (!place) continue
    for (let at = 200; at + 32 < place.length; at += 800) {
      pieces.push(await machineDisk.readAt(path, place.offset + at, 32))
    }
  }
  return pieces
}

export async function sealedFiles(folder: string): Promise<Buffer[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => entry.name.endsWith('.tachi'))
  return Promise.all(files.map(({ parentPath, name }) => readFile(`${parentPath}/${name}`)))
}

/** No key derives the minute, and once its space is released none of its sealed records stands in any file. */
export async function assertGone(
  site: Watched,
  camera: string,
  minute: number,
  pieces: readonly Buffer[],
) {
  assert.equal(site.keeper.custody.minuteKey(camera, minute), null, 'a key that should be gone')
  await site.keeper.space.settle()
  const files = await sealedFiles(site.premises.directory)
  assert.ok(pieces.length > 5)
  const left = pieces.filter(piece => files.some(file => file.includes(piece)))
  assert.equal(left.length, 0, 'sealed records that should be gone')
}
