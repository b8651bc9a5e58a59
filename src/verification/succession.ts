import { canonicalJson } from '#canonical/json.ts'
import { isRecord } from '#leaf/leaf.ts'
import { type NoteKey, readKey } from '#tlog/note.ts'
import type { Sha256 } from '#tlog/tree.ts'

/** A ledger whose leaves another goes on from, after its disk died (design/backup.md). */
export type Predecessor = {
  readonly key: NoteKey
  /** The newest of its checkpoints that anybody brought, as a note. */
  readonly checkpoint: string
  /** How many of its leaves are there: the next one is the first of its successor. */
  readonly size: number
  /** All this as the heading says it, canonical: its successor's first event must say the same. */
  readonly told: string
}

/** More disks than any office lets die. */
const mostSuccessions = 100

/** What `before` in a ledger's heading says, the newest first; null: nothing of this format. */
export function predecessorsIn(sha256: Sha256, before: unknown): readonly Predecessor[] | null {
  const found: Predecessor[] = []
  for (let one = before; one !== null; one = (one as Record<string, unknown>).before) {
    if (!isRecord(one) || found.length === mostSuccessions) return null
    if (Object.keys(one).toSorted().join() !== 'before,checkpoint,key,origin,size') return null
    const { origin, key, checkpoint, size } = one
    const known = typeof key === 'string' ? readKey(sha256, key) : null
    if (!known || known.name !== origin || typeof checkpoint !== 'string') return null
    if (!Number.isSafeInteger(size) || Number(size) < 0) return null
    if (Number(size) > (found.at(-1)?.size ?? Number.MAX_SAFE_INTEGER)) return null
    found.push({ key: known, checkpoint, size: Number(size), told: canonicalJson(one) })
  }
  return found
}
