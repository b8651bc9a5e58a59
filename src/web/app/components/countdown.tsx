import { warekiMoment } from '#civil/wareki.ts'
import { Tag } from './tag.tsx'

/** How long until something, in the largest unit that says enough. */
export function leftWords(us: number): string {
  const minutes = Math.floor(us / 60_000_000)
  if (minutes < 60) return `${Math.max(0, minutes)}分`
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)}時間`
  return `${Math.floor(minutes / 1440)}日`
}

/** Until the pictures are gone. It runs whatever anybody asks: a request makes nothing live longer. */
export function Countdown({
  goneUs,
  nowUs,
}: {
  /** null: nobody has decided how long pictures live. */
  readonly goneUs: number | null
  readonly nowUs: number
}) {
  if (goneUs === null) return <Tag tone="orange">保存期間が決まっていません</Tag>
  const left = goneUs - nowUs
  if (left <= 0) return <Tag tone="red">保存期間が過ぎ、消去されました</Tag>
  const tone = left < 24 * 3_600_000_000 ? 'red' : left < 3 * 86_400_000_000 ? 'orange' : 'green'
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <Tag tone={tone}>消去まで 残り{leftWords(left)}</Tag>
      <span className="text-[1rem] text-solid-gray-800">（{warekiMoment(goneUs)}）</span>
    </span>
  )
}
