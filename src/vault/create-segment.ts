import { dirname } from 'node:path/posix'
import { dayOf, hourOf, type Minute } from '#civil/minute.ts'
import type { DurableFile } from '#disk/disk.ts'
import { cameraFolder, dayFolder, segmentPath } from './paths.ts'
import type { SegmentHeader } from './segment-header.ts'
import { SegmentSealer } from './segment-sealer.ts'
import type { Stream } from './stream.ts'
import type { WriterOptions } from './writer.ts'

export type CreatedSegment = { readonly file: DurableFile; readonly sealer: SegmentSealer }

type Place = Pick<SegmentHeader, 'segment' | 'beginsUs' | 'previous'> & { readonly minute: Minute }

/**
 * Creates a sealed file with its header; when this returns, both and the names above are durable. Rejects as the disk does;
 * what it created is then taken away again where the disk allows: nothing was sealed in it.
 * `folders`: those known to be durable.
 */
export async function createSegment(
  { disk, root, identity }: WriterOptions,
  { minute, ...at }: Place,
  stream: Stream,
  folders: Set<string>,
): Promise<CreatedSegment> {
  const { site, keeper, camera, profileHash, limitRule, importNumber = 0 } = identity()
  const who = { site, keeper, camera, profileHash, limitRule, importNumber }
  const header = { ...who, ...at, day: dayOf(minute), hour: hourOf(minute) }
  const sealer = new SegmentSealer(header, stream)
  const folder = dayFolder(root, 'footage', camera, header.day)
  const isNew = !folders.has(folder)
  if (isNew) await disk.makeDirectory(folder)
  const path = segmentPath(folder, header.hour, header.segment)
  const file = await disk.create(path)
  try {
    await file.write(sealer.headerBytes, 0)
    await disk.syncDirectory(folder)
    if (isNew) {
      const above = cameraFolder(root, 'footage', camera)
      for (const one of [above, dirname(above), root]) await disk.syncDirectory(one)
      folders.clear()
      folders.add(folder)
    }
    return { file, sealer }
  } catch (cause) {
    await file.close().catch(() => {})
    await disk.remove(path).catch(() => {})
    throw cause
  }
}
