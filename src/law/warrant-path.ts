import { askingHouse } from './house/acts.ts'
import { warrantLaw } from './other-law.ts'
import type { ReadingBasis } from './vocabulary/basis.ts'
import type { Warrant } from './vocabulary/grounds.ts'

/**
 * A judge's warrant under a document that lets law override it: counted under the ground named, recorded whole,
 * signed by two, never voted on (読み A44).
 */
export const warrantPath = (ground: string, noVote: ReadingBasis): Warrant => ({
  kind: 'ownPath',
  ground,
  noVote,
  entries: [
    { id: 'court', name: '裁判所', by: noVote },
    { id: 'number', name: '令状の番号', by: noVote },
    { id: 'officer', name: '執行する人', by: noVote },
    { id: 'inventory', name: '押収品目録', by: noVote },
  ],
  signers: { count: 2, by: noVote },
  sealedCopy: askingHouse.sealedCopy,
  by: warrantLaw,
})
