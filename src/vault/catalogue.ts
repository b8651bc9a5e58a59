import type { Day } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'

export type SegmentFile = {
  readonly path: string
  readonly camera: string
  readonly day: Day
  readonly hour: number
  /** 32 lower-case hex characters. */
  readonly segment: string
  readonly place: 'footage' | 'held'
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

/** Lists `footage/` and `held/`. `names`: by folder and file names alone (start). `headers`: reads every header too (`check`). */
export async function catalogue(
  disk: Disk,
  root: string,
  known: Known,
  by: 'names' | 'headers',
): Promise<Catalogue> {
  throw new Error(`not yet: ${disk} ${root} ${known} ${by}`)
}

/** The files of one camera that may hold minutes of [fromDay, toDay], in order of hour and begin. */
export async function filesOf(
  disk: Disk,
  root: string,
  camera: string,
  days?: { readonly from: Day; readonly to: Day },
): Promise<readonly SegmentFile[]> {
  throw new Error(`not yet: ${disk} ${root} ${camera} ${days}`)
}

/** Moves a foreign file to `<root>/quarantine/`, and says where it went. */
export async function quarantine(disk: Disk, root: string, path: string): Promise<string> {
  throw new Error(`not yet: ${disk} ${root} ${path}`)
}
