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
  ceilingTolerance,
  erasureFailed,
  houseHold,
  listedBeforeFirstUse,
  noLiveSurface,
} from '../../house.ts'
import { importsUnder } from '../../imports.ts'
import { leakReport, ownImages, publicSectorAct } from '../../other-law.ts'
import type { HoldGround, Profile } from '../../profile.ts'
import { type Article, quoting } from '../../quote.ts'
import type { Ground } from '../../vocabulary/grounds.ts'
import type { Cell, CellFact } from '../../vocabulary/registers.ts'
import { warrantPath } from '../../warrant-path.ts'

const 条 = quoting('北斗市防犯カメラの設置及び運用に関する要綱')

// (目的)

const 第1条 = 条(
  '第1条',
  `この要綱は、市が設置又は管理する防犯カメラの設置及び運用の適正化に関し必要な事項を定め、安全で安心な
  地域づくりを実現するとともに、犯罪の抑止並びに個人のプライバシーその他の権利利益を保護することを目的とする。`,
)
const purpose = { says: '犯罪の抑止と、プライバシーその他の権利利益の保護', by: text(第1条) }

// (定義)

条.silent(
  '第2条',
  'この要綱において、次の各号に掲げる用語の意義は、当該各号に定めるところによる。',
  '定義への前置き',
)
const 第2条第1号 = 条(
  '第2条第1号',
  `防犯カメラ 通学路等における犯罪の抑止を目的として市が設置するカメラ及び付属する機器であって、市が設置又は
  管理する施設等（地方自治法（昭和22年法律第67号）第244条の2第3項に規定する指定管理者にその管理を行わせるもの
  及び契約によりその管理業務を委託するものを含む。）に設置されるものをいう。`,
)
const 第2条第2号 = 条('第2条第2号', '画像 防犯カメラにより撮影し、記録された映像をいう。')

// (個人情報の保護等)

const 第3条 = 条(
  '第3条',
  `防犯カメラの設置及び運用に当たっては、個人情報に係る市民の権利利益を侵害することがないように、
  北斗市個人情報保護条例（平成18年北斗市条例第16号）に基づき適切な措置を講じるものとする。`,
)
const legalBasis = [
  {
    name: '北斗市個人情報保護条例（平成18年北斗市条例第16号）',
    superseded: {
      on: '2023-04-01',
      says: '公的部門の個人情報の扱いは、令和5年4月1日から個人情報の保護に関する法律によります。',
      by: publicSectorAct,
    },
    by: text(第3条),
  },
]

// (防犯カメラの設置)

const 第4条第1項 = 条(
  '第4条第1項',
  `防犯カメラは、犯罪発生を抑止効果の向上と個人のプライバシー保護との調和を図り、撮影区域を適切な範囲とするよう
  設置するものとする。`,
)
const coverage = {
  review: siteHouse.coverage,
  reviewers: 1,
  againEveryDays: siteHouse.coverageAgainDays,
  by: text(第4条第1項),
}

const 第4条第2項 = 条('第4条第2項', '防犯カメラの1日の撮影時間は24時間を原則とする。')
const hoursADay = { hours: 24, by: text(第4条第2項), exception: siteHouse.hoursException }

const 第4条第3項 = 条(
  '第4条第3項',
  `防犯カメラを設置するときは、撮影対象区域内の見やすい場所に、防犯カメラを設置していること、設置者及び連絡先を
  表示するものとする。`,
)
const sign = {
  items: [
    { id: 'installed', says: '防犯カメラを設置していること', by: text(第4条第3項) },
    { id: 'installer', says: '設置者', by: text(第4条第3項) },
    { id: 'contact', says: '連絡先', by: text(第4条第3項) },
  ],
  exact: false,
  gate: siteHouse.sign,
  againEveryDays: siteHouse.signAgainDays,
  by: text(第4条第3項),
}

// (管理責任者等)

