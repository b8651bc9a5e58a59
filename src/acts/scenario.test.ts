import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { canonicalJson } from '#canonical/json.ts'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import { kawasaki } from '#law/profiles/kawasaki/profile.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { StreamOrder } from '#verification/stream-order.ts'
import { acting, begun, orderOf, replayed, worldOf } from '../../test/acts.ts'
import { settingOf } from '../../test/given.ts'
import { waysOf } from '../../test/scenario/decided.ts'
import { acted, emptyDesk, type Step } from '../../test/scenario/desk.ts'
import { editBy, edited, lapse } from '../../test/scenario/edits.ts'
import { everybodyOf, lapsed, officeFor } from '../../test/scenario/office.ts'
import { ordinary, roomFor } from '../../test/scenario/ordinary.ts'
import { asked } from './decided.ts'
import type { Recorded } from './replay.ts'
import type { World } from './world.ts'

const request = '令和8年度 第0042号'

/** What somebody with the database in hand might do to the record. */
type Tampering =
  | { readonly kind: 'event' | 'said' | 'basis'; readonly place: number; readonly field: number }
  | {
      readonly kind: 'drop' | 'swap' | 'granted' | 'refused' | 'rule' | 'when' | 'type'
      readonly place: number
    }

const tampering: fc.Arbitrary<Tampering> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('event', 'said', 'basis'),
    place: fc.nat({ max: 60 }),
    field: fc.nat({ max: 200 }),
  }),
  fc.record({
    kind: fc.constantFrom('drop', 'swap', 'granted', 'refused', 'rule', 'when', 'type'),
    place: fc.nat({ max: 60 }),
  }),
)

for (const profile of [kai, hokuto, nishinari, sakai, kawasaki]) {
  const setting = settingOf(profile, officeFor(profile))
  const room = roomFor(setting)
  const [way] = waysOf(setting)
  const acts = profile.grounds.list[0]!.acts.filter(act =>
    profile.approval.acts.some(rule => rule.act === act),
  )
  const steps = ordinary(setting, profile.grounds.list[0]!.code, acts, way!)
  const edits = fc.array(editBy(everybodyOf(profile)), { maxLength: 4 })
  const course = (world: World, steps: readonly Step[]) =>
    steps.reduce(
      (course, step) => acting(profile, course, orderOf(request, room, step)),
      begun(world),
    )

  describe(`${profile.called}: 記録された行為`, () => {
    test('acts through the world come out as at the desk, and asked again they come out the same', () => {
      fc.assert(
        fc.property(edits, lapse, (edits, gone) => {
          const office = gone ? lapsed(setting.office, gone) : setting.office
          const world = worldOf({ profile, office }, room)
          const doing = edits.reduce(edited, steps)
          const { recorded } = course(world, doing)
          const desk = doing.reduce(
            (desk, step) => acted({ profile, office }, room, desk, step),
            emptyDesk,
          )
          const happened = recorded.flatMap(({ body }) =>
            body && 'event' in body ? [body.event] : [],
          )
          assert.equal(canonicalJson(happened), canonicalJson(desk.log))
          const { findings, replay } = replayed(profile, world, recorded)
          assert.deepEqual(findings, [])
          assert.equal(replay.asked, doing.length)
          assert.equal(replay.notAsked, 0)
        }),
        { numRuns: 150 },
      )
    })

    test('whatever is changed in the record is found, or changes no decision', () => {
      const world = worldOf(setting, room)
      fc.assert(
        fc.property(edits, tampering, (edits, how) => {
          const { recorded } = course(world, edits.reduce(edited, steps))
          if (recorded.length === 0) return
          const tampered = tamper(profile, recorded, how)
          if (!tampered) return
          const found = replayed(profile, world, tampered)
          if (found.findings.length > 0) return
          assert.ok(isIrrelevant(profile, world, recorded, tampered, how), JSON.stringify(how))
        }),
        { numRuns: 400 },
      )
    })

    test('a request whose years are over is not asked again, nor is what stood on it', () => {
      const world = worldOf(setting, room)
      const { recorded } = course(world, steps)
      const blind = recorded.map(one =>
        one.stream === `approval/${request}` ? { ...one, body: null } : one,
      )
      const { findings, replay } = replayed(profile, world, blind)
      assert.deepEqual(findings, [])
      assert.ok(replay.notAsked > 0)
    })
  })
}

