import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { minuteUs, readMoment } from '#civil/minute.ts'
import { isRefusal } from './basis.ts'
import { type CaptureClaims, type ClockError, captureTimeOf } from './capture-time.ts'
import { kai } from './profiles/kai/profile.ts'

const nowUs = readMoment('2026-11-22 12:00')
const dayUs = 1440 * minuteUs
const ask = (claims: CaptureClaims, more: { clockError?: ClockError; durationUs?: number } = {}) =>
  captureTimeOf(kai.imports, { claims, nowUs, durationUs: minuteUs, ...more })
const taken = (...asked: Parameters<typeof ask>) => {
  const answer = ask(...asked)
  assert.ok(!isRefusal(answer), JSON.stringify(answer))
  return answer
}
const refused = (...asked: Parameters<typeof ask>) => {
  const answer = ask(...asked)
  assert.ok(isRefusal(answer), JSON.stringify(answer))
  assert.equal(answer.basis, kai.imports.capture)
  assert.ok(answer.next.length > 5)
  return answer.refused
}
const at = readMoment

const error = (more: Partial<ClockError> = {}): ClockError => ({
  cameraShowedUs: at('2026-11-20 10:00'),
  trueUs: at('2026-11-20 11:30'),
  notedBy: '管理責任者 山田',
  confirmedBy: '委員 佐藤',
  removedAtUs: at('2026-11-20 12:00'),
  ...more,
})

test('読み A7: 撮影の時は、ファイルの記録・ファイル名・ファイルの日時・申告のうち最も早いもの', () => {
  const claims = {
    container: at('2026-11-20 10:03'),
    fileName: at('2026-11-20 10:02'),
    fileTime: at('2026-11-20 10:06'),
    operator: at('2026-11-20 10:01'),
  }
  const byAll = taken(claims)
  assert.deepEqual([byAll.startUs, byAll.by], [claims.operator, 'operator'])
  const { operator: _, ...files } = claims
  assert.equal(taken(files).by, 'fileName')
  assert.equal(taken({ container: claims.container }).startUs, claims.container)
})

test('読み A7: ファイルの日時は書き終えた時なので、映像の長さだけ戻す', () => {
  const durationUs = 10 * minuteUs
  const { startUs } = taken({ fileTime: at('2026-11-20 10:10') }, { durationUs })
  assert.equal(startUs, at('2026-11-20 10:00'))
})

test('読み A7: 申告を足しても、撮影の時は遅くならない', () => {
  const instant = fc.option(fc.integer({ min: at('2026-11-01 00:00'), max: nowUs - minuteUs }), {
    nil: undefined,
  })
  const claims = fc.record({ container: instant, fileName: instant, fileTime: instant })
  fc.assert(
    fc.property(claims, instant, (files, operator) => {
      const given = Object.fromEntries(Object.entries(files).filter(([, us]) => us !== undefined))
      const before = ask(given)
      if (operator === undefined || isRefusal(before)) return
      const after = taken({ ...given, operator })
      assert.ok(after.startUs <= before.startUs && after.startUs <= operator)
    }),
  )
})

test('読み A7: だれも言わないとき、今より後のときは断る', () => {
  assert.match(refused({}), /分からない/)
  assert.match(refused({ container: 0, fileTime: -5 }), /分からない/)
  assert.match(refused({ container: at('2099-01-01 00:00') }), /今/)
  assert.match(refused({ container: nowUs - minuteUs }, { durationUs: 60 * minuteUs }), /今/)
  assert.equal(
    taken({ container: at('2099-01-01 00:00'), operator: at('2026-11-21 08:00') }).by,
    'operator',
  )
})

test('読み A7: 時計のずれは、二人目が確かめ、取り出しより後にならないときだけ効く', () => {
  const claims = { container: at('2026-11-20 10:00'), fileName: at('2026-11-20 10:00') }
  const corrected = taken(claims, { clockError: error() })
  assert.equal(corrected.startUs, at('2026-11-20 11:30'))
  assert.equal(corrected.correctedByUs, -90 * minuteUs)
  for (const confirmedBy of ['', '管理責任者 山田', ' 管理責任者　山田 ']) {
    assert.match(refused(claims, { clockError: error({ confirmedBy }) }), /二人目/)
  }
  const early = error({ removedAtUs: at('2026-11-20 11:00') })
  assert.match(refused(claims, { clockError: early }), /取り出し日時/)
  const future = error({ removedAtUs: nowUs + dayUs })
  assert.match(refused(claims, { clockError: future }), /まだ来ていない/)
  const none = error({ trueUs: error().cameraShowedUs })
  assert.match(refused(claims, { clockError: none }), /ずれがありません/)
})

test('読み A7: 担当者の申告は、カメラ時計のずれでは動かない', () => {
  const claims = { container: at('2026-11-20 10:00'), operator: at('2026-11-20 10:30') }
  const { startUs, by } = taken(claims, { clockError: error() })
  assert.deepEqual([startUs, by], [claims.operator, 'operator'])
})

test('時計が戻っていたカメラは、そうと示す', () => {
  const reset = { container: at('2000-01-01 00:10'), fileTime: at('2026-11-20 10:00') }
  assert.equal(taken(reset).clockWasReset, true)
  assert.equal(taken({ fileTime: at('2026-11-20 10:00') }).clockWasReset, false)
  const ahead = { fileTime: at('2026-11-20 10:00'), operator: at('2099-01-01 00:00') }
  assert.equal(taken(ahead).clockWasReset, false)
  const clockError = error({ cameraShowedUs: at('2000-01-01 01:00') })
  const { startUs } = taken({ container: at('2000-01-01 00:10') }, { clockError })
  assert.equal(startUs, at('2026-11-20 10:40'))
})
