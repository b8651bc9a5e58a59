import { houseRule, reading, text } from '../../basis.ts'
import { askingHouse, asksNothingMore, decidingHouse, showingHouse } from '../../house/acts.ts'
import { copyHouse, mediaHouse, registerHouse } from '../../house/copies.ts'
import { fundBook, houseBooks } from '../../house/registers.ts'
import { outsideHouse, peopleHouse, siteHouse } from '../../house/site.ts'
import {
  ceilingTolerance,
  erasureFailed,
  listedBeforeFirstUse,
  noLiveSurface,
} from '../../house.ts'
import { importsUnder } from '../../imports.ts'
import { leakReport } from '../../other-law.ts'
import type { Profile } from '../../profile.ts'
import { type Article, quoting } from '../../quote.ts'
import type { Ground, Paper } from '../../vocabulary/grounds.ts'
import type { Cell, CellFact } from '../../vocabulary/registers.ts'
import { warrantPath } from '../../warrant-path.ts'

const 条 = quoting('（　　　）会地域防犯カメラ運用基準')

// １　目的

const 目的 = 条(
  '運用基準１',
  `この運用基準は、地域防犯カメラの設置及び運用に関し、　　　　　　　会（以下、当会という。）が順守すべき
  事項を定めることにより、犯罪の未然防止と、プライバシーの保護との調和を図り、適切な運用管理を行うことを
  目的とする。`,
)
const purpose = { says: '犯罪の未然防止とプライバシーの保護との調和', by: text(目的) }

// ２　定義

const 地域防犯カメラ = 条(
  '運用基準２（１）',
  `地域防犯カメラとは、地域における犯罪の防止を目的として、道路等の公共空間における人等の動きを撮影し、
  記録するために特定の場所に固定して設置する防犯カメラをいう。`,
)
const 画像データ = 条(
  '運用基準２（２）',
  `画像データとは、地域防犯カメラにより撮影し、記録されたものであって、それによって特定の個人を
  識別できるものをいう。`,
)

// ３　地域防犯カメラの設置場所・撮影区域

const 別紙 = 条('運用基準３', '地域防犯カメラの設置場所・撮影区域は別紙のとおりとし、')
const appendix = {
  name: '別紙',
  decidedBy: 'committee',
  decider: siteHouse.listDecider,
  gate: listedBeforeFirstUse,
  published: { places: false, by: siteHouse.notPublished },
  states: [
    { id: 'place', name: '設置場所', by: text(別紙) },
    { id: 'area', name: '撮影区域', by: text(別紙) },
    { id: 'drawing', name: '図面と撮影の向き', by: siteHouse.drawing },
  ],
  by: text(別紙),
} as const
条.silent(
  '運用基準３',
  '当該地域防犯カメラを用いて以下の事項を行ってはならない。',
  '次の二つの禁止への前置き',
)
const 特定の撮影対象 = 条('運用基準３（１）', '特定個人及び建物等を撮影対象とすること。')
const 常時監視 = 条('運用基準３（２）', 'モニター等を利用して常時監視を行うこと。')
const live = {
  mode: 'none',
  places: [],
  forbids: text(常時監視),
  roster: null,
  aimCheck: showingHouse.aimCheck,
  by: noLiveSurface,
} as const

// ４　管理運用委員会の設置

const 委員会の設置 = 条(
  '運用基準４',
  `地域防犯カメラの管理運用を適切に行うため「　　　　　　　　会地域防犯カメラ管理運用委員会
  （以下「管理運用委員会」という。）」を以下のとおり設置する。`,
)
const 委員 = 条('運用基準４（１）', '管理運用委員会は、当会の正副会長を含む委員　　名で構成する。')
const 委員長 = 条(
  '運用基準４（２）',
  '委員の中から、委員長、副委員長、各１名を選任し、委員長は、当会会長が担うものとする。',
)
const 会議 = 条('運用基準４（３）', '管理運用委員会の会議は、委員長が招集し、会議を主宰する。')
const 管理責任者 = 条(
  '運用基準４（４）',
  '管理責任者は管理運用委員会の委員長とし、委員長に事故等がある時はその事務を副委員長が代行する。',
)
const manager = {
  office: '管理運用委員会の委員長',
  is: 'chair',
  per: 'document',
  vacant: { by: peopleHouse.vacant },
  by: text(管理責任者),
} as const

// ５　管理運用委員会の責務

const 委員会の責務 = 条(
  '運用基準５',
  `地域防犯カメラの管理運用は、管理運用委員会が行うものとし、次項以下に定める事項を順守するものとする。`,
)
const declarations = [{ by: text(委員会の責務) }]

// ６　地域防犯カメラの設置の表示

const 表示 = 条(
  '運用基準６',
  `管理責任者は、設置区域内の見やすい場所に、地域防犯カメラが設置されている旨をわかりやすく表示する。`,
)
const sign = {
  items: [{ id: 'installed', says: '地域防犯カメラが設置されている旨', by: text(表示) }],
  exact: false,
  gate: siteHouse.sign,
  againEveryDays: siteHouse.signAgainDays,
  by: text(表示),
} as const

