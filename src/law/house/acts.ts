import { houseRule } from '../basis.ts'

/** What we add to every document about asking, deciding and showing. None of it may be shown as an article. */
export const askingHouse = {
  application: houseRule('求めは、窓口で聞き取ってでも、書き残してから進めます。'),
  statute: houseRule('法令に基づく求めは、法令の名と条を書き残します。'),
  inquiryPaper: houseRule('照会の文書は、写しを求めに添えます。'),
  agency: houseRule('機関からの求めは、どの機関の、どの部署からかを書き残します。'),
  facts: houseRule('当たるとした理由を、事実で書き残します。'),
  consentPaper: houseRule('同意は、本人の書いた同意書で確かめます。'),
  identity: houseRule('求めた人がだれかを確かめ、確かめ方を書き残します。'),
  noImageOfProof: houseRule(
    '本人確認書類の写しは残しません。種類・確かめた人・時刻だけを残します。',
  ),
  asked: houseRule('求めは、だれが、どの行為を求めるのかを書いて受け付けます。'),
  rangeNamed: houseRule('どのカメラの、いつからいつまでの画像かを決めてから進めます。'),
  paperNamed: houseRule('受け取った文書は、名称・発行者・日付を書き残します。'),
  noNeedlessPaper: houseRule('規程が求めない文書は、求めません。'),
  recordedOnly: houseRule('求められるのは、撮影済みの画像だけです。'),
  narrow: houseRule('求める範囲が目的より広いときは、目的に要るだけに狭めます。'),
  purposeBound: houseRule('ある目的で認めた画像を、別の目的には使いません。'),
  urgencyReason: houseRule('急ぎの扱いは、理由と、急ぐと認めた人を書き残します。'),
  paperLater: houseRule('急ぎで省いた文書は、後から受け取れるときは受け取ります。'),
  secondReader: houseRule('ほかの根拠によれないときは、決める前に二人目が読みます。'),
  counted: houseRule('この根拠によった件数を、公表する集計に含めます。'),
  sealedCopy: houseRule(
    '一人しかいないときは、だれにも読めない封印写しだけを作れます。鍵は二人目の署名で開きます。',
  ),
} as const

export const decidingHouse = {
  before: houseRule('承認は、見せる前・渡す前に得ます。'),
  range: houseRule('映すのは、承認されたカメラと分だけです。広げるには新しい求めが要ります。'),
  together: houseRule('一つの決定で、閲覧と持ち出しの両方を認めることができます。'),
  recusal: houseRule('かかわりのある人は、申し出て退くことができます。退いたことを記録します。'),
  fewerThanTwo: houseRule('退いたために二名に満たなくなったときは、規程の所管に諮ります。'),
  sessions: houseRule('一つの承認で見せられる回数は、承認に書いた回数までです。'),
  reasons: houseRule('認めないときも、理由を記録し、求めた人に伝えます。'),
  teller: houseRule(
    '画像から知ったことを伝えるのは、責任者か指定された担当者で、相手と内容を書いてから伝えます。',
  ),
  telling: houseRule('画像から知ったことを伝えるのも、見せるのと同じ手続きによります。'),
} as const

export const showingHouse = {
  presence: {
    everyMinutes: 15,
    by: houseRule('立会いの人は、15分ごとにその場にいることを示します。'),
    throughout: houseRule('立会いの人が席を外すと、映像は止まります。'),
  },
  operatorSigns: houseRule(
    '立会いの定めがないときは、責任者の承認に加えて、操作した人が自分で署名します。',
  ),
  internalOnly: houseRule(
    '職にある人が自分たちで見る場には、外の人を入れません。外の人には、求めを受けて見せます。',
  ),
  internalRecorded: houseRule('職員が見るときも、求めと記録を残します。'),
  oneOperator: houseRule(
    '一回の閲覧は、始めた人が、始めた端末で操作します。替わるときは、閉じて新しく始めます。',
  ),
  enrolledOnly: houseRule('画像は、登録した端末にだけ映します。'),
  rendition: houseRule('画面の名前入りの映像は表示のためだけのもので、保存しません。'),
  twoWitnesses: houseRule('この課では、規程に定めがなくても、二名の立会いを置きます。'),
  notice: {
    says: 'この画像と、画像から知ったことを、ほかの人に漏らしたり、目的のほかに使ったりしてはなりません。',
    by: houseRule('告知文を見せ、見せたことを記録してから、最初の画像を映します。'),
  },
  pledge: houseRule('誓約書は求めることができます。なくても立会いや閲覧は止めません。'),
  aimCheck: {
    occasions: ['installation', 'repair', 'aimAlarm'],
    seconds: 60,
    attending: 2,
    by: houseRule('向きの確認は、設置・修理・異常のときに、二名で60秒以内に行い、何も残しません。'),
  },
} as const

/** How people are asked to come as witnesses. Their answer is a promise; what counts is their signature there. */
export const gatheringHouse = {
  ahead: houseRule('立会いは、これからの日時で頼みます。'),
  deadline: houseRule('立会いを頼むときは、始まりまでに返事の期限を付けます。'),
  once: houseRule(
    '同じ立会いは、一度に一つの日時で頼みます。変えるときは、取りやめて頼み直します。',
  ),
  little: houseRule('立会いを頼む知らせには、日時・場所・長さのほか、何の件かを書きません。'),
} as const

/** Who decides where a manager does and the document says no more about it. */
export const managerDecides = {
  collegiate: null,
  together: decidingHouse.together,
  recusal: { fewerThanTwo: decidingHouse.fewerThanTwo, by: decidingHouse.recusal },
  sessions: { by: decidingHouse.sessions },
  reasons: { by: decidingHouse.reasons },
} as const

/** A ground about which neither the document nor we ask anything beyond its own words. */
export const asksNothingMore = {
  requesters: null,
  tests: [],
  entries: [],
  papers: [],
  identity: null,
  checks: [],
  othersInFrame: null,
  onlyBy: null,
  secondReader: null,
  counted: null,
} as const
