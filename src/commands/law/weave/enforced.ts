import type { Binding } from '#coverage/binding.ts'
import type { Coverage } from '#coverage/coverage.ts'
import { nameOf } from '#coverage/findings.ts'
import { gaps } from '#coverage/gaps.ts'
import type { RowKind } from '#coverage/row.ts'
import { wordFor } from '#law/said/labels.ts'

/** How one clause is carried out, in words for the page. */
export type Enforced = {
  readonly id: string
  readonly phrase: string
  readonly kind: string
  /** What carries it out: code by its name, gates, attested duties. */
  readonly by: readonly string[]
  /** Names of the tests that prove it. */
  readonly tests: readonly string[]
  /** What it still waits for. */
  readonly waiting: readonly string[]
}

const kinds: Readonly<Record<RowKind, string>> = {
  M: 'プログラムが守らせる',
  R: '人が行い、プログラムが順序を守らせて記録する',
  P: '現物のことで、人が確かめて記録する',
  D: '定義・範囲',
}

/** What the page says elsewhere: waiting, or the datum beside the words. */
const unsaid: readonly Binding['to'][] = ['gap', 'definition', 'otherBasis']

export const enforcedOf = ({ rows }: Coverage): readonly Enforced[] =>
  rows.map(({ row, proofs, bindings }) => ({
    id: row.id,
    phrase: row.phrase,
    kind: kinds[row.kind],
    by: bindings.filter(({ to }) => !unsaid.includes(to)).map(sayingOf),
    tests: proofs.map(({ name }) => name),
    waiting: bindings.flatMap(one => (one.to === 'gap' ? [gaps[one.gap]] : [])),
  }))

function sayingOf(binding: Binding): string {
  switch (binding.to) {
    case 'code':
      return `${binding.name}（${binding.file}）`
    case 'gate':
      return `新しいカメラを動かし始める前の条件（${wordFor(binding.needs)}）`
    case 'attested':
      return '人が確かめる務め'
    case 'definition':
    case 'gap':
    case 'otherBasis':
      return nameOf(binding)
  }
}

/**
 * The clauses of each piece, a piece being named by where it ends in the text. A clause belongs to the
 * piece its words begin in; what begins before a piece and after the one before it belongs to it.
 * Clauses stand in the document's order; words that occur more than once are looked for from there on.
 */
export function byPiece(
  enforced: readonly Enforced[],
  text: string,
  ends: readonly number[],
): readonly (readonly Enforced[])[] {
  const whole = plain(text)
  const plainEnds = ends.map(end => plain(text.slice(0, end)).length)
  const found: Enforced[][] = ends.map(() => [])
  let from = 0
  for (const one of enforced) {
    const wanted = plain(one.phrase)
    const onward = whole.indexOf(wanted, from)
    const at = onward >= 0 ? onward : whole.indexOf(wanted)
    from = at
    const piece = plainEnds.findIndex(end => at < end)
    found[piece < 0 ? ends.length - 1 : piece]?.push(one)
  }
  return found
}

const plain = (words: string): string => words.normalize('NFKC').replace(/\s/g, '')
