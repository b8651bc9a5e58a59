import { otherLaw } from './basis.ts'

/** A judge's warrant reaches a named range: the key of a copy of that range, and of nothing else, may outlive it. */
export const seizedRange = otherLaw(
  '刑事訴訟法（令状による差押え）',
  '令状に記された範囲の写しの鍵は、その範囲に限り、引き渡しまで残します。',
)

/** Whether a leak has to be reported to the authority and told to those concerned is not for the documents to say. */
export const leakReport = otherLaw(
  '個人情報の保護に関する法律（漏えい等の報告）',
  '漏えいが分かったときは、報告と本人への通知が要るかどうかを確かめます。',
)

/** Where a document has no track of its own for a person who asks for their own images. */
export const ownImages = otherLaw(
  '個人情報の保護に関する法律（保有個人情報の開示）',
  '本人からの開示の請求は、法律の定める手続きによります。',
)

/** Whether 保有個人情報 goes into the body's list of personal information files, likewise. */
export const fileRegister = otherLaw(
  '個人情報の保護に関する法律（個人情報ファイル簿）',
  '保有個人情報として扱うときは、個人情報ファイル簿に載せる要否と、開示の手続きを確かめます。',
)

/** A warrant is carried out; nobody decides on it. */
export const warrantLaw = otherLaw(
  '刑事訴訟法（令状）',
  '令状による差押えには、従うかどうかを決める余地がありません。',
)

/** Since then the Act rules where cities' own ordinances did (A37). */
export const publicSectorAct = otherLaw(
  '個人情報の保護に関する法律',
  '公的部門の個人情報の扱いは、令和5年4月1日からこの法律によります。',
)
