import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Basis } from '#law/basis.ts'
import { askingHouse } from '#law/house/acts.ts'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import { kawasaki } from '#law/profiles/kawasaki/profile.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import type { Act, Ground } from '#law/vocabulary/grounds.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { completeRequest } from '../../../../test/complete-request.ts'
import { at } from '../../../../test/given.ts'
import { emptyOffice } from '../../office.ts'
import { notReady } from '../ready.ts'
import type { OpenRequest } from '../state.ts'
import { closedTo } from './ground.ts'
import { inspect } from './inspection.ts'
import { application, papersFor } from './papers.ts'
import { othersInFrame } from './person.ts'

const profiles: readonly Profile[] = [kai, hokuto, nishinari, sakai, kawasaki]
const atUs = at('2026-11-14 17:00')

/** Something taken away from a complete request, and the rule that then refuses it. */
type Lack = {
  readonly what: string
  readonly by: Basis
  readonly from: (whole: OpenRequest) => OpenRequest
}

const without = <T>(record: Readonly<Record<string, T>>, name: string) =>
  Object.fromEntries(Object.entries(record).filter(([id]) => id !== name))

/** Everything that can be taken away from a request on this ground for this act, by the profile's own data. */
function lacks(
  { grounds }: Profile,
  ground: Ground,
  act: Act,
  whole: OpenRequest,
): readonly Lack[] {
  const blank = (id: string) => (request: OpenRequest) => ({
    ...request,
    entries: { ...request.entries, [id]: ' ' },
  })
  const { identity, secondReader } = ground
  const asked = grounds.application.for.includes(act) ? grounds.application : null
  return [
    ...ground.tests.flatMap(({ id, by, facts }) => [
      {
        what: `問い ${id} に答えない`,
        by,
        from: (request: OpenRequest) => ({ ...request, answers: without(request.answers, id) }),
      },
      ...(facts
        ? [
            {
              what: `問い ${id} の事実を書かない`,
              by: facts,
              from: (request: OpenRequest) => ({
                ...request,
                answers: { ...request.answers, [id]: { holds: true, facts: '　' } },
              }),
            },
          ]
        : []),
    ]),
    ...[...ground.entries, ...(asked?.entries ?? [])].map(({ id, by }) => ({
      what: `${id} を書かない`,
      by: (asked?.entries ?? []).find(entry => entry.id === id)?.by ?? by,
      from: blank(id),
    })),
    ...papersFor(ground, whole, [act]).map(({ id, by }) => ({
      what: `文書 ${id} がない`,
      by,
      from: (request: OpenRequest) => ({
        ...request,
        papers: request.papers.filter(({ paper }) => paper !== id),
      }),
    })),
    ...(asked
      ? [
          {
            what: '書いたものがない',
            by: act === 'viewing' ? (asked.forShowing ?? asked.by) : asked.by,
            from: (request: OpenRequest) => ({
              ...request,
              papers: request.papers.filter(({ paper }) => paper !== application),
            }),
          },
        ]
      : []),
    ...(identity
      ? [
          {
            what: '本人を確かめない',
            by: identity.by,
            from: (request: OpenRequest) => ({ ...request, identified: null }),
          },
        ]
      : []),
    ...ground.checks.map(({ id, by }) => ({
      what: `確認 ${id} をしない`,
      by,
      from: (request: OpenRequest) => ({ ...request, checks: without(request.checks, id) }),
    })),
    ...(ground.othersInFrame && act === 'takeOut'
      ? [
          {
            what: '写り込みを確かめない',
            by: ground.othersInFrame,
            from: (request: OpenRequest) => ({
              ...request,
              checks: without(request.checks, othersInFrame),
            }),
          },
        ]
      : []),
    ...(secondReader
      ? [
          {
            what: '二人目が読まない',
            by: secondReader,
            from: (request: OpenRequest) => ({ ...request, secondReader: null }),
          },
        ]
      : []),
    {
      what: '範囲がない',
      by: ground.bounded ?? askingHouse.rangeNamed,
      from: request => ({ ...request, ranges: [] }),
    },
    {
      what: '根拠がない',
      by: closedTo(grounds, [act]),
      from: request => ({ ...request, ground: null }),
    },
  ]
}

for (const profile of profiles) {
  const setting = { profile, office: emptyOffice }
  describe(`${profile.called}: 点検`, () => {
    for (const ground of profile.grounds.list) {
      for (const act of ground.acts) {
        const whole = completeRequest(profile, ground.code, [act], atUs)
        const all = lacks(profile, ground, act, whole)
        const onGround = all.filter(({ from }) => from(whole).ground !== null)

        test(`${ground.code}・${act}: すべてそろった求めは、可否を決められる`, () => {
          assert.equal(notReady(setting, whole, [act], atUs), null)
        })

        test(`${ground.code}・${act}: 一つ欠けると、その定めによって断る`, () => {
          assert.ok(all.length > 2)
          for (const { what, by, from } of all) {
            assert.deepEqual(notReady(setting, from(whole), [act], atUs)?.basis, by, what)
          }
        })

        test(`${ground.code}・${act}: いくつ欠けても、欠けたものの定めで断る`, () => {
          fc.assert(
            fc.property(fc.subarray(onGround, { minLength: 1 }), some => {
              const torn = some.reduce((request, { from }) => from(request), whole)
              const refused = inspect(setting, torn, [act], atUs).filter(
                point => point.found === 'failed',
              )
              assert.ok(refused.length > 0)
              for (const { refusal } of refused) {
                assert.ok(
                  some.some(({ by }) => JSON.stringify(by) === JSON.stringify(refusal.basis)),
                )
                assert.ok(refusal.refused !== '' && refusal.next !== '')
              }
            }),
            { numRuns: 25 },
          )
        })
      }
    }
  })
}
