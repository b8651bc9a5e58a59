import { houseRule, reading, text } from '../../basis.ts'
import { askingHouse, decidingHouse, managerDecides, showingHouse } from '../../house/acts.ts'
import { copyHouse, mediaHouse, registerHouse } from '../../house/copies.ts'
import { handlingRecord, houseBooks, internalSheet } from '../../house/registers.ts'
import { outsideHouse, peopleHouse, siteHouse } from '../../house/site.ts'
import { ceilingTolerance, erasureFailed, listedBeforeFirstUse } from '../../house.ts'
import { importsUnder } from '../../imports.ts'
import { fileRegister, leakReport } from '../../other-law.ts'
import type { Profile } from '../../profile.ts'
import { quoting } from '../../quote.ts'
import type { Ground } from '../../vocabulary/grounds.ts'

const 項 = quoting(
  '個人情報の保護に配慮した川崎市が設置し、又は管理する防犯（監視）カメラの画像の取扱い等に関する指針',
)

// 1 目的

const 目的 = 項(
  '指針1',
  `この指針は、本市が設置し、又は管理する防犯（監視）カメラにより撮影し、記録される画像について、個人情報の保護に
  配慮した適正な画像の取扱い等が行われるよう、実施機関を対象として、基本となる事項等を整理しまとめることにより、
  画像の漏えいの防止など個人情報の保護を図ることを目的とする。`,
)
const purpose = { says: '画像の適正な取扱いによる個人情報の保護', by: text(目的) }

// 2 定義

const 防犯監視カメラ = 項(
  '指針2(1)',
  `防犯（監視）カメラとは、川崎市が設置し、又は管理する犯罪の防止を目的とする防犯カメラ及び防災、施設管理等を
  目的とする監視カメラで、特定の場所に継続的に設置され、かつ、特定の個人を識別できる画像を撮影する可能性の
  あるものをいう。`,
)
const 定義 = 項(
  '指針2(2)',
  `画像とは、防犯（監視）カメラにより撮影し、記録される画像で特定の個人を識別できる可能性のある画像を
  含むものをいう。`,
)
const 実施機関 = 項(
  '指針2(3)',
  `実施機関とは、市長、公営企業管理者、消防長、教育委員会、選挙管理委員会、人事委員会、監査委員、農業委員会及び
  固定資産評価審査委員会をいう。`,
)
const agencies = {
  list: [
    '市長',
    '公営企業管理者',
    '消防長',
    '教育委員会',
    '選挙管理委員会',
    '人事委員会',
    '監査委員',
    '農業委員会',
    '固定資産評価審査委員会',
  ],
  by: text(実施機関),
}

// 3 実施機関の責務

const 責務 = 項(
  '指針3',
  `実施機関は、防犯（監視）カメラを設置し、又は管理し、特定の個人を識別できる画像を撮影する可能性があるときは、
  個人情報に係るプライバシーの保護を図るための措置を講ずるとともに、あらゆる施策を通じて個人情報の保護に
  努めるものとする。`,
)

// 4 画像の収集、利用及び提供の制限

const 利用と提供の制限 = 項(
  '指針4(1)',
  `実施機関は、防犯（監視）カメラを設置し、不特定多数の人の画像を収集するときには、個人情報に配慮する観点から
  画像の適正な維持・管理等に努め、正当な行政執行に関連があるときを除き、利用目的の範囲を超えた画像の利用や、
  実施機関以外のものに対する画像の提供をしない。`,
)
const 審議会への報告 = 項(
  '指針4(1)',
  'なお、防犯（監視）カメラを設置したときは、情報公開運営審議会に設置状況等を報告するものとする。',
)
const acts = ['viewing', 'takeOut'] as const

const 保有個人情報 = 項(
  '指針4(2)',
  `実施機関は、防犯（監視）カメラを設置し、他の情報と照合するなど、特定の個人が識別される画像を収集し、組織的に
  利用するものとして保有するときは、個人情報の保護に関する法律第60条第1項の「保有個人情報」として取り扱うものとする。`,
)
const 識別する場合の報告 = 項(
  '指針4(2)',
  'なお、防犯（監視）カメラを設置したときは、情報公開運営審議会に設置状況等を報告するものとする。',
)

// 5 管理責任者の設置等

