import { test } from 'node:test'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import { peerMissing } from './peer/peer.ts'
import { appointments, designation, sectionOf } from './scenario/section.ts'
import { walksWholeCase } from './whole-case.ts'

const unit = '西成区役所市民協働課'

test(
  '西成区: 初めの言葉から、行を閉じ、画像が消えるまで、画面とパスワードだけで進む',
  {
    skip: peerMissing() ?? false,
  },
  t =>
    walksWholeCase(t, {
      profile: nishinari,
      camera: '北門',
      screen: { terminal: '専用パソコン', room: '保管庫のある部屋' },
      async staffed(site) {
        const { 課長, 担当, 職員 } = await sectionOf(site, { of: null, unit })
        await 課長.does(appointments, 'Designate', designation('担当', null, unit))
        return {
          ...{ manager: 課長, clerk: 職員, reader: 担当, operator: 担当, another: 職員 },
          ...{ deciders: [課長], witnesses: [], officers: [課長, 担当] },
        }
      },
      byPassword: true,
      ground: /第6条第1号/,
      purpose: '児童への声かけ事案の捜査のため',
      bases: {
        incomplete: '第6条の読み方（A46）',
        unapproved: 'この件の閲覧は承認されていません',
        notOperator: '第5条第2項により',
        oneWitness: null,
        gone: '第5条第3項',
      },
      register: 'imageLedger',
      line: { 利用目的: /児童への声かけ事案/ },
      days: 9,
    }),
)
