import { test } from 'node:test'
import { sakai } from '#law/profiles/sakai/profile.ts'
import { peerMissing } from './peer/peer.ts'
import { appointments, designation, sectionOf } from './scenario/section.ts'
import { walksWholeCase } from './whole-case.ts'

test(
  '堺市: 初めの言葉から、行を閉じ、画像が消えるまで、画面だけで進む',
  {
    skip: peerMissing() ?? false,
  },
  t =>
    walksWholeCase(t, {
      profile: sakai,
      camera: '本館玄関',
      screen: { terminal: '操作端末1', room: '本館1階警備員室' },
      async staffed(site) {
        const { 課長, 担当, 職員 } = await sectionOf(site, { of: null, unit: '総務課' })
        await 課長.does(appointments, 'Designate', designation('担当', null, '総務課'))
        return {
          ...{ manager: 課長, clerk: 職員, reader: 担当, operator: 担当, another: 職員 },
          ...{ deciders: [課長], witnesses: [], officers: [課長, 担当] },
        }
      },
      ground: /要領11\(1\)\(イ\)/,
      purpose: '庁舎の前で起きたひき逃げ事件の捜査のため',
      bases: {
        incomplete: '要領11(1)(イ)により',
        unapproved: 'この件の閲覧は承認されていません',
        notOperator: '要領6により',
        oneWitness: null,
        gone: '要領10(3)',
      },
      register: 'handlingRecord',
      line: {
        '検索・視聴・複製・提供の別': /^視聴$/,
        操作した人: /^担当$/,
        許可: /課長$/,
      },
      days: 16,
    }),
)