// ７　画像データの保存・取扱い

const 漏えい防止 = 条(
  '運用基準７',
  `管理責任者は、画像データが外部に漏れることのないよう、以下のルールに基づき慎重な管理を行うものとする。`,
)

const 操作担当者 = 条(
  '運用基準７（１）',
  `管理責任者は、必要であると判断する場合は、地域防犯カメラ及び録画装置の操作を行う担当者を
  指定するものとし、`,
)
const 担当者以外の禁止 = 条(
  '運用基準７（１）',
  '管理責任者及び指定された担当者以外の操作を禁止する。',
)
const operators = {
  designation: 'whenNeeded',
  from: null,
  onlyThey: text(担当者以外の禁止),
  direction: { kind: 'none', by: peopleHouse.noDirection },
  endDate: peopleHouse.designationEnd,
  oneNeeded: null,
  by: text(操作担当者),
} as const

条.silent(
  '運用基準７（２）',
  '画像データの漏えい、滅失、き損又は流出等の防止その他の安全管理を徹底するために、',
  '保存期間を定める理由',
)
const 保存期間 = 条('運用基準７（２）', '保存期間は７日以内とする。')
const 上書き消去 = 条(
  '運用基準７（２）',
  '以降のデータは直ちに上書き消去されるものとし、不必要な画像データの保存は行わない。',
)

const 保管 = 条(
  '運用基準７（３）',
  `地域防犯カメラの画像データを記録した記録媒体（ＳＤカード、ハードディスク等）やパソコンについては、
  施錠等の方法により保護された環境のもとで保管し、`,
)
const 持ち出し等の禁止 = 条(
  '運用基準７（３）',
  `原則として、「９　画像データ等の外部に対する提供」の場合を除き画像の閲覧、複写や加工、
  外部への持ち出しは禁止するものとする。`,
)

const 直ちに消去 = 条(
  '運用基準７（４）',
  '保存期間が終了した画像データは、直ちに消去するものとする。',
)
const 媒体の廃棄 = 条(
  '運用基準７（４）',
  `また、記録媒体を廃棄する場合は、読み取りが物理的に行えないよう、破砕、裁断等の処理を行うものとする。`,
)
const media = {
  register: mediaHouse.register,
  eraseFirst: null,
  destroy: text(媒体の廃棄),
  methods: ['破砕', '裁断'],
  twoPeople: mediaHouse.twoPeople,
  photo: mediaHouse.photo,
  move: null,
  locked: { what: '記録媒体とパソコン', by: text(保管) },
  key: null,
  attestation: mediaHouse.attestation,
} as const

// ８　目的外利用の禁止

const 漏らさない = 条(
  '運用基準８',
  `管理運用委員会等は、画像データおよび画像から知り得た情報を第三者に漏らしてはならない。`,
)
const 必要な範囲 = 条(
  '運用基準８',
  'また、利用目的の達成に必要な範囲を超えて、個人情報を利用してはならない。',
)

// ９　画像データ等の外部に対する提供

const 提供できる場合 = 条(
  '運用基準９',
  `前項の規定にかかわらず、次に掲げる場合には、画像データ及び画像から知り得た情報を第三者に提供することが
  できるものとする。`,
)
const 文書による求め = 条(
  '運用基準９',
  'なお、画像データ等の提出を求めるときは文書によるものとする。',
)
const 緊急のただし書 = 条(
  '運用基準９',
  'ただし、緊急かつやむを得ないと認められるときはこの限りではない。',
)

const 提出文書: Paper = {
  id: 'demand',
  name: '画像データ等の提出を求める文書',
  for: ['takeOut'],
  contents: [],
  urgencyWaives: true,
  otherwise:
    '提出を求める文書を受け取ってください。緊急でやむを得ないときは、その理由を書いてください',
  by: text(文書による求め),
}
const everyAct = ['viewing', 'takeOut', 'telling'] as const
const noMore = { ...asksNothingMore, acts: everyAct, papers: [提出文書] } as const
const consentHard = (by: Article) => ({
  id: 'consentHard',
  asks: '本人の同意を得ることが困難ですか',
  facts: askingHouse.facts,
  by: text(by),
})

