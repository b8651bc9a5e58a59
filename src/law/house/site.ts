import { houseRule } from '../basis.ts'

/** What we add to every document about people, cameras, rooms and those outside. */
export const peopleHouse = {
  succession: houseRule('役を退く人は、後任が就くまで務めます。'),
  noDeputy: houseRule('代わりに判断する人は、規程に定めがないので置きません。'),
  cityDeputy: houseRule('代わって決める人は、根拠になる庁内の決まりの名を書き入れて登録します。'),
  noDirection: houseRule('指示の定めがないので、担当者は一件ごとの指示を待たずに操作します。'),
  onlyThey: houseRule('画像を扱う操作は、責任者と指定された担当者だけがします。'),
  fromNowOn: houseRule(
    '役に就くのは、届けた時か、その後からです。さかのぼって就くことはできません。',
  ),
  notOneself: houseRule('自分で自分を役に就けることはできません。ほかの人が届けます。'),
  entered: houseRule('規程にない役の人も、名と役と始まりを書き残します。'),
  designationEnd: houseRule('指定には、終わりの日を決めます。'),
  designationEndsSoonDays: 30,
  oneDesignated: houseRule('担当者の指定がないうちは、画像を映しません。'),
  vacant: houseRule('責任者が空席のうちは、画像を扱いません。録画は止めません。'),
  personal: houseRule('番号とパスワードは一人に一つで、共用しません。'),
  secrecy: houseRule('画像を扱う人は、画像から知った情報を漏らしません。'),
  seatCount: houseRule('規程の空欄に書き入れた委員の人数は、委員会の議決で改めます。'),
  notBeside: houseRule('資格を発行した人と受けた人は、並んで署名できません。'),
} as const

export const siteHouse = {
  neverStopped: houseRule(
    '動いているカメラは、書類がそろわないことでは止めません。期限超過として知らせます。',
  ),
  listed: houseRule('カメラの場所と撮影区域を一覧に書き残します。'),
  needless: houseRule('要らない画像や写しは、残しません。'),
  listDecider: houseRule(
    '設置場所の一覧は、委員会があれば委員会の議決で、なければ責任者が定めます。',
  ),
  listDecided: houseRule('設置場所の一覧は、決めた人と版と始まりを残し、さかのぼりません。'),
  notPublished: houseRule('設置場所は、決めるまで公表しません。'),
  drawing: houseRule('一覧には図面と撮影の向きを載せ、撮影した画像は載せません。'),
  coverage: houseRule('新しいカメラは、撮影区域を確かめた記録を残してから動かし始めます。'),
  coverageAgainDays: 365,
  moved: houseRule(
    '向きが変わったカメラは止めず、撮影区域を確かめ直し、一覧を改めます。それまで期限超過として知らせます。',
  ),
  masks: houseRule('写してはならない所は、カメラの側で隠します。'),
  sign: houseRule('新しいカメラは、表示を確かめた写真を残してから動かし始めます。'),
  signAgainDays: 365,
  manual: houseRule('新しいカメラは、取扱マニュアルの版を定めてから動かし始めます。'),
  retention: houseRule('保存期間が定まるまで、新しいカメラは動かし始めません。'),
  hoursException: houseRule('撮影を続けないときは、理由と期間を書き残します。'),
  monitored: houseRule('カメラの途切れと故障は、機械が見張り、知らせます。'),
  noFaceSearch: houseRule('顔や車の番号で人を探しません。'),
} as const

export const outsideHouse = {
  acrossVersions: houseRule(
    '規程が改まったときは、撮影の時の版とその後の版のうち、最も早い期限によります。長い期限は、すでにある画像に及びません。',
  ),
  complaintBook: houseRule('苦情や問い合わせは、受けた日・内容・対応を帳簿に残します。'),
  complaintClose: houseRule('何も対応しないまま、苦情を閉じません。'),
  writtenReply: houseRule('苦情には、書いた返事を残して閉じます。'),
  acknowledge: { withinDays: 3, by: houseRule('苦情を受けたことを、3日以内に相手に知らせます。') },
  answer: { withinDays: 14, by: houseRule('苦情には、14日以内に答えます。') },
  contractor: houseRule('委託先の人・契約・期間を台帳に残します。'),
  pledgeEnd: houseRule('誓約書には終わりの日を決めます。'),
  keptElsewhere: houseRule(
    '委託先が画像を持つときは、この仕組みの中で、同じ規程によって持ちます。',
  ),
  mismatch: houseRule('端末の記録と台帳が合わないときは、確かめた結果と理由を書き残します。'),
  noPictures: houseRule('委託先の人には、録画した画像を見せません。'),
  incident: houseRule('漏えいに気づいたら、止め、所管に知らせ、経過を記録します。'),
  silence: houseRule('規程に定めのないことは行わず、規程の所管に確かめます。'),
  preservation: houseRule(
    '請求があっても保存期間は延びません。保存を命じる定めを責任者が書き入れたときに限ります。',
  ),
  statutoryTrack: houseRule(
    '法令による開示請求は、その手続きで受け付け、ほかの求めとして扱いません。',
  ),
  disclosureMethod: houseRule('開示の方法・形式・費用は、開示の前に書き残します。'),
  disclosureDecided: houseRule('開示の請求に応じるかどうかは、責任者が決めます。'),
  identityBeforeSearch: houseRule('本人確認が済むまで、画像を探しません。'),
  twoFacts: houseRule('本人は、画像のほかに二つ以上の事実で確かめます。'),
  fundSkipped: houseRule('積み立てなかった年は、その理由を書き残します。'),
  fundNotBelowZero: houseRule('積立金は、残高を超えて使えません。'),
  yearly: houseRule('年に一度、措置を見直して記録します。'),
} as const
