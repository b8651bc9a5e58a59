import assert from 'node:assert/strict'
import { test } from 'node:test'
import { printedBasis } from '../basis.ts'
import { sakai } from '../profiles/sakai/profile.ts'
import { citedWithoutNote, legalBasesOn } from './legal-basis.ts'

const ordinance = '堺市個人情報保護条例'

test('要領12: 根拠とする条例を、改正の前はそのまま示す', () => {
  assert.deepEqual(
    legalBasesOn(sakai, '2023-03-31').map(({ name, note }) => [name, note]),
    [[ordinance, null]],
  )
})

test('内規 A37: 2023年4月1日からは、改正のことを添えて示す', () => {
  const [law] = legalBasesOn(sakai, '2023-04-01')
  assert.match(law!.note!, /令和5年4月1日/)
  assert.equal(law!.law.superseded!.by.kind, 'otherLaw')
})

test('内規 A37: 改正された条例を、添え書きなしに様式へ書けない', () => {
  const refusal = citedWithoutNote(sakai, '2026-11-23', `${ordinance}の定めによる`)
  assert.equal(printedBasis(refusal!.basis), '内規')
  assert.match(refusal!.next, /令和5年4月1日/)
})

test('添え書きがあれば書け、関わりのない言葉は止めない', () => {
  const { note } = legalBasesOn(sakai, '2026-11-23')[0]!
  assert.equal(citedWithoutNote(sakai, '2026-11-23', `${ordinance}（${note}）`), null)
  assert.equal(citedWithoutNote(sakai, '2026-11-23', '要領11(1)による'), null)
  assert.equal(citedWithoutNote(sakai, '2023-03-31', ordinance), null)
})
