import assert from 'node:assert/strict'
import { readMoment } from '#civil/minute.ts'
import type { Decider, Setting } from '#domain/decider.ts'
import { emptyOffice, type Office, type Tenure } from '#domain/office.ts'
import { type Basis, isRefusal, printedBasis, type Refusal } from '#law/basis.ts'
import type { Profile } from '#law/profile.ts'
import type { Post } from '#law/vocabulary/people.ts'

/** A moment in Tokyo, `2026-11-14 15:42`, in µs since the epoch. */
export const at = readMoment
/** The minute of a moment. */
export const minuteAt = (moment: string): number => readMoment(moment) / 60_000_000

/** An office of people in posts since long ago: `{ 髙橋: ['president', 'chair'], 山﨑: ['member'] }`. */
export const officeOf = (
  posts: Readonly<Record<string, readonly Post[]>>,
  more: Partial<Office> = {},
): Office => ({
  ...emptyOffice,
  tenures: Object.entries(posts).flatMap(([person, held]) =>
    held.map(post => tenure(person, post)),
  ),
  ...more,
})

export const tenure = (person: string, post: Post, more: Partial<Tenure> = {}): Tenure => ({
  person,
  post,
  of: null,
  unit: null,
  fromUs: at('2020-04-01 00:00'),
  untilUs: null,
  ...more,
})

export const settingOf = (profile: Profile, office: Office): Setting => ({ profile, office })

type Outcome<Event> = readonly Event[] | Refusal

/**
 * A thing's past, told by commands that were all accepted; `when` asks one more. A past that is itself
 * refused fails the test with the refusal's words.
 */
export function given<State, Command, Event, Facts>(
  decider: Decider<State, Command, Event, Facts>,
  facts: NoInfer<Facts>,
  ...past: readonly NoInfer<Command>[]
) {
  let state = decider.initial
  const events: Event[] = []
  for (const command of past) {
    const outcome = decider.decide(facts, state, command)
    if (isRefusal(outcome))
      assert.fail(`refused: ${outcome.refused}（${printedBasis(outcome.basis)}）`)
    events.push(...outcome)
    state = outcome.reduce(decider.evolve, state)
  }
  return {
    state,
    events: events as readonly Event[],
    when: (command: Command): Outcome<Event> => decider.decide(facts, state, command),
  }
}

/**
 * It was refused on this basis: `printedBasis` of it, e.g. 「運用基準10（2）により」, 「運用基準10（2）の読み方（A8）」, 「内規」.
 * Answers the refusal, for its words.
 */
export function refused(outcome: object, basis: string): Refusal {
  assert.ok(isRefusal(outcome), `not refused: ${JSON.stringify(outcome)}`)
  assert.equal(printedBasis(outcome.basis), basis, outcome.refused)
  assert.notEqual(outcome.next.trim(), '')
  return outcome
}

/** These events, by type and in order; answers them. */
export function happened<Event extends { readonly type: string }>(
  outcome: Outcome<Event>,
  ...types: readonly Event['type'][]
): readonly Event[] {
  if (isRefusal(outcome))
    assert.fail(`refused: ${outcome.refused}（${printedBasis(outcome.basis)}）`)
  assert.deepEqual(
    outcome.map(({ type }) => type),
    types,
  )
  return outcome
}

const written = new WeakMap<Profile, string>()

/**
 * No article and no reading is stated but one that the document's own data carry: a basis is one of them,
 * word for word, or a house rule. Answers the basis of each event, or of the refusal.
 */
export function restsOn(
  profile: Profile,
  outcome: readonly { readonly basis: Basis }[] | Refusal,
): readonly Basis[] {
  const data = written.get(profile) ?? JSON.stringify(profile)
  written.set(profile, data)
  const bases = isRefusal(outcome) ? [outcome.basis] : outcome.map(({ basis }) => basis)
  for (const basis of bases)
    assert.ok(basis.kind === 'houseRule' || data.includes(JSON.stringify(basis)), basis.cite)
  return bases
}
