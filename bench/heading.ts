import { text } from '#commands/command.ts'
import type { Load, Machine } from './machine.ts'
import type { Result } from './result.ts'

/** What a figure means depends on: the machine, its software, the commit. */
export function machineLines(on: Machine, commit: Result['commit']): readonly string[] {
  const peers = [
    on.ffmpeg ? `FFmpeg ${on.ffmpeg}` : 'no FFmpeg',
    on.gstreamer ? `GStreamer ${on.gstreamer}` : 'no GStreamer',
  ]
  return [
    `${on.cores} × ${on.cpu}, ${on.memoryGiB} GiB, ${on.disk}`,
    `${on.kernel}, Node ${on.node}, ${peers.join(', ')}, Tachiai ${commit ? `${commit.id.slice(0, 12)}${commit.changed ? ' + changes' : ''}` : '(no clone)'}`,
  ]
}

export const loadText = (ja: string, en: string, { average, busy }: Load) =>
  text(
    `${ja}の負荷: ${average.toFixed(2)}（使用率 ${(100 * busy).toFixed(0)} %）`,
    `Load ${en}: ${average.toFixed(2)} (${(100 * busy).toFixed(0)} % in use)`,
  )

export const busyWarning = text(
  '注意: この機械では今ほかの仕事が動いています。速さの値はそのぶん悪く出ます。比と CPU 秒だけを見るか、空いているときに測り直してください。',
  'CAUTION: other work is running on this machine. Speeds come out worse by that much: look at ratios and CPU-seconds only, or measure again when it is idle.',
)

export const meansNothing = text(
  '\n--smoke: 測れることだけを確かめました。数値に意味はありません。',
  '\n--smoke: this only shows that each figure can be made; the figures mean nothing.',
)
