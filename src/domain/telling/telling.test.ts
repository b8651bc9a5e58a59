import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isRefusal } from '#law/basis.ts'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { kai } from '#law/profiles/kai/profile.ts'
import { approvedBy } from '../../../test/approved.ts'
import { completeRequest } from '../../../test/complete-request.ts'
import { at, happened, officeOf, refused } from '../../../test/given.ts'
import { type Tell, type TellingFacts, tell } from './telling.ts'

const atUs = at('2026-11-14 19:00')
const request = completeRequest(kai, '運用基準９（３）', ['telling'], atUs)
const approved = approvedBy(['髙橋'], kai, request, atUs)
const facts: TellingFacts = {
  profile: kai,
  office: officeOf({ 髙橋: ['president', 'chair', 'member'], 𠮷田: ['member'], 係: ['operator'] }),
  request,
  approval: approved,
}
const talk: Tell = {
  type: 'Tell',
  atUs,
  by: '係',
  to: '警部 葛󠄀城',
  says: '15時45分に白い車が通った',
  registered: true,
}

test('on a ground, approved for telling, with its line', () => {
  happened(tell(facts, talk), 'Told')
  happened(tell(facts, { ...talk, by: '髙橋' }), 'Told')
  for (const none of [
    { request: null },
    { request: { ...request, ground: null } },
    { approval: null },
    { approval: { ...approved, request: '別の件' } },
    { approval: { ...approved, acts: ['viewing', 'takeOut'] as const } },
  ]) {
    assert.ok(isRefusal(tell({ ...facts, ...none }, talk)), JSON.stringify(none))
  }
  refused(tell({ ...facts, approval: null }, talk), '運用基準９の読み方（A13）')
  refused(tell(facts, { ...talk, registered: false }), '内規')
})

test('by the manager or a designated operator, to somebody, and something', () => {
  refused(tell(facts, { ...talk, by: '𠮷田' }), '内規')
  refused(tell(facts, { ...talk, by: '隣の人' }), '内規')
  refused(tell(facts, { ...talk, to: ' ' }), '内規')
  refused(tell(facts, { ...talk, says: '　' }), '内規')
})

test('where the document has no procedure for it, its owner is asked', () => {
  const asked = completeRequest(hokuto, '第6条第1項第3号', ['viewing'], atUs)
  refused(tell({ ...facts, profile: hokuto, request: asked }, talk), '内規')
})
