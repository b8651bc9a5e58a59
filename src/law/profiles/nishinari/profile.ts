import { houseRule, reading, text } from '../../basis.ts'
import {
  askingHouse,
  asksNothingMore,
  decidingHouse,
  managerDecides,
  showingHouse,
} from '../../house/acts.ts'
import { copyHouse, mediaHouse, registerHouse } from '../../house/copies.ts'
import { houseBooks, internalSheet, tellingBook } from '../../house/registers.ts'
import { outsideHouse, peopleHouse, siteHouse } from '../../house/site.ts'
import {
  erasureFailed,
  houseHold,
  listedBeforeFirstUse,
  noLiveSurface,
  periodTolerance,
} from '../../house.ts'
import { importsUnder } from '../../imports.ts'
import { leakReport, publicSectorAct } from '../../other-law.ts'
import type { Profile } from '../../profile.ts'
import { quoting } from '../../quote.ts'
import type { Entry, Ground } from '../../vocabulary/grounds.ts'
import type { Cell } from '../../vocabulary/registers.ts'
import { warrantPath } from '../../warrant-path.ts'

const 条 = quoting('子どものための見守りカメラの運用管理に関する要領')

// 第1条 趣旨

const 設置と運用 = 条(
  '第1条',
  `この要領は、市民局が設置し西成区役所が運用管理する無線通信式防犯カメラ（以下「見守りカメラ」という。）に
  関して、`,
)
const bodies = { owner: '市民局', runBy: '西成区役所', by: text(設置と運用) }

const 趣旨 = 条(
  '第1条',
  `適正に運用管理を行う上で必要な事項を定めることにより、市民の権利利益を保護するとともに、
  安全で安心なまちづくりをめざすことを目的とする。`,
)
const purpose = {
  says: '市民の権利利益を保護し、安全で安心なまちづくりをめざす',
  by: text(趣旨),
}

// 第2条 用語の定義

条.silent(
  '第2条',
  'この要領において、次の各号に掲げる用語の意義は、当該各号に定めるところによる。',
  '各号の定義への前置き',
)

const 見守りカメラ = 条(
  '第2条第1号',
  `見守りカメラ 子どもや女性等に対する犯罪抑止のために市民局が設置し西成区役所が運用管理する
  無線通信式防犯カメラをいう。`,
)
const 画像 = 条('第2条第2号', '画像 見守りカメラにより撮影及び録画された映像情報をいう。')
const 専用パソコン = 条(
  '第2条第3号',
  `専用パソコン 無線通信により画像を閲覧及び抽出することができる機能を有する電子計算機をいう。`,
)

// 第3条 設置目的

const 設置目的 = 条(
  '第3条',
  '見守りカメラは、子どもや女性等に対する犯罪を抑止することを目的として設置する。',
)
const kind = {
  word: '見守りカメラ',
  means: text(見守りカメラ),
  purposes: {
    list: [{ id: 'deterrence', says: '子どもや女性等に対する犯罪の抑止' }],
    by: text(設置目的),
  },
  refuses: [
    { what: 'notWireless', says: '無線通信式でないカメラ', by: text(見守りカメラ) },
    {
      what: 'otherPurpose',
      says: '交通・ごみの不法投棄・職員の監視など、ほかの目的のカメラ',
      by: text(設置目的),
    },
    {
      what: 'unmonitored',
      says: '途切れや故障を機械が知らせず、1枚のカードだけに残すカメラ',
      by: siteHouse.monitored,
    },
    { what: 'faceOrPlateSearch', says: '顔や車の番号で人を探すこと', by: siteHouse.noFaceSearch },
  ],
  bodies,
  sites: null,
  agencies: null,
} as const

// 第4条 管理責任者等の設置

