import { reading, text } from '../../basis.ts'
import { ceilingTolerance, listedBeforeFirstUse, noLiveSurface } from '../../house.ts'
import { importsUnder } from '../../imports.ts'
import { quoting } from '../../quote.ts'

const 条 = quoting('（　　　）会地域防犯カメラ運用基準')

const 定義 = 条(
  '運用基準２（２）',
  `画像データとは、地域防犯カメラにより撮影し、記録されたものであって、それによって特定の個人を
  識別できるものをいう。`,
)

const 別紙 = 条('運用基準３', '地域防犯カメラの設置場所・撮影区域は別紙のとおりとし')
const 常時監視 = 条('運用基準３（２）', 'モニター等を利用して常時監視を行うこと。')

const 保存期間 = 条('運用基準７（２）', '保存期間は７日以内とする。')
const 上書き消去 = 条(
  '運用基準７（２）',
  '以降のデータは直ちに上書き消去されるものとし、不必要な画像データの保存は行わない。',
)
const 持ち出し等の禁止 = 条(
  '運用基準７（３）',
  `原則として、「９　画像データ等の外部に対する提供」の場合を除き画像の閲覧、複写や加工、
  外部への持ち出しは禁止するものとする。`,
)

const 写しの加工 = reading(
  'A15',
  持ち出し等の禁止,
  '保存した画像は加工せず、加工は、９による提供のための写しに限ります。',
)

const 申請 = 条(
  '運用基準10（1）',
  '閲覧を求める者は、管理運用委員会へ申請し承認を得なければならない。',
)

const 施行日 = 条('附則１', 'この運用基準は　　年　　月　　日から施行する。')

/** 町内会・自治会の「地域防犯カメラ運用基準」 (neighbourhood association, model form). */
export const kai = {
  id: 'kai',
  title: '地域防犯カメラ運用基準',
  version: '様式（施行日は未記入）',
  effectiveFrom: [{ day: null, by: text(施行日) }],
  retention: {
    rule: { kind: 'ceilingHours', hours: 168 },
    by: text(保存期間),
    computed: reading('A1', 保存期間, '7日以内は、最初のコマの撮影から168時間以内と数えます。'),
    tolerance: ceilingTolerance,
    decision: null,
  },
  extension: {
    kind: 'none',
    by: reading('A16', 保存期間, '延長の定めがないので、保存期間は延ばせません。'),
    next: '消去の前に、９の提供に当たるかを管理運用委員会に諮り、10・11の手順で閲覧・持ち出しの承認を求めてください。',
  },
  erasure: { by: text(上書き消去) },
  imports: importsUnder(保存期間, 上書き消去),
  live: { mode: 'none', places: [], by: noLiveSurface, forbids: text(常時監視) },
  audio: {
    recorded: false,
    by: reading('A39', 定義, '撮影した画像だけの定めなので、音声は記録しません。'),
  },
  editing: {
    stored: { mode: 'never', by: 写しの加工 },
    derivative: { mode: 'forProvision', by: 写しの加工 },
  },
  cameras: {
    hoursADay: null,
    appendix: { name: '別紙', by: text(別紙), gate: listedBeforeFirstUse },
  },
  words: { request: [{ word: '申請', by: text(申請) }] },
} as const
