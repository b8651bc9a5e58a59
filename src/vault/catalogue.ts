import type { Day } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'
import { isUnlinked, VaultFault } from './fault.ts'
import { cameraFolder, type Place, placeFolder, readFileName } from './paths.ts'
import { decodeHeader, headerBytes } from './segment-header.ts'

export type SegmentFile = {
  readonly path: string
  readonly camera: string
  readonly day: Day
  readonly hour: number
  /** 32 lower-case hex characters. */
  readonly segment: string
  readonly place: Place
}

export type Catalogue = {
  readonly files: readonly SegmentFile[]
  /** Not ours, or not attributable: to be moved by `quarantine`, never to be given to another camera. */
  readonly foreign: readonly { readonly path: string; readonly why: string }[]
}

export type Known = {
  readonly site: Uint8Array
  readonly keeper: Uint8Array
  readonly isCamera: (camera: string) => boolean
}

const places: readonly Place[] = ['footage', 'held']
const dayName = /^\d{4}-\d{2}-\d{2}$/
/** What a crash while copying to `held/` leaves; `releaseFootage` takes it away. */
export const unfinished = '.part'

/**
 * Lists `footage/` and `held/`. `names`: by folder and file names alone (start). `headers`: reads every header too
 * (`check`): a header of another camera, site, keeper or hour makes a file foreign. A header never written (crash) does not.
 */
export async function catalogue(
  disk: Disk,
  root: string,
  known: Known,
  by: 'names' | 'headers',
): Promise<Catalogue> {
  const files: SegmentFile[] = []
  const foreign: { path: string; why: string }[] = []
  for (const place of places) {
    for (const camera of await disk.list(placeFolder(root, place))) {
      const folder = cameraFolder(root, place, camera)
      if (!known.isCamera(camera)) {
        foreign.push({ path: folder, why: 'unknown camera' })
        continue
      }
      for (const day of await disk.list(folder)) {
        if (!dayName.test(day)) foreign.push({ path: `${folder}/${day}`, why: 'not a day' })
        else await listDay(disk, { camera, day, place, folder: `${folder}/${day}` }, files, foreign)
      }
    }
  }
  if (by === 'names') return { files, foreign }
  const own: SegmentFile[] = []
  for (const file of files) {
    const why = await strangeness(disk, file, known)
    if (why === null) own.push(file)
    else foreign.push({ path: file.path, why })
  }
  return { files: own, foreign }
}

/** The files of one camera, in order of day and hour; of the days [from, to] where given. */
export async function filesOf(
  disk: Disk,
  root: string,
  camera: string,
  days?: { readonly from: Day; readonly to: Day },
): Promise<readonly SegmentFile[]> {
  const files: SegmentFile[] = []
  for (const place of places) {
    const folder = cameraFolder(root, place, camera)
    for (const day of await disk.list(folder)) {
      if (!dayName.test(day) || (days && (day < days.from || day > days.to))) continue
      await listDay(disk, { camera, day, place, folder: `${folder}/${day}` }, files, [])
    }
  }
  return files.sort((a, b) => (a.day === b.day ? a.hour - b.hour : a.day < b.day ? -1 : 1))
}

/** Moves a foreign file or folder to `<root>/quarantine/`, and says where it went. Nothing there is overwritten. */
export async function quarantine(disk: Disk, root: string, path: string): Promise<string> {
  const folder = `${root}/quarantine`
  await disk.makeDirectory(folder)
  const name = path.slice(root.length + 1).replaceAll('/', '_')
  const taken = new Set(await disk.list(folder))
  let to = name
  for (let n = 1; taken.has(to); n++) to = `${name}.${n}`
  await disk.rename(path, `${folder}/${to}`)
  await disk.syncDirectory(folder)
  await disk.syncDirectory(path.slice(0, path.lastIndexOf('/')))
  return `${folder}/${to}`
}

async function listDay(
  disk: Disk,
  at: { camera: string; day: Day; place: Place; folder: string },
  files: SegmentFile[],
  foreign: { path: string; why: string }[],
): Promise<void> {
  const { camera, day, place, folder } = at
  for (const name of await disk.list(folder)) {
    const path = `${folder}/${name}`
    const read = readFileName(name)
    if (read) files.push({ path, camera, day, place, ...read })
    else if (!name.endsWith(unfinished)) foreign.push({ path, why: 'not a sealed file' })
  }
}

/** Null also where it was unlinked since it was listed: forgetting goes on meanwhile. */
async function strangeness(disk: Disk, file: SegmentFile, known: Known): Promise<string | null> {
  const bytes = await disk.readAt(file.path, 0, headerBytes).catch(error => {
    if (isUnlinked(error)) return null
    throw error
  })
  if (bytes === null || bytes.length < headerBytes) return null
  try {
    const header = decodeHeader(bytes, file.path)
    if (!Buffer.from(header.site).equals(known.site)) return 'another site'
    if (!Buffer.from(header.keeper).equals(known.keeper)) return 'another keeper'
    if (header.camera !== file.camera) return 'another camera'
    if (header.segment !== file.segment) return 'another segment'
    return header.day === file.day && header.hour === file.hour ? null : 'another hour'
  } catch (fault) {
    if (fault instanceof VaultFault) return 'no sealed file'
    throw fault
  }
}
