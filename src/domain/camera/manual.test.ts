import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kai } from '#law/profiles/kai/profile.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { at, given, happened, officeOf, refused, settingOf } from '../../../test/given.ts'
import { manual, manualDutiesAt } from './manual.ts'

const written: Profile = {
  ...sakai,
  cameras: {
    ...sakai.cameras,
    manual: { name: '取扱マニュアル', by: sakai.manager.by, acknowledged: sakai.cameras.sign.gate },
  },
}
const setting = settingOf(written, officeOf({ 髙橋: ['manager'], 𠮷田: ['operator'] }))
const atUs = at('2026-11-14 09:00')
const issue = { atUs, by: '髙橋', type: 'IssueManual', version: '第1版', says: '保管' } as const
const read = { atUs, by: '𠮷田', type: 'AcknowledgeManual', version: '第1版' } as const

test('取扱マニュアルは管理責任者が作り、版ごとに読んだことを届ける', () => {
  refused(given(manual, setting).when({ ...issue, by: '𠮷田' }), '要領5(1)により')
  refused(given(manual, setting).when({ ...issue, says: ' ' }), '要領5(1)により')
  refused(given(manual, setting, issue).when(issue), '要領5(1)により')
  refused(given(manual, setting).when(read), '内規')
  const past = given(manual, setting, issue)
  assert.deepEqual(
    manualDutiesAt(past.state, setting, atUs).map(({ what }) => what),
    ['readManual'],
  )
  happened(past.when(read), 'ManualAcknowledged')
  const done = given(manual, setting, issue, read)
  assert.deepEqual(manualDutiesAt(done.state, setting, atUs), [])
  refused(done.when(read), '内規')
  const next = given(manual, setting, issue, read, { ...issue, version: '第2版' })
  assert.equal(manualDutiesAt(next.state, setting, atUs).length, 1)
})

test('取扱マニュアルの定めのない規程では作らない', () => {
  refused(given(manual, settingOf(kai, setting.office)).when(issue), '運用基準14により')
})
