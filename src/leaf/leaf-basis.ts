import type { Basis } from '#law/basis.ts'
import { isRecord } from './leaf.ts'

/** What an event rests on, short enough to stay for ever: the kind and the place, not the words. */
export type LeafBasis = {
  readonly kind: Basis['kind']
  readonly cite: string
  readonly reading?: string
}

export const leafBasis = (basis: Basis): LeafBasis =>
  basis.kind === 'reading'
    ? { kind: basis.kind, cite: basis.cite, reading: basis.reading }
    : { kind: basis.kind, cite: basis.cite }

const kinds: readonly string[] = [
  'text',
  'reading',
  'houseRule',
  'otherLaw',
] satisfies Basis['kind'][]

export function isLeafBasis(value: unknown): value is LeafBasis {
  if (!isRecord(value)) return false
  const { kind, cite, reading } = value
  const known = kind === 'reading' ? 'cite,kind,reading' : 'cite,kind'
  return (
    Object.keys(value).toSorted().join() === known &&
    typeof kind === 'string' &&
    kinds.includes(kind) &&
    typeof cite === 'string' &&
    (kind !== 'reading' || typeof reading === 'string')
  )
}
