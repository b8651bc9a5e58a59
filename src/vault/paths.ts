import type { Day } from '#civil/minute.ts'

/** footage: by the rule's period. held: minutes that only a hold keeps. */
export type Place = 'footage' | 'held'

export const placeFolder = (root: string, place: Place): string => `${root}/${place}`
export const cameraFolder = (root: string, place: Place, camera: string): string =>
  `${placeFolder(root, place)}/${camera}`
export const dayFolder = (root: string, place: Place, camera: string, day: Day): string =>
  `${cameraFolder(root, place, camera)}/${day}`
export const segmentPath = (folder: string, hour: number, segment: string): string =>
  `${folder}/${String(hour).padStart(2, '0')}-${segment}.tachi`

const fileName = /^([01]\d|2[0-3])-([0-9a-f]{32})\.tachi$/

/** Hour and segment id of a file name; null where it is none of ours. */
export function readFileName(name: string): { hour: number; segment: string } | null {
  const match = fileName.exec(name)
  return match && { hour: Number(match[1]), segment: match[2]! }
}
