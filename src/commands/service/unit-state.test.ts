import assert from 'node:assert/strict'
import { test } from 'node:test'
import { resultText, stateText, unitState } from './unit-state.ts'

/** As systemd 252 prints it. */
const shown = `Result=success
NRestarts=2
ActiveState=active
UnitFileState=enabled
StateChangeTimestamp=@1795400441
`

test('what systemd shows of a running unit', () => {
  const state = unitState(shown)
  assert.deepEqual(state, {
    active: 'active',
    enabled: true,
    sinceUs: 1_795_400_441_000_000,
    restarts: 2,
    result: 'success',
  })
  assert.equal(stateText(state).ja, '動いています')
  assert.equal(resultText(state), null)
})

test('a failed unit says why in plain words; a word that is new is shown as it is', () => {
  const failed = unitState(shown.replace('=active', '=failed').replace('=success', '=oom-kill'))
  assert.equal(stateText(failed).ja, '止まっています（異常終了）')
  assert.match(resultText(failed)!.ja, /メモリーが足りず/)
  assert.equal(stateText(unitState('ActiveState=maintenance')).ja, 'maintenance')
})

test('a unit that never ran has no moment since when', () => {
  for (const text of ['StateChangeTimestamp=\n', 'StateChangeTimestamp=@0\n', '']) {
    const state = unitState(text)
    assert.equal(state.sinceUs, null)
    assert.equal(state.active, 'inactive')
    assert.equal(state.enabled, false)
  }
})
