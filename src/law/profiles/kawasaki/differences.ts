import type { Difference } from '../difference.ts'

export const differences: readonly Difference[] = [
  {
    source: '\n\n個人情報の保護に配慮した',
    text: '個人情報の保護に配慮した',
    times: 1,
    why: '題名の前の空行',
  },
  {
    source: '必要な措置を講じるもの\n\nとする。',
    text: '必要な措置を講じるものとする。',
    times: 1,
    why: '6の途中で行が折れている',
  },
  { source: '\n- ', text: '\n', times: 16, why: '号の前の「- 」は抽出の跡' },
  {
    source: '令和5年4月1日より適用する。',
    text: '令和5年4月1日より適用する。\n',
    times: 1,
    why: '文末に改行がない',
  },
]
