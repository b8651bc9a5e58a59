import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { isRefusal } from '#law/basis.ts'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import { kawasaki } from '#law/profiles/kawasaki/profile.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { at, given, happened, officeOf, refused, restsOn, settingOf } from '../../../test/given.ts'
import { isOverdue } from '../duty.ts'
import { dutiesAt } from './duties.ts'
import { medium } from './medium.ts'
import type { MediumCommand, MediumFacts } from './words.ts'

const atUs = at('2026-11-14 09:00')
const said = { atUs, by: '𠮷田' }
const office = officeOf({ 髙橋: ['manager', 'chair', 'president'], 𠮷田: ['operator'] })
const factsOf = (profile: Profile, cameras: readonly string[] = ['no12']): MediumFacts => ({
  ...settingOf(profile, office),
  appendix: {
    places: null,
    versions: [
      {
        ...{ version: '第1版', resolution: null, fromUs: atUs },
        lines: cameras.map(camera => ({ camera, states: {}, shownBy: 'drawing' })),
      },
    ],
  },
})
const register = {
  ...{ ...said, type: 'RegisterMedium', medium: 'M-07', kind: 'card' },
  ...{ serial: 'SD-0123', place: '事務所の金庫' },
} as const satisfies MediumCommand
const retire = { ...said, type: 'RetireMedium', reason: '寿命' } as const
const erase = { ...said, type: 'EraseMedium', how: '全域の上書き' } as const
const destroy = {
  ...{ ...said, type: 'DestroyMedium', method: '破砕' },
  ...{ people: ['𠮷田', '髙橋'], photo: 'sha256:02' },
} as const satisfies MediumCommand
const discard = { ...said, type: 'DiscardMedium' } as const
const past = (profile: Profile, ...commands: readonly MediumCommand[]) =>
  given(medium, factsOf(profile), register, ...commands)

describe('台帳', () => {
  test('内規: 載っていない媒体は使えず、番号・製造番号・置き場所がそろって載る', () => {
    for (const command of [retire, erase, destroy, discard])
      refused(given(medium, factsOf(kai)).when(command), '内規')
    const none = given(medium, factsOf(kai))
    refused(none.when({ ...register, medium: ' ' }), '内規')
    refused(none.when({ ...register, serial: '' }), '内規')
    refused(none.when({ ...register, place: '' }), '内規')
    refused(past(kai).when(register), '内規')
    happened(none.when(register), 'MediumRegistered')
  })

  test('内規: 保管は月に一度その場で確かめ、写真を残す', () => {
    const { state } = past(kai)
    const [duty] = dutiesAt(state, factsOf(kai), atUs)
    assert.ok(duty)
    assert.ok(!isOverdue(duty, at('2026-12-15 23:59')))
    assert.ok(isOverdue(duty, at('2026-12-16 00:01')))
    const attest = { ...said, type: 'AttestMedium', photo: 'sha256:01' } as const
    refused(past(kai).when({ ...attest, photo: '' }), '内規')
    const seen = past(kai, { ...attest, atUs: at('2026-12-10 09:00') })
    const [next] = dutiesAt(seen.state, factsOf(kai), atUs)
    assert.equal(next?.dueUs, at('2027-01-11 00:00'))
  })

  test('内規: ありかの分からない媒体は、すぐの務めになる', () => {
    const { state } = past(kawasaki, { ...said, type: 'MissMedium' })
    assert.deepEqual(
      dutiesAt(state, factsOf(kawasaki), atUs).map(({ what, dueUs }) => [what, dueUs]),
      [['findMedium', atUs]],
    )
  })
})

describe('持ち出し', () => {
  const move = { ...said, type: 'MoveMedium', to: '修理業者', permittedBy: null } as const

  test('指針6(3): 管理責任者の許可なく、置き場所の外に持ち出せない', () => {
    refused(past(kawasaki).when(move), '指針6(3)により')
    refused(past(kawasaki).when({ ...move, permittedBy: '𠮷田' }), '指針6(3)により')
    happened(past(kawasaki).when({ ...move, permittedBy: '髙橋' }), 'MediumMoved')
  })

  test('内規: 許可を求めない規程でも、行き先は分からなければならない', () => {
    refused(past(kai).when({ ...move, to: '' }), '内規')
    happened(past(kai).when(move), 'MediumMoved')
  })
})

