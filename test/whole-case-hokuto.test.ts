import { test } from 'node:test'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { peerMissing } from './peer/peer.ts'
import { appointments, designation, sectionOf } from './scenario/section.ts'
import { walksWholeCase } from './whole-case.ts'

const unit = '市民課'

test(
  '北斗市: 初めの言葉から、行を閉じ、画像が消えるまで、画面だけで進む',
  {
    skip: peerMissing() ?? false,
  },
  t =>
    walksWholeCase(t, {
      profile: hokuto,
      camera: '七重浜小 正門前',
      screen: { terminal: '市民課の端末', room: '市民課' },
      async staffed(site) {
        const of = site.camera('七重浜小 正門前')
        const { 課長, 担当, 職員 } = await sectionOf(site, { of, unit })
        await 課長.does(appointments, 'Designate', designation('担当', of, unit))
        return {
          ...{ manager: 課長, clerk: 職員, reader: 担当, operator: 担当, another: 職員 },
          ...{ deciders: [課長], witnesses: [担当, 課長], officers: [課長, 担当] },
        }
      },
      ground: /第6条第1項第2号/,
      purpose: '通学路で起きたひき逃げ事件の捜査のため',
      bases: {
        incomplete: '第6条第1項第2号により',
        unapproved: 'この件の閲覧は承認されていません',
        notOperator: '操作できるのは',
        oneWitness: '第6条第2項により',
        gone: '第6条第4項',
      },
      register: 'record',
      line: { 立会職員: /^担当、課長$/ },
      days: 31.1,
    }),
)