const 第5条第1項 = 条(
  '第5条第1項',
  `防犯カメラの設置及び運用を適正に行うため、防犯カメラ管理責任者（以下「管理責任者」という。）を置くものとし、
  当該防犯カメラの管理を所管する課等の長をもって充てる。`,
)
const manager = {
  office: '当該防犯カメラの管理を所管する課等の長',
  is: null,
  per: 'camera',
  vacant: { by: peopleHouse.vacant },
  by: text(第5条第1項),
} as const

const 第5条第2項 = 条(
  '第5条第2項',
  `管理責任者は、防犯カメラの運用の適正化を図るため、所属職員のうちから防犯カメラの運用に関する取扱担当者
  （以下「運用取扱者」という。）を指定しなければならない。`,
)

const 第5条第3項 = 条(
  '第5条第3項',
  `管理責任者は、画像及び記録媒体の不正利用、外部流出、改ざん等を防止するため、必要な措置を講じなければならない。`,
)

const 第5条第4項 = 条(
  '第5条第4項',
  `運用取扱者は、管理責任者の指揮監督の下に、防犯カメラの運用に関する事務を行うものとする。`,
)
const operators = {
  designation: 'must',
  from: { unit: '所属職員', by: text(第5条第2項) },
  onlyThey: peopleHouse.onlyThey,
  direction: { kind: 'standing', by: text(第5条第4項) },
  endDate: peopleHouse.designationEnd,
  oneNeeded: peopleHouse.oneDesignated,
  by: text(第5条第2項),
} as const

// (画像の閲覧等)

const 第6条第1項 = 条(
  '第6条第1項',
  `管理責任者及び運用取扱者は、防犯カメラの設置目的以外に画像を閲覧し、複製し、又は第三者に提供してはならない。`,
)
条.silent(
  '第6条第1項',
  'ただし、次の各号のいずれかに該当するときは、この限りでない。',
  '例外は次の各号で定める',
)

const acts = ['viewing', 'takeOut'] as const
const noMore = { ...asksNothingMore, acts } as const
const 第3号によるか = '文書がないときは、第6条第1項第3号に当たるかを確かめてください'

const 第6条第1項第1号 = 条('第6条第1項第1号', '法令等の規定に基づき文書により提供を求められた場合')
const 法令等による求め: Ground = {
  ...noMore,
  code: '第6条第1項第1号',
  alsoCalled: ['第1号', '1号'],
  label: '法令等の規定に基づく文書による求め',
  entries: [{ id: 'statute', name: '根拠の法令等と条', by: text(第6条第1項第1号) }],
  papers: [
    {
      id: 'demand',
      name: '提供を求める文書',
      for: acts,
      contents: [],
      urgencyWaives: false,
      otherwise: 第3号によるか,
      by: text(第6条第1項第1号),
    },
  ],
  by: text(第6条第1項第1号),
}

const 第6条第1項第2号 = 条(
  '第6条第1項第2号',
  '捜査機関から犯罪捜査の目的で公文書により要請を受けた場合',
)
const 捜査機関の要請: Ground = {
  ...noMore,
  code: '第6条第1項第2号',
  alsoCalled: ['第2号', '2号'],
  label: '捜査機関の公文書による要請',
  requesters: { kinds: ['investigator'], by: text(第6条第1項第2号) },
  tests: [
    {
      id: 'investigation',
      asks: '犯罪捜査の目的ですか',
      facts: null,
      by: text(第6条第1項第2号),
    },
  ],
  papers: [
    {
      id: 'officialLetter',
      name: '捜査機関の公文書',
      for: acts,
      contents: [],
      urgencyWaives: false,
      otherwise: 第3号によるか,
      by: text(第6条第1項第2号),
    },
  ],
  by: text(第6条第1項第2号),
}

