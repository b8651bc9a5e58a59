import { houseRule } from '../basis.ts'

/** Who the machine that holds the pictures knows, and who may change that. None of it may be shown as an article. */
export const rosterHouse = {
  founding: houseRule('録画係が初めに知る人と鍵は、録画係の前で、その場の人が確かめて決めます。'),
  byTwo: houseRule('名簿は、名簿にいる別の二人が、別の鍵で署名したときだけ変わります。'),
  ownKey: houseRule('鍵は一人ずつのもので、一つの鍵が二人の名で登録されることはありません。'),
  byAct: houseRule(
    '録画係が人を知ってからは、映像を長く残す・短くする・早く消すこと、時刻・鍵束・カメラの鍵を認めること、カメラを外すことは、署名された決定でだけ行います。',
  ),
  atConsole: houseRule(
    '録画係が人を知ってからは、カメラの鍵や住所を認めること、カメラを外すこと、時刻と鍵束を認めることは、この機械の前でも、名簿にある人がその指示に署名して行います。',
  ),
  correction: houseRule(
    '録画係が人を知ってからは、取り込む映像の撮影時刻を遅く改めるには、ずれを書き留めた人と確かめた人が署名します。',
  ),
  known: houseRule('署名は、録画係の名簿にある、その職の人のものだけを数えます。'),
  envelopes: houseRule(
    '封をした復旧の紙は、書かれたことの違う三通を作り、そのうち別の二通で、その場で使えます。',
  ),
  recovery: {
    delayHours: 48,
    by: houseRule(
      '鍵をなくした人の新しい鍵は、二人の署名から48時間たってから使え、それより前に受け付けた件には使えません。',
    ),
  },
  lastTwo: houseRule('並んで署名できる二人が名簿に残らなくなる変更はできません。'),
  inOrder: houseRule('名簿の変更は、一つずつ順に行います。'),
  atOnce: houseRule(
    '名簿の変更は、録画係の時計で、署名から5分のうちに入れます。さかのぼることも、先に延ばすこともできません。',
  ),
  notOwn: houseRule(
    '自分の鍵を増やし、自分に職を与える変更には、自分の署名は数えません。ほかの二人が署名します。',
  ),
  oneEntry: houseRule('名簿に、同じ人や同じ端末が二度は載りません。'),
  readable: houseRule('録画係が読めない鍵を、台帳の鍵として登録することはできません。'),
} as const
