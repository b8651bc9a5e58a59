import { describe, test } from 'node:test'
import { appendix } from '#domain/camera/appendix.ts'
import { medium } from '#domain/medium/medium.ts'
import type { MediumCommand } from '#domain/medium/words.ts'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { at, given, happened, officeOf, refused } from '../../../../test/given.ts'

const said = { atUs: at('2026-11-14 09:00'), by: '髙橋' }
const facts = {
  profile: hokuto,
  office: officeOf({ 市民課長: ['manager'], 髙橋: ['operator'] }),
  appendix: appendix.initial,
}
const register: MediumCommand = {
  ...said,
  type: 'RegisterMedium',
  medium: 'USB-0007',
  kind: 'stick',
  serial: 'SN-4711',
  place: '市民課 金庫',
}

describe('HOKUTO-5-3', () => {
  test('内規: 台帳に載っていない媒体は使わず、番号のない媒体は載せない', () => {
    const retire = { ...said, type: 'RetireMedium', reason: '古い' } as const
    refused(given(medium, facts).when(retire), '内規')
    refused(given(medium, facts).when({ ...register, serial: '' }), '内規')
    happened(given(medium, facts).when(register), 'MediumRegistered')
    happened(given(medium, facts, register).when(retire), 'MediumRetired')
  })
})
