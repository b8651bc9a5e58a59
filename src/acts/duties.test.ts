import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { profiles } from '#law/profiles/held.ts'
import { acting, begun, nobody, orderOf, worldOf } from '../../test/acts.ts'
import { association } from '../../test/booked-office.ts'
import { settingOf } from '../../test/given.ts'
import { waysOf } from '../../test/scenario/decided.ts'
import { startUs } from '../../test/scenario/hours.ts'
import { officeFor } from '../../test/scenario/office.ts'
import { ordinary, roomFor } from '../../test/scenario/ordinary.ts'
import { dutiesIn } from './duties.ts'
import { Sight } from './sight.ts'

const request = '令和8年度 第0042号'

describe('今日やること', () => {
  for (const profile of profiles.map(one => (one.id === 'kai' ? association : one))) {
    test(`${profile.id}: 求めのどの段でも、何かが待つ間は務めがあり、近いものから並ぶ`, () => {
      const setting = settingOf(profile, officeFor(profile))
      const room = roomFor(setting)
      const ground = profile.grounds.list.find(({ acts }) => acts.includes('takeOut'))!
      const known = ground.acts.filter(act => profile.approval.acts.some(one => one.act === act))
      const steps = ordinary(setting, ground.code, known, waysOf(setting)[0]!)
      let course = begun(worldOf(setting, room))
      let about = 0
      for (const step of steps) {
        course = acting(profile, course, orderOf(request, room, step))
        const duties = dutiesIn(new Sight(course.world, profile), step.command.atUs)
        const due = duties.map(({ dueUs }) => dueUs ?? Number.MAX_SAFE_INTEGER)
        assert.deepEqual(
          due,
          due.toSorted((one, other) => one - other),
        )
        assert.ok(duties.every(({ says, next, basis }) => says && next && basis))
        about += duties.filter(({ kind }) => kind === 'request').length
      }
      assert.ok(about > 0)
    })

    test(`${profile.id}: だれもいない事務室では、役に就く人を決めることが務めになる`, () => {
      const duties = dutiesIn(new Sight(nobody(profile), profile), startUs)
      // Which uses of the pictures there are nobody has said yet.
      assert.equal(duties.length > 0, profile.manager.per !== 'use')
      assert.ok(duties.every(({ kind }) => kind === 'appointment'))
    })
  }
})
