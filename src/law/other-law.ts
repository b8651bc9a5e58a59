import { otherLaw } from './basis.ts'

/** A judge's warrant reaches a named range: the key of a copy of that range, and of nothing else, may outlive it. */
export const seizedRange = otherLaw(
  '刑事訴訟法（令状による差押え）',
  '令状に記された範囲の写しの鍵は、その範囲に限り、引き渡しまで残します。',
)
