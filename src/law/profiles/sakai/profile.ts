import { houseRule, reading, text } from '../../basis.ts'
import {
  askingHouse,
  asksNothingMore,
  decidingHouse,
  managerDecides,
  showingHouse,
} from '../../house/acts.ts'
import { copyHouse, mediaHouse, registerHouse } from '../../house/copies.ts'
import { houseBooks } from '../../house/registers.ts'
import { outsideHouse, peopleHouse, siteHouse } from '../../house/site.ts'
import { erasureFailed, listedBeforeFirstUse, periodTolerance } from '../../house.ts'
import { importsUnder } from '../../imports.ts'
import { leakReport, publicSectorAct } from '../../other-law.ts'
import type { Profile } from '../../profile.ts'
import { quoting } from '../../quote.ts'
import type { Entry, Ground } from '../../vocabulary/grounds.ts'
import { warrantPath } from '../../warrant-path.ts'

const 項 = quoting('堺市役所本庁舎防犯カメラの設置及び管理運用要領')

// 1 趣旨

const 親要綱 = 項('要領1', 'この要領は、「堺市防犯カメラの運用等に関する要綱」に基づき、')

const 対象の建物 = 項(
  '要領1',
  `堺市役所本館、高層館、立体駐車場棟及び堺保健センター棟の建物内(以下「本庁舎等」という。)に
  防犯カメラを設置し、`,
)
const sites = {
  list: ['堺市役所本館', '高層館', '立体駐車場棟', '堺保健センター棟'],
  by: text(対象の建物),
} as const

項.silent('要領1', 'その管理運用を行うために必要な事項を定める。', '要領の趣旨を述べるだけの文')

// 2 設置の目的

const 目的 = 項(
  '要領2',
  `本庁舎等における防犯カメラは、利用する者の安全の確保及び本庁舎等の適正な管理を行い、
  本庁舎等における事故及び犯罪を未然に防止するために設置するものとする。`,
)
const purpose = {
  says: '利用する者の安全の確保、庁舎の適正な管理、事故と犯罪の未然防止',
  by: text(目的),
}

// 3 定義

const 定義 = 項(
  '要領3',
  `この要領が対象とする「画像」とは、本庁舎等に設置する防犯カメラのうち個人を特定できる精度を有した
  防犯カメラにより撮影され、画像管理サーバに記録されたもの(複製又は印画したものを含む。)をいう。`,
)

// 4 撮影範囲と撮影場所

const 撮影範囲 = 項(
  '要領4',
  `防犯カメラを設置するにあたっては、設置目的を実現するための必要最小限の範囲で撮影範囲を設定した
  上で、カメラを設置する場所および台数、角度、画角など撮影装置の条件を決めることとする。`,
)
const coverage = {
  review: siteHouse.coverage,
  reviewers: 1,
  againEveryDays: siteHouse.coverageAgainDays,
  masks: siteHouse.masks,
  by: text(撮影範囲),
} as const

const 別表 = 項('要領4', '設置場所は別表のとおりとする。')
項.silent(
  '要領4',
  '(※防犯上の理由から、別表は掲載しておりません。)',
  '掲載の場での注記で、公表を禁じる定めではない',
)
const appendix = {
  name: '別表',
  decidedBy: 'manager',
  decider: siteHouse.listDecider,
  gate: listedBeforeFirstUse,
  published: { places: false, by: siteHouse.notPublished },
  states: [
    { id: 'place', name: '設置場所', by: text(別表) },
    { id: 'number', name: '台数', by: text(撮影範囲) },
    { id: 'angle', name: '角度', by: text(撮影範囲) },
    { id: 'view', name: '画角', by: text(撮影範囲) },
    { id: 'reason', name: '必要最小限とする理由', by: siteHouse.coverage },
  ],
  by: text(別表),
} as const

// 5 管理責任者

const 管理責任者 = 項('要領5(1)', '管理責任者は、庁舎管理者(総務課長)とする。')
const manager = {
  office: '庁舎管理者(総務課長)',
  is: null,
  per: 'document',
  vacant: { by: peopleHouse.vacant },
  by: text(管理責任者),
} as const

const 統括 = 項(
  '要領5(2)',
  `管理責任者は、防犯カメラの取扱いに関する事務を統括し、防犯カメラの設置及びその管理運用を適切に行う。`,
)
const declarations = [{ by: text(統括) }]

