import { houseRule, reading, text } from '../../basis.ts'
import { houseHold, listedBeforeFirstUse, noLiveSurface, periodTolerance } from '../../house.ts'
import { importsUnder } from '../../imports.ts'
import { quoting } from '../../quote.ts'

const 条 = quoting('子どものための見守りカメラの運用管理に関する要領')

const 第2条第2号 = 条('第2条第2号', '画像 見守りカメラにより撮影及び録画された映像情報をいう。')

const 第5条第3項本文 = 条(
  '第5条第3項',
  '画像の保存期間は、原則として録画日の翌日から起算して7日間程度とする。',
)
const 第5条第3項ただし書 = 条(
  '第5条第3項',
  `ただし、犯罪抑止等のため管理責任者が特に必要と認めるときは、その期間を延長することができる。`,
)
const 第5条第4項 = 条(
  '第5条第4項',
  `前項に定める保存期間を経過した画像は、原則として新たな画像を上書きする方法により
  消去するものとする。`,
)
const 第5条第5項 = 条(
  '第5条第5項',
  `画像は、原則として撮影時のまま保管し、加工してはならない。ただし、第6条及び第7条に基づいて
  画像を提供する場合は除く。`,
)

const 第7条第1項 = 条('第7条第1項', '管理責任者は、画像の提供の依頼を受けた場合は、事前に')

const 附則 = 条('附則', 'この要領は、平成30年3月15日から施行する。')

/** 大阪市西成区「子どものための見守りカメラの運用管理に関する要領」 */
export const nishinari = {
  id: 'nishinari',
  title: '子どものための見守りカメラの運用管理に関する要領',
  version: '平成30年3月15日施行',
  effectiveFrom: [{ day: '2018-03-15', by: text(附則) }],
  retention: {
    rule: { kind: 'civilDays', days: 7 },
    by: text(第5条第3項本文),
    computed: reading(
      'A4',
      第5条第3項本文,
      '録画日の翌日を1日目と数え、7日目の終わり（録画日の8日後の0時）まで保存します。',
    ),
    tolerance: periodTolerance,
    decision: null,
  },
  extension: {
    kind: 'allowed',
    by: text(第5条第3項ただし書),
    grounds: [
      {
        code: '犯罪抑止等のため特に必要',
        alsoCalled: ['特に必要'],
        by: text(第5条第3項ただし書),
        decidedBy: {
          posts: ['管理責任者', '地域支援担当課長', '西成区役所地域支援担当課長'],
          by: text(第5条第3項ただし書),
        },
        document: null,
      },
    ],
    house: houseHold,
  },
  erasure: { by: text(第5条第4項) },
  imports: importsUnder(第5条第3項本文, 第5条第4項),
  live: { mode: 'none', places: [], by: noLiveSurface, forbids: null },
  audio: {
    recorded: false,
    by: reading('A39', 第2条第2号, '撮影した映像だけの定めなので、音声は記録しません。'),
  },
  editing: {
    stored: { mode: 'never', by: text(第5条第5項) },
    derivative: { mode: 'forProvision', by: text(第5条第5項) },
  },
  cameras: {
    hoursADay: null,
    appendix: {
      name: '設置場所の一覧',
      by: houseRule('カメラの場所と撮影区域を一覧に書き残します。'),
      gate: listedBeforeFirstUse,
    },
  },
  words: { request: [{ word: '依頼', by: text(第7条第1項) }] },
} as const
