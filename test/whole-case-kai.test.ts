import { test } from 'node:test'
import { kai } from '#law/profiles/kai/profile.ts'
import { peerMissing } from './peer/peer.ts'
import { comesIn, firstManager } from './scenario/staffing.ts'
import { walksWholeCase } from './whole-case.ts'

const seats = [
  { person: '会長', posts: ['president', 'chair'] },
  { person: '副会長', posts: ['vicePresident', 'viceChair'] },
  { person: '髙橋', posts: ['member'] },
  { person: '山﨑', posts: ['member'] },
  { person: '操作', posts: ['member'] },
]
const designation = { of: null, unit: null, employedBy: null, succeeds: null }

test(
  '町内会: 初めの言葉から、行を閉じ、画像が消えるまで、画面だけで進む',
  {
    skip: peerMissing() ?? false,
  },
  t =>
    walksWholeCase(t, {
      profile: kai,
      camera: '商店街入口',
      screen: { terminal: '集会所のパソコン', room: '集会所' },
      async staffed(site) {
        const { manager: 会長, people } = await firstManager(site, '設置 花子', '会長', [
          { type: 'WriteSeatCount', words: { count: 5, resolution: null } },
          { type: 'SeatCommittee', words: { seats, fromUs: 'now' } },
        ])
        const 副会長 = await comesIn(会長, people, '副会長')
        const 髙橋 = await comesIn(会長, people, '髙橋')
        const 山﨑 = await comesIn(会長, people, '山﨑')
        const 操作 = await comesIn(会長, people, '操作')
        await 会長.does(['appointment', 'main'], 'Designate', {
          ...{ ...designation, person: '操作', fromUs: 'now', lastDay: '2099-03-31' },
        })
        return {
          ...{ manager: 会長, clerk: 副会長, reader: 髙橋, operator: 操作, another: 山﨑 },
          ...{ deciders: [会長, 副会長, 髙橋], witnesses: [髙橋, 山﨑], officers: [会長, 副会長] },
        }
      },
      ground: /運用基準９（１）/,
      purpose: '商店街で起きたひき逃げ事件の捜査のため',
      bases: {
        incomplete: '書面による申請がありません',
        unapproved: '運用基準10（1）により',
        notOperator: '運用基準７（１）により',
        oneWitness: '運用基準10（2）により',
        gone: '運用基準７（２）',
      },
      register: 'viewingRegister',
      line: { 立ち会った委員: /^髙橋、山﨑$/, 操作した人: /^操作$/, 根拠: /^運用基準９（１）/ },
      days: 7.1,
    }),
)
