import type { Difference } from '../difference.ts'

export const differences: readonly Difference[] = [
  {
    source: 'このページの先頭です\n\n本文ここから\n\n堺市役所',
    text: '堺市役所',
    times: 1,
    why: 'ウェブページの案内',
  },
  { source: '\n\n更新日:2024年4月5日', text: '', times: 1, why: 'ウェブページの更新日' },
  { source: '附則\n\nこの要領は、', text: '附則\nこの要領は、', times: 1, why: '附則の後の空行' },
  { source: '\n\n附則\n', text: '\n附則\n', times: 2, why: '附則の前の空行' },
  {
    source: `
このページの作成担当

総務局 行政部 総務課

電話番号:072-228-7010

ファクス:072-222-0536

〒590-0078 堺市堺区南瓦町3番1号 堺市役所本館5階

このページの作成担当にメールを送る
本文ここまで`,
    text: '',
    times: 1,
    why: 'ウェブページの問合せ先',
  },
]
