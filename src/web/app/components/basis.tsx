import type { Basis } from '#law/basis.ts'
import { printedBasis } from '#law/basis.ts'
import { Fold } from './fold.tsx'
import { Tag } from './tag.tsx'

const kinds = {
  text: { name: '条文', tone: 'blue' },
  reading: { name: '読み方', tone: 'purple' },
  houseRule: { name: '内規', tone: 'gray' },
  otherLaw: { name: '他の法令', tone: 'orange' },
} as const

/** On which rule something rests, as the server prints it or as the document has it. */
export type Ground = {
  readonly kind: Basis['kind']
  readonly printed: string
  readonly quote: string | null
}

export const groundOfBasis = (basis: Basis): Ground => ({
  kind: basis.kind,
  printed: printedBasis(basis),
  quote:
    basis.kind === 'text'
      ? basis.quote
      : basis.kind === 'reading'
        ? `${basis.says}（もとの文: ${basis.of}）`
        : basis.kind === 'houseRule'
          ? basis.rule
          : basis.says,
})

/** Text, reading, house rule or other law: never one dressed as another. */
export function GroundLine({
  ground,
  isOpen = false,
}: {
  readonly ground: Ground
  readonly isOpen?: boolean
}) {
  const { name, tone } = kinds[ground.kind]
  const head = (
    <span>
      <Tag tone={tone}>{name}</Tag>
      {ground.kind !== 'houseRule' && <span className="ml-2">{ground.printed}</span>}
    </span>
  )
  if (!ground.quote) return head
  const quote = (
    <blockquote className="mt-1 border-l-4 border-solid-gray-420 pl-3 text-[1rem] leading-170 text-solid-gray-800">
      {ground.quote}
    </blockquote>
  )
  if (isOpen) {
    return (
      <div>
        {head}
        {quote}
      </div>
    )
  }
  return <Fold head={head}>{quote}</Fold>
}

export const BasisLine = ({
  basis,
  isOpen,
}: {
  readonly basis: Basis
  readonly isOpen?: boolean
}) => <GroundLine ground={groundOfBasis(basis)} {...(isOpen === undefined ? {} : { isOpen })} />
