import { houseRule } from '../basis.ts'

/** What the machine that holds the pictures asks before it opens any. None of it may be shown as an article. */
export const receiptHouse = {
  recorded: houseRule('台帳に残し、その証明を示した行為でなければ、映像は出ません。'),
  ownLedger: houseRule('録画係は、二名が認めた台帳の証明だけを受け入れます。'),
  onwards: houseRule('台帳は前にしか進みません。前に示したものより古い台帳では、映像は出ません。'),
  decidedAgain: houseRule('録画係は、規程に照らして、もう一度自分で決めます。'),
  thisKeeper: houseRule('証明は、それを宛てた録画係だけが受け入れます。'),
  once: houseRule('一つの記録で映像を開くのは、一度だけです。'),
  fresh: houseRule('署名から5分を過ぎた記録では、映像は開きません。'),
  notAhead: houseRule('録画係の時計より先の時刻で書かれた決定や署名は、数えません。'),
  signed: houseRule('署名は、本人が、その行為について、その場でしたものだけを数えます。'),
  oneReader: houseRule('一つの閲覧を見るのは、一つの画面だけです。'),
  presence: houseRule('つながりが切れるか、その場にいることが示されないと、映像は止まります。'),
  told: houseRule('前の閲覧で何を映したかが台帳に残るまで、次の閲覧は始まりません。'),
  over: houseRule('撮り終わっていない一分は、映しません。'),
  sureClock: houseRule(
    '録画係の時計が確かでない間は、どれかの時計で期限を過ぎている映像を開きません。',
  ),
  looked: houseRule('古い鍵束が戻されたときは、二名が確かめるまで、映像は出ません。'),
} as const
