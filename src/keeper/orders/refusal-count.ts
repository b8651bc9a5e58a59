import { minuteOf } from '#civil/minute.ts'
import type { Refusal } from '#law/basis.ts'
import type { Spool } from '../spool/spool.ts'

/** Refusals are events too, one a minute for each kind, however often somebody tries. */
export type RefusalCount = {
  add(kind: string, refusal: Refusal): void
  settle(): Promise<void>
}

export function openRefusalCount(spool: Spool, nowUs: () => number): RefusalCount {
  const counts = new Map<string, { kind: string; cite: string; minute: number; count: number }>()
  return {
    add(kind, { basis: { cite } }) {
      const key = `${kind} ${cite}`
      const known = counts.get(key)
      if (known) known.count += 1
      else counts.set(key, { kind, cite, minute: minuteOf(nowUs()), count: 1 })
    },
    async settle() {
      const all = [...counts.values()]
      counts.clear()
      for (const counted of all) await spool.append({ type: 'RefusalsCounted', ...counted })
    },
  }
}
