import { postWord } from '#law/called.ts'
import type { Profile } from '#law/profile.ts'
import type { Post } from '#law/vocabulary/people.ts'
import { Button } from '../components/button.tsx'
import { Select } from '../components/select.tsx'
import { TextField } from '../components/text-field.tsx'

export type Seat = { readonly person: string; readonly post: Post | '' }

/** Who sits on the committee that the document sets up, one row each. */
export function Seats({
  of,
  seats,
  onChange,
}: {
  readonly of: Pick<Profile, 'committee' | 'posts'>
  readonly seats: readonly Seat[]
  readonly onChange: (seats: readonly Seat[]) => void
}) {
  const posts: readonly Post[] = [...of.committee!.includes.map(({ post }) => post), 'member']
  const put = (at: number, part: Partial<Seat>) =>
    onChange(seats.map((seat, n) => (n === at ? { ...seat, ...part } : seat)))
  return (
    <>
      {seats.map((seat, at) => (
        // Rows are only added at the end.
        // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name of its own
        <div key={at} className="grid gap-4 sm:grid-cols-2">
          <TextField
            label={`委員${at + 1}の名前`}
            isRequired={at === 0}
            value={seat.person}
            onChange={person => put(at, { person })}
          />
          <Select
            label={`委員${at + 1}の役`}
            value={seat.post}
            onChange={post => put(at, { post: post as Post })}
            choices={posts.map(post => ({ value: post, label: postWord(of, post) }))}
          />
        </div>
      ))}
      <p>
        <Button onClick={() => onChange([...seats, { person: '', post: '' }])}>委員を足す</Button>
      </p>
    </>
  )
}

/** Rows with a name on them, as the act has them. */
export const seatsSaid = (seats: readonly Seat[], chairIs: Post | null) =>
  seats
    .filter(({ person }) => person.trim() !== '')
    .map(({ person, post }) => ({ person: person.trim(), posts: postsOf(chairIs, post) }))

/** The committee is led by an officer of the association: whoever holds that office holds both posts. */
function postsOf(chairIs: Post | null, post: Post | '') {
  const posts: readonly (Post | '')[] =
    post === '' ? ['member'] : post === chairIs ? [post, 'chair'] : [post, ...besides(post)]
  return posts as readonly ('president' | 'vicePresident' | 'chair' | 'viceChair' | 'member')[]
}

const besides = (post: Post): readonly Post[] => (post === 'vicePresident' ? ['viceChair'] : [])