const 第6条第1項第3号 = 条(
  '第6条第1項第3号',
  '個人の生命、身体又は財産の保護その他公共の利益のため必要と認められる場合',
)
const 生命等の保護: Ground = {
  ...noMore,
  code: '第6条第1項第3号',
  alsoCalled: ['第3号', '3号'],
  label: '生命・身体・財産の保護その他公共の利益',
  tests: [
    {
      id: 'necessary',
      asks: '個人の生命、身体又は財産の保護その他公共の利益のため必要ですか',
      facts: askingHouse.facts,
      tooGeneral: ['公共の利益', '公共の利益のため', '公益のため'],
      by: text(第6条第1項第3号),
    },
  ],
  identity: {
    facts: 1,
    photo: false,
    noImageKept: askingHouse.noImageOfProof,
    by: askingHouse.identity,
  },
  by: text(第6条第1項第3号),
}

const 第6条第2項 = 条(
  '第6条第2項',
  `前項ただし書の規定により第三者に画像を閲覧させ、又は画像の複製を提供するときは、管理責任者、運用取扱者等複数の
  関係職員の立会いの下実施するとともに、その日時、目的、画像の範囲等を防犯カメラ画像閲覧等記録簿（別記様式）に
  記録し、5年間保存するものとする。`,
)
const 関係職員 = {
  posts: ['staff', 'manager', 'deputy', 'operator'],
  word: '関係職員',
  by: text(第6条第2項),
} as const

