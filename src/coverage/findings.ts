import type { Binding } from './binding.ts'
import type { Proof } from './proof.ts'
import type { RefuseItem, Row, RowKind } from './row.ts'

/** What is wrong with a row: nothing binds it, something binds it to nothing, or something is not proved. */
export type Finding = { readonly row: string; readonly wrong: Wrong; readonly what: string }
export type Wrong =
  | 'unbound'
  | 'noSuchRow'
  | 'boundToNothing'
  | 'notCarriedOut'
  | 'unproved'
  | 'noSuchItem'
  | 'gapClosed'
  | 'noBasis'

type GapBinding = Extract<Binding, { to: 'gap' }>
const isGap = (binding: Binding): binding is GapBinding => binding.to === 'gap'

/** What may carry out a row of each kind: a definition alone makes no breach impossible. */
const carriesOut: Readonly<Record<RowKind, readonly Binding['to'][]>> = {
  M: ['code', 'gate', 'gap'],
  R: ['code', 'gate', 'attested', 'gap'],
  P: ['code', 'gate', 'attested', 'gap'],
  D: ['code', 'gate', 'attested', 'definition', 'gap'],
}

export function findingsOf(
  row: Row,
  bindings: readonly Binding[],
  proofs: readonly Proof[],
  isThere: (binding: Binding) => boolean,
): readonly Finding[] {
  const finding = (wrong: Wrong, what: string): Finding => ({ row: row.id, wrong, what })
  if (bindings.length === 0) return [finding('unbound', row.meaning), ...unproved(row, [], proofs)]
  const toNothing = bindings.filter(binding => !isThere(binding))
  const done = bindings.some(({ to }) => carriesOut[row.kind].includes(to))
  return [
    ...toNothing.map(binding => finding('boundToNothing', nameOf(binding))),
    ...(done ? [] : [finding('notCarriedOut', `${row.kind}: ${row.does}`)]),
    ...unproved(row, bindings, proofs),
  ]
}

export function nameOf(binding: Binding): string {
  switch (binding.to) {
    case 'code':
      return `${binding.file}#${binding.name}`
    case 'gate':
      return `gate ${binding.needs}`
    case 'attested':
      return `attested ${binding.id}`
    case 'definition':
      return binding.path
    case 'gap':
      return `gap ${binding.gap}`
    case 'otherBasis':
      return `other basis ${binding.item}`
  }
}

/**
 * Which of a row's refuse items no test proves, and which gaps say so though one does. A gap for the row as
 * a whole excuses its items only while nothing carries out any of it.
 */
function unproved(
  matrixRow: Row,
  bindings: readonly Binding[],
  proofs: readonly Proof[],
): readonly Finding[] {
  const row = asWeRead(matrixRow, bindings)
  const finding = (wrong: Wrong, what: string): Finding => ({ row: row.id, wrong, what })
  const gaps = bindings.filter(isGap)
  const begun = bindings.some(({ to }) => ['code', 'gate', 'attested'].includes(to))
  const whole = !begun && gaps.some(({ item }) => item === null)
  const named = gaps.flatMap(({ item }) => (item === null ? [] : [item]))
  const reread = bindings.flatMap(one => (one.to === 'otherBasis' ? [one.item] : []))
  const found: Finding[] = [...named, ...reread]
    .filter(item => row.refuses.filter(({ says }) => says.startsWith(item)).length !== 1)
    .map(item => finding('noSuchItem', item))
  for (const [items, proving] of groupsOf(row, proofs)) {
    const waiting = items.filter(({ says }) => named.some(item => says.startsWith(item)))
    const claimed = items.length - waiting.length
    if (proving < claimed && !whole) {
      for (const { basis, number, says } of items.filter(item => !waiting.includes(item))) {
        const asked = `${basis}${number ? ` ${number}` : ''}: ${says}`
        found.push(finding('unproved', `${asked} (${proving} of ${claimed})`))
      }
    }
    if (waiting.length > 0 && proving > claimed) {
      for (const { says } of waiting) found.push(finding('gapClosed', says))
    }
  }
  if (row.kind === 'M' && proofs.length === 0 && row.refuses.length === 0 && !whole) {
    found.push(finding('unproved', row.does))
  }
  return found
}

/** The row with the items that we rest on another basis than the matrix does. */
const asWeRead = (row: Row, bindings: readonly Binding[]): Row => ({
  ...row,
  refuses: row.refuses.map(item => {
    const other = bindings.find(one => one.to === 'otherBasis' && item.says.startsWith(one.item))
    if (other?.to !== 'otherBasis') return item
    const { basis, number } = other
    return { basis, says: item.says, ...(number ? { number } : {}) }
  }),
})

/**
 * The items that tests of one kind of basis must prove, with how many such tests there are. A reading that
 * has a number is proved under it; one without, under any number that no other item claims.
 */
function groupsOf(
  row: Row,
  proofs: readonly Proof[],
): readonly (readonly [items: readonly RefuseItem[], proving: number])[] {
  const count = (test: (proof: Proof) => boolean) => proofs.filter(test).length
  const of = (basis: RefuseItem['basis']) => row.refuses.filter(item => item.basis === basis)
  const numbers = new Set(of('reading').flatMap(({ number }) => number ?? []))
  const groups: readonly (readonly [readonly RefuseItem[], number])[] = [
    ...(['text', 'houseRule', 'otherLaw'] as const).map(
      basis => [of(basis), count(proof => proof.basis === basis)] as const,
    ),
    ...[...numbers].map(
      number =>
        [
          of('reading').filter(item => item.number === number),
          count(proof => proof.basis === 'reading' && proof.number === number),
        ] as const,
    ),
    [
      of('reading').filter(item => item.number === undefined),
      count(proof => proof.basis === 'reading' && !numbers.has(proof.number ?? '')),
    ],
  ]
  return groups.filter(([items]) => items.length > 0)
}
