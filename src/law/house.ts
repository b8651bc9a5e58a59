import { houseRule } from './basis.ts'

/** What we add to every document. None of it may be shown as an article. */
export const ceilingTolerance = houseRule(
  '「以内」の期間は、1秒も超えず、早くても120秒前までに消去します。',
)
export const periodTolerance = houseRule(
  '期間の定めは、1秒も早めず、終わりから60秒以内に消去します。',
)
export const erasureFailed = houseRule(
  '消去に失敗したときは、直ちに知らせ、間を置かずにやり直します。',
)
export const wholeCeiling = houseRule(
  '「以内」の定めは、その上限を保存期間とします。短くするときは、規程の版を改めます。',
)
export const noLiveSurface = houseRule('生の映像を映す画面は設けません。')
export const listedBeforeFirstUse = houseRule(
  '新しいカメラは、設置場所の一覧に載せてから動かし始めます。動いているカメラは止めません。',
)

export const uptimeKept = houseRule(
  '撮影できた時間と途切れた時間を、カメラごと・月ごとに数えて書き残します。',
)

export const houseHold = {
  decider: houseRule('根拠による保存期間の延長は、管理責任者が決めます。'),
  reason: houseRule('延長の理由を書き残します。'),
  rangeExact: houseRule('延長は、撮影済みの画像のうち必要な範囲に、分単位で限ります。'),
  endDate: houseRule('延長には終わりの日を決め、本来の保存期間より後の日とします。'),
  review: houseRule('延長の必要を30日ごとに見直します。見直しが遅れても録画は止めません。'),
  reviewEveryDays: 30,
} as const

/** What holds for every act, whatever the document. */
export const actHouse = {
  stepsInOrder: houseRule('手続きは、求め・根拠・承認・立会い・記録の順に進めます。'),
  withinRequest: houseRule(
    '承認は、求められた範囲と行為を超えません。広げるには新しい求めが要ります。',
  ),
  differentPeople: houseRule('二人で行うことは、別の二人が、それぞれの資格で行います。'),
  writtenVotes: houseRule('書面による表決は、それを認める議決を先に残してから行います。'),
} as const

/** A version of a document comes into force on the day it names, and that day is not in the past. */
export const notBackdated = houseRule(
  '規程の版は、決めた時より後の日から施行し、さかのぼって当てはめません。',
)
export const repealedWithNote = houseRule(
  '改正された法令や条例を様式に書くときは、改正のことを添えて書きます。',
)
