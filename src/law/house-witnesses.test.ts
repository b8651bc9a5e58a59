import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refuseWitnesses } from '#domain/quorum.ts'
import { at, officeOf, refused } from '../../test/given.ts'
import { withoutOurNamedPosts, withTwoWitnesses } from './house-witnesses.ts'
import type { Profile } from './profile.ts'
import { hokuto } from './profiles/hokuto/profile.ts'
import { kai } from './profiles/kai/profile.ts'
import { kawasaki } from './profiles/kawasaki/profile.ts'
import { nishinari } from './profiles/nishinari/profile.ts'
import { sakai } from './profiles/sakai/profile.ts'
import { profile as vocabulary } from './vocabulary/profile.ts'

const office = officeOf({ 課長: ['manager'], 髙橋: ['operator'], 𠮷田: ['staff'], 葛󠄀城: ['staff'] })
const asked = (
  profile: Profile,
  witnesses: readonly string[],
  act: 'viewing' | 'takeOut' | 'internalViewing',
) =>
  refuseWitnesses(
    { profile, office },
    act,
    { witnesses, operator: '髙橋', requester: null, cameras: ['no1'] },
    at('2026-11-14 09:00'),
  )

test('内規: 立会いの定めのない規程でも、課の切替えで二名の立会いを置ける', () => {
  for (const profile of [nishinari, sakai, kawasaki]) {
    const switched = withTwoWitnesses(profile)
    assert.deepEqual(vocabulary.parse(switched), switched)
    for (const act of ['viewing', 'takeOut', 'internalViewing'] as const) {
      assert.equal(asked(profile, [], act), null)
      assert.equal(asked(switched, ['課長', '𠮷田'], act), null)
      const refusal = asked(switched, ['髙橋'], act)
      assert.ok(refusal)
      refused(refusal, '内規')
    }
  }
})

test('内規: 規程に立会いの定めがあれば、その定めのままで変わらない', () => {
  for (const profile of [kai, hokuto]) assert.equal(withTwoWitnesses(profile), profile)
})

test('内規 A9: 立会いに置く役の指定は切れるが、人数は規程のまま', () => {
  const switched = withoutOurNamedPosts(hokuto)
  assert.ok(asked(hokuto, ['𠮷田', '葛󠄀城'], 'viewing'))
  assert.equal(asked(switched, ['𠮷田', '葛󠄀城'], 'viewing'), null)
  const refusal = asked(switched, ['𠮷田'], 'viewing')
  assert.ok(refusal)
  refused(refusal, '第6条第2項により')
})
