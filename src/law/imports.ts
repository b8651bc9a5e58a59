import { houseRule, type ReadingBasis, reading } from './basis.ts'
import type { Article } from './quote.ts'

/** What a document means for footage that comes on a medium instead of from the camera itself. */
export type ImportRule = {
  /** From when its life is counted. */
  readonly capture: ReadingBasis
  /** What becomes of the medium it came on. */
  readonly sourceMedium: ReadingBasis
}

/** From the clause that sets the period, and the one that says what becomes of pictures at its end. */
export const importsUnder = (period: Article, end: Article): ImportRule => ({
  capture: reading(
    'A7',
    period,
    '保存期間は撮影の時から数え、取り込んだ時から数え直しません。撮影の時は、ファイルの記録・ファイル名・ファイルの日時・担当者の申告のうち最も早いものとし、それより遅い時は、記録したカメラ時計のずれを二人目が確かめたときに限ります。',
  ),
  sourceMedium: reading(
    'A7',
    end,
    '取り込んだ画像が元の媒体に残っていては消去したことにならないので、元の媒体からも、最も古い画像の期限までに消去します。',
  ),
})

/** Ours alone. */
export const importHouse = {
  oneTake: houseRule(
    '同じカメラの同じ時間帯の映像を、二重には取り込みません（前後2秒までの重なりは除きます）。',
  ),
  listed: houseRule('一覧に載っていないカメラの映像は、取り込みません。'),
  video: houseRule('映像として読めるファイルだけを取り込みます。'),
  room: houseRule('置き場所が足りないときは、取り込みを始めません。'),
} as const