const 管理責任者の設置 = 項(
  '指針5(1)',
  `実施機関は、画像の適正な取扱いを確保するため、画像管理責任者（以下「管理責任者」という。）を置く。`,
)
const 管理責任者 = 項(
  '指針5(2)',
  `管理責任者は、当該画像を利用して行う事務を所管する課長又はそれに相当する職にある者をもって充てる。`,
)
const manager = {
  office: '当該画像を利用して行う事務を所管する課長又はそれに相当する職にある者',
  is: null,
  per: 'use',
  vacant: { by: peopleHouse.vacant },
  by: text(管理責任者),
} as const

const 取扱マニュアル = 項(
  '指針5(3)',
  `管理責任者は、防犯（監視）カメラの設置表示や画像の保管方法等に係る防犯（監視）カメラの取扱マニュアル等を
  作成し、`,
)
const manual = {
  name: '取扱マニュアル',
  acknowledged: houseRule('取扱マニュアルの版ごとに、職員が読んだことを記録します。'),
  by: text(取扱マニュアル),
}
const 保護の措置 = 項(
  '指針5(3)',
  '画像の漏えい、滅失又はき損の防止等の個人情報を保護するために必要な措置を講じる。',
)

// 6 適正な維持管理等

項.silent(
  '指針6',
  '実施機関は画像の保護を図るため、次に掲げる事項について必要な措置を講じるものとする。',
  '次の各項への前置き',
)
const 撮影時の状態 = 項(
  '指針6(1)',
  '画像を保存する場合は、当該画像を加工することなく撮影時の状態のまま保存する。',
)
const 複製の制限 = 項(
  '指針6(2)',
  `防犯（監視）カメラの設置目的を達成するために必要な場合を除き、画像を複製しない。`,
)
const 媒体の持ち出し = 項(
  '指針6(3)',
  `管理責任者の許可なく画像を記録した記録媒体を画像表示装置又は録画装置の設置場所以外に持ち出さない。`,
)
const 保存期間 = 項(
  '指針6(4)',
  `画像の保存期間（重ね撮りする場合は、上書きするまでの期間）は、漏えい、滅失又はき損の防止、
  その他の画像の安全管理のため必要最小限度の期間とする。`,
)
const 保存期間ただし書 = 項(
  '指針6(4)',
  `ただし、これによりがたい事情があるときは設置目的に応じて管理責任者が保存期間を定める。`,
)
const 消去 = 項(
  '指針6(5)',
  '保存期間を経過した画像については、漏えい防止のため、これを確実かつ速やかに消去する。',
)
const 媒体の廃棄 = 項(
  '指針6(5)',
  `また、画像を保存していた記録媒体の廃棄にあたっては、画像の消去を確実に行った上で、破砕あるいは裁断等の
  措置を講じる。`,
)
const media = {
  register: mediaHouse.register,
  eraseFirst: text(媒体の廃棄),
  destroy: text(媒体の廃棄),
  methods: ['破砕', '裁断'],
  twoPeople: mediaHouse.twoPeople,
  photo: mediaHouse.photo,
  move: { permittedBy: 'manager', by: text(媒体の持ち出し) },
  locked: { what: '記録媒体と録画装置', by: mediaHouse.locked },
  key: null,
  attestation: mediaHouse.attestation,
} as const
const 情報セキュリティ基準 = 項(
  '指針6(6)',
  'その他、画像の保存等にあたっては、川崎市情報セキュリティ基準を遵守する。',
)

// 7 受託者等の義務

const 受託者等 = 項(
  '指針7(1)',
  `実施機関から防犯（監視）カメラの設置又は管理の委託を受けた者及び地方自治法（昭和22年法律第67号）
  第244条の2第3項の規定により市の指定を受けたもの（以下「受託者等」という。）が、画像を保有する場合についても
  実施機関と同様に個人情報の保護に努める。`,
)
const 契約書 = 項(
  '指針7(2)',
  `実施機関は、受託者等に対し画像の保護を図るため、契約書等に委託を受けた者が遵守すべき事項等を明記する等の
  必要な措置を講じる。`,
)
const engagement = {
  pledge: null,
  approved: null,
  clauses: [{ id: 'duties', says: '委託を受けた者が遵守すべき事項', by: text(契約書) }],
  roster: null,
  noPictures: null,
  by: text(受託者等),
} as const

