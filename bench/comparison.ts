import type { Text } from '#commands/command.ts'
import { type Line, ratioOf, summaryOf } from './line.ts'
import { measuredText } from './table.ts'

/** How one quantity moved since an earlier run. */
export type Move = {
  readonly key: string
  readonly now: Line
  readonly before: Line
  /** now / before, of the medians; of the ratios to the first peer both runs measured, where there is one. */
  readonly factor: number
  /** What the factor is of. */
  readonly by: 'value' | 'ratio'
  /** better or worse: beyond noise, and the ranges do not touch. */
  readonly verdict: 'better' | 'worse' | 'same'
}

/** Neighbours on the machine move a figure by so much without anybody having changed it; one measured once, by half. */
const noise = { often: 0.1, once: 0.5 }

/** The quantities that both runs measured, in the order of this one. */
export function movesSince(before: readonly Line[], now: readonly Line[]): readonly Move[] {
  return now.flatMap(line => {
    const earlier = before.find(({ key }) => key === line.key)
    return earlier ? (moveOf(earlier, line) ?? []) : []
  })
}

function moveOf(before: Line, now: Line): Move | null {
  const [a, b] = [summaryOf(before.ours), summaryOf(now.ours)]
  if (!a || !b) return null
  const ratios = commonRatios(before, now)
  const factor = ratios ? ratios.now / ratios.before : quotient(b.median, a.median)
  const isBetter = now.better === 'lower' ? factor < 1 : factor > 1
  const isApart = b.low > a.high || b.high < a.low
  const isOnce = [before.ours, now.ours].some(one => Array.isArray(one) && one.length === 1)
  const tolerated = isOnce ? noise.once : noise.often
  const isMoved = Math.abs(factor - 1) > tolerated && (ratios !== null || isApart)
  return {
    key: now.key,
    now,
    before,
    factor,
    by: ratios ? 'ratio' : 'value',
    verdict: isMoved ? (isBetter ? 'better' : 'worse') : 'same',
  }
}

/** A ratio to the same peer says more than the value: the peer felt the same neighbours. */
function commonRatios(before: Line, now: Line): { before: number; now: number } | null {
  for (const { who, measured } of now.beside) {
    const then = before.beside.find(one => one.who === who)
    const ratio = ratioOf(now.ours, measured)
    const earlier = then ? ratioOf(before.ours, then.measured) : null
    if (ratio !== null && earlier !== null && earlier > 0) return { before: earlier, now: ratio }
  }
  return null
}

const quotient = (now: number, before: number): number =>
  now === before ? 1 : before === 0 ? Number.POSITIVE_INFINITY : now / before

const words: Record<Move['verdict'], Text> = {
  better: { ja: '良くなった', en: 'better' },
  worse: { ja: '悪くなった', en: 'WORSE' },
  same: { ja: '変わらず', en: 'as before' },
}

export const comparisonLines = (moves: readonly Move[], language: keyof Text): readonly string[] =>
  moves.map(({ now, before, factor, by, verdict }) => {
    const of = by === 'ratio' ? (language === 'ja' ? '（比で）' : ' (of ratios)') : ''
    const [then, value] = [before, now].map(({ ours, digits }) =>
      measuredText(ours, digits, language),
    )
    return `${now.figure}  ${now.what[language]}: ${then} → ${value} ${now.unit}, × ${factor.toFixed(2)}${of}: ${words[verdict][language]}`
  })
