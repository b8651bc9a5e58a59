import type { FootageRange } from '#domain/footage-range.ts'
import { withinPurpose } from '#domain/request/inspection/ground.ts'
import { application } from '#domain/request/inspection/papers.ts'
import { othersInFrame } from '#domain/request/inspection/person.ts'
import type { HandedIn, Requester } from '#domain/request/state.ts'
import type { Act, Entry, Ground } from '#law/vocabulary/grounds.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import type { Words } from './office-user.ts'

/** Somebody's request in their words, before it meets a rule document. */
export type Story = {
  readonly acts: readonly Act[]
  readonly requester: Requester
  readonly purpose: string
  /** What makes it so, wherever the document asks for a fact. */
  readonly fact: string
  readonly ranges: readonly FootageRange[]
}

/** What the counter writes down of a story, in order: each is an act on the request, `paper` one that comes as a scan. */
export type Entered = { readonly type: string; readonly words: Words; readonly paper?: HandedIn }

/** The ground on which an investigator asks for these acts, their own where there is one. Throws RangeError: none. */
export function groundFor({ grounds }: Profile, acts: readonly Act[]): Ground {
  const open = grounds.list.filter(ground => acts.every(act => ground.acts.includes(act)))
  const own = open.find(({ requesters }) => requesters?.kinds.join() === 'investigator')
  const found = own ?? open.find(({ requesters }) => !requesters)
  if (!found) throw new RangeError('no ground for an investigator')
  return found
}

/** As far as a first talk at the counter comes: who, what for, which pictures, on which ground. */
export function receivedAs(
  profile: Profile,
  id: string,
  { acts, requester, purpose, ranges }: Story,
): readonly Entered[] {
  const words = { id, acts, internal: false, requester, purpose, ranges, application: null }
  return [
    { type: 'Receive', words },
    { type: 'ClaimGround', words: { ground: groundFor(profile, acts).code } },
  ]
}

/** Everything that this document asks of it, proved. */
export function provedAs(
  profile: Profile,
  { acts, requester, purpose, fact }: Story,
  day: string,
): readonly Entered[] {
  const ground = groundFor(profile, acts)
  const yes = { holds: true, facts: fact }
  const written = writtenIn({ purpose, fact })
  const paper = (id: string, title: string, contents: readonly Entry[]): HandedIn => ({
    ...{ paper: id, title, issuer: requester.organisation ?? requester.name, dated: day },
    ...{ number: null, contents: written(contents), sha256: null },
  })
  const asked = profile.grounds.application.for.some(act => acts.includes(act))
  const word = profile.words.request[0]?.word ?? '求め'
  const papers = ground.papers
    .filter(one => one.for.some(act => acts.includes(act)))
    .filter(one => one.from?.includes(requester.kind) ?? true)
    .map(one => paper(one.id, one.name, one.contents))
  const facts = ['警察手帳', '所属への電話'].slice(0, ground.identity?.facts ?? 1)
  const checks = [
    ...ground.checks.map(({ id }) => id),
    ...(ground.othersInFrame ? [othersInFrame] : []),
  ]
  return [
    ...[
      ...ground.tests.map(({ id }) => id),
      ...(profile.copies.viewOnlyOutsidePurpose && acts.includes('takeOut') ? [withinPurpose] : []),
    ].map(test => ({
      ...{ type: 'AnswerTest', words: { test, answer: yes } },
    })),
    {
      type: 'Enter',
      words: { entries: written([...ground.entries, ...profile.grounds.application.entries]) },
    },
    ...[...(asked ? [paper(application, `${word}書`, [])] : []), ...papers].map(one => ({
      ...{ type: 'HandIn', words: {}, paper: one },
    })),
    { type: 'Identify', words: { facts, photo: true, image: null } },
    ...checks.map(check => ({ type: 'Check', words: { check, answer: yes } })),
  ]
}

const known: Readonly<Record<string, string>> = {
  statute: '刑事訴訟法第197条第2項',
}

/** What somebody would write in each field. */
const writtenIn =
  ({ purpose, fact }: Pick<Story, 'purpose' | 'fact'>) =>
  (entries: readonly Entry[]): Readonly<Record<string, string>> =>
    Object.fromEntries(
      entries.map(({ id, name }) => [
        id,
        known[id] ??
          (/目的/.test(name) ? purpose : /理由|必要/.test(name) ? fact : `${name}は別紙のとおり`),
      ]),
    )
