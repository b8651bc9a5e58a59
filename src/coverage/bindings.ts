import type { Bindings } from './binding.ts'
import { hokuto } from './bindings/hokuto.ts'
import { kai } from './bindings/kai.ts'
import { kawasaki } from './bindings/kawasaki.ts'
import { nishinari } from './bindings/nishinari.ts'
import { sakai } from './bindings/sakai.ts'
import type { DocumentId } from './row.ts'

/** What carries out each row, document by document. */
export const bindings: Readonly<Record<DocumentId, Bindings>> = {
  kai,
  hokuto,
  nishinari,
  sakai,
  kawasaki,
}