const 第6条第3項 = 条(
  '第6条第3項',
  `管理責任者は、前項の規定による画像を提供するときは、当該画像の提供を受けるものに対し、次に掲げる事項を
  遵守させるものとする。`,
)
const 第6条第3項第1号 = 条('第6条第3項第1号', '画像及び当該画像の記録媒体を適正に管理すること。')
const 第6条第3項第2号 = 条(
  '第6条第3項第2号',
  `目的を達成したとき又は当該目的が達成されないことが判明したときは、速やかに画像の消去、返却又は当該画像の
  記録媒体の破砕等必要な処理を行うこと。`,
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
const 延長の決定者 = { posts: ['管理責任者'], by: houseHold.decider }
const holdGrounds: readonly HoldGround[] = [
  {
    code: '第6条第1項第1号',
    alsoCalled: ['第1号'],
    by: text(第6条第1項第1号),
    decidedBy: 延長の決定者,
    document: { name: '提供を求める文書', by: text(第6条第1項第1号) },
  },
  {
    code: '第6条第1項第2号',
    alsoCalled: ['第2号'],
    by: text(第6条第1項第2号),
    decidedBy: 延長の決定者,
    document: { name: '捜査機関の公文書', by: text(第6条第1項第2号) },
  },
  {
    code: '第6条第1項第3号',
    alsoCalled: ['第3号'],
    by: text(第6条第1項第3号),
    decidedBy: 延長の決定者,
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

const 第6条第5項 = 条(
  '第6条第5項',
  '管理責任者は、撮影時の現状のまま画像を保存するものとし、編集又は加工をしてはならない。',
)

// (秘密の保持)

const 第7条第1項 = 条(
  '第7条第1項',
  '管理責任者及び運用責任者は、画像から知り得た情報を他に漏らしてはならない。',
)
const 退いた後 = 条('第7条第1項', 'その職を退いた後も、同様とする。')
const 第7条第2項 = 条(
  '第7条第2項',
  `前条第1項ただし書の規定により画像を閲覧し、又は画像の提供を受けた者は、画像から知り得た情報を他に漏らし、
  又は不当な目的に利用してはならない。`,
)
const secrecy = {
  binds: ['manager', 'deputy', 'operator', 'staff'],
  afterPost: text(退いた後),
  recipients: text(第7条第2項),
  notice: showingHouse.notice,
  pledge: showingHouse.pledge,
  telling: { by: decidingHouse.teller },
} as const

// (苦情等への対応)

const 第8条 = 条(
  '第8条',
  '管理責任者は、設置された防犯カメラに関する苦情に関し、迅速かつ適切な対応を行うものとする。',
)
const complaints = {
  closeNeeds: text(第8条),
  writtenReply: outsideHouse.writtenReply,
  acknowledge: outsideHouse.acknowledge,
  answer: outsideHouse.answer,
  by: text(第8条),
}

// (その他)

const 第9条第1項 = 条('第9条第1項', 'この要綱は、市民部市民課において所管する。')
const owner = { unit: '市民部市民課', by: text(第9条第1項) }
const 第9条第2項 = 条('第9条第2項', 'この要綱に定めるもののほか必要な事項は別に定める。')
const silence = { ask: owner.unit, by: outsideHouse.silence }

// 附則

const 附則 = 条('附則', 'この訓令は、公布の日から施行する。')

// 別記様式: the official form, cell by cell

const cell = (
  id: string,
  words: string,
  fact: CellFact,
  more: { readonly within?: string; readonly required?: boolean } = {},
): Cell => ({
  id,
  name: words,
  within: more.within ?? null,
  fact,
  required: more.required ?? true,
  by: text(条('別記様式', words)),
})
const who = { within: '提供先・閲覧者' }
const 記録簿の欄 = [
  cell('heldAt', '提供・閲覧日時', 'heldAt'),
  cell('place', '提供・閲覧場所', 'place'),
  cell('organisation', '所属機関', 'organisation', who),
  cell('postAndName', '職・氏名', 'postAndName', who),
  cell('contact', '連絡先', 'contact', who),
  cell('ground', '目的（根拠法令等）', 'ground'),
  cell('cameraPlace', '撮影場所', 'cameraPlace'),
]
const 撮影期間: Article = 条('別記様式', '撮影期間')
const 撮影期間の欄: Cell = {
  id: 'period',
  name: 撮影期間.quote,
  within: null,
  fact: 'period',
  required: true,
  by: text(撮影期間),
}
const 残りの欄 = [
  cell('conditions', '提供・閲覧の条件', 'conditions'),
  cell('witnesses', '立会職員', 'witnesses'),
  cell('endedAt', '提供画像の消去', 'endedAt', { required: false }),
  cell('note', 'その他事項', 'note', { required: false }),
]

/** Every passage of the document, in its order. */
export const passages = 条.passages
/** What the document says outside its sentences. */
export const headings = [
  '○北斗市防犯カメラの設置及び運用に関する要綱',
  '令和5年3月31日',
  '訓令第27号',
  '目的',
  '定義',
  '個人情報の保護等',
  '防犯カメラの設置',
  '管理責任者等',
  '画像の閲覧等',
  '秘密の保持',
  '苦情等への対応',
  'その他',
  '附 則',
  '別記様式（第6条関係）防犯カメラ画像閲覧等記録簿',
  '提供先・閲覧者',
  '年 月 日 時 分 から 年 月 日 時 分 まで',
  '年 月 日 時 分',
] as const

// 読み: what we take the words to mean

const A3 = reading('A3', 第6条第4項本文, '30日以内は、最初のコマの撮影から720時間以内と数えます。')
const A8 = reading('A8', 第6条第2項, '求めた本人は、立ち会う関係職員に数えません。')
const A18 = reading(
  'A18',
  第6条第3項,
  '提供するのは管理責任者なので、閲覧と提供を認めるのも管理責任者です。',
)
const A21 = reading(
  'A21',
  第4条第1項,
  '写さない所をカメラの側で隠すのは、撮影区域を適切な範囲とすることで、後からの加工ではありません。',
)
const A22 = reading(
  'A22',
  第7条第1項,
  '「運用責任者」はほかに定めがないので、運用取扱者と、画像に触れるすべての職員と読みます。',
)
const A23 = reading('A23', 第6条第2項, '5年間は、その行が閉じた年度の翌年度の4月1日から数えます。')
const A39 = reading('A39', 第2条第2号, '撮影した映像だけの定めなので、音声は記録しません。')
const A42 = reading('A42', 第6条第3項, '求めた本人は、その求めを自分で認めることができません。')
const A44 = reading(
  'A44',
  第6条第1項第1号,
  '裁判官の令状は法令等の規定に基づくもので、認めるかどうかを判断する余地がありません。',
)
const A45 = reading(
  'A45',
  第6条第5項,
  '画面に重ねる名前は表示だけで、保存する画像の編集・加工ではありません。表示した映像は保存しません。',
)
const B20 = reading(
  'B20',
  撮影期間,
  '撮影期間の欄には、実際に見せ、渡した範囲を分まで書くので、見せるのも渡すのも承認した範囲に限ります。見えない形でも、その外の画像を含めません。',
)
const B21 = reading(
  'B21',
  第2条第1号,
  '犯罪の抑止のほかを目的とするカメラは、この要綱の防犯カメラではありません。',
)
const B22 = reading(
  'B22',
  第2条第1号,
  '指定管理者や受託者が管理する施設にあっても、市が設置したカメラはこの要綱によります。',
)
const B23 = reading(
  'B23',
  第5条第2項,
  '指定管理者や受託者の職員は所属職員ではないので、運用取扱者に指定できません。',
)

// 内規: ours alone

const withManager = houseRule('立会いには、管理責任者か代決者が加わります。')
const withOperator = houseRule('立会いには、運用取扱者が加わります。')
const internalWitnesses = houseRule(
  '目的の内で職員が見るときも、第三者に見せるときと同じ立会いを置き、別の用紙に記録します。',
)
const internalRequest = houseRule('目的の内で職員が見るときも、求めを書き残します。')
const report = '目的がまだ続いているかを、求めに応じて知らせること。'
const mustInclude = [
  { anyOf: ['manager', 'deputy'], by: withManager },
  { anyOf: ['operator'], by: withOperator },
] as const

/** 北斗市防犯カメラの設置及び運用に関する要綱（令和5年訓令第27号） */
export const hokuto: Profile = {
  id: 'hokuto',
  title: '北斗市防犯カメラの設置及び運用に関する要綱',
  called: '北斗市',
  version: '令和5年訓令第27号',
  purpose,
  effectiveFrom: [{ day: '2023-03-31', by: text(附則), transitional: null }],
  acrossVersions: { by: outsideHouse.acrossVersions },
  legalBasis,
  owner,
  parent: null,

  posts: [
    { post: 'manager', word: '管理責任者', by: text(第5条第1項) },
    { post: 'deputy', word: '代決者', by: peopleHouse.cityDeputy },
    { post: 'operator', word: '運用取扱者', by: text(第5条第2項) },
    { post: 'staff', word: '関係職員', by: text(第6条第2項) },
    { post: 'mayor', word: '市長', by: text(第6条第4項ただし書) },
  ],
  manager,
  deputy: { kind: 'cityRule', word: '代決者', by: peopleHouse.cityDeputy },
  committee: null,
  operators: { ...operators, from: { ...operators.from, employedElsewhere: B23 } },
  succession: { by: peopleHouse.succession },

  cameras: {
    kind: {
      word: '防犯カメラ',
      means: text(第2条第1号),
      purposes: {
        list: [{ id: 'deterrence', says: '通学路等における犯罪の抑止' }],
        by: text(第2条第1号),
      },
      refuses: [
        { what: 'otherPurpose', says: '犯罪の抑止のほかの目的のカメラ', by: B21 },
        {
          what: 'faceOrPlateSearch',
          says: '顔や車の番号で人を探すこと',
          by: siteHouse.noFaceSearch,
        },
      ],
      covers: [
        {
          what: 'runByOther',
          says: '市が設置したカメラは、指定管理者や受託者が管理する施設でもこの要綱によります',
          by: B22,
        },
      ],
      bodies: null,
      sites: null,
      agencies: null,
    },
    appendix: {
      name: '設置場所の一覧',
      decidedBy: 'manager',
      decider: siteHouse.listDecider,
      gate: listedBeforeFirstUse,
      published: { places: false, by: siteHouse.notPublished },
      states: [
        { id: 'place', name: '設置場所', by: siteHouse.listed },
        { id: 'area', name: '撮影区域', by: siteHouse.listed },
        { id: 'drawing', name: '図面と撮影の向き', by: siteHouse.drawing },
      ],
      by: siteHouse.listed,
    },
    coverage: { ...coverage, masks: A21 },
    sign,
    gates: [
      { needs: 'appendix', by: listedBeforeFirstUse },
      { needs: 'coverage', by: siteHouse.coverage },
      { needs: 'sign', by: siteHouse.sign },
    ],
    neverStopped: siteHouse.neverStopped,
    hoursADay,
    manual: null,
  },
  footage: {
    word: '画像',
    means: text(第2条第2号),
    noExemption: text(第2条第2号),
    kept: { by: text(第5条第3項) },
    needless: { by: siteHouse.needless },
    purposeOnly: { by: text(第6条第1項) },
  },
  retention: {
    rule: { kind: 'ceilingHours', hours: 720 },
    by: text(第6条第4項本文),
    computed: A3,
    tolerance: ceilingTolerance,
    ownerMayChoose: [],
    decision: null,
    earlyErasure: { kind: 'quorum', by: registerHouse.earlyErasure },
  },
  extension: {
    kind: 'allowed',
    by: text(第6条第4項ただし書),
    grounds: holdGrounds,
    house: houseHold,
  },
  erasure: { by: text(第6条第4項本文), failed: erasureFailed },
  imports: importsUnder(第6条第4項本文, 第6条第4項本文),
  audio: { recorded: false, by: A39 },
  editing: { stored: { mode: 'never', by: text(第6条第5項) }, derivative: null, rendition: A45 },
  live: {
    mode: 'none',
    places: [],
    forbids: null,
    roster: null,
    aimCheck: showingHouse.aimCheck,
    by: noLiveSurface,
  },

  grounds: {
    list: [法令等による求め, 捜査機関の要請, 生命等の保護],
    closed: text(第6条第1項),
    application: { for: acts, entries: [], counterMayWrite: true, by: askingHouse.application },
    purposeBound: text(第6条第1項),
    narrow: askingHouse.narrow,
    noPaperForViewing: null,
  },
  urgency: null,
  warrant: warrantPath('第6条第1項第1号', A44),
  approval: {
    body: 'manager',
    acts: [
      { act: 'viewing', own: false, by: A18 },
      { act: 'takeOut', own: false, by: A18 },
    ],
    ...managerDecides,
    notOwnRequest: A42,
    before: decidingHouse.before,
    range: B20,
    by: A18,
  },
  witnesses: {
    rules: [
      {
        acts: ['viewing', 'takeOut'],
        atLeast: 2,
        from: 関係職員,
        mustInclude,
        operatorCounts: { kind: 'yes', by: text(第6条第2項) },
        requesterNever: A8,
        by: text(第6条第2項),
      },
      {
        acts: ['internalViewing'],
        atLeast: 2,
        from: { ...関係職員, by: internalWitnesses },
        mustInclude,
        operatorCounts: { kind: 'yes', by: internalWitnesses },
        requesterNever: internalWitnesses,
        by: internalWitnesses,
      },
    ],
    without: null,
    presence: showingHouse.presence,
  },
  internalViewing: {
    kind: 'withinPurpose',
    exception: null,
    recorded: { by: internalRequest },
    permitted: null,
    by: text(第6条第1項),
  },
  copies: {
    word: '複製の提供',
    areFootage: copyHouse.areFootage,
    replicas: copyHouse.replicas,
    byMediumOnly: copyHouse.byMediumOnly,
    purposeOnly: text(第6条第1項),
    viewOnlyOutsidePurpose: null,
    exact: B20,
    leadIn: copyHouse.leadIn,
    lineFirst: text(第6条第2項),
    sameSession: null,
    confirmation: null,
    conditions: [
      { id: 'management', says: 第6条第3項第1号.quote, by: text(第6条第3項第1号) },
      { id: 'disposal', says: 第6条第3項第2号.quote, by: text(第6条第3項第2号) },
      { id: 'report', says: report, by: copyHouse.report },
    ],
    told: { document: '提供条件書兼受領書', ifUnsigned: '告知し交付した', by: copyHouse.told },
    endings: [
      { kind: 'erase', word: '消去', evidence: copyHouse.evidence, by: text(第6条第3項第2号) },
      { kind: 'return', word: '返却', evidence: copyHouse.hashCheck, by: text(第6条第3項第2号) },
      { kind: 'destroy', word: '破砕等', evidence: copyHouse.evidence, by: text(第6条第3項第2号) },
    ],
    cannotReturn: null,
    returned: { by: copyHouse.hashCheck },
    notWhileAlive: text(第6条第3項第2号),
    packageKey: copyHouse.packageKey,
    reminder: copyHouse.reminder,
    purposeAsked: copyHouse.purposeAsked,
  },
  registers: {
    list: [
      {
        id: 'record',
        title: '防犯カメラ画像閲覧等記録簿',
        of: 'viewingAndTakeOut',
        official: true,
        formName: '別記様式',
        unconfirmed: null,
        cells: [...記録簿の欄, 撮影期間の欄, ...残りの欄],
        by: text(第6条第2項),
      },
      internalSheet,
      tellingBook,
      ...houseBooks,
    ],
    order: { kind: 'atAct', by: text(第6条第2項) },
    searchRecorded: { by: registerHouse.search },
    fromFacts: { by: registerHouse.fromFacts },
    correction: { by: registerHouse.correction },
    years: { count: 5, counted: A23, by: text(第6条第2項) },
  },
  secrecy: { ...secrecy, by: A22 },

  terminals: {
    word: '端末',
    rooms: [],
    onlyTheseRooms: null,
    enrolledOnly: showingHouse.enrolledOnly,
    checkOut: null,
    elsewhere: null,
    by: showingHouse.enrolledOnly,
  },
  media: {
    register: mediaHouse.register,
    eraseFirst: null,
    destroy: mediaHouse.destroy,
    methods: mediaHouse.methods,
    twoPeople: mediaHouse.twoPeople,
    photo: mediaHouse.photo,
    move: null,
    locked: { what: '記録媒体と録画装置', by: mediaHouse.locked },
    key: null,
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
    prevent: { by: text(第5条第3項) },
    recorded: outsideHouse.incident,
    otherLaw: leakReport,
  },

  agreements: [],
  engagement: {
    pledge: null,
    approved: null,
    clauses: [],
    roster: null,
    noPictures: outsideHouse.noPictures,
    by: outsideHouse.contractor,
  },
  disclosure: {
    informalGround: null,
    statutory: {
      name: '個人情報保護の手続きによる開示請求',
      notInformal: outsideHouse.statutoryTrack,
      by: ownImages,
    },
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
    preservation: { by: outsideHouse.preservation },
    by: ownImages,
  },
  reports: [],
  complaints,
  fund: null,
  personIndex: null,
  silence,

  attested: [
    {
      id: 'measures',
      says: '個人情報の保護の措置を見直した',
      everyDays: 365,
      by: outsideHouse.yearly,
    },
    {
      id: 'signSeen',
      says: '表示が見やすい場所にある',
      everyDays: siteHouse.signAgainDays,
      by: text(第4条第3項),
    },
  ],
  declarations: [{ by: text(第6条第3項) }, { by: text(第9条第2項) }],

  words: {
    request: [
      { word: '求め', by: text(第6条第1項第1号) },
      { word: '要請', by: text(第6条第1項第2号) },
    ],
    acts: [
      { act: 'viewing', word: '閲覧', by: text(第6条第2項) },
      { act: 'takeOut', word: '複製の提供', by: text(第6条第2項) },
    ],
  },
}
