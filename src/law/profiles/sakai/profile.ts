import { reading, text } from '../../basis.ts'
import { listedBeforeFirstUse, periodTolerance } from '../../house.ts'
import { importsUnder } from '../../imports.ts'
import { quoting } from '../../quote.ts'

const 項 = quoting('堺市役所本庁舎防犯カメラの設置及び管理運用要領')

const 定義 = 項(
  '要領3',
  `この要領が対象とする「画像」とは、本庁舎等に設置する防犯カメラのうち個人を特定できる精度を有した
  防犯カメラにより撮影され、画像管理サーバに記録されたもの(複製又は印画したものを含む。)をいう。`,
)
const 別表 = 項('要領4', '設置場所は別表のとおりとする。')
const 警備員等の視聴 = 項(
  '要領7',
  `本館1階警備員室及び本館2階中央監視室に従事する者は、業務上モニターを監視する必要があることから
  視聴を認めるものとし`,
)
const 保存期間 = 項('要領10(3)', '画像の保存期間は、2週間(翌々週の同一曜日までの間)とし')
const 撮影時の状態 = 項('要領10(3)', '撮影時の状態のまま保存し、編集又は加工をしてはならない。')
const 上書き = 項('要領10(3)', '保存期間を終了した画像は、後の画像により上書きするものとする。')
const 照会 = 項('要領11(1)(ア)', '法令等に基づく手続きにより照会を受けたとき。')
const 要請 = 項(
  '要領11(1)(イ)',
  `捜査機関から具体的事案を提示して、犯罪もしくは事故の捜査の目的により提供の要請を受けたとき。`,
)
const 申出 = 項('要領11(4)', '(1)申出者の住所、氏名及び連絡先')
const 取り除く = 項(
  '要領11(5)',
  `(4)不開示情報(個人情報)が含まれている場合は不開示情報を取り除くことができるか等を確認し、
  提供の可否を判断するものとする。`,
)

const 施行 = (passage: string) => text(項('附則', passage))

/** 堺市役所本庁舎防犯カメラの設置及び管理運用要領. Its parent, 堺市防犯カメラの運用等に関する要綱, is not held here. */
export const sakai = {
  id: 'sakai',
  title: '堺市役所本庁舎防犯カメラの設置及び管理運用要領',
  version: '令和3年10月11日施行',
  effectiveFrom: [
    { day: '2016-11-30', by: 施行('この要領は、平成28年11月30日から施行する。') },
    { day: '2018-02-25', by: 施行('この要領は、平成30年2月25日から施行する。') },
    { day: '2019-03-19', by: 施行('この要領は、平成31年3月19日から施行する。') },
    { day: '2021-10-11', by: 施行('この要領は、令和3年10月11日から施行する。') },
  ],
  retention: {
    rule: { kind: 'sameWeekday', weeksAhead: 2 },
    by: text(保存期間),
    computed: reading(
      'A5',
      保存期間,
      '翌々週の同じ曜日の終わり（録画日の15日後の0時）まで保存します。',
    ),
    tolerance: periodTolerance,
    decision: null,
  },
  extension: {
    kind: 'none',
    by: reading('A16', 保存期間, '延長の定めがないので、保存期間は延ばせません。'),
    next: '保存期間のうちに、11(1)の提供に当たるかを管理責任者が判断し、当たるときは複製を指示してください。',
  },
  erasure: { by: text(上書き) },
  imports: importsUnder(保存期間, 上書き),
  live: {
    mode: 'placesAndRoster',
    places: ['本館1階警備員室', '本館2階中央監視室'],
    by: text(警備員等の視聴),
    forbids: null,
  },
  audio: {
    recorded: false,
    by: reading('A39', 定義, '撮影した画像だけの定めなので、音声は記録しません。'),
  },
  editing: {
    stored: { mode: 'never', by: text(撮影時の状態) },
    derivative: {
      mode: 'forProvision',
      by: reading('A29', 取り除く, '取り除くのは、提供のための複製からだけです。'),
    },
  },
  cameras: {
    hoursADay: null,
    appendix: { name: '別表', by: text(別表), gate: listedBeforeFirstUse },
  },
  words: {
    request: [
      { word: '照会', by: text(照会) },
      { word: '要請', by: text(要請) },
      { word: '申出', by: text(申出) },
    ],
  },
} as const
