import type { Text } from '#commands/command.ts'

/** A figure of design/numbers that somebody can ask for. */
export type FigureNumber = 'N1' | 'N2' | 'N3' | 'N4' | 'N5' | 'N6' | 'N7' | 'N8' | 'N11' | 'N12'

export type Bound = { readonly atMost: number } | { readonly atLeast: number }

/** What was measured, one value for each window, run or kill; or why nothing was. */
export type Measured = readonly number[] | { readonly notRun: string }

/** Somebody else's software, doing the same beside ours in the same run. */
export type Beside = {
  readonly who: string
  readonly measured: Measured
  /** Promised for ours / theirs, of the medians; null where nothing was. */
  readonly ratio: Bound | null
}

/** One quantity of a figure. */
export type Line = {
  readonly figure: FigureNumber
  /** Names the same quantity in every run: what `--against` goes by. */
  readonly key: string
  readonly what: Text
  readonly unit: string
  readonly better: 'lower' | 'higher'
  readonly target: Bound | null
  readonly digits: number
  readonly ours: Measured
  readonly beside: readonly Beside[]
}

export type Summary = { readonly median: number; readonly low: number; readonly high: number }

/** Null where nothing was measured. */
export function summaryOf(measured: Measured): Summary | null {
  if (!Array.isArray(measured) || measured.length === 0) return null
  const sorted: readonly number[] = measured.toSorted((a, b) => a - b)
  return { median: middle(sorted), low: sorted[0]!, high: sorted.at(-1)! }
}

export const median = (values: readonly number[]): number =>
  middle(values.toSorted((a, b) => a - b))

/** The smallest value that so much of all (0 … 1) does not exceed. */
export const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? Number.NaN

/** Ours / theirs, of the medians; null where one is missing. */
export function ratioOf(ours: Measured, theirs: Measured): number | null {
  const [a, b] = [summaryOf(ours), summaryOf(theirs)]
  return a && b && b.median !== 0 ? a.median / b.median : null
}

export const meets = (bound: Bound, value: number): boolean =>
  'atMost' in bound ? value <= bound.atMost : value >= bound.atLeast

export const notRun = (why: string): { readonly notRun: string } => ({ notRun: why })

function middle(sorted: readonly number[]): number {
  const half = sorted.length >> 1
  const upper = sorted[half] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] ?? Number.NaN)) / 2
}