const 操作担当者の指定 = 項('要領5(3)', '管理責任者は、操作担当者を指定する。')
const 目的の逸脱 = 項('要領5(4)', '管理責任者は、設置目的を逸脱した運用を行ってはならない。')

// 6 画像管理サーバの操作

const 操作できる者 = 項(
  '要領6',
  `画像管理サーバ操作端末(以下「操作端末」という。)の操作を行うことができる者は、管理責任者及び
  操作担当者とする。`,
)
const operators = {
  designation: 'must',
  from: null,
  onlyThey: text(操作できる者),
  direction: { kind: 'none', by: peopleHouse.noDirection },
  endDate: peopleHouse.designationEnd,
  oneNeeded: null,
  by: text(操作担当者の指定),
} as const

// 7 画像の視聴者

const 視聴者 = 項(
  '要領7',
  '画像を視聴できる者は、管理責任者、操作担当者及び管理責任者が許可した者に限る。',
)
const 警備員等の視聴 = 項(
  '要領7',
  `なお、本館1階警備員室及び本館2階中央監視室に従事する者は、業務上モニターを監視する必要があることから
  視聴を認めるものとし、`,
)
const 従事者の報告 = 項(
  '要領7',
  '管理責任者は委託業者からあらかじめ従事する者を報告させるものとする。',
)

// 8 秘密の保持

const 秘密の保持 = 項(
  '要領8',
  `管理責任者、操作担当者及びその他画像の視聴者(以下「管理責任者等」という。)は、画像及び画像から
  知り得た個人に関する情報を漏らしてはならない。`,
)
const 退いた後 = 項('要領8', '管理責任者等でなくなった後においても同様とする。')
const secrecy = {
  binds: ['manager', 'operator', 'guard', 'staff'],
  afterPost: text(退いた後),
  recipients: text(秘密の保持),
  notice: showingHouse.notice,
  pledge: showingHouse.pledge,
  telling: { by: decidingHouse.teller },
  by: text(秘密の保持),
} as const

// 9 設置の表示

const 表示 = 項(
  '要領9',
  `管理責任者は、防犯カメラを設置していることを、当該カメラの撮影区域若しくはその周辺又は本庁舎等の
  出入口付近等の見やすい場所に表示するものとする。`,
)
const 表示内容 = 項('要領9', '表示内容は、「防犯カメラ作動中 堺市総務課」とする。')
const sign = {
  items: [{ id: 'wording', says: '防犯カメラ作動中 堺市総務課', by: text(表示内容) }],
  exact: true,
  gate: siteHouse.sign,
  againEveryDays: siteHouse.signAgainDays,
  by: text(表示),
} as const

// 10 適正な管理等

項.silent('要領10', '画像の管理、保存期間等については、次のとおりとする。', '次の各項への前置き')

const サーバの施錠 = 項(
  '要領10(1)',
  `管理責任者は、画像管理サーバを本館1階警備員室内に設置し、サーバラックに収容し、常に施錠して
  管理するものとする。`,
)
const 錠の保管 = 項('要領10(1)', 'また、その錠を施錠可能な引き出し等で厳正に保管するものとする。')
const media = {
  register: mediaHouse.register,
  eraseFirst: null,
  destroy: mediaHouse.destroy,
  methods: mediaHouse.methods,
  twoPeople: mediaHouse.twoPeople,
  photo: mediaHouse.photo,
  move: null,
  locked: { what: '本館1階警備員室の画像管理サーバとサーバラック', by: text(サーバの施錠) },
  key: { says: '錠は、施錠できる引き出し等に保管する', by: text(錠の保管) },
  attestation: mediaHouse.attestation,
} as const

const 操作端末の部屋 = 項(
  '要領10(2)',
  '管理責任者は、操作端末を本館1階警備員室内及び本館2階中央監視室内に設置し、',
)
const rooms = ['本館1階警備員室', '本館2階中央監視室'] as const
const terminals = {
  word: '操作端末',
  rooms,
  onlyTheseRooms: text(操作端末の部屋),
  enrolledOnly: showingHouse.enrolledOnly,
  checkOut: null,
  elsewhere: null,
  by: text(操作端末の部屋),
} as const
const live = {
  mode: 'placesAndRoster',
  places: rooms,
  forbids: null,
  aimCheck: null,
  by: text(警備員等の視聴),
} as const

