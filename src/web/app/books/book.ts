import type { Kind, StateOf } from '#acts/kinds.ts'
import type { CamerasNamed } from '#desk/case-now.ts'
import type { Profile } from '#law/profile.ts'
import type { Fact } from '../components/facts.tsx'
import type { Saying } from '../said/saying.ts'

export type Stage = {
  readonly name: string
  readonly tone: 'blue' | 'green' | 'orange' | 'red' | 'gray'
}

/** What a page knows besides the thing itself. */
export type Beside = {
  readonly profile: Profile
  readonly cameras: CamerasNamed
}

/** One book of the office: things that come, are dealt with and end, each on a page of its own. */
export type Book<K extends Kind> = {
  readonly kind: K
  readonly path: string
  readonly title: string
  /** One line for the list of books. */
  readonly says: string
  /** What comes here and how, while it is empty. */
  readonly teaches: string
  /** Whether the office's document leaves room for it; absent: always. */
  readonly isFor?: (profile: Profile) => boolean
  /** `count`: how many there are already. null: it comes by another way. */
  readonly number: ((count: number, fiscalYear: string) => string) | null
  readonly begins: ((id: string, beside: Beside) => Saying<K>) | null
  readonly name: (state: StateOf<K>, beside: Beside) => string
  readonly stage: (state: StateOf<K>) => Stage
  readonly facts: (state: StateOf<K>, beside: Beside) => readonly Fact[]
  /** What can be said to it as it stands; whether it may, the office decides. */
  readonly next: (state: StateOf<K>, beside: Beside) => readonly Saying<K>[]
}
