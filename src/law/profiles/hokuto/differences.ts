import type { Difference } from '../difference.ts'

export const differences: readonly Difference[] = [
  { source: '\n\n○北斗市', text: '○北斗市', times: 1, why: '題名の前の空行' },
  {
    source: '指定しなければならない\n\nい。',
    text: '指定しなければならない。',
    times: 1,
    why: '第5条第2項の末尾「い。」が二重に抽出されている',
  },
  { source: '\n- ', text: '\n', times: 12, why: '項・号の前の「- 」は抽出の跡' },
  { source: 'その他事項\t\t\n\n', text: 'その他事項\t\t\n', times: 1, why: '文末の空行' },
]