const 責任者を置く = 条(
  '第4条第1項',
  `見守りカメラ、市民局が西成区役所に提供する専用パソコン及び画像（以下「見守りカメラ等」という。）の
  適正な運用管理に係る責任者（以下「管理責任者」という。）を置く。`,
)
const 担当課長 = 条('第4条第2項', '管理責任者は、西成区役所地域支援担当課長とし、')
条.silent('第4条第2項', '次の各号に掲げる事務を担当する。', '次の各号への前置き')
const 運用管理の事務 = 条('第4条第2項第1号', '見守りカメラ等の運用管理に関すること')
const 捜査機関等 = 条(
  '第4条第2項第2号',
  `捜査機関等（警察、検察、裁判所等犯罪捜査について法的権限を有する機関をいう。）に対する画像の提供に
  関すること`,
)
const declarations = [
  { by: text(責任者を置く) },
  { by: text(運用管理の事務) },
  { by: text(捜査機関等) },
]

const 取扱担当者 = 条(
  '第4条第3項',
  `管理責任者は、見守りカメラ等の運用管理を行わせるための取扱担当者（以下「取扱担当者」という。）を、
  西成区役所市民協働課職員の内から必要に応じて指定することができる。`,
)
const 指示 = 条(
  '第4条第3項',
  `ただし、取扱担当者は、管理責任者からの指示がなければ、見守りカメラ等の運用管理を行ってはならない。`,
)

// 第5条 画像の取扱い

const 関係法令等 = 条(
  '第5条第1項',
  `管理責任者は、大阪市個人情報保護条例及び実施機関が取り扱う個人情報の保護に関する
  事務取扱要綱その他関係法令等に基づき、`,
)
const legalBasis = [
  {
    name: '大阪市個人情報保護条例',
    superseded: {
      on: '2023-04-01',
      says: '公的部門の個人情報の扱いは、令和5年4月1日から個人情報の保護に関する法律によります。',
      by: publicSectorAct,
    },
    by: text(関係法令等),
  },
  {
    name: '実施機関が取り扱う個人情報の保護に関する事務取扱要綱',
    superseded: null,
    by: text(関係法令等),
  },
]

const 漏えいの防止 = 条(
  '第5条第1項',
  `個人情報の漏えい、滅失、き損及び改ざんの防止その他の保有個人情報の適正な管理のために必要な措置を
  講じなければならない。`,
)
const 画像の取扱い = 条('第5条第2項', '画像の取扱いは、管理責任者が行うこととする。')

const 保存期間 = 条(
  '第5条第3項',
  '画像の保存期間は、原則として録画日の翌日から起算して7日間程度とする。',
)
const 延長 = 条(
  '第5条第3項',
  `ただし、犯罪抑止等のため管理責任者が特に必要と認めるときは、その期間を延長することができる。`,
)
const extension = {
  kind: 'allowed',
  by: text(延長),
  grounds: [
    {
      code: '犯罪抑止等のため特に必要',
      alsoCalled: ['特に必要'],
      by: text(延長),
      decidedBy: {
        posts: ['管理責任者', '地域支援担当課長', '西成区役所地域支援担当課長'],
        by: text(延長),
      },
      document: null,
    },
  ],
  house: houseHold,
} as const

const 上書き消去 = 条(
  '第5条第4項',
  `前項に定める保存期間を経過した画像は、原則として新たな画像を上書きする方法により
  消去するものとする。`,
)
const 消さないカード = {
  what: 'keepsLonger',
  says: '保存期間を過ぎた画像が、大きなカードに残り続けるカメラ',
  by: text(上書き消去),
} as const
const 加工の禁止 = 条('第5条第5項', '画像は、原則として撮影時のまま保管し、加工してはならない。')
const 提供のための加工 = 条(
  '第5条第5項',
  'ただし、第6条及び第7条に基づいて画像を提供する場合は除く。',
)

// 第6条 画像の提供の制限

