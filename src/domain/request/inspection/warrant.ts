import type { Profile } from '#law/vocabulary/profile.ts'
import { type Point, point } from './point.ts'

/** A warrant is not put to a decision: it goes its own way, or the document's owner is asked. */
export const warrantPoints = ({ warrant, silence }: Profile): readonly Point[] => [
  warrant.kind === 'ownPath'
    ? point(
        '令状',
        warrant.noVote,
        false,
        '令状による求めは、承認の可否を決めるものではありません',
        '「令状」の手順で、裁判所・番号・執行する者・押収品目録を書き、署名してください',
      )
    : point(
        '令状',
        warrant.by,
        false,
        'この規程には、令状についての定めがありません',
        `${silence.ask}に尋ねてください`,
      ),
]
