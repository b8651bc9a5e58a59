import { type Basis, type Refusal, refuse } from '#law/basis.ts'
import { receiptHouse } from '#law/house/receipts.ts'

/** What a session says while it runs. */
export const isOver = (): Refusal =>
  refuse(
    'この閲覧は始まっていないか、終わっています',
    receiptHouse.once,
    '続きは、新しい閲覧として署名して始めてください',
  )
export const outside = (by: Basis): Refusal =>
  refuse('承認された範囲の外は映せません', by, '広げるには、新しく求めてもらってください')
export const gone = (by: Basis): Refusal =>
  refuse(
    'この一分の映像は、もうありません',
    by,
    '保存の期限が来たものは、だれにも開けません。ほかの時刻を選んでください',
  )
export const notOver = (): Refusal =>
  refuse('まだ撮り終わっていません', receiptHouse.over, '一分が終わってから開いてください')
export const doubtful = (): Refusal =>
  refuse(
    '録画係の時計が確かでないので、開けません',
    receiptHouse.sureClock,
    '録画係の端末で「tachiai clock show」を見て、役員が時刻を確かめてください',
  )
export const notNow = (): Refusal =>
  refuse(
    'いまは、その場にいることを尋ねていません',
    receiptHouse.presence,
    '画面に出たときに押してください',
  )
export const notTheirs = (): Refusal =>
  refuse(
    'この閲覧の立会いの人の、いまの署名ではありません',
    receiptHouse.presence,
    '立会いとして署名した人が、自分の鍵で答えてください',
  )
