import { text, UsageError } from './command.ts'

/** `4M`, `4Mbps`, `512k` or bits per second, as camera pages print it. */
export function readBitrate(typed: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*([kM]?)(?:bps|bit\/s)?$/i.exec(typed.trim())
  const factor = { '': 1, k: 1e3, m: 1e6 }[match?.[2]?.toLowerCase() ?? '']
  const bitsPerSecond = match && factor ? Number(match[1]) * factor : 0
  if (bitsPerSecond > 0) return bitsPerSecond
  throw new UsageError(
    text(
      'ビットレートは 4M（毎秒4メガビット）や 512k の形で書きます。',
      'A bitrate looks like 4M (4 Mbit/s) or 512k.',
    ),
  )
}

export const printedBitrate = (bitsPerSecond: number): string =>
  bitsPerSecond >= 1e6
    ? `${(bitsPerSecond / 1e6).toFixed(1)} Mbit/s`
    : `${Math.round(bitsPerSecond / 1e3)} kbit/s`