const ログイン = 項(
  '要領10(2)',
  `操作端末を操作担当者に操作させる場合は、ID番号及びパスワード認証によるログイン方式で
  行うものとする。`,
)
const 定期的な変更 = 項(
  '要領10(2)',
  'ID番号及びパスワードは、管理責任者が定期的に変更するものとする。',
)

const 保存期間 = 項('要領10(3)', '画像の保存期間は、2週間(翌々週の同一曜日までの間)とし')
const 撮影時の状態 = 項('要領10(3)', '撮影時の状態のまま保存し、編集又は加工をしてはならない。')
const 上書き = 項('要領10(3)', '保存期間を終了した画像は、後の画像により上書きするものとする。')

const 必要な記録 = 項(
  '要領10(4)',
  `管理責任者は、画像を検索、視聴、複製、提供等のため取り扱うときは目的や提供先等管理上必要な記録を
  残すものとする。`,
)

// 11 画像提供の制限

const 提供の禁止 = 項(
  '要領11(1)',
  '管理責任者は、原則として、第三者に対して画像を提供してはならない。',
)
項.silent(
  '要領11(1)',
  'ただし、次のいずれかに該当するときは、この限りではない。',
  '例外は次の(ア)から(オ)で定める',
)

const everyAct = ['viewing', 'takeOut', 'telling'] as const
const statute: Entry = { id: 'statute', name: '根拠の法令と条', by: askingHouse.statute }

const ア = 項('要領11(1)(ア)', '法令等に基づく手続きにより照会を受けたとき。')
const 照会: Ground = {
  ...asksNothingMore,
  code: '要領11(1)(ア)',
  alsoCalled: ['ア', '(ア)'],
  label: '法令等に基づく照会',
  acts: everyAct,
  entries: [statute],
  papers: [
    {
      id: 'inquiry',
      name: '照会の文書',
      for: ['viewing', 'takeOut'],
      contents: [],
      urgencyWaives: false,
      otherwise: '照会の文書を求めるか、(イ)か(ウ)に当たるかを確かめてください',
      by: askingHouse.inquiryPaper,
    },
  ],
  by: text(ア),
}

const イ = 項(
  '要領11(1)(イ)',
  `捜査機関から具体的事案を提示して、犯罪もしくは事故の捜査の目的により提供の要請を受けたとき。`,
)
const 捜査関係事項照会書 = 項(
  '要領11(1)(イ)',
  '原則として、刑事訴訟法に規定する「捜査関係事項照会書」の提出を受けるものとし、',
)
const 捜査機関の要請: Ground = {
  ...asksNothingMore,
  code: '要領11(1)(イ)',
  alsoCalled: ['イ', '(イ)'],
  label: '捜査機関の要請（具体的事案）',
  acts: everyAct,
  requesters: { kinds: ['investigator'], by: text(イ) },
  tests: [
    {
      id: 'investigation',
      asks: '犯罪か事故の捜査のためですか',
      facts: null,
      by: text(イ),
    },
  ],
  entries: [{ id: 'case', name: '具体的事案', by: text(イ) }],
  papers: [
    {
      id: 'investigationInquiry',
      name: '捜査関係事項照会書',
      for: ['viewing', 'takeOut'],
      contents: [],
      urgencyWaives: true,
      otherwise:
        '照会書の提出を求めてください。緊急のときは、相手の身分を確かめ、管理責任者の許可を得てください',
      by: text(捜査関係事項照会書),
    },
  ],
  by: text(イ),
}

const 緊急時等 = 項(
  '要領11(1)(イ)',
  `緊急時等については、捜査機関等の相手方の身分を確認した上で、管理責任者が許可した場合にのみ
  提供するものとする。`,
)
const urgency = {
  grounds: ['要領11(1)(イ)'],
  waives: ['papers'],
  keeps: [
    { what: 'approval', by: text(緊急時等) },
    { what: 'register', by: text(必要な記録) },
  ],
  needs: [
    { what: 'identity', name: '相手方の身分', by: text(緊急時等) },
    { what: 'identityRecord', name: '身分の確かめ方', by: askingHouse.identity },
    { what: 'reason', name: '急ぐ理由', by: askingHouse.urgencyReason },
    { what: 'recognisedBy', name: '急ぐと認めた人', by: askingHouse.urgencyReason },
  ],
  permittedBy: { post: 'manager', by: text(緊急時等) },
  paperLater: askingHouse.paperLater,
  by: text(緊急時等),
} as const

