import { type Bindings, gap } from './binding.ts'
import { hokuto } from './bindings/hokuto.ts'
import { kai } from './bindings/kai.ts'
import { kawasaki } from './bindings/kawasaki.ts'
import { nishinari } from './bindings/nishinari.ts'
import { sakai } from './bindings/sakai.ts'
import type { GapName } from './gaps.ts'
import type { DocumentId } from './row.ts'
import { waiting } from './waiting.ts'

/** What carries out each row, and what it still waits for, document by document. */
export const bindings: Readonly<Record<DocumentId, Bindings>> = {
  kai: withWaiting('KAI', kai),
  hokuto: withWaiting('HOKUTO', hokuto),
  nishinari: withWaiting('NISHINARI', nishinari),
  sakai: withWaiting('SAKAI', sakai),
  kawasaki: withWaiting('KAWASAKI', kawasaki),
}

function withWaiting(prefix: string, bound: Bindings): Bindings {
  const names = Object.keys(waiting) as GapName[]
  const rows = new Set(names.flatMap(name => waiting[name] ?? []))
  const own = [...rows].filter(row => row.startsWith(`${prefix}-`))
  const gapsOf = (row: string) => names.filter(name => waiting[name]?.includes(row))
  return {
    ...bound,
    ...Object.fromEntries(
      own.map(row => [row, [...(bound[row] ?? []), ...gapsOf(row).map(name => gap(name))]]),
    ),
  }
}
