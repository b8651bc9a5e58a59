import { houseRule } from '../basis.ts'

/** What we add to every document about copies, media and registers. */
export const copyHouse = {
  areFootage: houseRule('写しも印刷したものも、番号を付けて画像として扱います。'),
  replicas: houseRule(
    '別に復号できる控えも写しとして扱います。同じ鍵の暗号文の控えは、元の画像と一つと数えます。',
  ),
  report: houseRule('受け取った人に、目的がまだ続いているかの報告を求めます。'),
  byMediumOnly: houseRule('渡すのは番号を付けた媒体だけで、ダウンロードでは渡しません。'),
  exact: houseRule('写しには、承認された範囲のほかの画像を、見えない形でも入れません。'),
  noDerivative: houseRule('加工した写しは、規程に定めがないので作りません。'),
  leadIn: {
    words: '復号に必要な直前の数秒を含む',
    by: houseRule('復号に要る直前の画像は、承認にその旨が書かれているときだけ含めます。'),
  },
  told: houseRule(
    '守ってもらう条件は、鍵を渡す前に、書面で伝えて渡します。署名がなくても止めません。',
  ),
  lineFirst: houseRule('記録の行が残ってから、写しの鍵を渡します。'),
  sameSession: houseRule('写しは、作った立会いの場で渡します。'),
  beforeItLeaves: houseRule('写しは、責任者が確かめてから渡します。'),
  evidence: houseRule('写しの終わりは、証拠を添えて閉じます。'),
  hashCheck: houseRule('戻った媒体は、渡した写しと同じかを確かめ、その場で消去します。'),
  notWhileAlive: houseRule('渡した写しが残っているうちは、件を閉じません。'),
  packageKey: houseRule(
    '渡した写しの鍵は、渡した時に手元から消えます。受け取られない写しは、元の画像の期限とともに開けなくなります。',
  ),
  reminder: {
    afterDays: 30,
    by: houseRule('渡してから30日たっても終わりの報告がない写しは、期限超過として知らせます。'),
  },
  purposeAsked: {
    everyDays: 30,
    by: houseRule('渡した写しの目的がまだ続いているかを、30日ごとに確かめます。'),
  },
} as const

export const mediaHouse = {
  register: houseRule('媒体には番号を付け、台帳に載せてから使います。'),
  destroy: houseRule('廃棄する媒体は、読み取れないように破砕か裁断をします。'),
  methods: ['破砕', '裁断'],
  twoPeople: houseRule('媒体の廃棄は、二名で行い、それぞれが署名します。'),
  photo: houseRule('廃棄した媒体の写真を残します。'),
  locked: houseRule('媒体と録画装置は、鍵のかかる所に置きます。'),
  attestation: {
    everyDays: 31,
    by: houseRule('媒体と鍵の保管を、月に一度、その場で確かめて写真を残します。'),
  },
  whereabouts: houseRule('媒体がいまどこにあるかは、いつも台帳で分かるようにします。'),
  erasedBeforeReuse: houseRule('使い終えた媒体は、消去してからでなければ、ほかに使いません。'),
  keyKnown: houseRule('鍵は、持ち出した人と戻した時刻を書き残します。'),
} as const

export const registerHouse = {
  order: houseRule('記録の行が残ってから、次の手続きに進みます。'),
  search: houseRule('画像を探したことも、目的とともに記録します。'),
  fromFacts: houseRule('記録は、実際に映した時刻と範囲から書き込みます。'),
  correction: houseRule('記録の訂正は、新しい行で行い、元の行を残します。'),
  years: houseRule('記録は、閉じた年度の翌年度の4月1日から5年間残します。'),
  longer: houseRule('記録を期限より長く残すときは、理由と終わりの日を書き残します。'),
  earlyErasure: houseRule(
    '期限前の消去は、複数の人が理由を残して決めます。一人では決められず、求めのある画像は消しません。',
  ),
  added: houseRule('記録を後から確かめられるように、この欄を加えます。'),
} as const