const 法令の定め = 条('運用基準９（１）', '法令の定めがあるとき。')
const 本人の同意 = 条('運用基準９（２）', '本人の同意があるとき。')
const 生命身体財産 = 条(
  '運用基準９（３）',
  `人の生命、身体又は財産を保護するために必要がある場合であって、本人の同意を得ることが困難であるとき。`,
)
const 保護のため: Ground = {
  ...noMore,
  code: '運用基準９（３）',
  alsoCalled: ['9(3)', '（３）'],
  label: '人の生命・身体・財産の保護',
  tests: [
    {
      id: 'protection',
      asks: '人の生命、身体又は財産を保護するために必要ですか',
      facts: askingHouse.facts,
      by: text(生命身体財産),
    },
    consentHard(生命身体財産),
  ],
  by: text(生命身体財産),
}
const 公衆衛生児童 = 条(
  '運用基準９（４）',
  `公衆衛生の向上又は児童の健全な育成の推進のために特に必要がある場合であって、本人の同意を得ることが
  困難であるとき。`,
)
const 衛生と児童のため: Ground = {
  ...noMore,
  code: '運用基準９（４）',
  alsoCalled: ['9(4)', '（４）'],
  label: '公衆衛生・児童の健全な育成',
  tests: [
    {
      id: 'specially',
      asks: '公衆衛生の向上又は児童の健全な育成の推進のために、特に必要ですか',
      facts: askingHouse.facts,
      tooGeneral: ['子どものため', '子どもたちのため', '児童のため', '公衆衛生のため'],
      by: text(公衆衛生児童),
    },
    consentHard(公衆衛生児童),
  ],
  by: text(公衆衛生児童),
}
const 国等への協力 = 条(
  '運用基準９（５）',
  `国の機関若しくは地方公共団体又はその委託を受けた者が法令の定める事務を遂行することに対して協力する
  必要がある場合であって、本人の同意を得ることにより当該事務の遂行に支障を及ぼすおそれがあるとき。`,
)
const 事務への協力: Ground = {
  ...noMore,
  code: '運用基準９（５）',
  alsoCalled: ['9(5)', '（５）'],
  label: '国・地方公共団体の事務への協力',
  requesters: {
    kinds: ['publicBody', 'investigator', 'court', 'commissioned'],
    by: text(国等への協力),
  },
  tests: [
    {
      id: 'statutoryDuty',
      asks: '法令の定める事務を遂行するために、協力が必要ですか',
      facts: askingHouse.facts,
      by: text(国等への協力),
    },
    {
      id: 'hindrance',
      asks: '本人の同意を得ると、その事務に支障を及ぼすおそれがありますか',
      facts: askingHouse.facts,
      by: text(国等への協力),
    },
  ],
  entries: [{ id: 'duty', name: '法令の定める事務', by: text(国等への協力) }],
  by: text(国等への協力),
}

// 10　画像データ等の閲覧

const 閲覧の手順 = 条(
  '運用基準10',
  '前項の規定に基づき、第三者に閲覧させる場合は、以下の手順に則り行うものとする。',
)
const 閲覧の承認 = 条(
  '運用基準10（1）',
  '閲覧を求める者は、管理運用委員会へ申請し承認を得なければならない。',
)
const 利用閲覧簿 = 条(
  '運用基準10（2）',
  `閲覧の日時、閲覧目的、閲覧者及び画像の範囲（日時・場所）などを利用閲覧簿に記載する。`,
)
const 閲覧の立会い = 条(
  '運用基準10（2）',
  '閲覧については、２名以上の委員が立ち合いのもと行うものとする。',
)

// 11　画像データ等の持ち出し

const 持ち出しの手順 = 条(
  '運用基準11',
  `「９」の規定に基づき、画像データ及び画像の持ち出しを行う場合は、以下の手順により行うものとする。`,
)
const 持ち出しの承認 = 条(
  '運用基準11（1）',
  '持ち出し作業については、管理運用委員会へ申請し、承認を得なければならない。',
)
const 持ち出しの立会い = 条(
  '運用基準11（2）',
  '持ち出し作業は、２名以上の委員立ち会いのもと行うものとする。',
)
const 持ち出し簿 = 条(
  '運用基準11（3）',
  `持ち出しの日時、持ち出しの目的、持ち出す者及び画像の範囲（日時・場所）などを持ち出し簿に記載する。`,
)
const 返却 = 条(
  '運用基準11（4）',
  '持ち出した画像データ及び画像は使用後速やかに管理運用委員会へ返却しなければならない。',
)

// 12　苦情等の処理

const 苦情 = 条(
  '運用基準12',
  `管理責任者は、当該地域防犯カメラの設置・運用に関する苦情や問い合わせ等を受けたときは誠実かつ速やかに
  対応しなければならない。`,
)
const complaints = {
  closeNeeds: text(苦情),
  writtenReply: outsideHouse.writtenReply,
  acknowledge: outsideHouse.acknowledge,
  answer: outsideHouse.answer,
  by: text(苦情),
}

// 13　保守管理について

const 誓約書 = 条(
  '運用基準13',
  `管理運用委員会は、地域防犯カメラの保守管理について委託する場合、秘密保持についての誓約書を提出させ、`,
)
const 承認された業者 = 条(
  '運用基準13',
  '委託契約書を管理運用委員会に承認された保守管理業者に委託するものとする。',
)

// 14　その他

const 定めのない事項 = 条(
  '運用基準14',
  'この規定に定めがない事項が発生した場合は、管理運用委員会が協議して対処する。',
)
const 緊急の指示 = 条(
  '運用基準14',
  'また、前事項等が緊急を要する場合は、管理運用責任者の指示に従って処理する。',
)
const 積立金の案内 = 条(
  '運用基準14',
  '保守・維持管理のために、運用基準に積立金を行う旨を設けることも一つの手です。',
)
const 毎年の積立 = 条(
  '運用基準14（例）',
  '防犯カメラが故障した際の修繕・更新のため、毎年一定金額を積み立てるものとする。',
)
const 積立金の充当 = 条(
  '運用基準14（例）',
  '修繕、更新の際は、その都度、管理運用委員会の承認を得てから、積立金から充当する。',
)

