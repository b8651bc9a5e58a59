import type { StatsFs } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { minuteOf } from '#civil/minute.ts'
import { reserveOf } from '#keeper/space/room.ts'
import { isBreach, keptSeconds, plannedBytes } from '#keeper/space/share.ts'
import { type Refusal, refuse } from '#law/basis.ts'
import { diskHouse } from '#law/disk-house.ts'
import type { RecordingProfile } from '#law/profile.ts'
import { printedBitrate } from './bitrate.ts'
import { text } from './command.ts'
import type { Terminal } from './terminal.ts'

/** Of a camera that nobody has told about. */
export const usualBitsPerSecond = 4_000_000

/**
 * Says how many cameras the disk keeps for as long as the document wants. Where the operator named a number that does not
 * fit, a refusal under a period, a warning under a ceiling. The data folder need not be there yet.
 */
export async function whatFits(
  terminal: Terminal,
  profile: RecordingProfile,
  directory: string,
  wanted: { readonly cameras: number | null; readonly bitsPerSecond: number },
): Promise<Refusal | null> {
  const { rule } = profile.retention
  const seconds = keptSeconds(rule, minuteOf(Date.now() * 1000))
  if (!Number.isFinite(seconds)) return null
  const { blocks, bavail, bsize } = await fileSystemOf(directory)
  const { bitsPerSecond, cameras } = wanted
  const each = plannedBytes(bitsPerSecond, seconds)
  const capacity = Math.max(bavail * bsize - reserveOf(blocks * bsize), 0)
  const fitting = Math.floor(capacity / each)
  const days = Math.round(seconds / 86_400)
  const rate = printedBitrate(bitsPerSecond)
  const daysOfOne = ((capacity / each) * days).toFixed(1)
  const fits =
    fitting > 0
      ? text(
          `このディスクには、${rate} のカメラ ${fitting} 台分を ${days} 日間置けます。`,
          `This disk keeps ${fitting} cameras of ${rate} for ${days} days.`,
        )
      : text(
          `このディスクには、${rate} のカメラ 1 台でも ${daysOfOne} 日分しか置けません（${days} 日分には足りません）。`,
          `This disk keeps even one camera of ${rate} for ${daysOfOne} days only, not for ${days}.`,
        )
  if (cameras === null || cameras <= fitting) {
    terminal.say(fits)
    return null
  }
  const lacking = ((cameras * each - capacity) / 1e9).toFixed(1)
  if (isBreach(rule)) {
    return refuse(
      `カメラ ${cameras} 台の映像を期間いっぱい置くには、ディスクが ${lacking} GB 足りません（置けるのは ${fitting} 台分）`,
      diskHouse.fits,
      'ディスクを大きくするか、台数や画質（--bitrate）を見直してください',
    )
  }
  terminal.warn(
    text(
      `${fits.ja}${cameras} 台では、上限より早く古い映像から手放すことになります（規程には反しません）。`,
      `${fits.en} With ${cameras} the oldest footage goes before its limit (no breach).`,
    ),
  )
  return null
}

/** Of the nearest folder above that exists. */
const fileSystemOf = (folder: string): Promise<StatsFs> =>
  statfs(folder).catch(error => {
    if (error.code !== 'ENOENT' || folder === dirname(folder)) throw error
    return fileSystemOf(dirname(folder))
  })
