import type { Profile } from '#law/vocabulary/profile.ts'
import type { Binding, Bindings } from './binding.ts'
import { type Finding, findingsOf } from './findings.ts'
import type { GapName } from './gaps.ts'
import type { Proof, Reading } from './proof.ts'
import { isThere } from './resolve.ts'
import type { BasisKind, Row, RowKind } from './row.ts'

/** A row with what carries it out and what proves it. */
export type CoveredRow = {
  readonly row: Row
  readonly bindings: readonly Binding[]
  readonly proofs: readonly Proof[]
  readonly findings: readonly Finding[]
}

export type OpenGap = {
  readonly row: string
  readonly gap: GapName
  /** The refuse item that waits; null: the row as a whole. */
  readonly item: string | null
}

export type Reread = {
  readonly row: string
  readonly item: string
  readonly basis: BasisKind
  readonly because: string
}

/** How far one document is carried out. */
export type Coverage = {
  readonly rows: readonly CoveredRow[]
  readonly gaps: readonly OpenGap[]
  /** Refuse items that we rest on another basis than the matrix does. */
  readonly reread: readonly Reread[]
  /** Empty when every row is bound to something that is there, and proved or waiting by name. */
  readonly findings: readonly Finding[]
}

export function coverageOf(
  rows: readonly Row[],
  bindings: Bindings,
  { proofs, unfounded }: Reading,
  profile: Profile,
  exportsName: (file: string, name: string) => boolean,
): Coverage {
  const ids = new Set(rows.map(({ id }) => id))
  const document = rows[0]!.id.split('-')[0]!
  const own = ({ row }: { readonly row: string }) => row.startsWith(`${document}-`)
  const there = (binding: Binding) => isThere(binding, profile, exportsName)
  const covered = rows.map((row): CoveredRow => {
    const of = bindings[row.id] ?? []
    const proving = proofs.filter(proof => proof.row === row.id)
    return { row, bindings: of, proofs: proving, findings: findingsOf(row, of, proving, there) }
  })
  const strangers = [...Object.keys(bindings), ...proofs.filter(own).map(({ row }) => row)]
  return {
    rows: covered,
    gaps: covered.flatMap(({ row, bindings }) =>
      bindings.flatMap(one =>
        one.to === 'gap' ? [{ row: row.id, gap: one.gap, item: one.item }] : [],
      ),
    ),
    reread: covered.flatMap(({ row, bindings }) =>
      bindings.flatMap(one => {
        if (one.to !== 'otherBasis') return []
        const { item, basis, because } = one
        return [{ row: row.id, item, basis, because }]
      }),
    ),
    findings: [
      ...covered.flatMap(({ findings }) => findings),
      ...[...new Set(strangers)]
        .filter(id => !ids.has(id))
        .map((row): Finding => ({ row, wrong: 'noSuchRow', what: row })),
      ...unfounded
        .filter(own)
        .map(({ row, name }): Finding => ({ row, wrong: 'noBasis', what: name })),
    ],
  }
}

/** Numbers for a table: rows by kind, bindings by what they name, tests by basis. */
export type Counts = {
  readonly rows: number
  readonly kinds: Readonly<Record<RowKind, number>>
  readonly bound: Readonly<Record<Binding['to'], number>>
  readonly tests: Readonly<Record<BasisKind, number>>
  readonly items: { readonly all: number; readonly waiting: number }
  readonly findings: number
}

export function countsOf({ rows, gaps, findings }: Coverage): Counts {
  const kind = (wanted: RowKind) => rows.filter(({ row }) => row.kind === wanted).length
  const bound = (to: Binding['to']) =>
    rows.filter(({ bindings }) => bindings.some(one => one.to === to)).length
  const tests = (basis: BasisKind) =>
    rows.reduce((sum, one) => sum + one.proofs.filter(proof => proof.basis === basis).length, 0)
  return {
    rows: rows.length,
    kinds: { M: kind('M'), R: kind('R'), P: kind('P'), D: kind('D') },
    bound: {
      code: bound('code'),
      gate: bound('gate'),
      attested: bound('attested'),
      definition: bound('definition'),
      gap: bound('gap'),
      otherBasis: bound('otherBasis'),
    },
    tests: {
      text: tests('text'),
      reading: tests('reading'),
      houseRule: tests('houseRule'),
      otherLaw: tests('otherLaw'),
    },
    items: {
      all: rows.reduce((sum, { row }) => sum + row.refuses.length, 0),
      waiting: gaps.filter(({ item }) => item !== null).length,
    },
    findings: findings.length,
  }
}