const ウ = 項(
  '要領11(1)(ウ)',
  '市民の生命、身体又は財産の安全を守るため、緊急かつやむを得ないとき。',
)
const 緊急の保護: Ground = {
  ...asksNothingMore,
  code: '要領11(1)(ウ)',
  alsoCalled: ['ウ', '(ウ)'],
  label: '生命・身体・財産の安全（緊急）',
  acts: everyAct,
  tests: [
    {
      id: 'protection',
      asks: '市民の生命、身体又は財産の安全を守るためですか',
      facts: askingHouse.facts,
      by: text(ウ),
    },
    {
      id: 'unavoidable',
      asks: '緊急で、ほかにやりようがありませんか',
      facts: askingHouse.facts,
      by: text(ウ),
    },
  ],
  by: text(ウ),
}

const エ = 項(
  '要領11(1)(エ)',
  '画像から識別できる特定の個人の同意があるとき又は当該個人に提供するとき。',
)
const オ = 項('要領11(1)(オ)', 'その他管理責任者が必要であると認めるとき。')

const 完了後の確認 = 項(
  '要領11(2)',
  `管理責任者は、(1)の(ア)から(オ)のいずれかに該当し、操作担当者に、提供するための画像の複製又は印画を
  行なわせるときは、完了後、指示通り実施されたことを確認しなければならない。`,
)
const confirmation = {
  post: 'manager',
  beforeItLeaves: copyHouse.beforeItLeaves,
  by: text(完了後の確認),
} as const

const 削除又は廃棄 = 項(
  '要領11(3)',
  `管理責任者は、複製又は印画した画像について、その目的を達したときは速やかに削除又は廃棄しなければ
  ならない。`,
)

const 申出者 = 項(
  '要領11(4)',
  `管理責任者は、(1)の(エ)により画像を提供するときは、(1)申出者の住所、氏名及び連絡先`,
)
const 利用目的 = 項('要領11(4)', '(2)利用目的')
const 撮影場所 = 項('要領11(4)', '(3)撮影場所')
const 検索対象日時 = 項('要領11(4)', '(4)検索対象日時')
const 本人確認書類 = 項('要領11(4)', '(5)本人確認書類(写真付き)')
const 本人の同意書 = 項(
  '要領11(4)',
  '(6)申出者が本人でない場合は、本人の同意書及び本人が特定できる顔写真等を求めるものとする。',
)

const 保存期間内か = 項(
  '要領11(5)',
  `管理責任者は、(1)の(エ)により画像の提供依頼があったときは、(1)当該画像が保存期間内のものか、`,
)
const 特定できるか = 項('要領11(5)', '(2)当該画像の撮影日時、場所が特定できるか、')
const 不開示情報があるか = 項(
  '要領11(5)',
  '(3)特定した画像に不開示情報(個人情報)が含まれていないか、',
)
const 取り除けるか = 項(
  '要領11(5)',
  `(4)不開示情報(個人情報)が含まれている場合は不開示情報を取り除くことができるか等を確認し、
  提供の可否を判断するものとする。`,
)
const 本人の申出: Ground = {
  ...asksNothingMore,
  code: '要領11(1)(エ)',
  alsoCalled: ['エ', '(エ)'],
  label: '本人の同意・本人への提供',
  acts: everyAct,
  requesters: { kinds: ['subject', 'proxy'], by: text(エ) },
  entries: [
    { id: 'address', name: '申出者の住所', by: text(申出者) },
    { id: 'name', name: '申出者の氏名', by: text(申出者) },
    { id: 'contact', name: '申出者の連絡先', by: text(申出者) },
    { id: 'use', name: '利用目的', by: text(利用目的) },
    { id: 'place', name: '撮影場所', by: text(撮影場所) },
    { id: 'searched', name: '検索対象日時', by: text(検索対象日時) },
  ],
  papers: [
    {
      id: 'consent',
      name: '本人の同意書及び本人が特定できる顔写真等',
      for: everyAct,
      from: ['proxy'],
      contents: [],
      urgencyWaives: false,
      otherwise: '本人の同意書と、本人が特定できる顔写真等を求めてください',
      by: text(本人の同意書),
    },
  ],
  identity: {
    facts: 1,
    photo: true,
    noImageKept: askingHouse.noImageOfProof,
    by: text(本人確認書類),
  },
  checks: [
    {
      id: 'withinRetention',
      asks: 'その画像は保存期間内のものですか',
      automatic: true,
      by: text(保存期間内か),
    },
    {
      id: 'identified',
      asks: '撮影の日時と場所が特定できますか',
      automatic: false,
      by: text(特定できるか),
    },
    {
      id: 'nothingUndisclosable',
      asks: '不開示情報（個人情報）が含まれていませんか',
      automatic: false,
      remedy: 'removable',
      by: text(不開示情報があるか),
    },
    {
      id: 'removable',
      asks: '不開示情報（個人情報）を取り除くことができますか',
      automatic: false,
      by: text(取り除けるか),
    },
  ],
  othersInFrame: null,
  by: text(エ),
}