const 目的内の閲覧 = 条(
  '第6条',
  '管理責任者は、設置目的の範囲内でのみ画像の閲覧及び抽出を行うこととし、',
)
const 提供の禁止 = 条('第6条', '原則として第三者に提供してはならない。')
条.silent(
  '第6条',
  'ただし、次の各号のいずれかに該当するときは、画像を提供することができる。',
  '例外は次の各号で定める',
)

const everyAct = ['viewing', 'takeOut', 'telling'] as const
const statute: Entry = { id: 'statute', name: '根拠の法令と条', by: askingHouse.statute }

const 第1号 = 条(
  '第6条第1号',
  '法令又は条例（以下「法令等」という。）に基づく手続きにより照会等を受けた場合',
)
const 照会等: Ground = {
  ...asksNothingMore,
  code: '第6条第1号',
  alsoCalled: ['第1号', '1号'],
  label: '法令・条例に基づく手続きによる照会等',
  acts: everyAct,
  entries: [statute],
  papers: [
    {
      id: 'inquiry',
      name: '照会の文書',
      for: ['viewing', 'takeOut'],
      contents: [],
      urgencyWaives: false,
      otherwise: '照会の文書を求めるか、第6条第2号・第3号に当たるかを確かめてください',
      by: askingHouse.inquiryPaper,
    },
  ],
  by: text(第1号),
}

const 第2号 = 条(
  '第6条第2号',
  '個人の生命、身体又は財産の安全を守るため、緊急かつやむを得ないと認められる場合',
)
const 緊急: Ground = {
  ...asksNothingMore,
  code: '第6条第2号',
  alsoCalled: ['第2号', '2号'],
  label: '生命・身体・財産の安全（緊急かつやむを得ない）',
  acts: everyAct,
  tests: [
    {
      id: 'protection',
      asks: '個人の生命、身体又は財産の安全を守るためですか',
      facts: askingHouse.facts,
      by: text(第2号),
    },
    {
      id: 'urgent',
      asks: '緊急ですか',
      facts: askingHouse.facts,
      by: text(第2号),
    },
    {
      id: 'unavoidable',
      asks: 'ほかに方法がなく、やむを得ませんか',
      facts: askingHouse.facts,
      by: text(第2号),
    },
  ],
  by: text(第2号),
}

const 第3号 = 条(
  '第6条第3号',
  '特定の個人が識別することができる画像で、本人の同意がある場合又は本人に提供する場合',
)

// 第7条 画像の提供

const 事前の依頼 = 条('第7条第1項', '管理責任者は、画像の提供の依頼を受けた場合は、事前に、')
const 依頼の書面 = 条(
  '第7条第1項',
  `利用目的、根拠法令等、対象となる見守りカメラの設置場所及び画像の日時その他必要な事項を記載した
  書面の提出を求めることとし、`,
)
const application = {
  for: ['viewing', 'takeOut'],
  entries: [
    { id: 'purpose', name: '利用目的', by: text(依頼の書面) },
    { id: 'legalBasis', name: '根拠法令等', by: text(依頼の書面) },
    { id: 'cameraPlace', name: '見守りカメラの設置場所', by: text(依頼の書面) },
    { id: 'imageTime', name: '画像の日時', by: text(依頼の書面) },
  ],
  counterMayWrite: false,
  by: text(事前の依頼),
} as const

const 承認 = 条('第7条第1項', '前条各号に定める場合に限って、画像の提供を承認する。')

const 台帳への記録 = 条(
  '第7条第2項',
  `管理責任者は、前項の規定による承認を行った場合は、画像管理台帳（第1号様式）に必要な事項を
  記録のうえ、`,
)
const 抽出した画像 = 条('第7条第2項', '抽出した画像を提供する。')

// 第8条 警察署による閲覧及び抽出申請等の特例

