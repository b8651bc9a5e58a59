import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isRefusal, printedBasis } from './basis.ts'
import { withOwnersChoice } from './owners-choice.ts'
import { kai } from './profiles/kai/profile.ts'
import { kawasaki } from './profiles/kawasaki/profile.ts'
import { sakai } from './profiles/sakai/profile.ts'

test('a reading leaves another way of counting to the owner, and to nobody else', () => {
  for (const profile of [kai, sakai]) {
    const [choice] = profile.retention.ownerMayChoose
    assert.ok(choice)
    const chosen = withOwnersChoice(profile, choice.id, '令和8年11月1日 第3号')
    assert.ok(!isRefusal(chosen))
    assert.deepEqual(chosen.retention.rule, choice.rule)
    assert.deepEqual(chosen.retention.computed, choice.by)
    const alone = withOwnersChoice(profile, choice.id, ' ')
    assert.ok(isRefusal(alone))
    assert.equal(printedBasis(alone.basis), printedBasis(choice.by))
  }
})

test('where the document leaves none, none can be chosen', () => {
  assert.ok(isRefusal(withOwnersChoice(kai, '720h', '令和8年11月1日 第3号')))
  assert.ok(isRefusal(withOwnersChoice(kawasaki, 'inclusiveDays', '令和8年11月1日 第3号')))
})