// 附　則

const 施行日 = 条('附則１', 'この運用基準は　　年　　月　　日から施行する。')

/** Every passage of the document, in its order. */
export const passages = 条.passages
/** What the document says outside its sentences. */
export const headings = [
  '会地域防犯カメラ運用基準',
  '目的',
  '定義',
  '地域防犯カメラの設置場所・撮影区域',
  '管理運用委員会の設置',
  '管理運用委員会の責務',
  '地域防犯カメラの設置の表示',
  '画像データの保存・取扱い',
  '地域防犯カメラ等の操作担当者の指定',
  '画像データの保存期間',
  '画像データ等の管理',
  '画像データの消去',
  '目的外利用の禁止',
  '画像データ等の外部に対する提供',
  '画像データ等の閲覧',
  '画像データ等の持ち出し',
  '苦情等の処理',
  '保守管理について',
  'その他',
  '（例）',
  '保守・維持管理のための積立金について',
] as const

// 読み: what we take the words to mean

const A1 = reading('A1', 保存期間, '7日以内は、最初のコマの撮影から168時間以内と数えます。')
const A1を日数で = reading(
  'A1',
  保存期間,
  '撮影した日を1日目と数え、7日目の終わりまでに消去します。',
)
const A8 = reading('A8', 閲覧の立会い, '閲覧を求めた本人は、立ち会う委員に数えません。')
const A8の持ち出し = reading(
  'A8',
  持ち出しの立会い,
  '立ち会うのは作業なので、作業をする操作担当者と求めた本人は、立ち会う委員に数えません。',
)
const A11 = reading(
  'A11',
  閲覧の承認,
  '承認は委員会という合議の体が行うので、一人の承認では足りません。',
)
const A12 = reading(
  'A12',
  緊急のただし書,
  '緊急のときに省けるのは文書だけで、承認・立会い・記録は省けません。',
)
const A12の指示 = reading(
  'A12',
  緊急の指示,
  '管理運用責任者（管理責任者の書き誤りと読みます）の指示は定めのない事項についてのもので、閲覧や持ち出しの承認に代わりません。',
)
const A12の電話 = reading(
  'A12',
  定めのない事項,
  '夜間などの承認の仕方は定めがないので、委員会が『緊急時の承認方法』を前もって議決しておきます。',
)
const A13 = reading(
  'A13',
  提供できる場合,
  '画像から知り得た情報を伝えることも、第三者への提供です。',
)
const A14 = reading(
  'A14',
  持ち出し等の禁止,
  '保守の人が録画を見るのも閲覧なので、９の場合のほかは見せません。',
)
const A15 = reading(
  'A15',
  持ち出し等の禁止,
  '保存した画像は加工せず、加工は、９による提供のための写しに限ります。',
)
const A16 = reading('A16', 保存期間, '延長の定めがないので、保存期間は延ばせません。')
const A17 = reading(
  'A17',
  返却,
  '返せないことを受け取った者が文書で述べ、委員会が決めたときに限り、『返却不能』として閉じます。',
)
const A17の決定 = reading(
  'A17',
  定めのない事項,
  '返却できない写しの扱いは定めがないので、委員会が協議して決めます。',
)
const A38 = reading('A38', 保存期間, '開示などの求めがあっても、保存期間を延ばす定めはありません。')
const A39 = reading('A39', 画像データ, '撮影した画像だけの定めなので、音声は記録しません。')
const A42 = reading('A42', 閲覧の承認, '求めた本人は、その承認に加われません。')
const A42の退席 = reading(
  'A42',
  定めのない事項,
  '退いた委員が出て二名に満たなくなったときは、委員会が協議して決めます。',
)
const A43 = reading(
  'A43',
  利用閲覧簿,
  '閲覧のたびに記載し、立ち会います。一つの承認で何回見せるかは、承認に書きます。',
)
const A44 = reading(
  'A44',
  法令の定め,
  '裁判官の令状は法令の定めで、認めるかどうかを採決する余地がありません。',
)
const A45 = reading(
  'A45',
  持ち出し等の禁止,
  '画面に重ねる名前は表示だけで、保存する画像の加工ではありません。',
)
const B1 = reading(
  'B1',
  法令の定め,
  'どの法令のどの定めかを示さない求めは、法令の定めがあるときに当たりません。',
)
const B2 = reading('B2', 本人の同意, '一人の同意は、ほかの人が写る画像の提供には及びません。')
const B3 = reading(
  'B3',
  文書による求め,
  '文書が要るのは提出を求めるときで、閲覧だけの求めに文書は要りません。',
)
const B4 = reading('B4', 持ち出し等の禁止, '承認された範囲の外を映すのは、９によらない閲覧です。')
const B5 = reading(
  'B5',
  管理責任者,
  '副委員長が代行するのは委員長に事故等がある間で、二人が同時に管理責任者になることはありません。',
)
const B6 = reading('B6', 委員, '委員の人数の欄を埋めないうちは、委員会の構成が定まりません。')
const B7 = reading(
  'B7',
  地域防犯カメラ,
  '屋内のカメラは、道路等の公共空間を撮影するものではありません。',
)
const B8 = reading(
  'B8',
  地域防犯カメラ,
  '人の動きに合わせて向きを変えるカメラは、固定して設置したものではありません。',
)
const B9 = reading('B9', 特定の撮影対象, '人を追って写すと、その人を撮影対象とすることになります。')
const B10 = reading(
  'B10',
  地域防犯カメラ,
  'ごみ出しの見張りなど、犯罪の防止のほかを目的とするカメラは、地域防犯カメラではありません。',
)
const B12 = reading(
  'B12',
  目的,
  '犯罪の防止にも９の場合にも当たらない求めは、この基準の目的に合いません。',
)
const B13 = reading(
  'B13',
  画像データ,
  '記録したものは、写った人がだれか分からないと思われても、画像データとして扱います。',
)
const B15 = reading(
  'B15',
  施行日,
  '改まった基準の長い保存期間は、施行の前に撮影した画像には及びません。',
)