// 8 開示請求等

const 本人の開示請求 = 項(
  '指針8',
  `実施機関は、本人から画像の個人情報開示請求があったときは、画像だけではなく他の情報と照合するなど、本人の確認に
  ついて慎重な措置を講じるものとする。`,
)
const 本人以外の開示請求 = 項(
  '指針8',
  `また、実施機関は、本人以外の者から画像の開示請求があったときは、情報公開条例により取り扱うものとする。`,
)
const 開示の方法 = 項(
  '指針8',
  `なお、開示については「電磁的記録の開示に関する事務取扱要領（平成13年4月1日）」により行う。`,
)
const disclosure = {
  informalGround: null,
  statutory: {
    name: '個人情報開示請求',
    notInformal: outsideHouse.statutoryTrack,
    by: text(本人の開示請求),
  },
  identity: {
    facts: 2,
    notByPictureAlone: text(本人の開示請求),
    beforeSearch: outsideHouse.identityBeforeSearch,
    by: outsideHouse.twoFacts,
  },
  byOthers: { track: '情報公開条例による開示請求', by: text(本人以外の開示請求) },
  method: {
    name: '電磁的記録の開示に関する事務取扱要領（平成13年4月1日）',
    entries: [
      { id: 'method', name: '開示の方法', by: outsideHouse.disclosureMethod },
      { id: 'format', name: '形式', by: outsideHouse.disclosureMethod },
      { id: 'fee', name: '費用', by: outsideHouse.disclosureMethod },
    ],
    by: text(開示の方法),
  },
  checks: [],
  managerDecides: outsideHouse.disclosureDecided,
  preservation: { by: outsideHouse.preservation },
  by: text(本人の開示請求),
} as const

// 9 苦情の処理

const 苦情 = 項(
  '指針9',
  `実施機関は、防犯（監視）カメラにより撮影し、記録される画像の取扱いに関する苦情について、適切かつ迅速な処理に
  努めるものとする。`,
)
const complaints = {
  closeNeeds: outsideHouse.complaintClose,
  writtenReply: outsideHouse.writtenReply,
  acknowledge: outsideHouse.acknowledge,
  answer: outsideHouse.answer,
  by: text(苦情),
}

// 10 附則

const 適用 = (cite: string, passage: string) => ({
  by: text(項(cite, passage)),
  transitional: null,
})
const effectiveFrom = [
  { day: '2007-08-01', ...適用('指針10', '本指針は、平成19年8月1日より適用する。') },
  { day: '2012-09-01', ...適用('附則', '本指針は、平成24年9月1日より適用する。') },
  { day: '2017-11-01', ...適用('附則', '本指針は、平成29年11月1日より適用する。') },
  { day: '2019-04-01', ...適用('附則', '本指針は、平成31年4月1日より適用する。') },
  { day: '2023-04-01', ...適用('附則', '本指針は、令和5年4月1日より適用する。') },
]

/** Every passage of the document, in its order. */
export const passages = 項.passages
/** What the document says outside its sentences. */
export const headings = [
  '個人情報の保護に配慮した川崎市が設置し、又は管理する防犯（監視）カメラの画像の取扱い等に関する指針',
  '19川総行情第731号',
  '目的',
  '定義',
  '実施機関の責務',
  '画像の収集、利用及び提供の制限',
  '管理責任者の設置等',
  '適正な維持管理等',
  '受託者等の義務',
  '開示請求等',
  '苦情の処理',
  '附 則',
] as const

// 読み: what we take the words to mean

