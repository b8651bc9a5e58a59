import type { Minute } from '#civil/minute.ts'
import type { Seal } from '#vault/seal.ts'
import type { Keeper } from '../keeper.ts'
import { rootOfSeals } from '../recording/seal-book.ts'
import { type Checked, minuteName } from './check.ts'

/** Seals found in the files, by their minute. */
export type SealsByMinute = Map<Minute, Seal[]>

/**
 * The files' seals are the ones whose root the spool signed in that minute. A minute whose seals came in
 * several roots (a late one), or of which some camera's part is erased already, is not judged here: its
 * frames were compared with their own seals, and a missing file shows in the coverage.
 */
export async function checkRoots(keeper: Keeper, { seals, findings }: Checked): Promise<void> {
  const signed = new Map<Minute, { root: string; count: number }[]>()
  for await (const { event } of keeper.spool.read()) {
    if (event.type !== 'MinuteSealed' || !seals.has(event.minute)) continue
    const known = signed.get(event.minute)
    // Said again after a disk that failed: the same root is one root.
    if (known?.some(({ root }) => root === event.root)) continue
    if (known) known.push(event)
    else signed.set(event.minute, [event])
  }
  for (const [minute, found] of seals) {
    const roots = signed.get(minute) ?? []
    const [only] = roots
    if (roots.length !== 1 || !only || only.count !== found.length) continue
    if (rootOfSeals(found) === only.root) continue
    findings.add(
      'seal',
      minuteName(minute),
      'この分の封印が、署名済みの記録と合いません',
      'the seals of this minute are not the ones the spool signed',
    )
  }
}
