import { test } from 'node:test'
import { kai } from '#law/profiles/kai/profile.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import { at, happened, officeOf, refused, settingOf } from '../../../test/given.ts'
import { type AimCheck, checkAim } from './aim-check.ts'

const office = officeOf({
  髙橋: ['president', 'chair', 'member'],
  山﨑: ['member'],
  係: ['operator'],
})
const setting = settingOf(kai, office)
const look: AimCheck = {
  type: 'CheckAim',
  atUs: at('2026-11-14 10:00'),
  by: '係',
  camera: 'no12',
  occasion: 'repair',
  seconds: 60,
  attending: ['髙橋', '山﨑'],
  kept: false,
}

test('内規 A14: 設置・修理・異常のときに、二名で60秒まで、何も残さない', () => {
  for (const occasion of ['installation', 'repair', 'aimAlarm'] as const) {
    happened(checkAim(setting, { ...look, occasion }), 'AimChecked')
  }
  refused(checkAim(setting, { ...look, occasion: 'other' }), '内規')
  refused(checkAim(setting, { ...look, seconds: 61 }), '内規')
  refused(checkAim(setting, { ...look, attending: ['髙橋'] }), '内規')
  refused(checkAim(setting, { ...look, attending: ['髙橋', '髙橋'] }), '内規')
  refused(checkAim(setting, { ...look, kept: true }), '内規')
})

test('内規: 生の映像を映さない規程では、向きも生の映像では確かめない', () => {
  refused(checkAim(settingOf(sakai, office), look), '内規')
})
