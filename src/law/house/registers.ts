import { houseRule } from '../basis.ts'
import type { CellFact, Register } from '../vocabulary/registers.ts'
import { registerHouse } from './copies.ts'

/** A book of ours, where the document names none. */
const ours = (
  id: string,
  title: string,
  of: Register['of'],
  cells: readonly (readonly [id: string, name: string, fact: CellFact])[],
): Register => ({
  id,
  title,
  of,
  official: false,
  formName: null,
  unconfirmed: null,
  cells: cells.map(([id, name, fact]) => ({
    id,
    name,
    within: null,
    fact,
    required: false,
    by: registerHouse.added,
  })),
  by: houseRule(`「${title}」は、規程に様式がないので設けた帳簿です。`),
})

export const complaintBook = ours('complaintBook', '苦情・問い合わせ処理簿', 'complaints', [
  ['number', '番号', 'number'],
  ['receivedAt', '受けた日時', 'heldAt'],
  ['from', '相手', 'who'],
  ['camera', 'カメラ', 'cameras'],
  ['matter', '内容', 'purpose'],
  ['reply', '対応', 'note'],
  ['closedAt', '閉じた日時', 'endedAt'],
])

export const mediaBook = ours('mediaBook', '記録媒体管理簿', 'media', [
  ['number', '媒体番号', 'medium'],
  ['place', '保管場所', 'place'],
  ['since', '使い始めた日時', 'heldAt'],
  ['operator', '取り扱った人', 'operator'],
  ['endedAt', '廃棄した日時', 'endedAt'],
  ['how', '廃棄の方法', 'note'],
])

export const contractorBook = ours('contractorBook', '委託先台帳', 'engagements', [
  ['who', '委託先', 'organisation'],
  ['paper', '契約書・誓約書', 'paper'],
  ['since', '期間の始まり', 'heldAt'],
  ['until', '期間の終わり', 'endedAt'],
  ['people', '従事する人', 'postAndName'],
])

export const fundBook = ours('fundBook', '積立金出納簿', 'funds', [
  ['number', '番号', 'number'],
  ['heldAt', '日時', 'heldAt'],
  ['amount', '積立・充当の別と金額', 'kind'],
  ['purpose', '使い道・理由', 'purpose'],
  ['approval', '承認', 'approval'],
  ['by', '取り扱った人', 'postAndName'],
  ['balance', '残高', 'note'],
])

/** Where the document's own form is for showing and handing over alone. */
export const tellingBook = ours('tellingBook', '知り得た情報の提供記録', 'tellings', [
  ['number', '番号', 'number'],
  ['heldAt', '日時', 'heldAt'],
  ['recipient', '伝えた相手', 'recipient'],
  ['purpose', '目的', 'purpose'],
  ['ground', '根拠', 'ground'],
  ['approval', '承認', 'approval'],
  ['operator', '伝えた人', 'operator'],
  ['note', '伝えた内容', 'note'],
])

export const internalSheet = ours('internalSheet', '内部閲覧記録', 'internalViewing', [
  ['heldAt', '日時', 'heldAt'],
  ['place', '場所', 'place'],
  ['who', '見た人', 'postAndName'],
  ['purpose', '目的', 'purpose'],
  ['cameras', 'カメラ', 'cameras'],
  ['period', '撮影期間', 'period'],
  ['witnesses', '立会い', 'witnesses'],
])

export const handlingRecord = ours('handlingRecord', '画像取扱記録', 'handling', [
  ['number', '番号', 'number'],
  ['heldAt', '日時', 'heldAt'],
  ['kind', '閲覧・複製・提供の別', 'kind'],
  ['purpose', '目的', 'purpose'],
  ['ground', '根拠', 'ground'],
  ['recipient', '相手', 'recipient'],
  ['cameras', 'カメラ', 'cameras'],
  ['period', '撮影期間', 'period'],
  ['operator', '操作した人', 'operator'],
  ['approval', '承認', 'approval'],
  ['endedAt', '写しの終わり', 'endedAt'],
  ['note', '備考', 'note'],
])

export const houseBooks: readonly Register[] = [complaintBook, mediaBook, contractorBook]