describe('取込元媒体', () => {
  const dueUs = at('2026-11-20 15:42')
  const take = { ...said, type: 'ImportFrom', cameras: ['no12'], oldestDueUs: dueUs } as const

  test('内規: 一覧にないカメラの画像は取り込めない', () => {
    refused(past(kai).when({ ...take, cameras: ['no12', 'no99'] }), '内規')
    happened(past(kai).when(take), 'SourceImported')
  })

  test('読み A7: 取り込んだ媒体の画像は、最も早い期限までに消去する', () => {
    for (const profile of [kai, hokuto, nishinari, sakai, kawasaki]) {
      const earlier = { ...take, oldestDueUs: dueUs - 1 }
      const { state } = past(profile, take, earlier, take)
      const duty = dutiesAt(state, factsOf(profile), atUs).find(
        ({ what }) => what === 'eraseSource',
      )
      assert.equal(duty?.dueUs, dueUs - 1)
      assert.ok(duty?.basis.kind === 'reading' && duty.basis.reading === 'A7')
      const after = past(profile, take, erase).state
      assert.ok(dutiesAt(after, factsOf(profile), atUs).every(({ what }) => what !== 'eraseSource'))
    }
  })
})

describe('廃棄', () => {
  test('運用基準７（４）: 「等」に当たる方法は、なぜ読み取れなくなったのかを書けば廃棄とする', () => {
    const molten = { ...destroy, method: '溶解', likeness: '基板ごと溶かし、形が残っていない' }
    happened(past(kai, retire).when(molten), 'MediumDestroyed')
    const { likeness: _, ...unsaid } = molten
    refused(past(kai, retire).when(unsaid), '運用基準７（４）により')
    refused(past(kai, retire).when({ ...molten, method: ' ' }), '運用基準７（４）により')
  })

  test('運用基準７（４）: 破砕も裁断もしない廃棄はできない', () => {
    refused(
      past(kai, retire).when({ ...destroy, method: '燃えないごみ' }),
      '運用基準７（４）により',
    )
    refused(past(kai, retire).when({ ...destroy, method: '' }), '運用基準７（４）により')
    refused(past(kai, retire, erase).when(discard), '運用基準７（４）により')
    happened(past(kai, retire).when(destroy), 'MediumDestroyed')
  })

  test('指針6(5): 消去してから破砕し、どちらか一つでは足りない', () => {
    refused(past(kawasaki, retire).when(destroy), '指針6(5)により')
    refused(past(kawasaki, retire, erase).when(discard), '指針6(5)により')
    happened(past(kawasaki, retire, erase).when(destroy), 'MediumDestroyed')
  })

  test('内規: 二名と写真がなければ、廃棄済みにならない', () => {
    refused(past(kai, retire).when({ ...destroy, people: ['𠮷田', '𠮷田'] }), '内規')
    refused(past(kai, retire).when({ ...destroy, photo: '' }), '内規')
    refused(past(kai).when(destroy), '内規')
    happened(past(kai, retire, destroy).when(discard), 'MediumDiscarded')
    refused(past(kai, retire, destroy).when(retire), '運用基準７（４）により')
    refused(past(kai, retire, destroy, discard).when(discard), '運用基準７（４）により')
    assert.deepEqual(dutiesAt(past(kai, retire, destroy).state, factsOf(kai), atUs), [])
  })

  test('内規: 台帳の外でほかに使うことはできない', () => {
    const reuse = { ...said, type: 'ReuseMedium', purpose: '番号12の録画' } as const
    refused(past(kai).when(reuse), '内規')
    refused(past(kai, retire).when(reuse), '内規')
    refused(past(kai, retire, erase).when({ ...reuse, purpose: '' }), '内規')
    refused(past(kai, retire).when({ ...erase, how: '' }), '内規')
    happened(past(kai, retire, erase).when(reuse), 'MediumReused')
  })
})

test('a medium is discarded only after two people destroyed it, erased first where the document says so', () => {
  const command: fc.Arbitrary<MediumCommand> = fc.constantFrom(
    ...[register, retire, erase, destroy, discard],
    { ...destroy, people: ['𠮷田'] },
    { ...destroy, photo: '' },
    { ...said, type: 'ReuseMedium', purpose: '録画' } as const,
    { ...said, type: 'ImportFrom', cameras: ['no12'], oldestDueUs: atUs } as const,
  )
  const commands = fc.array(command, { maxLength: 14 })
  fc.assert(
    fc.property(fc.constantFrom(kai, kawasaki, sakai), commands, (profile, commands) => {
      const seen: string[] = []
      let state = medium.initial
      for (const command of commands) {
        const outcome = medium.decide(factsOf(profile), state, command)
        restsOn(profile, outcome)
        if (isRefusal(outcome)) continue
        state = outcome.reduce(medium.evolve, state)
        seen.push(...outcome.map(({ type }) => type))
      }
      if (!seen.includes('MediumDiscarded')) return
      const destroyed = seen.indexOf('MediumDestroyed')
      assert.ok(destroyed >= 0 && destroyed < seen.indexOf('MediumDiscarded'))
      if (!profile.media.eraseFirst) return
      const erased = seen.slice(0, destroyed).lastIndexOf('MediumErased')
      assert.ok(erased >= 0)
      assert.ok(seen.slice(0, destroyed).lastIndexOf('SourceImported') < erased)
    }),
    { numRuns: 300 },
  )
})
