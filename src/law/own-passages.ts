import { dataOf } from './data.ts'
import type { Passage } from './quote.ts'
import type { Profile } from './vocabulary/profile.ts'

/** The passages that a document's own data quote, each once: all that is held of the words of an amended version. */
export function ownPassages(profile: Profile): readonly Passage[] {
  const found = new Map<string, Passage>()
  for (const { basis } of dataOf(profile)) {
    if (basis?.kind !== 'text') continue
    const { cite, quote } = basis
    found.set(`${cite}\n${quote}`, { document: profile.title, cite, quote, because: null })
  }
  return [...found.values()]
}
