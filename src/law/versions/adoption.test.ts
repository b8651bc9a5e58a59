import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readMoment, startOfDayUs } from '#civil/minute.ts'
import { isRefusal, printedBasis, type Refusal } from '../basis.ts'
import { kai } from '../profiles/kai/profile.ts'
import { sakai } from '../profiles/sakai/profile.ts'
import type { Profile } from '../vocabulary/profile.ts'
import { type Adopted, type Adoption, adopt, inForceAt } from './adoption.ts'

const ceiling = (hours: number, version: string): Profile => ({
  ...kai,
  version,
  retention: { ...kai.retention, rule: { kind: 'ceilingHours', hours } },
})
const first: Adopted = { profile: kai, fromUs: startOfDayUs('2026-04-01') }
const next: Adoption = {
  profile: ceiling(96, '2'),
  inForceOn: '2026-12-01',
  existingFootage: 'earliestLimit',
  unit: null,
  atUs: readMoment('2026-11-23 10:00'),
}
function refused(adopted: readonly Adopted[], adoption: Adoption): Refusal {
  const outcome = adopt(adopted, adoption)
  assert.ok(isRefusal(outcome), 'not refused')
  return outcome
}

describe('規程の版を施行する', () => {
  test('附則: 施行の日が空欄の規程は施行できない', () => {
    const { basis } = refused([], { ...next, inForceOn: null })
    assert.equal(printedBasis(basis), '附則１により')
    assert.ok(basis.kind === 'text' && basis.quote.includes('施行する'))
  })

  test('附則: 施行の日より前には施行できない', () => {
    const { basis } = refused([], { ...next, profile: sakai, inForceOn: '2021-10-10' })
    assert.equal(printedBasis(basis), '附則により')
  })

  test('最初の版は、前から施行されていた日でよい', () => {
    const outcome = adopt([], { ...next, profile: sakai, inForceOn: '2021-10-11' })
    assert.deepEqual(outcome, { profile: sakai, fromUs: startOfDayUs('2021-10-11') })
  })

  test('内規: 改正をさかのぼって施行しない', () => {
    for (const inForceOn of ['2026-03-31', '2026-04-01', '2026-11-22', '2026-11-23']) {
      assert.equal(printedBasis(refused([first], { ...next, inForceOn }).basis), '内規')
    }
    assert.ok(!isRefusal(adopt([first], { ...next, inForceOn: '2026-11-24' })))
  })

  test('読み B15: 長くなった保存期間は、すでにある画像に及ばない', () => {
    const longer: Adoption = { ...next, profile: ceiling(192, '2'), existingFootage: 'newLimit' }
    assert.equal(printedBasis(refused([first], longer).basis), '附則１の読み方（B15）')
    assert.ok(!isRefusal(adopt([first], { ...longer, existingFootage: 'earliestLimit' })))
  })

  test('短くなった保存期間は、すでにある画像にも及ぼせる', () => {
    assert.ok(!isRefusal(adopt([first], { ...next, existingFootage: 'newLimit' })))
  })

  test('行為は、その時に施行されていた版で判断する', () => {
    const second = adopt([first], next)
    assert.ok(!isRefusal(second))
    const at = (moment: string) => inForceAt([first, second], readMoment(moment))?.profile
    assert.equal(at('2026-03-31 23:59'), undefined)
    assert.equal(at('2026-04-01 00:00'), kai)
    assert.equal(at('2026-11-30 23:59'), kai)
    assert.equal(at('2026-12-01 00:00'), next.profile)
  })
})