const A6 = reading(
  'A6',
  保存期間,
  '管理責任者が定めた期間を、最初のコマの撮影から数える上限として扱います。',
)
const A6のマニュアル = reading(
  'A6',
  取扱マニュアル,
  '必要最小限度の期間とその理由は、管理責任者が取扱マニュアルに書いて定めます。',
)
const A6b = reading(
  'A6b',
  保存期間ただし書,
  'ただし書は保存期間を定めるもので、すでにある画像の保存期間を延ばすとは書かれていません。',
)
const A35 = reading(
  'A35',
  複製の制限,
  '別に復号できる控えも複製です。同じ鍵の暗号文の控えは、元の画像と一つと数えます。',
)
const A39 = reading('A39', 定義, '撮影した画像だけの定めなので、音声は記録しません。')
const A45 = reading(
  'A45',
  撮影時の状態,
  '画面に重ねる名前は表示だけで、保存する画像の加工ではありません。',
)
const A47 = reading(
  'A47',
  複製の制限,
  '設置目的のほかの提供が認められるときも、写しは作れません。見せるだけにするか、所管に確かめます。',
)
const B24 = reading(
  'B24',
  保有個人情報,
  '顔で探したり人ごとに並べたりすると、知らないうちに保有個人情報を作ることになるので、その機能を設けません。',
)
const B25 = reading(
  'B25',
  取扱マニュアル,
  '「設置表示」は、防犯（監視）カメラを設置していることの表示です。ほかに何を書くかは、取扱マニュアルで定めます。',
)

// 内規: ours alone

const agencyDecides = houseRule('実施機関としての判断は、その画像の管理責任者が行います。')
const notOwnRequest = houseRule('求めた本人は、その求めを自分で認めることができません。')
const lawAndDuty = houseRule('正当な行政執行との関連は、事務の名と根拠の法令を書き残します。')
const reasons = houseRule('正当な行政執行に関連するとした理由を、事実で書き残します。')
const reportDue = houseRule(
  '設置状況等の報告は、次の審議会か、設置から30日以内とします。遅れても録画は止めません。',
)
const reportStates = houseRule('報告には、場所・台数・目的・保存期間・管理責任者を書きます。')
const askWarrant = houseRule('令状の扱いは、規程に定めがないので、規程の所管に確かめます。')
const matched = houseRule('画像を他の情報と照合したときは、何と照合したかを書き残します。')
const ended = houseRule('渡した写しは、消去・返却・破砕のどれかを確かめて閉じます。')
const council = [
  { id: 'place', name: '設置場所', by: reportStates },
  { id: 'number', name: '台数', by: reportStates },
  { id: 'purpose', name: '目的', by: reportStates },
  { id: 'retention', name: '保存期間', by: reportStates },
  { id: 'manager', name: '管理責任者', by: reportStates },
]

const 正当な行政執行: Ground = {
  code: '指針4(1)',
  alsoCalled: ['4(1)', '正当な行政執行'],
  label: '正当な行政執行に関連するとき',
  acts,
  requesters: null,
  tests: [
    {
      id: 'related',
      asks: '正当な行政執行に関連がありますか',
      facts: reasons,
      by: text(利用と提供の制限),
    },
  ],
  entries: [
    { id: 'duty', name: '事務の名', by: lawAndDuty },
    { id: 'law', name: '根拠の法令', by: lawAndDuty },
  ],
  papers: [],
  identity: null,
  checks: [],
  othersInFrame: null,
  onlyBy: null,
  secondReader: null,
  counted: null,
  by: text(利用と提供の制限),
}