const 協定 = 条(
  '第8条第1項',
  `西成区役所と西成警察署において、子どものための見守りカメラ及び通学路安全対策防犯カメラの
  運用管理に関する協定書（以下「協定」という。）を締結している場合は、`,
)
const 協定の優先 = 条(
  '第8条第1項',
  '第5条第2項及び第7条の規定にかかわらず、当該協定の定めるところとする。',
)
const 台帳の準用 = 条(
  '第8条第2項',
  '第7条第2項の規定は、協定を締結した警察署への画像の提供の場合にも準用する。',
)
const 適正な取扱いの規定 = 条(
  '第8条第3項',
  `管理責任者は、警察署と協定を締結する場合は、当該協定により提供した画像の適正な取扱いについて
  規定するものとする。`,
)
const 是正措置の規定 = 条(
  '第8条第4項',
  `管理責任者は、協定に定めた適正な取扱いがなされていないと認めた場合に、当該協定を締結した警察署に
  対し、是正措置を求める旨を規定するものとする。`,
)

// 第9条 苦情等への対応

const 苦情 = 条(
  '第9条',
  '管理責任者は、見守りカメラに関する苦情に関し、迅速かつ適切な対応を行うものとする。',
)
const complaints = {
  closeNeeds: outsideHouse.complaintClose,
  writtenReply: outsideHouse.writtenReply,
  acknowledge: outsideHouse.acknowledge,
  answer: outsideHouse.answer,
  by: text(苦情),
}

// 第10条 設置場所の表示

const 表示板等 = 条(
  '第10条',
  `見守りカメラの設置場所には、市民が見守りカメラを認識することができるよう、表示板等を掲示するものとする。`,
)
const sign = {
  items: [{ id: 'camera', says: '見守りカメラがあること', by: text(表示板等) }],
  exact: false,
  gate: siteHouse.sign,
  againEveryDays: siteHouse.signAgainDays,
  by: text(表示板等),
} as const

// 第11条 守秘義務

const 守秘義務 = 条(
  '第11条',
  `管理責任者及び取扱担当者は見守りカメラ等の取扱いにより知り得た情報は、これを漏らしてはならない。`,
)
const 職を終えた後 = 条('第11条', 'なお、その職を終えた後も同様とする。')
const secrecy = {
  binds: ['manager', 'operator'],
  afterPost: text(職を終えた後),
  recipients: null,
  notice: showingHouse.notice,
  pledge: showingHouse.pledge,
  telling: { by: decidingHouse.teller },
  by: text(守秘義務),
} as const

// 第12条 専用パソコンの保管等

const 専用パソコンの保管 = 条(
  '第12条第1項',
  `管理責任者は、区役所において使用する専用パソコンを施錠設備がある保管庫その他適切な場所において
  保管し、紛失、盗難、破損等の事故を防止するための対策を講ずるものとする。`,
)
const 警察署の専用パソコン = 条(
  '第12条第2項',
  `管理責任者は、協定を締結した警察署において使用する専用パソコンの保管状況等について把握することとする。`,
)

// 附則

const 附則 = 条('附則', 'この要領は、平成30年3月15日から施行する。')
const effectiveFrom = [{ day: '2018-03-15', by: text(附則), transitional: null }]

// 第1号様式

条.silent(
  '第1号様式',
  '（第1号様式の本文は判読できない）',
  '様式の本文が読み取れないので、欄を推定して様式未確認と示す',
)

/** Every passage of the document, in its order. */
export const passages = 条.passages
/** What the document says outside its sentences. */
export const headings = [
  '子どものための見守りカメラの運用管理に関する要領',
  '趣旨',
  '用語の定義',
  '設置目的',
  '管理責任者等の設置',
  '画像の取扱い',
  '画像の提供の制限',
  '画像の提供',
  '警察署による閲覧及び抽出申請等の特例',
  '苦情等への対応',
  '設置場所の表示',
  '守秘義務',
  '専用パソコンの保管等',
  '(第1号様式)画像管理台帳',
] as const

// 読み: what we take the words to mean