/** The record with one thing changed; null: there is nothing of that kind here. */
function tamper(
  profile: Profile,
  recorded: readonly Recorded[],
  how: Tampering,
): readonly Recorded[] | null {
  const at = how.place % recorded.length
  const one = recorded[at]!
  const { body, leaf } = one
  if (!body || 'frame' in body) return null
  const instead = (change: Partial<Recorded>) => recorded.with(at, { ...one, ...change })
  switch (how.kind) {
    case 'event':
      return 'event' in body
        ? instead({ body: { ...body, event: changed(body.event, how.field) } })
        : instead({ body: { ...body, refusal: changed(body.refusal, how.field) } })
    case 'said':
      return body.said ? instead({ body: { ...body, said: changed(body.said, how.field) } }) : null
    case 'basis':
      return instead({ leaf: { ...leaf, basis: changed(leaf.basis!, how.field) } })
    case 'when':
      return instead({ leaf: { ...leaf, atUs: leaf.atUs + 1 } })
    case 'type':
      return instead({ leaf: { ...leaf, type: `${leaf.type}2` } })
    case 'rule':
      return instead({ leaf: { ...leaf, rule: { profile: profile.id, version: '別の版' } } })
    case 'granted': {
      if (!('refusal' in body)) return null
      const { refusal, ...words } = body
      const { atUs, by } = words.said
      const event = { type: 'RequestClosed', atUs, by, basis: refusal.basis }
      return instead({ leaf: { ...leaf, type: event.type }, body: { ...words, event } })
    }
    case 'refused': {
      if (!('event' in body) || !body.said || leaf.part[1] !== 1) return null
      const { event, said, ...rest } = body
      const refusal = { refused: 'できません', basis: profile.approval.by, next: 'やめてください' }
      return instead({ leaf: { ...leaf, type: 'Refused' }, body: { ...rest, said, refusal } })
    }
    case 'drop':
      return recorded.filter(other => !sameAct(other, one))
    case 'swap': {
      const own = recorded.filter(other => sameAct(other, one))
      const end = own.at(-1)!.index + 1
      const next = recorded.filter(other => recorded[end] && sameAct(other, recorded[end]!))
      const before = recorded.slice(0, own[0]!.index)
      return next.length === 0
        ? null
        : [...before, ...next, ...own, ...recorded.slice(end + next.length)]
    }
  }
}

const sameAct = (one: Recorded, other: Recorded) =>
  one.index - one.leaf.part[0] === other.index - other.leaf.part[0]

/** A copy in which one value, however deep, is another. */
function changed<T extends object>(value: T, field: number): T {
  const copy: unknown = structuredClone(value)
  const places: (() => void)[] = []
  const look = (inside: Record<string, unknown>) => {
    for (const [name, member] of Object.entries(inside)) {
      if (typeof member === 'object' && member !== null) look(member as Record<string, unknown>)
      else places.push(() => (inside[name] = otherThan(member)))
    }
  }
  look(copy as Record<string, unknown>)
  places[field % places.length]!()
  return copy as T
}

const otherThan = (value: unknown): unknown =>
  typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : `${value}ほか`

/** What the replay has no reason to find: proven here in another way. */
function isIrrelevant(
  profile: Profile,
  world: World,
  before: readonly Recorded[],
  after: readonly Recorded[],
  how: Tampering,
): boolean {
  const at = how.place % before.length
  if (how.kind === 'said') {
    // The same answer to other words: what was said was of no weight (and the leaf's commitment tells of it).
    const earlier = replayed(profile, world, before.slice(0, at)).replay.world
    const answers = [before[at], after[at]].map(one => {
      const { body, stream } = one!
      assert.ok(body && 'said' in body && body.said)
      const { said, given } = body
      return canonicalJson(
        asked(earlier, { stream, said, profile, ...(given ? { given } : {}) }).outcome,
      )
    })
    return answers[0] === answers[1]
  }
  if (how.kind !== 'drop' && how.kind !== 'swap') return false
  // Acts out of their order, or missing before another of their stream, are no decision's matter but the order's.
  const numbers = new Map(
    [...new Set(before.map(({ stream }) => stream))].map((name, at) => [name, at + 1]),
  )
  const order = new StreamOrder(() => false)
  const inOrder = after.every(({ leaf, stream }) =>
    order.follows({ ...leaf, stream: numbers.get(stream)! }),
  )
  if (!inOrder) return true
  // Otherwise nothing that came later looked at it: two acts side by side, or a stream's last.
  const worlds = [before, after].map(acts => replayed(profile, world, acts).replay.world)
  return how.kind === 'drop'
    ? !before
        .slice(at + 1)
        .some(
          ({ stream }) => stream === before[at]!.stream && !sameAct(before[at]!, before[at + 1]!),
        )
    : statesIn(worlds[0]!) === statesIn(worlds[1]!)
}

const statesIn = ({ files }: World): string => canonicalJson(Object.fromEntries(files.entries()))
