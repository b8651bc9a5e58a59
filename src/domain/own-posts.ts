import type { Post } from '#law/vocabulary/people.ts'
import { type Office, runs } from './office.ts'

/** Who works in the office, whatever camera the machine records. */
const ownPosts: readonly Post[] = [
  ...(['president', 'vicePresident', 'chair', 'viceChair', 'member'] as const),
  ...(['manager', 'deputy', 'operator', 'staff'] as const),
]

/** Those of them who hold such a post at that time, each once. */
export const officersAmong = (
  { tenures }: Office,
  people: readonly string[],
  atUs: number,
): readonly string[] =>
  [...new Set(people)].filter(person =>
    tenures.some(one => one.person === person && ownPosts.includes(one.post) && runs(one, atUs)),
  )