// 内規: ours alone

const internalWitnesses = houseRule(
  '例外として自分たちで見るときも、求めを受けて見せるときと同じだけの立会いを置きます。',
)
const operatorIfResolved = houseRule(
  '操作担当者である委員を閲覧の立会いに数えるのは、委員会がそう議決したときだけです。',
)
const majority = houseRule(
  '議決は、委員長（代行の間は副委員長）を含む、委員全員の過半数の賛成によります。',
)
const threeWays = houseRule(
  '委員は、端末・署名した議事録か回議書・前もっての議決による電話の、どれででも議決できます。',
)
const twoScan = houseRule('紙の議事録や回議書は、二名が写しを確かめて署名します。')
const reportedNextMeeting = houseRule('電話による承認は、次の会議に報告します。')
const exceptionDecided = houseRule(
  '提供の場合のほかに画像を見るのは、委員会が議決して書き残したときだけです。',
)
const instructionReported = houseRule('急ぎの指示は、書き残して次の会議に報告します。')
const declaration = houseRule(
  '副委員長は、委員長に事故等があることを、理由を書いて、一人で直ちに申し出ることができます。',
)
const confirmation = houseRule('申し出は、3日以内に委員が確かめます。')
const tellingRegistered = houseRule('画像から知ったことを伝えたときも、利用閲覧簿に記載します。')
const twoReviewers = 2

const 法令による求め: Ground = {
  ...noMore,
  code: '運用基準９（１）',
  alsoCalled: ['9(1)', '（１）'],
  label: '法令の定め',
  tests: [],
  entries: [{ id: 'statute', name: '根拠の法令と条', by: B1 }],
  by: text(法令の定め),
}
const 本人の同意による求め: Ground = {
  ...noMore,
  code: '運用基準９（２）',
  alsoCalled: ['9(2)', '（２）'],
  label: '本人の同意',
  tests: [{ id: 'consent', asks: '本人の同意がありますか', facts: null, by: text(本人の同意) }],
  papers: [
    提出文書,
    {
      id: 'consent',
      name: '本人の同意書',
      for: everyAct,
      contents: [],
      urgencyWaives: false,
      otherwise: '本人の同意書を受け取ってください',
      by: askingHouse.consentPaper,
    },
  ],
  identity: {
    facts: 1,
    photo: false,
    noImageKept: askingHouse.noImageOfProof,
    by: askingHouse.identity,
  },
  othersInFrame: B2,
  by: text(本人の同意),
}

const cell =
  (by: Article) =>
  (id: string, name: string, fact: CellFact): Cell => ({
    id,
    name,
    within: null,
    fact,
    required: true,
    by: text(by),
  })
const added = (id: string, name: string, fact: CellFact): Cell => ({
  id,
  name,
  within: null,
  fact,
  required: false,
  by: registerHouse.added,
})
/** など: what we add and never leave blank. */
const always = (id: string, name: string, fact: CellFact): Cell => ({
  ...added(id, name, fact),
  required: true,
})

