import type { Kind } from '#acts/kinds.ts'
import type { Book } from './book.ts'
import { complaints } from './complaints.ts'
import { contractors } from './contractors.ts'
import { disclosures } from './disclosures.ts'
import { incidents } from './incidents.ts'
import { media } from './media.ts'

/** Every book of the office, by what it is called in an address. */
export const books = [complaints, disclosures, incidents, contractors, media] as const

/** Of the name in the address; null: there is none. Its kind is known to the book alone. */
export const bookNamed = (path: string): Book<Kind> | null =>
  (books.find(book => book.path === path) as unknown as Book<Kind> | undefined) ?? null