const 開示請求 = 項(
  '要領11(6)',
  `管理責任者は、(1)の(エ)による場合のほか、堺市個人情報保護条例に基づく開示請求があったときは、
  開示請求の手続きに則り対応するものとする。`,
)

// 12 その他

const 条例の定め = 項(
  '要領12',
  `この要領に定める場合のほか、個人が特定できる画像の取扱いについては、堺市個人情報保護条例の定めに
  よるものとする。`,
)

// 附則

const 施行 = (passage: string) => ({ by: text(項('附則', passage)), transitional: null })
const effectiveFrom = [
  { day: '2016-11-30', ...施行('この要領は、平成28年11月30日から施行する。') },
  { day: '2018-02-25', ...施行('この要領は、平成30年2月25日から施行する。') },
  { day: '2019-03-19', ...施行('この要領は、平成31年3月19日から施行する。') },
  { day: '2021-10-11', ...施行('この要領は、令和3年10月11日から施行する。') },
]

/** Every passage of the document, in its order. */
export const passages = 項.passages
/** What the document says outside its sentences. */
export const headings = [
  '堺市役所本庁舎防犯カメラの設置及び管理運用要領',
  '趣旨',
  '設置の目的',
  '定義',
  '撮影範囲と撮影場所',
  '管理責任者',
  '画像管理サーバの操作',
  '画像の視聴者',
  '秘密の保持',
  '設置の表示',
  '適正な管理等',
  '画像提供の制限',
  '(ア)',
  '(イ)',
  '(ウ)',
  '(エ)',
  '(オ)',
  'その他',
] as const

// 読み: what we take the words to mean

const A5 = reading(
  'A5',
  保存期間,
  '翌々週の同じ曜日の終わり（録画日の15日後の0時）まで保存します。',
)
const A5を336時間と = reading(
  'A5',
  保存期間,
  '2週間を撮影から336時間と数えます。これも翌々週の同じ曜日のうちに終わります。',
)
const A16 = reading('A16', 保存期間, '延長の定めがないので、保存期間は延ばせません。')
const A29 = reading('A29', 取り除けるか, '取り除くのは、提供のための複製からだけです。')
const A31 = reading(
  'A31',
  警備員等の視聴,
  '監視のための視聴は生の映像に限り、録画の再生は含みません。',
)
const A38 = reading(
  'A38',
  保存期間内か,
  '保存期間内かどうかは確かめる事項で、保存期間を延ばす理由ではありません。',
)
const A39 = reading('A39', 定義, '撮影した画像だけの定めなので、音声は記録しません。')
const A42 = reading('A42', 提供の禁止, '求めた本人は、その求めを自分で認めることができません。')
const A44 = reading(
  'A44',
  ア,
  '裁判官の令状は法令等に基づく手続きで、認めるかどうかを判断する余地がありません。',
)
const A45 = reading(
  'A45',
  撮影時の状態,
  '画面に重ねる名前は表示だけで、保存する画像を編集・加工するものではありません。',
)
const A29とほかの人 = reading(
  'A29',
  取り除けるか,
  '取り除けないほかの人が写る複製は、提供しません。',
)
const B56 = reading('B56', 提供の禁止, '第三者に見せることも、提供に当たります。')
const B57 = reading(
  'B57',
  検索対象日時,
  '検索対象日時は始まりと終わりのある範囲で、終わりのない検索はしません。',
)
const B58 = reading('B58', 親要綱, 'この要領は、親の要綱より緩めることができません。')
const B59 = reading(
  'B59',
  オ,
  '必要と認めるのは管理責任者なので、その判断を操作担当者などに任せることはできません。',
)

