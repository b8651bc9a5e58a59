import { type Basis, type Refusal, refuse } from '#law/basis.ts'

/** One point of the 点検: what was looked at, on which rule, and what came of it. A notice stops nothing. */
export type Point = { readonly says: string; readonly basis: Basis } & (
  | { readonly found: 'passed' | 'notice' }
  | { readonly found: 'failed'; readonly refusal: Refusal }
)

/** A point that passes or refuses; `next` is what the person can do about it now. */
export const point = (
  says: string,
  basis: Basis,
  holds: boolean,
  refused: string,
  next: string,
): Point =>
  holds
    ? { says, basis, found: 'passed' }
    : { says, basis, found: 'failed', refusal: refuse(refused, basis, next) }

export const notice = (says: string, basis: Basis): Point => ({ says, basis, found: 'notice' })

/** Whether somebody wrote anything. */
export const filled = (words: string | null | undefined): boolean => (words ?? '').trim() !== ''
