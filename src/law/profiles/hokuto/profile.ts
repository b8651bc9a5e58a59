import { houseRule, reading, text } from '../../basis.ts'
import { ceilingTolerance, houseHold, listedBeforeFirstUse, noLiveSurface } from '../../house.ts'
import { importsUnder } from '../../imports.ts'
import type { HoldGround } from '../../profile.ts'
import { quoting } from '../../quote.ts'

const 条 = quoting('北斗市防犯カメラの設置及び運用に関する要綱')

const 第2条第2号 = 条('第2条第2号', '画像 防犯カメラにより撮影し、記録された映像をいう。')

const 第4条第2項 = 条('第4条第2項', '防犯カメラの1日の撮影時間は24時間を原則とする。')

const 第6条第1項第1号 = 条('第6条第1項第1号', '法令等の規定に基づき文書により提供を求められた場合')
const 第6条第1項第2号 = 条(
  '第6条第1項第2号',
  '捜査機関から犯罪捜査の目的で公文書により要請を受けた場合',
)
const 第6条第1項第3号 = 条(
  '第6条第1項第3号',
  '個人の生命、身体又は財産の保護その他公共の利益のため必要と認められる場合',
)
const 第6条第4項本文 = 条(
  '第6条第4項',
  '画像の保存期間（重ね撮りする場合は、上書きするまでの期間をいう。）は、30日以内とする。',
)
const 第6条第4項ただし書 = 条(
  '第6条第4項',
  `ただし、第1項各号のいずれかに該当する場合その他市長が特に必要と認める場合には、
  保存期間を延長することができる。`,
)
const 第6条第5項 = 条(
  '第6条第5項',
  '管理責任者は、撮影時の現状のまま画像を保存するものとし、編集又は加工をしてはならない。',
)

const 附則 = 条('附則', 'この訓令は、公布の日から施行する。')

const manager = { posts: ['管理責任者'], by: houseHold.decider }

const grounds: readonly HoldGround[] = [
  {
    code: '第6条第1項第1号',
    alsoCalled: ['第1号'],
    by: text(第6条第1項第1号),
    decidedBy: manager,
    document: { name: '提供を求める文書', by: text(第6条第1項第1号) },
  },
  {
    code: '第6条第1項第2号',
    alsoCalled: ['第2号'],
    by: text(第6条第1項第2号),
    decidedBy: manager,
    document: { name: '捜査機関の公文書', by: text(第6条第1項第2号) },
  },
  {
    code: '第6条第1項第3号',
    alsoCalled: ['第3号'],
    by: text(第6条第1項第3号),
    decidedBy: manager,
    document: null,
  },
  {
    code: '市長が特に必要と認める場合',
    alsoCalled: ['市長', 'mayor'],
    by: text(第6条第4項ただし書),
    decidedBy: { posts: ['市長', '北斗市長'], by: text(第6条第4項ただし書) },
    document: null,
  },
]

/** 北斗市防犯カメラの設置及び運用に関する要綱（令和5年訓令第27号） */
export const hokuto = {
  id: 'hokuto',
  title: '北斗市防犯カメラの設置及び運用に関する要綱',
  version: '令和5年訓令第27号',
  effectiveFrom: [{ day: '2023-03-31', by: text(附則) }],
  retention: {
    rule: { kind: 'ceilingHours', hours: 720 },
    by: text(第6条第4項本文),
    computed: reading(
      'A3',
      第6条第4項本文,
      '30日以内は、最初のコマの撮影から720時間以内と数えます。',
    ),
    tolerance: ceilingTolerance,
    decision: null,
  },
  extension: { kind: 'allowed', by: text(第6条第4項ただし書), grounds, house: houseHold },
  erasure: { by: text(第6条第4項本文) },
  imports: importsUnder(第6条第4項本文, 第6条第4項本文),
  live: { mode: 'none', places: [], by: noLiveSurface, forbids: null },
  audio: {
    recorded: false,
    by: reading('A39', 第2条第2号, '撮影した映像だけの定めなので、音声は記録しません。'),
  },
  editing: { stored: { mode: 'never', by: text(第6条第5項) }, derivative: null },
  cameras: {
    hoursADay: { hours: 24, by: text(第4条第2項) },
    appendix: {
      name: '設置場所の一覧',
      by: houseRule('カメラの場所と撮影区域を一覧に書き残します。'),
      gate: listedBeforeFirstUse,
    },
  },
  words: {
    request: [
      { word: '求め', by: text(第6条第1項第1号) },
      { word: '要請', by: text(第6条第1項第2号) },
    ],
  },
} as const
