import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isRefusal } from '#law/basis.ts'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import { at, given, happened, officeOf, refused, settingOf } from '../../../test/given.ts'
import { correction } from './correction.ts'
import { keptUntilUs, yearsAfterUs } from './keeping.ts'
import type { CorrectionCommand, CorrectionFacts } from './words.ts'

const atUs = at('2026-11-14 10:00')
const by = '山﨑'
const standing = {
  number: '令和8年度 第0042号',
  confirmedAtUs: atUs,
  closedAtUs: at('2026-11-20 09:00'),
}
const city: CorrectionFacts = {
  ...settingOf(hokuto, officeOf({ 山﨑: ['manager'] })),
  line: { register: hokuto.registers.list[0]?.id ?? '', ...standing },
}
const association: CorrectionFacts = {
  ...settingOf(kai, officeOf({ 山﨑: ['chair'] })),
  line: { register: 'viewingRegister', ...standing },
}
const dispose = (moment: string): CorrectionCommand => ({
  type: 'DisposeOfLine',
  atUs: at(moment),
  by,
})
const alter: CorrectionCommand = { type: 'AlterLine', atUs, by, cells: { purpose: '別の目的' } }
const correct: Extract<CorrectionCommand, { type: 'CorrectLine' }> = {
  type: 'CorrectLine',
  atUs,
  by,
  cells: { note: '閲覧者の所属は函館中央署' },
  reason: '聞き違い',
}
const keep: Extract<CorrectionCommand, { type: 'KeepLineLonger' }> = {
  type: 'KeepLineLonger',
  atUs,
  by,
  untilUs: at('2034-04-01 00:00'),
  reason: '係争中のため',
}

test('第6条第2項: 5年のうちに、記録を消しも書き換えもしない', () => {
  refused(given(correction, city).when(dispose('2031-11-20 08:59')), '第6条第2項により')
  refused(given(correction, city).when(alter), '第6条第2項により')
})
test('読み A23: 5年は、閉じた年度の翌年度の4月1日から数える', () => {
  const line = given(correction, city)
  const { kind } = refused(
    line.when(dispose('2031-11-20 09:00')),
    '第6条第2項の読み方（A23）',
  ).basis
  assert.equal(kind, 'reading')
  refused(line.when(dispose('2032-03-31 23:59')), '第6条第2項の読み方（A23）')
  happened(line.when(dispose('2032-04-01 00:00')), 'LineDisposedOf')
})
test('第6条第2項: 終わっていない件の記録は、年数を数え始めない', () => {
  const open = { ...city, line: { ...city.line, closedAtUs: null } }
  refused(given(correction, open).when(dispose('2050-01-01 00:00')), '第6条第2項により')
})
test('内規: 年数が過ぎてまだある行も、書き換えずに訂正する', () => {
  const late = { ...alter, atUs: at('2032-04-01 00:00') }
  refused(given(correction, city).when({ ...late, atUs: late.atUs - 1 }), '第6条第2項により')
  refused(given(correction, city).when(late), '内規')
})
test('内規: 確かめる前の記録は、まだ行ではない', () => {
  const draft = { ...city, line: { ...city.line, confirmedAtUs: null } }
  refused(given(correction, draft).when(alter), '内規')
})
test('内規: 残す日は、もとの期限より後にする', () => {
  const line = given(correction, city)
  refused(line.when({ ...keep, untilUs: at('2032-04-01 00:00') }), '内規')
  happened(line.when({ ...keep, untilUs: at('2032-04-01 00:01') }), 'LineKeptLonger')
  const open = { ...city, line: { ...city.line, closedAtUs: null } }
  refused(given(correction, open).when({ ...keep, untilUs: atUs }), '内規')
  happened(given(correction, open).when(keep), 'LineKeptLonger')
})
test('内規: 訂正できる欄は、その帳簿の欄だけ', () => {
  const sheet = { ...city, line: { ...city.line, register: 'internalSheet' } }
  const contact = { ...correct, cells: { contact: '0138-11-1111' } }
  happened(given(correction, city).when(contact), 'LineCorrected')
  refused(given(correction, sheet).when(contact), '内規')
})
test('内規: 理由と終わりの日なしに、記録を残し続けない', () => {
  const line = given(correction, city)
  refused(line.when({ ...keep, reason: '' }), '内規')
  refused(line.when({ ...keep, untilUs: Number.POSITIVE_INFINITY }), '内規')
  const kept = given(correction, city, keep)
  refused(kept.when(dispose('2033-01-01 00:00')), '内規')
  happened(kept.when(dispose('2034-04-01 00:00')), 'LineDisposedOf')
})
test('内規: 確かめた記録を書き換えず、訂正は新しい行でする', () => {
  refused(given(correction, association).when(alter), '内規')
  const [event] = happened(given(correction, association).when(correct), 'LineCorrected')
  assert.ok(event?.type === 'LineCorrected')
  assert.deepEqual(event.cells, correct.cells)
})
test('内規: 実際に起きたことから書かれた欄は、手で直せない', () => {
  for (const cell of ['heldAt', 'period', 'witnesses', 'number']) {
    refused(
      given(correction, association).when({ ...correct, cells: { [cell]: '15時00分' } }),
      '内規',
    )
  }
})
test('内規: 理由のない訂正、帳簿にない欄の訂正はできない', () => {
  refused(given(correction, association).when({ ...correct, reason: ' ' }), '内規')
  refused(given(correction, association).when({ ...correct, cells: {} }), '内規')
  refused(given(correction, association).when({ ...correct, cells: { colour: '赤' } }), '内規')
})
test('内規: 廃棄した記録には、もう何もできない', () => {
  const gone = given(correction, city, dispose('2032-04-01 00:00'))
  for (const command of [correct, alter, keep, dispose('2033-04-01 00:00')]) {
    refused(gone.when(command), '内規')
  }
})

const closings = fc.integer({ min: at('1990-01-01 00:00'), max: at('2090-01-01 00:00') })

test('記録は、閉じた時から5年と少し、6年を超えずに残る', () => {
  fc.assert(
    fc.property(closings, closedAtUs => {
      const until = keptUntilUs(hokuto.registers, closedAtUs)
      assert.ok(yearsAfterUs(closedAtUs, 5) <= until && until <= yearsAfterUs(closedAtUs, 6))
    }),
    { numRuns: 200 },
  )
})
test('どんな順でも、保存する年数が過ぎる前に廃棄される行はない', () => {
  const moment = fc.integer({ min: at('2026-11-20 09:00'), max: at('2040-01-01 00:00') })
  const step = fc.oneof(
    moment.map((us): CorrectionCommand => ({ type: 'DisposeOfLine', atUs: us, by })),
    moment.map((us): CorrectionCommand => ({ ...keep, untilUs: us })),
    fc.constantFrom<CorrectionCommand>(correct, alter),
  )
  let disposals = 0
  fc.assert(
    fc.property(fc.array(step, { minLength: 4, maxLength: 12 }), tale => {
      let state = correction.initial
      for (const command of tale) {
        const outcome = correction.decide(city, state, command)
        if (isRefusal(outcome)) continue
        if (outcome.some(({ type }) => type === 'LineDisposedOf')) {
          disposals += 1
          assert.ok(command.atUs >= at('2032-04-01 00:00'))
          assert.ok(command.atUs >= (state.keptUntilUs ?? 0))
        }
        state = outcome.reduce(correction.evolve, state)
      }
    }),
    { numRuns: 200 },
  )
  assert.ok(disposals > 0)
})
