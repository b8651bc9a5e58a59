import { readMoment } from '#civil/minute.ts'
import { text, UsageError } from './command.ts'

/** A moment as people type it, Tokyo time → µs since the epoch; `option` names where it stood. Throws UsageError. */
export function momentOf(words: string | undefined, option: string): number {
  try {
    return readMoment(words ?? '')
  } catch {
    throw new UsageError(
      text(
        `${option} は "2026-11-22 09:30" の形で指定します。`,
        `${option} looks like "2026-11-22 09:30".`,
      ),
    )
  }
}
