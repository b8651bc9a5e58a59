import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kawasaki } from '#law/profiles/kawasaki/profile.ts'
import { peerMissing } from './peer/peer.ts'
import { appointments, designation, sectionOf } from './scenario/section.ts'
import { walksWholeCase } from './whole-case.ts'

const use = '庁舎の防犯'
const unit = '庁舎管理課'
const period = ['--days', '14', '--by', '管理責任者 課長', '--manual', '第1版']

test(
  '川崎市: 初めの言葉から、行を閉じ、画像が消えるまで、画面とパスワードだけで進む',
  {
    skip: peerMissing() ?? false,
  },
  t =>
    walksWholeCase(t, {
      profile: kawasaki,
      camera: '庁舎玄関',
      screen: { terminal: '画像表示装置1', room: '庁舎管理課' },
      async begins(site) {
        const reason = ['--reason', '申出までに二週間かかることがある']
        const { code, stdout, stderr } = await site.call([
          'retention',
          'decide',
          ...period,
          ...reason,
        ])
        assert.equal(code, 0, stdout + stderr)
      },
      async staffed(site) {
        const { 課長, 担当, 職員 } = await sectionOf(site, { of: use, unit })
        await 課長.does(appointments, 'Designate', designation('担当', use, unit))
        return {
          ...{ manager: 課長, clerk: 職員, reader: 担当, operator: 担当, another: 職員 },
          ...{ deciders: [課長], witnesses: [], officers: [課長, 担当] },
        }
      },
      async settles({ manager }) {
        const manual = { version: '第1版', says: '設置の表示、保管、保存期間' }
        await manager.does(['manual', 'main'], 'IssueManual', manual)
        await manager.does(['period', 'main'], 'DecidePeriod', {
          ...{ hours: 336, manual: '第1版', circumstance: '', purpose: '', reviewOn: '' },
          reason: '申出までに二週間かかることがある',
        })
      },
      byPassword: true,
      use,
      ground: /指針4\(1\)/,
      purpose: '庁舎で起きた器物損壊事件の捜査のため',
      bases: {
        incomplete: '内規',
        unapproved: 'この件の閲覧は承認されていません',
        notOperator: '操作できるのは',
        oneWitness: null,
        gone: '指針6(4)',
      },
      register: 'handlingRecord',
      line: { '閲覧・複製・提供の別': /^閲覧$/, カメラ: /^庁舎玄関$/, 承認: /課長$/ },
      days: 15,
    }),
)
