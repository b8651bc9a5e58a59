import { type HouseRule, type Refusal, refuse } from '#law/basis.ts'
import { receiptHouse } from '#law/house/receipts.ts'

/** Why a keeper keeps its pictures closed, in the words of whoever sits before the screen. */
const again =
  'この画面を閉じ、受付からもう一度開いてください。続くときは管理責任者に知らせてください'
const told = '管理責任者に知らせてください。録画は続いています'

export const unreadable = (): Refusal =>
  refuse('証明の形になっていません', receiptHouse.recorded, again)
export const another = (basis: HouseRule): Refusal =>
  refuse('ほかの録画係か、ほかの台帳の証明です', basis, told)
export const noLedger = (): Refusal =>
  refuse(
    'この録画係は、まだどの台帳も認めていません',
    receiptHouse.ownLedger,
    '録画係の前で、二名で台帳の指紋を確かめて認めてください',
  )
export const older = (): Refusal =>
  refuse('台帳が、前に示されたものより古いか、別の枝に分かれています', receiptHouse.onwards, told)
export const unproven = (): Refusal =>
  refuse('台帳に残っていることが、証明で確かめられません', receiptHouse.recorded, told)
export const decidedOtherwise = (): Refusal =>
  refuse('規程に照らすと、台帳の記録のとおりにはなりません', receiptHouse.decidedAgain, told)
export const notOpened = (): Refusal =>
  refuse('いま始まっている閲覧の証明ではありません', receiptHouse.recorded, again)
export const notOrdered = (): Refusal =>
  refuse('録画係に何かを命じる行為の証明ではありません', receiptHouse.recorded, told)
export const notInForce = (): Refusal =>
  refuse(
    'この決定は、あとの決定で改められたか、終わっています',
    receiptHouse.decidedAgain,
    'いまの決定を確かめてください',
  )
export const spent = (): Refusal =>
  refuse(
    'この記録では、すでに一度開いています',
    receiptHouse.once,
    '新しい閲覧として始めてください',
  )
export const tooLate = (): Refusal =>
  refuse('記録してから5分を過ぎています', receiptHouse.fresh, '新しい閲覧として始めてください')
export const ahead = (): Refusal =>
  refuse('まだ来ていない時刻で書かれた決定があります', receiptHouse.notAhead, told)
export const usedUp = (by: Refusal['basis']): Refusal =>
  refuse('承認された回数の閲覧は終わっています', by, 'もう一度見るには、改めて承認を求めてください')