// 内規: ours alone

const ninetyDays = houseRule('ID番号とパスワードは、90日ごとと、担当が替わったときに変えます。')
const overdueCredential = houseRule('変える日を過ぎたID番号とパスワードは使えません。')
const otherReasons = houseRule('ほかの根拠によらない判断は、理由を書き残します。')
const otherRooms = houseRule('生の映像は、決めた部屋の端末のほかには映しません。')
const bothBodies = houseRule('親の要綱は、この版に収録していません。')

const その他必要: Ground = {
  ...asksNothingMore,
  code: '要領11(1)(オ)',
  alsoCalled: ['オ', '(オ)'],
  label: 'その他管理責任者が必要と認めるとき',
  acts: everyAct,
  tests: [
    {
      id: 'necessary',
      asks: '管理責任者が必要であると認めますか',
      facts: otherReasons,
      by: text(オ),
    },
  ],
  onlyBy: { post: 'manager', by: B59 },
  secondReader: askingHouse.secondReader,
  counted: askingHouse.counted,
  by: text(オ),
}

/** 堺市役所本庁舎防犯カメラの設置及び管理運用要領. Its parent, 堺市防犯カメラの運用等に関する要綱, is not held here. */
export const sakai: Profile = {
  id: 'sakai',
  title: '堺市役所本庁舎防犯カメラの設置及び管理運用要領',
  called: '堺市役所本庁舎',
  version: '令和3年10月11日施行',
  purpose,
  effectiveFrom,
  acrossVersions: { by: outsideHouse.acrossVersions },
  legalBasis: [
    {
      name: '堺市個人情報保護条例',
      superseded: {
        on: '2023-04-01',
        says: '公的部門の個人情報の扱いは、令和5年4月1日から個人情報の保護に関する法律によります。',
        by: publicSectorAct,
      },
      by: text(条例の定め),
    },
  ],
  owner: null,
  parent: {
    title: '堺市防犯カメラの運用等に関する要綱',
    held: false,
    mark: '親要綱 未収録',
    looser: B58,
    by: text(親要綱),
  },

  posts: [
    { post: 'manager', word: '管理責任者', by: text(管理責任者) },
    { post: 'operator', word: '操作担当者', by: text(操作担当者の指定) },
    { post: 'guard', word: '警備員室・中央監視室の従事者', by: text(警備員等の視聴) },
  ],
  manager,
  deputy: { kind: 'none', by: peopleHouse.noDeputy },
  committee: null,
  operators,
  succession: { by: peopleHouse.succession },

  cameras: {
    kind: {
      word: '防犯カメラ',
      means: text(定義),
      purposes: {
        list: [
          { id: 'safety', says: '利用する者の安全の確保' },
          { id: 'building', says: '本庁舎等の適正な管理' },
          { id: 'prevention', says: '事故及び犯罪の未然防止' },
        ],
        by: text(目的),
      },
      refuses: [
        { what: 'outsideSites', says: '本庁舎等の外に設けるカメラ', by: text(対象の建物) },
        { what: 'otherPurpose', says: '設置の目的のほかのカメラ', by: text(目的の逸脱) },
        {
          what: 'faceOrPlateSearch',
          says: '顔や車の番号で人を探すこと',
          by: siteHouse.noFaceSearch,
        },
      ],
      bodies: null,
      sites,
      agencies: null,
    },
    appendix,
    coverage,
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
    means: text(定義),
    noExemption: text(定義),
    kept: { by: text(秘密の保持) },
    needless: { by: siteHouse.needless },
    purposeOnly: { by: text(目的の逸脱) },
  },
  retention: {
    rule: { kind: 'sameWeekday', weeksAhead: 2 },
    by: text(保存期間),
    computed: A5,
    tolerance: periodTolerance,
    ownerMayChoose: [{ id: '336h', rule: { kind: 'periodHours', hours: 336 }, by: A5を336時間と }],
    decision: null,
    earlyErasure: { kind: 'never', by: text(保存期間) },
  },
  extension: {
    kind: 'none',
    by: A16,
    next: '保存期間のうちに、11(1)の提供に当たるかを管理責任者が判断し、当たるときは複製を指示してください。',
  },
  erasure: { by: text(上書き), failed: erasureFailed },
  imports: importsUnder(保存期間, 上書き),
  audio: { recorded: false, by: A39 },
  editing: {
    stored: { mode: 'never', by: text(撮影時の状態) },
    derivative: { mode: 'forProvision', by: A29 },
    rendition: A45,
  },
  live: {
    ...live,
    elsewhere: otherRooms,
    roster: { recordedBy: '勤務表', liveOnly: A31, by: text(必要な記録) },
  },

  grounds: {
    list: [
      照会,
      捜査機関の要請,
      緊急の保護,
      { ...本人の申出, bounded: B57, othersInFrame: A29とほかの人 },
      その他必要,
    ],
    closed: text(提供の禁止),
    closedToShowing: B56,
    closedToTelling: text(秘密の保持),
    application: {
      for: everyAct,
      entries: [{ id: 'purpose', name: '目的', by: registerHouse.search }],
      counterMayWrite: true,
      by: askingHouse.application,
    },
    purposeBound: askingHouse.purposeBound,
    narrow: askingHouse.narrow,
    noPaperForViewing: null,
  },
  urgency,
  warrant: warrantPath('要領11(1)(ア)', A44),
  approval: {
    body: 'manager',
    acts: [
      { act: 'viewing', own: false, by: text(視聴者) },
      { act: 'takeOut', own: false, by: text(提供の禁止) },
      { act: 'telling', own: false, by: decidingHouse.telling },
    ],
    ...managerDecides,
    notOwnRequest: A42,
    before: decidingHouse.before,
    range: decidingHouse.range,
    by: text(提供の禁止),
  },
  witnesses: {
    rules: [],
    without: { operatorSigns: showingHouse.operatorSigns, by: text(操作できる者) },
    presence: showingHouse.presence,
  },
  internalViewing: {
    kind: 'withinPurpose',
    exception: null,
    recorded: { by: text(必要な記録) },
    permitted: text(視聴者),
    by: text(目的の逸脱),
  },
  copies: {
    word: '提供',
    areFootage: text(定義),
    replicas: copyHouse.replicas,
    byMediumOnly: copyHouse.byMediumOnly,
    purposeOnly: null,
    viewOnlyOutsidePurpose: null,
    exact: copyHouse.exact,
    leadIn: copyHouse.leadIn,
    lineFirst: copyHouse.lineFirst,
    sameSession: null,
    confirmation,
    conditions: [],
    told: null,
    endings: [
      { kind: 'erase', word: '削除', evidence: copyHouse.evidence, by: text(削除又は廃棄) },
      { kind: 'destroy', word: '廃棄', evidence: copyHouse.evidence, by: text(削除又は廃棄) },
    ],
    cannotReturn: null,
    returned: { by: copyHouse.hashCheck },
    notWhileAlive: text(削除又は廃棄),
    packageKey: copyHouse.packageKey,
    reminder: copyHouse.reminder,
    purposeAsked: copyHouse.purposeAsked,
  },
  registers: {
    list: [
      {
        id: 'handlingRecord',
        title: '画像取扱記録',
        of: 'handling',
        official: false,
        formName: null,
        unconfirmed: null,
        cells: [
          {
            id: 'number',
            name: '番号',
            within: null,
            fact: 'number',
            required: false,
            by: registerHouse.added,
          },
          {
            id: 'heldAt',
            name: '日時',
            within: null,
            fact: 'heldAt',
            required: false,
            by: registerHouse.added,
          },
          {
            id: 'kind',
            name: '検索・視聴・複製・提供の別',
            within: null,
            fact: 'kind',
            required: true,
            by: text(必要な記録),
          },
          {
            id: 'purpose',
            name: '目的',
            within: null,
            fact: 'purpose',
            required: true,
            by: text(必要な記録),
          },
          {
            id: 'recipient',
            name: '提供先',
            within: null,
            fact: 'recipient',
            required: false,
            by: text(必要な記録),
          },
          {
            id: 'ground',
            name: '根拠',
            within: null,
            fact: 'ground',
            required: false,
            by: registerHouse.added,
          },
          {
            id: 'cameras',
            name: 'カメラ',
            within: null,
            fact: 'cameras',
            required: false,
            by: registerHouse.added,
          },
          {
            id: 'period',
            name: '撮影期間',
            within: null,
            fact: 'period',
            required: false,
            by: registerHouse.added,
          },
          {
            id: 'operator',
            name: '操作した人',
            within: null,
            fact: 'operator',
            required: false,
            by: registerHouse.added,
          },
          {
            id: 'approval',
            name: '許可',
            within: null,
            fact: 'approval',
            required: false,
            by: registerHouse.added,
          },
          {
            id: 'confirmation',
            name: '完了後の確認',
            within: null,
            fact: 'confirmation',
            required: false,
            by: text(完了後の確認),
          },
          {
            id: 'endedAt',
            name: '削除・廃棄',
            within: null,
            fact: 'endedAt',
            required: false,
            by: text(削除又は廃棄),
          },
          {
            id: 'note',
            name: '備考',
            within: null,
            fact: 'note',
            required: false,
            by: registerHouse.added,
          },
        ],
        by: text(必要な記録),
      },
      ...houseBooks,
    ],
    order: { kind: 'atAct', by: registerHouse.order },
    searchRecorded: { by: text(必要な記録) },
    fromFacts: { by: registerHouse.fromFacts },
    correction: { by: registerHouse.correction },
    years: { count: 5, counted: registerHouse.years, by: registerHouse.years },
  },
  secrecy,

  terminals,
  media,
  credentials: {
    login: 'idAndPassword',
    personal: peopleHouse.personal,
    rotation: {
      of: ['id', 'password'],
      everyDays: { count: 90, by: ninetyDays },
      changedBy: 'manager',
      overdue: overdueCredential,
      by: text(定期的な変更),
    },
    notBeside: peopleHouse.notBeside,
    by: text(ログイン),
  },
  incidents: {
    prevent: { by: text(秘密の保持) },
    recorded: outsideHouse.incident,
    otherLaw: leakReport,
  },

  agreements: [],
  engagement: {
    pledge: null,
    approved: null,
    clauses: [],
    roster: text(従事者の報告),
    noPictures: A31,
    by: text(従事者の報告),
  },
  disclosure: {
    informalGround: '要領11(1)(エ)',
    statutory: {
      name: '堺市個人情報保護条例に基づく開示請求',
      notInformal: text(開示請求),
      by: text(開示請求),
    },
    identity: {
      facts: 1,
      notByPictureAlone: text(本人確認書類),
      beforeSearch: outsideHouse.identityBeforeSearch,
      by: text(本人確認書類),
    },
    byOthers: null,
    method: null,
    checks: [],
    managerDecides: text(開示請求),
    preservation: { provision: outsideHouse.preservation, by: A38 },
    by: text(開示請求),
  },
  reports: [],
  complaints: {
    closeNeeds: outsideHouse.complaintClose,
    writtenReply: outsideHouse.writtenReply,
    acknowledge: outsideHouse.acknowledge,
    answer: outsideHouse.answer,
    by: outsideHouse.complaintBook,
  },
  fund: null,
  personIndex: null,
  silence: { ask: '総務局行政部総務課', by: outsideHouse.silence },

  attested: [
    {
      id: 'rackLocked',
      says: 'サーバラックに鍵がかかっている',
      everyDays: mediaHouse.attestation.everyDays,
      by: text(サーバの施錠),
    },
    {
      id: 'keyKept',
      says: '錠が、施錠できる引き出し等に保管されている',
      everyDays: mediaHouse.attestation.everyDays,
      by: text(錠の保管),
    },
    {
      id: 'signSeen',
      says: '表示が見やすい場所にある',
      everyDays: siteHouse.signAgainDays,
      by: text(表示),
    },
    { id: 'parentHeld', says: '親の要綱を手元に置く', everyDays: null, by: bothBodies },
  ],
  declarations,

  words: {
    request: [
      { word: '照会', by: text(ア) },
      { word: '要請', by: text(イ) },
      { word: '申出', by: text(申出者) },
    ],
    acts: [
      { act: 'viewing', word: '視聴', by: text(視聴者) },
      { act: 'takeOut', word: '提供', by: text(提供の禁止) },
      { act: 'telling', word: '知り得た情報の提供', by: text(秘密の保持) },
    ],
  },
}
