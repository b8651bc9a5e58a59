import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import { kawasaki } from '#law/profiles/kawasaki/profile.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import type { Act } from '#law/vocabulary/grounds.ts'
import { settingOf } from '../../test/given.ts'
import { waysOf } from '../../test/scenario/decided.ts'
import { acted, type Desk, emptyDesk, type Step } from '../../test/scenario/desk.ts'
import { editBy, edited, lapse } from '../../test/scenario/edits.ts'
import { everybodyOf, lapsed, officeFor } from '../../test/scenario/office.ts'
import { inside, ordinary, roomFor } from '../../test/scenario/ordinary.ts'
import { wrongs } from '../../test/scenario/wrongs.ts'

/** What an ordinary request leads to, in this order. */
const marks: readonly (readonly [string, Act])[] = [
  ['ViewingOpened', 'viewing'],
  ['FootageShown', 'viewing'],
  ['ViewingClosed', 'viewing'],
  ['CopyMade', 'takeOut'],
  ['LineWritten', 'takeOut'],
  ['CopyHandedOver', 'takeOut'],
  ['CopyEnded', 'takeOut'],
  ['Told', 'telling'],
]

for (const profile of [kai, hokuto, nishinari, sakai, kawasaki]) {
  const setting = settingOf(profile, officeFor(profile))
  const room = roomFor(setting)
  const edits = fc.array(editBy(everybodyOf(profile)), { minLength: 1, maxLength: 6 })
  const run = (steps: readonly Step[], office = setting.office): Desk =>
    steps.reduce((desk, step) => acted({ ...setting, office }, room, desk, step), emptyDesk)

  describe(`${profile.called}: 求めから終わりまで`, () => {
    for (const way of waysOf(setting).filter(way => way !== 'warrant' && way !== 'telephone')) {
      const steps = inside(setting, way)

      test(`自分たちで見る・${way}: 定めのとおりに進めれば、映せる`, () => {
        const { log, request } = run(steps)
        assert.ok(log.some(({ type }) => type === 'FootageShown'))
        assert.equal(request.status, 'closed')
        assert.deepEqual(wrongs(profile, setting.office, run(steps)), [])
      })

      test(`自分たちで見る・${way}: どこをどう違えても、規程が求めるもののないまま映らない`, () => {
        fc.assert(
          fc.property(edits, lapse, (edits, gone) => {
            const office = gone ? lapsed(setting.office, gone) : setting.office
            const desk = run(edits.reduce(edited, steps), office)
            assert.deepEqual(wrongs(profile, office, desk), [])
          }),
          { numRuns: 200 },
        )
      })
    }

    for (const ground of profile.grounds.list) {
      const acts = ground.acts.filter(act => profile.approval.acts.some(rule => rule.act === act))
      for (const way of waysOf(setting)) {
        const steps = ordinary(setting, ground.code, acts, way)

        test(`${ground.code}・${way}: 定めのとおりに進めれば、最後まで行く`, () => {
          const desk = run(steps)
          assert.deepEqual(
            desk.log.map(({ type }) => type).filter(type => marks.some(([mark]) => mark === type)),
            marks.filter(([, act]) => acts.includes(act)).map(([type]) => type),
          )
          assert.equal(desk.request.status, 'closed')
          assert.deepEqual(wrongs(profile, setting.office, desk), [])
        })

        test(`${ground.code}・${way}: どこをどう違えても、規程が求めるもののないまま映らず、渡らない`, () => {
          fc.assert(
            fc.property(edits, lapse, (edits, gone) => {
              const office = gone ? lapsed(setting.office, gone) : setting.office
              const desk = run(edits.reduce(edited, steps), office)
              assert.deepEqual(wrongs(profile, office, desk), [])
            }),
            { numRuns: 200 },
          )
        })
      }
    }
  })
}
