import { columns } from '#commands/columns.ts'
import { type ExitCode, exit, type Text, text, UsageError } from '#commands/command.ts'
import type { Terminal } from '#commands/terminal.ts'
import { bindings } from '#coverage/bindings.ts'
import {
  type Counts,
  type Coverage,
  countsOf,
  coverageOf,
  type Reread,
} from '#coverage/coverage.ts'
import type { Finding, Wrong } from '#coverage/findings.ts'
import { gaps } from '#coverage/gaps.ts'
import { matrix } from '#coverage/matrix.ts'
import { type DocumentId, documents } from '#coverage/row.ts'
import { exportsName, readTests } from '#coverage/sources.ts'
import { basisNames } from './basis-words.ts'
import { rulesNamed } from './rules.ts'

/** What carries out each clause, counted; findings and gaps line by line when one document is named. */
export function coverage([name, ...more]: readonly string[], terminal: Terminal): ExitCode {
  if (more.length > 0)
    throw new UsageError(text('規程は一つだけです。', 'One rule document at most.'))
  const ids = documents.filter(id => name === undefined || id === name)
  if (ids.length === 0) {
    throw new UsageError(
      text(
        `点検表があるのは ${documents.join('・')} です。`,
        `There is a matrix for ${documents.join(', ')}.`,
      ),
    )
  }
  const covered = ids.map(id => ({ id, covered: coverageFor(id) }))
  const found = covered.flatMap(({ covered }) => covered.findings)
  terminal.result(
    covered.map(({ id, covered }) => ({
      id,
      counts: countsOf(covered),
      gaps: covered.gaps,
      reread: covered.reread,
      findings: covered.findings,
    })),
    [
      ...tableOf(covered.map(({ id, covered }) => [id, countsOf(covered)])),
      ...gapLines(
        covered.map(({ covered }) => covered),
        name !== undefined,
      ),
      ...rereadLines(covered.flatMap(({ covered }) => covered.reread)),
      ...findingLines(found, name !== undefined),
    ],
  )
  return found.length > 0 ? exit.findings : exit.ok
}

export function coverageFor(id: DocumentId): Coverage {
  const { profile } = rulesNamed(id)
  return coverageOf(matrix[id], bindings[id], readTests(), profile, exportsName)
}

function tableOf(counted: readonly (readonly [id: string, counts: Counts])[]): readonly string[] {
  const head = ['', '行', 'M', 'R', 'P', 'D', '規程', '読み', '内規', '他法令', '待ち', '要修正']
  const rows = counted.map(([id, { rows, kinds, tests, findings, bound }]) =>
    [
      id,
      rows,
      kinds.M,
      kinds.R,
      kinds.P,
      kinds.D,
      tests.text,
      tests.reading,
      tests.houseRule,
      tests.otherLaw,
      bound.gap,
      findings,
    ].map(String),
  )
  const sums = head.map((_, at) =>
    at === 0 ? '計' : String(rows.reduce((sum, row) => sum + Number(row[at]), 0)),
  )
  const right = head.map((_, at) => at > 0)
  return columns([head, ...rows, ...(rows.length > 1 ? [sums] : [])], right)
}

function gapLines(covered: readonly Coverage[], each: boolean): readonly (string | Text)[] {
  const open = covered.flatMap(({ gaps }) => gaps)
  if (open.length === 0) return []
  const named = Object.entries(gaps).flatMap(([gap, says]) => {
    const rows = open.filter(one => one.gap === gap)
    if (rows.length === 0) return []
    return [
      `  ${rows.length}  ${says}`,
      ...(each ? rows.map(({ row, item }) => `       ${row}${item ? `: ${item}` : ''}`) : []),
    ]
  })
  return [
    text(
      `\nまだない仕組みを待つところ: ${open.length}`,
      `\nWaiting for what is not there yet: ${open.length}`,
    ),
    ...named,
  ]
}

function rereadLines(reread: readonly Reread[]): readonly (string | Text)[] {
  if (reread.length === 0) return []
  return [
    text(
      `\n点検表と別の根拠による項目: ${reread.length}`,
      `\nOn another basis than the matrix: ${reread.length}`,
    ),
    ...reread.map(
      ({ row, item, basis, because }) => `  ${row} ${item} → ${basisNames[basis]}: ${because}`,
    ),
  ]
}

function findingLines(found: readonly Finding[], each: boolean): readonly (string | Text)[] {
  if (found.length === 0) return [text('\n直すところはありません。', '\nNothing to mend.')]
  const head = text(`\n直すところ: ${found.length}`, `\nTo mend: ${found.length}`)
  const shown = each ? found : []
  return [
    head,
    ...shown.map(({ row, wrong, what }) =>
      text(`  ${row} ${wrongs[wrong]}: ${what}`, `  ${row} ${wrong}: ${what}`),
    ),
  ]
}

const wrongs: Readonly<Record<Wrong, string>> = {
  unbound: '守らせるものがない',
  noSuchRow: '点検表にない行',
  boundToNothing: '指した先がない',
  notCarriedOut: '定義だけで守らせていない',
  unproved: '試験がない',
  noSuchItem: '拒否の項目がない',
  gapClosed: '待っていたものはもうある',
  noBasis: '試験の名に根拠がない',
}
