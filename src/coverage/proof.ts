import type { BasisKind } from './row.ts'

/** A test that proves something about a row: its name begins with the basis it rests on. */
export type Proof = {
  readonly row: string
  /** The whole name of the test. */
  readonly name: string
  readonly basis: BasisKind
  /** The article of a `text`, as `printedBasis` cites it; null for the other kinds. */
  readonly cite: string | null
  /** The number of a reading, or of the reading that a house rule belongs to; null where it has none. */
  readonly number: string | null
}

/** What a source of tests says, read without running it. */
export type Reading = {
  readonly proofs: readonly Proof[]
  /** Tests within a row's describe whose names state no basis. */
  readonly unfounded: readonly { readonly row: string; readonly name: string }[]
}

const block = /^( *)(describe|test)\(\s*(['"`])(.*?)\3/gm
const rowId = /^(?:KAI|HOKUTO|NISHINARI|SAKAI|KAWASAKI)-\S+$/
const article = /^(第\d+条|運用基準|要領|指針|附則|別記様式|第1号様式)[^:]*$/

/**
 * Reads `describe('KAI-10-2b', …)` and the tests indented below it. A name is a literal on the line of its
 * call; skipped tests and tests to be written are called otherwise and prove nothing.
 */
export function readProofs(source: string): Reading {
  const proofs: Proof[] = []
  const unfounded: { row: string; name: string }[] = []
  let row: { id: string; depth: number } | null = null
  for (const [, indent, call, , name] of source.matchAll(block)) {
    const depth = indent!.length
    if (row && depth <= row.depth) row = null
    if (call === 'describe') {
      if (rowId.test(name!)) row = { id: name!, depth }
    } else if (row) {
      const basis = basisOf(name!)
      if (basis) proofs.push({ row: row.id, name: name!, ...basis })
      else unfounded.push({ row: row.id, name: name! })
    }
  }
  return { proofs, unfounded }
}

/** 「第6条第2項: …」, 「読み A8: …」, 「内規: …」, 「内規 A8: …」, 「他の法令: …」. */
function basisOf(name: string): Pick<Proof, 'basis' | 'cite' | 'number'> | null {
  const [head, rest] = name.split(/: (.*)/s)
  if (!head || !rest) return null
  const ours = /^(?:(読み) ([AB]\d+b?)|(内規)(?: ([AB]\d+b?))?|他の法令)$/.exec(head)
  if (!ours) return article.test(head) ? { basis: 'text', cite: head, number: null } : null
  const [, reading, number, house, of] = ours
  if (reading) return { basis: 'reading', cite: null, number: number! }
  if (house) return { basis: 'houseRule', cite: null, number: of ?? null }
  return { basis: 'otherLaw', cite: null, number: null }
}
