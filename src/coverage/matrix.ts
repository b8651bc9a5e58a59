import hokuto from './matrix/hokuto.json' with { type: 'json' }
import kai from './matrix/kai.json' with { type: 'json' }
import kawasaki from './matrix/kawasaki.json' with { type: 'json' }
import nishinari from './matrix/nishinari.json' with { type: 'json' }
import sakai from './matrix/sakai.json' with { type: 'json' }
import type { DocumentId, Row } from './row.ts'

/** Every clause of the five documents, in their order; the shape of the data is proved by coverage.test.ts. */
export const matrix = { kai, hokuto, nishinari, sakai, kawasaki } as Readonly<
  Record<DocumentId, readonly Row[]>
>
