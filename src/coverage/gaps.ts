/** Machinery that rows of the matrix wait for: its name, and what will close the gap. */
export const gaps = {
  screens: '画面: 利用者が画面で見るもの、入力させないもの',
  room: '立会閲覧室: 在席の確認、再生の停止、枠の中の名前',
  door: '画像の出口: 開いた閲覧・承認した範囲だけに鍵を渡す録画係の扉',
  copies: '複製の作成: 承認した範囲だけの封をした媒体、墨消し、複製の鍵',
  forms: '様式の印刷: PDF・CSV・様式の配置',
  network: '通信: 外への接続と遠隔操作の遮断',
  publication: '公表のページ',
  aim: 'カメラの向きの監視: 機械の信号から向きの変化を知る',
} as const
export type GapName = keyof typeof gaps

/**
 * How many gaps were open, each time the number fell. It never rises: a line is added when one is closed,
 * and none is ever taken away or changed.
 */
export const openGaps: readonly { readonly on: string; readonly count: number }[] = [
  { on: '2026-11-23', count: 73 },
  { on: '2026-11-23', count: 67 },
  { on: '2026-11-23', count: 61 },
]
