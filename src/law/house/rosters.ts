import { houseRule } from '../basis.ts'

/** Who the machine that holds the pictures knows, and who may change that. None of it may be shown as an article. */
export const rosterHouse = {
  founding: houseRule('録画係が初めに知る人と鍵は、録画係の前で、その場の人が確かめて決めます。'),
  byTwo: houseRule('名簿は、名簿にいる別の二人が、別の鍵で署名したときだけ変わります。'),
  ownKey: houseRule('鍵は一人ずつのもので、一つの鍵が二人の名で登録されることはありません。'),
  known: houseRule('署名は、録画係の名簿にある、その職の人のものだけを数えます。'),
  envelopes: houseRule('封をした復旧の紙は、三通のうち別の二通で、その場で使えます。'),
  recovery: {
    delayHours: 48,
    by: houseRule(
      '鍵をなくした人の新しい鍵は、二人の署名から48時間たってから使え、それより前に受け付けた件には使えません。',
    ),
  },
  lastTwo: houseRule('名簿から、署名できる人が二人より少なくなる変更はできません。'),
  inOrder: houseRule('名簿の変更は、一つずつ順に行います。'),
} as const
