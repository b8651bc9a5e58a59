import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { kai } from '#law/profiles/kai/profile.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import { settingOf } from '../../test/given.ts'
import { wrongs } from '../../test/scenario/demands.ts'
import { acted, type Desk, emptyDesk, type Step } from '../../test/scenario/desk.ts'
import { editBy, edited } from '../../test/scenario/edits.ts'
import { everybodyOf, officeFor } from '../../test/scenario/office.ts'
import { ordinary, roomFor, waysOf } from '../../test/scenario/ordinary.ts'

for (const profile of [kai, nishinari, sakai]) {
  const setting = settingOf(profile, officeFor(profile))
  const room = roomFor(setting)
  const edit = editBy(everybodyOf(profile))
  const run = (steps: readonly Step[]): Desk =>
    steps.reduce((desk, step) => acted(setting, room, desk, step), emptyDesk)

  describe(`${profile.called}: 求めから閲覧まで`, () => {
    for (const { code, acts } of profile.grounds.list) {
      if (!acts.includes('viewing')) continue
      for (const way of waysOf(setting)) {
        const steps = ordinary(setting, code, ['viewing'], way)

        test(`${code}・${way}: 定めのとおりに進めれば、映せる`, () => {
          const desk = run(steps)
          assert.deepEqual(
            desk.log.map(({ type }) => type).filter(type => /Viewing|Shown/.test(type)),
            ['ViewingOpened', 'FootageShown', 'ViewingClosed'],
          )
          assert.deepEqual(wrongs(profile, setting.office, desk), [])
        })

        test(`${code}・${way}: どこをどう違えても、規程が求めるもののないまま映ることはない`, () => {
          fc.assert(
            fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), edits => {
              const desk = run(edits.reduce(edited, steps))
              assert.deepEqual(wrongs(profile, setting.office, desk), [])
            }),
            { numRuns: 300 },
          )
        })
      }
    }
  })
}