const A4 = reading(
  'A4',
  保存期間,
  '録画日の翌日を1日目と数え、7日目の終わり（録画日の8日後の0時）まで保存します。',
)
const A24 = reading(
  'A24',
  台帳への記録,
  '必要な事項は、依頼の書面に書く事項と、いつ、だれが承認し、抽出し、だれに提供したかです。',
)
const A26 = reading(
  'A26',
  協定の優先,
  '協定が代わるのは第5条第2項と第7条だけで、提供できる場合、保存期間、加工の禁止、台帳への記録は、協定によるときも変わりません。',
)
const A27 = reading(
  'A27',
  台帳の準用,
  '協定による抽出も、抽出の前に連絡を受け、画像管理台帳に書いてから行います。',
)
const A27の疑い = reading(
  'A27',
  台帳の準用,
  '先に台帳に書かれていない抽出や、連絡した件を超える抽出は、台帳への記録に反する疑いとして、是正を求めます。',
)
const A39 = reading('A39', 画像, '撮影した映像だけの定めなので、音声は記録しません。')
const A42 = reading('A42', 承認, '求めた本人は、その求めを自分で承認することができません。')
const A44 = reading(
  'A44',
  第1号,
  '裁判官の令状は法令に基づく手続きで、承認するかどうかを判断する余地がありません。',
)
const A45 = reading(
  'A45',
  加工の禁止,
  '画面に重ねる名前は表示だけで、保管する画像を加工するものではありません。',
)
const A46 = reading('A46', 提供の禁止, '第三者に見せることも、提供に当たります。')
const B40 = reading('B40', 専用パソコン, '画像の閲覧と抽出は、登録した専用パソコンだけで行います。')
const B41 = reading(
  'B41',
  画像の取扱い,
  '画像は管理責任者が扱うので、管理責任者が空席のうちは画像を扱えません。録画は続けます。',
)
const B42 = reading(
  'B42',
  指示,
  '閲覧と抽出の指示は、その都度、その件について受けます。いつでも行えるという指示では足りません。',
)
const B43 = reading(
  'B43',
  抽出した画像,
  '提供するのは承認した範囲の画像だけで、見えない形でもほかの画像を含めません。',
)

const B44 = reading(
  'B44',
  画像,
  '抽出したもの、印画したものも、撮影及び録画された映像情報なので、画像です。',
)

// 内規: ours alone

const 本人の同意書 = houseRule('本人でない人には、本人の同意を書いた書面を求めます。')
const 本人のほか = houseRule(
  '本人のほかの人が写る写しは、ほかの人が分からないようにしてから渡します。',
)
const 終わり方 = houseRule('渡した写しは、返却・消去・廃棄のどれかで終わりを確かめます。')
const 様式未確認 = houseRule(
  '元の様式が読み取れないので、欄を推定して設け、様式未確認と示します。公の様式とは称しません。',
)
const パソコンの持ち出し = houseRule('専用パソコンは、保管庫から出した人と時刻を書いて使います。')
const 四半期ごと = houseRule('警察署の専用パソコンの保管状況は、おおむね四半期ごとに確かめます。')
const 協定の停止 = houseRule('協定による利用は、協定に定めがあるときだけ止めます。')

const 本人: Ground = {
  ...asksNothingMore,
  code: '第6条第3号',
  alsoCalled: ['第3号', '3号', '第6条第3号（本人）'],
  label: '本人の同意・本人への提供',
  acts: everyAct,
  tests: [
    { id: 'identifiable', asks: '特定の個人が識別できる画像ですか', facts: null, by: text(第3号) },
    {
      id: 'consentOrSelf',
      asks: '本人への提供か、本人の同意がありますか',
      facts: null,
      by: text(第3号),
    },
  ],
  papers: [
    {
      id: 'consent',
      name: '本人の同意書',
      for: everyAct,
      from: [
        'investigator',
        'court',
        'publicBody',
        'commissioned',
        'proxy',
        'person',
        'organisation',
        'staff',
      ],
      contents: [],
      urgencyWaives: false,
      otherwise: '本人の同意を書いた書面を求めてください',
      by: 本人の同意書,
    },
  ],
  identity: {
    facts: 2,
    photo: false,
    noImageKept: askingHouse.noImageOfProof,
    by: askingHouse.identity,
  },
  othersInFrame: 本人のほか,
  by: text(第3号),
}