/** 町内会・自治会の「地域防犯カメラ運用基準」 (neighbourhood association, model form). */
export const kai: Profile = {
  id: 'kai',
  title: '地域防犯カメラ運用基準',
  called: '町内会・自治会',
  version: '様式（施行日は未記入）',
  purpose,
  effectiveFrom: [{ day: null, by: text(施行日), transitional: null }],
  acrossVersions: { by: B15 },
  legalBasis: [],
  owner: null,
  parent: null,

  posts: [
    { post: 'president', word: '会長', by: text(委員) },
    { post: 'vicePresident', word: '副会長', by: text(委員) },
    { post: 'chair', word: '委員長', by: text(委員長) },
    { post: 'viceChair', word: '副委員長', by: text(委員長) },
    { post: 'member', word: '委員', by: text(委員) },
    { post: 'manager', word: '管理責任者', by: text(管理責任者) },
    { post: 'operator', word: '操作担当者', by: text(操作担当者) },
    { post: 'contractor', word: '保守管理業者', by: text(承認された業者) },
  ],
  manager,
  deputy: {
    kind: 'declared',
    post: 'viceChair',
    occasion: '事故等',
    declaration,
    confirmation: { from: 'member', withinDays: 3, by: confirmation },
    notBoth: B5,
    by: text(管理責任者),
  },
  committee: {
    name: '管理運用委員会',
    seats: { count: null, by: text(委員), blank: B6 },
    includes: [
      { post: 'president', by: text(委員) },
      { post: 'vicePresident', by: text(委員) },
    ],
    chair: { is: 'president', one: text(委員長), by: text(委員長) },
    viceChair: { one: text(委員長) },
    meetings: { convenedBy: ['chair'], by: text(会議) },
    notProvided: { by: text(定めのない事項) },
    urgentInstruction: {
      reported: instructionReported,
      notInPlaceOfApproval: A12の指示,
      by: text(緊急の指示),
    },
    by: text(委員会の設置),
  },
  operators,
  succession: { by: peopleHouse.succession },

  cameras: {
    kind: {
      word: '地域防犯カメラ',
      means: text(地域防犯カメラ),
      purposes: {
        list: [{ id: 'prevention', says: '地域における犯罪の防止' }],
        by: text(地域防犯カメラ),
      },
      refuses: [
        { what: 'mobile', says: '固定していないカメラ', by: text(地域防犯カメラ) },
        {
          what: 'privateLandOnly',
          says: '道路等の公共空間を写さないカメラ',
          by: text(地域防犯カメラ),
        },
        { what: 'indoor', says: '屋内のカメラ', by: B7 },
        { what: 'turns', says: '向きを変えながら写すカメラ', by: B8 },
        { what: 'followsPersons', says: '人を追って写すこと', by: B9 },
        {
          what: 'targetsPersonOrBuilding',
          says: '特定の人や建物を撮影対象とすること',
          by: text(特定の撮影対象),
        },
        { what: 'otherPurpose', says: '犯罪の防止のほかの目的のカメラ', by: B10 },
        {
          what: 'faceOrPlateSearch',
          says: '顔や車の番号で人を探すこと',
          by: siteHouse.noFaceSearch,
        },
      ],
      bodies: null,
      sites: null,
      agencies: null,
    },
    appendix,
    coverage: {
      review: siteHouse.coverage,
      reviewers: twoReviewers,
      againEveryDays: siteHouse.coverageAgainDays,
      masks: siteHouse.masks,
      by: text(特定の撮影対象),
    },
    sign,
    gates: [
      { needs: 'committee', by: text(委員会の設置) },
      { needs: 'appendix', by: listedBeforeFirstUse },
      { needs: 'coverage', by: siteHouse.coverage },
      { needs: 'sign', by: siteHouse.sign },
    ],
    neverStopped: siteHouse.neverStopped,
    hoursADay: null,
    manual: null,
  },
  footage: {
    word: '画像データ',
    means: text(画像データ),
    noExemption: B13,
    kept: { by: text(漏えい防止) },
    needless: { by: text(上書き消去) },
    purposeOnly: { by: text(必要な範囲) },
  },
  retention: {
    rule: { kind: 'ceilingHours', hours: 168 },
    by: text(保存期間),
    computed: A1,
    tolerance: ceilingTolerance,
    ownerMayChoose: [
      { id: 'inclusiveDays', rule: { kind: 'inclusiveDays', days: 7 }, by: A1を日数で },
    ],
    decision: null,
    earlyErasure: { kind: 'quorum', by: registerHouse.earlyErasure },
  },
  extension: {
    kind: 'none',
    by: A16,
    next: '消去の前に、９の提供に当たるかを管理運用委員会に諮り、10・11の手順で閲覧・持ち出しの承認を求めてください。',
  },
  erasure: { by: text(直ちに消去), failed: erasureFailed },
  imports: importsUnder(保存期間, 上書き消去),
  audio: { recorded: false, by: A39 },
  editing: {
    stored: { mode: 'never', by: A15 },
    derivative: { mode: 'forProvision', by: A15 },
    rendition: A45,
  },
  live,

  grounds: {
    list: [法令による求め, 本人の同意による求め, 保護のため, 衛生と児童のため, 事務への協力],
    closed: text(提供できる場合),
    application: {
      for: ['viewing', 'takeOut'],
      entries: [],
      counterMayWrite: true,
      by: askingHouse.application,
    },
    purposeBound: text(必要な範囲),
    narrow: text(必要な範囲),
    noPaperForViewing: B3,
  },
  urgency: {
    grounds: [],
    waives: ['papers'],
    keeps: [
      { what: 'approval', by: A12 },
      { what: 'witnesses', by: A12 },
      { what: 'register', by: A12 },
    ],
    needs: [
      { what: 'reason', name: '急ぐ理由', by: askingHouse.urgencyReason },
      { what: 'recognisedBy', name: '急ぐと認めた人', by: askingHouse.urgencyReason },
      { what: 'identity', name: '求めた人の確認', by: askingHouse.identity },
    ],
    permittedBy: null,
    paperLater: askingHouse.paperLater,
    by: text(緊急のただし書),
  },
  warrant: warrantPath('運用基準９（１）', A44),
  approval: {
    body: 'committee',
    acts: [
      { act: 'viewing', own: true, by: text(閲覧の承認) },
      { act: 'takeOut', own: true, by: text(持ち出しの承認) },
      { act: 'telling', own: false, by: A13 },
    ],
    collegiate: {
      notAlone: A11,
      majority: { of: 'allMembers', including: ['chair'], by: majority },
      ways: [
        { way: 'terminal', scannedBy: 1, by: threeWays },
        { way: 'paper', scannedBy: 2, by: twoScan },
        { way: 'telephone', scannedBy: 1, by: threeWays },
      ],
      telephone: {
        resolution: '緊急時の承認方法',
        heardBy: 2,
        reported: reportedNextMeeting,
        by: A12の電話,
      },
      by: threeWays,
    },
    together: decidingHouse.together,
    notOwnRequest: A42,
    recusal: { fewerThanTwo: A42の退席, by: decidingHouse.recusal },
    sessions: { by: A43 },
    reasons: { by: decidingHouse.reasons },
    before: text(閲覧の承認),
    range: B4,
    by: text(閲覧の承認),
  },
  witnesses: {
    rules: [
      {
        acts: ['viewing'],
        atLeast: 2,
        from: { posts: ['member', 'chair', 'viceChair'], word: '委員', by: text(閲覧の立会い) },
        mustInclude: [],
        operatorCounts: { kind: 'ifResolved', by: operatorIfResolved },
        requesterNever: A8,
        by: text(閲覧の立会い),
      },
      {
        acts: ['takeOut'],
        atLeast: 2,
        from: { posts: ['member', 'chair', 'viceChair'], word: '委員', by: text(持ち出しの立会い) },
        mustInclude: [],
        operatorCounts: { kind: 'no', by: A8の持ち出し },
        requesterNever: A8の持ち出し,
        by: text(持ち出しの立会い),
      },
      {
        acts: ['internalViewing'],
        atLeast: 2,
        from: { posts: ['member', 'chair', 'viceChair'], word: '委員', by: internalWitnesses },
        mustInclude: [],
        operatorCounts: { kind: 'ifResolved', by: operatorIfResolved },
        requesterNever: internalWitnesses,
        by: internalWitnesses,
      },
    ],
    without: null,
    presence: showingHouse.presence,
  },
  internalViewing: {
    kind: 'never',
    exception: exceptionDecided,
    recorded: { by: showingHouse.internalRecorded },
    permitted: null,
    by: text(持ち出し等の禁止),
  },
  copies: {
    word: '持ち出し',
    areFootage: text(持ち出しの手順),
    replicas: copyHouse.replicas,
    byMediumOnly: copyHouse.byMediumOnly,
    purposeOnly: text(持ち出し等の禁止),
    viewOnlyOutsidePurpose: null,
    exact: copyHouse.exact,
    leadIn: copyHouse.leadIn,
    lineFirst: copyHouse.lineFirst,
    sameSession: copyHouse.sameSession,
    confirmation: null,
    conditions: [{ id: 'return', says: 返却.quote, by: text(返却) }],
    told: null,
    endings: [
      { kind: 'return', word: '返却', evidence: copyHouse.hashCheck, by: text(返却) },
      { kind: 'cannotReturn', word: '返却不能', evidence: A17, by: A17 },
    ],
    cannotReturn: {
      statement: A17,
      decidedBy: A17の決定,
      reasons: ['領置', '証拠採用', '滅失'],
      by: A17,
    },
    returned: { by: text(直ちに消去) },
    notWhileAlive: text(返却),
    packageKey: copyHouse.packageKey,
    reminder: copyHouse.reminder,
    purposeAsked: null,
  },
  registers: {
    list: [
      {
        id: 'viewingRegister',
        title: '利用閲覧簿',
        of: 'viewing',
        official: false,
        formName: null,
        unconfirmed: null,
        cells: [
          added('number', '番号', 'number'),
          cell(利用閲覧簿)('heldAt', '閲覧の日時', 'heldAt'),
          cell(利用閲覧簿)('purpose', '閲覧目的', 'purpose'),
          cell(利用閲覧簿)('viewer', '閲覧者', 'who'),
          cell(利用閲覧簿)('period', '画像の範囲（日時）', 'period'),
          cell(利用閲覧簿)('place', '画像の範囲（場所）', 'cameraPlace'),
          always('ground', '根拠', 'ground'),
          always('approval', '承認', 'approval'),
          added('paper', '文書', 'paper'),
          always('witnesses', '立ち会った委員', 'witnesses'),
          always('operator', '操作した人', 'operator'),
          added('note', '備考', 'note'),
        ],
        by: text(利用閲覧簿),
      },
      {
        id: 'takeOutRegister',
        title: '持ち出し簿',
        of: 'takeOut',
        official: false,
        formName: null,
        unconfirmed: null,
        cells: [
          added('number', '番号', 'number'),
          cell(持ち出し簿)('heldAt', '持ち出しの日時', 'heldAt'),
          cell(持ち出し簿)('purpose', '持ち出しの目的', 'purpose'),
          cell(持ち出し簿)('bearer', '持ち出す者', 'who'),
          cell(持ち出し簿)('period', '画像の範囲（日時）', 'period'),
          cell(持ち出し簿)('place', '画像の範囲（場所）', 'cameraPlace'),
          always('ground', '根拠', 'ground'),
          always('approval', '承認', 'approval'),
          added('medium', '媒体番号', 'medium'),
          added('hash', '写しの照合値', 'hash'),
          always('witnesses', '立ち会った委員', 'witnesses'),
          always('operator', '作業した人', 'operator'),
          added('returnedAt', '返却', 'returnedAt'),
          added('note', '備考', 'note'),
        ],
        by: text(持ち出し簿),
      },
      {
        id: 'appendix',
        title: '別紙',
        of: 'cameras',
        official: false,
        formName: null,
        unconfirmed: null,
        cells: [
          cell(別紙)('place', '設置場所', 'cameraPlace'),
          cell(別紙)('area', '撮影区域', 'range'),
          added('number', '番号', 'number'),
          added('since', '版の日', 'heldAt'),
        ],
        by: text(別紙),
      },
      fundBook,
      ...houseBooks,
    ],
    order: { kind: 'beforeHandOver', by: registerHouse.order },
    searchRecorded: { by: registerHouse.search },
    fromFacts: { by: registerHouse.fromFacts },
    correction: { by: registerHouse.correction },
    years: { count: 5, counted: registerHouse.years, by: registerHouse.years },
  },
  secrecy: {
    binds: ['manager', 'chair', 'viceChair', 'member', 'operator'],
    afterPost: null,
    recipients: null,
    notice: showingHouse.notice,
    pledge: showingHouse.pledge,
    telling: { by: tellingRegistered },
    by: text(漏らさない),
  },

  terminals: {
    word: 'パソコン',
    rooms: [],
    onlyTheseRooms: null,
    enrolledOnly: showingHouse.enrolledOnly,
    checkOut: null,
    elsewhere: null,
    by: text(保管),
  },
  media,
  credentials: {
    login: 'any',
    personal: peopleHouse.personal,
    rotation: null,
    notBeside: peopleHouse.notBeside,
    by: text(担当者以外の禁止),
  },
  incidents: {
    prevent: { by: text(漏えい防止) },
    recorded: outsideHouse.incident,
    otherLaw: leakReport,
  },

  agreements: [],
  engagement: {
    pledge: { document: '誓約書', endDate: outsideHouse.pledgeEnd, by: text(誓約書) },
    approved: text(承認された業者),
    clauses: [],
    roster: null,
    noPictures: A14,
    by: text(誓約書),
  },
  disclosure: {
    informalGround: '運用基準９（２）',
    statutory: null,
    identity: {
      facts: 1,
      notByPictureAlone: askingHouse.identity,
      beforeSearch: outsideHouse.identityBeforeSearch,
      by: askingHouse.identity,
    },
    byOthers: null,
    method: null,
    checks: [],
    managerDecides: outsideHouse.disclosureDecided,
    preservation: { by: A38 },
    by: text(本人の同意),
  },
  reports: [],
  complaints,
  fund: {
    optional: text(積立金の案内),
    yearly: text(毎年の積立),
    spending: text(積立金の充当),
    skipped: outsideHouse.fundSkipped,
    notBelowZero: outsideHouse.fundNotBelowZero,
    by: text(毎年の積立),
  },
  personIndex: null,
  silence: { ask: '管理運用委員会', by: text(定めのない事項) },

  attested: [
    {
      id: 'mediaLocked',
      says: '記録媒体とパソコンが、鍵のかかる所に保管されている',
      everyDays: mediaHouse.attestation.everyDays,
      by: text(保管),
    },
    {
      id: 'signSeen',
      says: '表示が見やすい場所にある',
      everyDays: siteHouse.signAgainDays,
      by: text(表示),
    },
    {
      id: 'aimUnchanged',
      says: '特定の人や建物を写していない',
      everyDays: siteHouse.coverageAgainDays,
      by: text(特定の撮影対象),
    },
  ],
  declarations: [
    ...declarations,
    { by: B12 },
    { by: text(閲覧の手順) },
    { by: text(提供できる場合) },
  ],

  words: {
    request: [{ word: '申請', by: text(閲覧の承認) }],
    acts: [
      { act: 'viewing', word: '閲覧', by: text(閲覧の承認) },
      { act: 'takeOut', word: '持ち出し', by: text(持ち出しの承認) },
      { act: 'telling', word: '知り得た情報の提供', by: text(提供できる場合) },
    ],
  },
}
