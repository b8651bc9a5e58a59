import { type Text, text } from '#commands/command.ts'
import {
  type Beside,
  type Bound,
  type Line,
  type Measured,
  meets,
  ratioOf,
  summaryOf,
} from './line.ts'

const widths = { number: 5, what: 58, unit: 10, measured: 26, target: 10 } as const
type Cells = { readonly [column in keyof typeof widths]: string } & { readonly verdict: Text }

const noVerdict = text('', '')
const met = text('達成', 'met')
const missed = text('未達', 'MISSED')

/** 120 columns: a line for each quantity, what was measured beside it below. `judged` false: a smoke run meets and misses nothing. */
export function tableOf(
  lines: readonly Line[],
  language: keyof Text,
  judged: boolean,
): readonly string[] {
  const head = {
    number: '',
    what: language === 'ja' ? '測ったもの' : 'what',
    unit: language === 'ja' ? '単位' : 'unit',
    measured: language === 'ja' ? '中央値（最小–最大）' : 'median (lowest–highest)',
    target: language === 'ja' ? '目標' : 'target',
    verdict: noVerdict,
  }
  let figure = ''
  const rows = lines.flatMap(line => {
    const number = line.figure === figure ? '' : line.figure
    figure = line.figure
    return rowsOf(line, number, language)
  })
  return [head, ...rows].map(cells =>
    printed(judged ? cells : { ...cells, verdict: noVerdict }, language),
  )
}

function rowsOf(line: Line, number: string, language: keyof Text): readonly Cells[] {
  const { what, unit, ours, target, digits } = line
  const value = summaryOf(ours)?.median ?? null
  return [
    {
      number,
      what: what[language],
      unit,
      measured: measuredText(ours, digits, language),
      target: target ? boundText(target) : '',
      verdict: verdictOf(target, value),
    },
    ...line.beside.flatMap(one => besideRows(line, one, language)),
  ]
}

function besideRows(line: Line, one: Beside, language: keyof Text): readonly Cells[] {
  const { unit, digits, ours } = line
  const theirs: Cells = {
    number: '',
    what: `  ${one.who}`,
    unit: 'notRun' in one.measured ? '' : unit,
    measured: measuredText(one.measured, digits, language),
    target: '',
    verdict: noVerdict,
  }
  const ratio = one.ratio ? ratioOf(ours, one.measured) : null
  if (ratio === null) return [theirs]
  return [
    theirs,
    {
      number: '',
      what: language === 'ja' ? '  Tachiai ÷ これ' : '  Tachiai / this',
      unit: '×',
      measured: ratio.toFixed(2),
      target: one.ratio ? boundText(one.ratio) : '',
      verdict: verdictOf(one.ratio, ratio),
    },
  ]
}

const verdictOf = (bound: Bound | null, value: number | null): Text =>
  bound === null || value === null ? noVerdict : meets(bound, value) ? met : missed

const boundText = (bound: Bound): string =>
  'atMost' in bound ? `≤ ${bound.atMost}` : `≥ ${bound.atLeast}`

export function measuredText(measured: Measured, digits: number, language: keyof Text): string {
  if ('notRun' in measured) {
    return `${language === 'ja' ? '測れず' : 'not run'}: ${measured.notRun}`
  }
  const summary = summaryOf(measured)
  if (summary === null) return '—'
  const [middle, low, high] = [summary.median, summary.low, summary.high].map(value =>
    value.toFixed(digits),
  )
  return low === high ? middle! : `${middle} (${low}–${high})`
}

function printed(cells: Cells, language: keyof Text): string {
  const columns = Object.entries(widths).map(([column, width]) =>
    padded(cells[column as keyof typeof widths], width),
  )
  return `${columns.join(' ')} ${cells.verdict[language]}`.trimEnd()
}

const padded = (cell: string, width: number): string =>
  cell + ' '.repeat(Math.max(0, width - columnsOf(cell)))

/** Terminals give these two columns (Unicode UAX #11, wide and full width; as far as our own texts use them). */
const isWide = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60]/
const columnsOf = (cell: string): number =>
  [...cell].reduce((sum, letter) => sum + (isWide.test(letter) ? 2 : 1), 0)