const inferred = (
  id: string,
  name: string,
  fact: Cell['fact'],
  required = true,
  by: Cell['by'] = A24,
): Cell => ({ id, name, within: null, fact, required, by })
/** A cell that is no 必要な事項: we add it to find the line again and to see how it came about. */
const added = (id: string, name: string, fact: Cell['fact'], required = false): Cell =>
  inferred(id, name, fact, required, registerHouse.added)

/** 大阪市西成区「子どものための見守りカメラの運用管理に関する要領」 */
export const nishinari: Profile = {
  id: 'nishinari',
  title: '子どものための見守りカメラの運用管理に関する要領',
  called: '大阪市西成区',
  version: '平成30年3月15日施行',
  purpose,
  effectiveFrom,
  acrossVersions: { by: outsideHouse.acrossVersions },
  legalBasis,
  owner: null,
  parent: null,

  posts: [
    { post: 'manager', word: '管理責任者', by: text(責任者を置く) },
    { post: 'operator', word: '取扱担当者', by: text(取扱担当者) },
  ],
  manager: {
    office: '西成区役所地域支援担当課長',
    is: null,
    per: 'document',
    vacant: { by: B41 },
    by: text(担当課長),
  },
  deputy: { kind: 'none', by: peopleHouse.noDeputy },
  committee: null,
  operators: {
    designation: 'may',
    from: { unit: '西成区役所市民協働課', by: text(取扱担当者) },
    onlyThey: text(画像の取扱い),
    direction: { kind: 'perAct', notStanding: B42, by: text(指示) },
    endDate: peopleHouse.designationEnd,
    oneNeeded: null,
    by: text(取扱担当者),
  },
  succession: { by: peopleHouse.succession },

  cameras: {
    kind: { ...kind, refuses: [...kind.refuses, 消さないカード] },
    appendix: {
      name: '設置場所の一覧',
      decidedBy: 'manager',
      decider: siteHouse.listDecider,
      gate: listedBeforeFirstUse,
      published: { places: false, by: siteHouse.notPublished },
      states: [
        { id: 'place', name: '設置場所', by: siteHouse.listed },
        { id: 'area', name: '撮影区域', by: siteHouse.drawing },
      ],
      by: siteHouse.listed,
    },
    coverage: {
      review: siteHouse.coverage,
      reviewers: 1,
      againEveryDays: siteHouse.coverageAgainDays,
      masks: siteHouse.masks,
      by: siteHouse.coverage,
    },
    sign,
    gates: [
      { needs: 'appendix', by: listedBeforeFirstUse },
      { needs: 'coverage', by: siteHouse.coverage },
      { needs: 'sign', by: siteHouse.sign },
    ],
    neverStopped: siteHouse.neverStopped,
    hoursADay: null,
    manual: null,
  },
  footage: {
    word: '画像',
    means: text(画像),
    noExemption: text(画像),
    kept: { by: text(漏えいの防止) },
    needless: { by: siteHouse.needless },
    purposeOnly: { by: text(目的内の閲覧) },
  },
  retention: {
    rule: { kind: 'civilDays', days: 7 },
    by: text(保存期間),
    computed: A4,
    tolerance: periodTolerance,
    ownerMayChoose: [],
    decision: null,
    earlyErasure: { kind: 'never', by: text(保存期間) },
  },
  extension,
  erasure: { by: text(上書き消去), failed: erasureFailed },
  imports: importsUnder(保存期間, 上書き消去),
  audio: { recorded: false, by: A39 },
  editing: {
    stored: { mode: 'never', by: text(加工の禁止) },
    derivative: { mode: 'forProvision', by: text(提供のための加工) },
    rendition: A45,
  },
  live: {
    mode: 'none',
    places: [],
    forbids: null,
    roster: null,
    aimCheck: null,
    by: noLiveSurface,
  },

  grounds: {
    list: [照会等, 緊急, 本人],
    closed: text(承認),
    closedToShowing: A46,
    closedToTelling: text(守秘義務),
    application: { ...application, forShowing: A46 },
    purposeBound: text(目的内の閲覧),
    narrow: askingHouse.narrow,
    noPaperForViewing: null,
  },
  urgency: null,
  warrant: warrantPath('第6条第1号', A44),
  approval: {
    body: 'manager',
    acts: [
      { act: 'viewing', own: false, by: A46 },
      { act: 'takeOut', own: false, by: text(承認) },
      { act: 'telling', own: false, by: decidingHouse.telling },
    ],
    ...managerDecides,
    notOwnRequest: A42,
    before: text(台帳への記録),
    range: decidingHouse.range,
    by: text(画像の取扱い),
  },
  witnesses: {
    rules: [],
    without: { operatorSigns: showingHouse.operatorSigns, by: text(画像の取扱い) },
    presence: showingHouse.presence,
  },
  internalViewing: {
    kind: 'withinPurpose',
    exception: null,
    recorded: { by: showingHouse.internalRecorded },
    permitted: null,
    by: text(目的内の閲覧),
  },
  copies: {
    word: '画像の提供',
    areFootage: B44,
    replicas: copyHouse.replicas,
    byMediumOnly: copyHouse.byMediumOnly,
    purposeOnly: text(目的内の閲覧),
    viewOnlyOutsidePurpose: null,
    exact: B43,
    extractedOnly: text(抽出した画像),
    leadIn: copyHouse.leadIn,
    lineFirst: text(台帳への記録),
    sameSession: null,
    confirmation: null,
    conditions: [],
    told: null,
    endings: [
      { kind: 'return', word: '返却', evidence: copyHouse.evidence, by: 終わり方 },
      { kind: 'erase', word: '消去', evidence: copyHouse.evidence, by: 終わり方 },
      { kind: 'destroy', word: '廃棄', evidence: copyHouse.evidence, by: 終わり方 },
    ],
    cannotReturn: null,
    returned: { by: copyHouse.hashCheck },
    notWhileAlive: copyHouse.notWhileAlive,
    packageKey: copyHouse.packageKey,
    reminder: copyHouse.reminder,
    purposeAsked: copyHouse.purposeAsked,
  },
  registers: {
    list: [
      {
        id: 'imageLedger',
        title: '画像管理台帳',
        // Showing to a third party is 提供 (A46): it has its line, too.
        of: 'viewingAndTakeOut',
        official: false,
        formName: '第1号様式',
        unconfirmed: { mark: '様式未確認・本システムの様式', by: 様式未確認 },
        cells: [
          added('number', '番号', 'number', true),
          inferred('purpose', '利用目的', 'purpose'),
          inferred('legalBasis', '根拠法令等', 'ground'),
          inferred('cameraPlace', '設置場所', 'cameraPlace'),
          inferred('imageTime', '画像の日時', 'period'),
          inferred('approval', '承認', 'approval'),
          inferred('extractedAt', '抽出日時', 'madeAt'),
          inferred('operator', '抽出した人', 'operator'),
          inferred('recipient', '提供先', 'recipient'),
          inferred('handedOverAt', '提供日', 'handedOverAt', false),
          added('medium', '媒体', 'medium'),
          added('underAgreement', '協定による', 'underAgreement'),
          added('note', '備考', 'note'),
        ],
        by: text(台帳への記録),
      },
      internalSheet,
      tellingBook,
      ...houseBooks,
    ],
    order: { kind: 'beforeHandOver', by: text(台帳への記録) },
    searchRecorded: { by: registerHouse.search },
    fromFacts: { by: registerHouse.fromFacts },
    correction: { by: registerHouse.correction },
    years: { count: 5, counted: registerHouse.years, by: registerHouse.years },
  },
  secrecy,

  terminals: {
    word: '専用パソコン',
    rooms: [],
    onlyTheseRooms: null,
    enrolledOnly: B40,
    checkOut: パソコンの持ち出し,
    elsewhere: {
      whose: '西成警察署',
      everyDays: 92,
      everyBy: 四半期ごと,
      by: text(警察署の専用パソコン),
    },
    by: text(専用パソコン),
  },
  media: {
    register: mediaHouse.register,
    eraseFirst: null,
    destroy: mediaHouse.destroy,
    methods: mediaHouse.methods,
    twoPeople: mediaHouse.twoPeople,
    photo: mediaHouse.photo,
    move: null,
    locked: { what: '専用パソコン', by: text(専用パソコンの保管) },
    key: { says: '保管庫の鍵を持ち出した人と時刻を書く', by: mediaHouse.keyKnown },
    attestation: mediaHouse.attestation,
  },
  credentials: {
    login: 'any',
    personal: peopleHouse.personal,
    rotation: null,
    notBeside: peopleHouse.notBeside,
    by: peopleHouse.personal,
  },
  incidents: {
    prevent: { by: text(漏えいの防止) },
    recorded: outsideHouse.incident,
    otherLaw: leakReport,
  },

  agreements: [
    {
      with: '西成警察署',
      displaces: ['第5条第2項', '第7条'],
      onlyThese: A26,
      clauses: [
        {
          id: 'properHandling',
          says: '提供した画像の適正な取扱い',
          by: text(適正な取扱いの規定),
        },
        { id: 'correction', says: '是正措置を求めること', by: text(是正措置の規定) },
        { id: 'notice', says: '抽出前の連絡', by: A27 },
      ],
      lineFirst: { by: text(台帳の準用) },
      withoutLine: A27の疑い,
      correctiveDemand: { by: text(是正措置の規定) },
      suspension: 協定の停止,
      mismatch: outsideHouse.mismatch,
      by: text(協定),
    },
  ],
  engagement: {
    pledge: null,
    approved: null,
    clauses: [],
    roster: null,
    noPictures: outsideHouse.noPictures,
    by: outsideHouse.contractor,
  },
  disclosure: {
    informalGround: '第6条第3号',
    statutory: null,
    identity: {
      facts: 2,
      notByPictureAlone: outsideHouse.twoFacts,
      beforeSearch: outsideHouse.identityBeforeSearch,
      by: askingHouse.identity,
    },
    byOthers: null,
    method: null,
    checks: [],
    managerDecides: outsideHouse.disclosureDecided,
    preservation: { by: outsideHouse.preservation },
    by: text(第3号),
  },
  reports: [],
  complaints,
  fund: null,
  personIndex: null,
  silence: { ask: '西成区役所地域支援担当', by: outsideHouse.silence },

  attested: [
    {
      id: 'computerLocked',
      says: '専用パソコンが、施錠できる保管庫などにある',
      everyDays: mediaHouse.attestation.everyDays,
      by: text(専用パソコンの保管),
    },
    {
      id: 'signSeen',
      says: '表示板等が設置場所にあり、市民に見える',
      everyDays: siteHouse.signAgainDays,
      by: text(表示板等),
    },
  ],
  declarations,

  words: {
    request: [{ word: '依頼', by: text(事前の依頼) }],
    acts: [
      { act: 'viewing', word: '閲覧', by: text(目的内の閲覧) },
      { act: 'takeOut', word: '画像の提供', by: text(承認) },
      { act: 'telling', word: '知り得た情報の提供', by: text(守秘義務) },
    ],
  },
}