/** 川崎市の防犯（監視）カメラの画像の取扱い等に関する指針（19川総行情第731号） */
export const kawasaki: Profile = {
  id: 'kawasaki',
  title:
    '個人情報の保護に配慮した川崎市が設置し、又は管理する防犯（監視）カメラの画像の取扱い等に関する指針',
  called: '川崎市',
  version: '令和5年4月1日適用',
  purpose,
  effectiveFrom,
  acrossVersions: { by: outsideHouse.acrossVersions },
  legalBasis: [
    { name: '個人情報の保護に関する法律', superseded: null, by: text(保有個人情報) },
    { name: '川崎市情報セキュリティ基準', superseded: null, by: text(情報セキュリティ基準) },
  ],
  owner: null,
  parent: null,

  posts: [
    { post: 'manager', word: '画像管理責任者', by: text(管理責任者の設置) },
    { post: 'operator', word: '担当者', by: peopleHouse.onlyThey },
    { post: 'contractor', word: '受託者等', by: text(受託者等) },
  ],
  manager,
  deputy: { kind: 'none', by: peopleHouse.noDeputy },
  committee: null,
  operators: {
    designation: 'may',
    from: null,
    onlyThey: peopleHouse.onlyThey,
    direction: { kind: 'none', by: peopleHouse.noDirection },
    endDate: peopleHouse.designationEnd,
    oneNeeded: null,
    by: peopleHouse.onlyThey,
  },
  succession: { by: peopleHouse.succession },

  cameras: {
    kind: {
      word: '防犯（監視）カメラ',
      means: text(防犯監視カメラ),
      purposes: {
        list: [
          { id: 'crime', says: '犯罪の防止' },
          { id: 'disaster', says: '防災' },
          { id: 'facility', says: '施設管理等' },
        ],
        by: text(防犯監視カメラ),
      },
      refuses: [
        { what: 'mobile', says: '特定の場所に継続的に設置しないカメラ', by: text(防犯監視カメラ) },
        { what: 'faceOrPlateSearch', says: '顔や車の番号で人を探すこと', by: B24 },
      ],
      bodies: null,
      sites: null,
      agencies,
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
    coverage: {
      review: siteHouse.coverage,
      reviewers: 1,
      againEveryDays: siteHouse.coverageAgainDays,
      masks: siteHouse.masks,
      by: siteHouse.coverage,
    },
    sign: {
      items: [{ id: 'installed', says: '防犯（監視）カメラの設置', by: B25 }],
      exact: false,
      gate: siteHouse.sign,
      againEveryDays: siteHouse.signAgainDays,
      by: siteHouse.sign,
    },
    gates: [
      { needs: 'appendix', by: listedBeforeFirstUse },
      { needs: 'manual', by: siteHouse.manual },
      { needs: 'retention', by: siteHouse.retention },
    ],
    neverStopped: siteHouse.neverStopped,
    hoursADay: null,
    manual,
  },
  footage: {
    word: '画像',
    means: text(定義),
    noExemption: text(定義),
    kept: { by: text(保護の措置) },
    needless: { by: siteHouse.needless },
    purposeOnly: { by: text(利用と提供の制限) },
  },
  retention: {
    rule: { kind: 'minimumNecessary', decided: null },
    by: text(保存期間),
    computed: A6,
    tolerance: ceilingTolerance,
    ownerMayChoose: [],
    decision: {
      decidedBy: { posts: ['管理責任者', '画像管理責任者'], by: text(保存期間ただし書) },
      inManual: A6のマニュアル,
      byCircumstance: text(保存期間ただし書),
      review: houseRule('見直しの日は、定めた日より後とします。見直しが遅れても録画は止めません。'),
      gate: siteHouse.retention,
    },
    earlyErasure: { kind: 'quorum', by: registerHouse.earlyErasure },
  },
  extension: {
    kind: 'none',
    by: A6b,
    next: '指針の所管課に、ただし書で既存の画像の期間を延ばせるかを確かめてください。画像が必要なら、消去の前に提供の手続きを進めてください。',
  },
  erasure: { by: text(消去), failed: erasureFailed },
  imports: importsUnder(保存期間, 消去),
  audio: { recorded: false, by: A39 },
  editing: {
    stored: { mode: 'never', by: text(撮影時の状態) },
    derivative: null,
    noDerivative: copyHouse.noDerivative,
    rendition: A45,
  },
  live: {
    mode: 'perPurpose',
    places: [],
    forbids: null,
    roster: null,
    aimCheck: showingHouse.aimCheck,
    by: houseRule('生の映像は、カメラの設置目的ごとに定めるまで映しません。'),
  },

  grounds: {
    list: [正当な行政執行],
    closed: text(利用と提供の制限),
    application: { for: acts, entries: [], counterMayWrite: true, by: askingHouse.application },
    purposeBound: text(利用と提供の制限),
    narrow: askingHouse.narrow,
    noPaperForViewing: null,
  },
  urgency: null,
  warrant: { kind: 'ask', by: askWarrant },
  approval: {
    body: 'manager',
    acts: [
      { act: 'viewing', own: false, by: agencyDecides },
      { act: 'takeOut', own: false, by: agencyDecides },
    ],
    ...managerDecides,
    notOwnRequest,
    before: decidingHouse.before,
    range: decidingHouse.range,
    by: agencyDecides,
  },
  witnesses: {
    rules: [],
    without: { operatorSigns: showingHouse.operatorSigns, by: showingHouse.operatorSigns },
    presence: showingHouse.presence,
  },
  internalViewing: {
    kind: 'withinPurpose',
    exception: null,
    recorded: { by: showingHouse.internalRecorded },
    permitted: null,
    by: text(利用と提供の制限),
  },
  copies: {
    word: '画像の提供',
    areFootage: copyHouse.areFootage,
    replicas: A35,
    byMediumOnly: copyHouse.byMediumOnly,
    purposeOnly: text(複製の制限),
    viewOnlyOutsidePurpose: A47,
    exact: copyHouse.exact,
    leadIn: copyHouse.leadIn,
    lineFirst: copyHouse.lineFirst,
    sameSession: null,
    confirmation: null,
    conditions: [],
    told: null,
    endings: [
      { kind: 'erase', word: '消去', evidence: copyHouse.evidence, by: ended },
      { kind: 'return', word: '返却', evidence: copyHouse.hashCheck, by: ended },
      { kind: 'destroy', word: '破砕', evidence: copyHouse.evidence, by: ended },
    ],
    cannotReturn: null,
    returned: { by: copyHouse.hashCheck },
    notWhileAlive: copyHouse.notWhileAlive,
    packageKey: copyHouse.packageKey,
    reminder: copyHouse.reminder,
    purposeAsked: copyHouse.purposeAsked,
  },
  registers: {
    list: [handlingRecord, internalSheet, ...houseBooks],
    order: { kind: 'beforeHandOver', by: registerHouse.order },
    searchRecorded: { by: registerHouse.search },
    fromFacts: { by: registerHouse.fromFacts },
    correction: { by: registerHouse.correction },
    years: { count: 5, counted: registerHouse.years, by: registerHouse.years },
  },
  secrecy: {
    binds: ['manager', 'operator', 'contractor'],
    afterPost: null,
    recipients: null,
    notice: showingHouse.notice,
    pledge: showingHouse.pledge,
    telling: { by: decidingHouse.telling },
    by: peopleHouse.secrecy,
  },

  terminals: {
    word: '画像表示装置',
    rooms: [],
    onlyTheseRooms: null,
    enrolledOnly: showingHouse.enrolledOnly,
    checkOut: null,
    elsewhere: null,
    by: showingHouse.enrolledOnly,
  },
  media,
  credentials: {
    login: 'any',
    personal: peopleHouse.personal,
    rotation: null,
    notBeside: peopleHouse.notBeside,
    by: peopleHouse.personal,
  },
  incidents: {
    prevent: { by: text(保護の措置) },
    recorded: outsideHouse.incident,
    otherLaw: leakReport,
  },

  agreements: [],
  engagement,
  disclosure,
  reports: [
    {
      id: 'council',
      to: '情報公開運営審議会',
      after: 'cameraFirstOn',
      dueDays: { count: 30, by: reportDue },
      states: council,
      by: text(審議会への報告),
    },
    {
      id: 'councilIdentifying',
      to: '情報公開運営審議会',
      after: 'identifyingUse',
      dueDays: { count: 30, by: reportDue },
      states: council,
      by: text(識別する場合の報告),
    },
  ],
  complaints,
  fund: null,
  personIndex: {
    says: '他の情報と照合するなどして、特定の個人が識別される画像を、組織的に利用するものとして持つときは、「保有個人情報」として取り扱う',
    never: B24,
    recorded: matched,
    fileRegister,
    by: text(保有個人情報),
  },
  silence: { ask: '指針の所管課', by: outsideHouse.silence },

  attested: [
    {
      id: 'measures',
      says: '個人情報に係るプライバシーの保護を図るための措置を講じている',
      everyDays: 365,
      by: text(責務),
    },
    {
      id: 'securityStandard',
      says: '川崎市情報セキュリティ基準を守っている',
      everyDays: 365,
      by: text(情報セキュリティ基準),
    },
  ],
  declarations: [{ by: text(受託者等) }],

  words: {
    request: [
      { word: '提供の求め', by: houseRule('提供を求める申出を「提供の求め」と呼びます。') },
      { word: '開示請求', by: text(本人の開示請求) },
    ],
    acts: [
      { act: 'viewing', word: '閲覧', by: agencyDecides },
      { act: 'takeOut', word: '画像の提供', by: text(利用と提供の制限) },
    ],
  },
}
