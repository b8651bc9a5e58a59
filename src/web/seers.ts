import type { Kind } from '#acts/kinds.ts'
import type { Who } from './route.ts'
import { mayManage } from './sayers.ts'
import { lookers, office } from './who.ts'

/** Who sees a kind of thing, where it is not everybody who may look: as it stands, and in what was recorded of it. */
const seers: Readonly<Record<string, Who>> = {
  credential: mayManage,
  live: office,
} satisfies Partial<Record<Kind, Who>>

/** Of the kind that a stream's name begins with. */
export const seersOf = (kind: string): Who => (Object.hasOwn(seers, kind) ? seers[kind]! : lookers)
