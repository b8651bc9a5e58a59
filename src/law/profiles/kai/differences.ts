import type { Difference } from '../difference.ts'

export const differences: readonly Difference[] = [
  {
    source: '　\n\n　　　　　　会地域防犯カメラ運用基準\n\n\n',
    text: '　　　　　　会地域防犯カメラ運用基準\n\n',
    times: 1,
    why: '題名の前後の空行',
  },
  {
    source: 'などを持ち出し\n簿に記載する。',
    text: 'などを持ち出し簿に記載する。',
    times: 1,
    why: '11（3）の途中で行が折れている',
  },
  {
    source: '\n 保守・維持管理のために、',
    text: '\n保守・維持管理のために、',
    times: 1,
    why: '行頭の空白',
  },
  { source: '施行する。\n ', text: '施行する。\n', times: 1, why: '文末の空白' },
]
