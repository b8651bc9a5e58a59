import type { Founding } from '#office/office.ts'
import type { OfficePlace } from '#office/place.ts'
import type { Problem } from './problem.ts'

/** What the office's process is told by the one that starts it. */
export type OfficeTask = {
  readonly place: OfficePlace
  readonly starterUid: number
  readonly founding: Pick<Founding, 'organisation' | 'profile'>
}
/** What it answers once: that it works, or why it cannot. */
export type OfficeAnswer =
  | { readonly ready: true; readonly separated: boolean }
  | { readonly problem: Problem }
