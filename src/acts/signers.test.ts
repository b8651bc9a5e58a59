import assert from 'node:assert/strict'
import { test } from 'node:test'
import { order } from './decided.ts'
import { signersOf } from './signers.ts'

const asked = (kind: 'approval' | 'viewing', said: object) => {
  const { stream, said: words } = order(
    kind,
    ['第0042号', '1'].slice(0, kind === 'viewing' ? 2 : 1),
    {
      atUs: 1,
      by: '操作',
      ...said,
    } as never,
  )
  return signersOf(stream, words)
}

test('内規: 投票・決定・議事録の入力は、それぞれの人が署名する', () => {
  assert.deepEqual(asked('approval', { type: 'Vote', inFavour: true, reasons: '' }), {
    verb: 'approve',
    people: ['操作'],
  })
  const paper = { type: 'EnterPaper', scannedBy: ['甲', '乙'] }
  assert.deepEqual(asked('approval', paper)?.people, ['甲', '乙'])
  assert.equal(asked('approval', { type: 'Recuse', reason: '' }), null)
})

test('内規: 閲覧を始めるときは、立会いの人と、署名するとした操作の人が、一人一度ずつ署名する', () => {
  const open = { type: 'Open', witnesses: ['甲', '乙', '甲'], operatorSigned: false }
  assert.deepEqual(asked('viewing', open), { verb: 'witness', people: ['甲', '乙'] })
  assert.deepEqual(asked('viewing', { ...open, operatorSigned: true })?.people, [
    '操作',
    '甲',
    '乙',
  ])
  assert.deepEqual(asked('viewing', { type: 'Open', operatorSigned: true })?.people, ['操作'])
})

test('内規: 立会いの定めのない規程で、責任者が自分で操作しても、だれの署名もなしには開かない', () => {
  for (const witnesses of [[], undefined]) {
    const open = { type: 'Open', ...(witnesses ? { witnesses } : {}), operatorSigned: false }
    assert.deepEqual(asked('viewing', open)?.people, ['操作'])
  }
})
