import type { Difference } from '../difference.ts'

export const differences: readonly Difference[] = [
  { source: '\n\n子どものための', text: '子どものための', times: 1, why: '題名の前の空行' },
  { source: '\n- ', text: '\n', times: 14, why: '項・号の前の「- 」は抽出の跡' },
  { source: '第 10 条', text: '第10条', times: 1, why: '条番号の中の空白' },
  { source: '第 11 条', text: '第11条', times: 1, why: '条番号の中の空白' },
  { source: '第 12 条', text: '第12条', times: 1, why: '条番号の中の空白' },
  {
    source: '平成 30 年 3 月 15 日',
    text: '平成30年3月15日',
    times: 1,
    why: '日付の中の空白',
  },
  {
    source: '[illegible]',
    text: '（第1号様式の本文は判読できない）\n',
    times: 1,
    why: '様式の本文が読み取れていない。様式は推定しない（読み A24）',
  },
]
