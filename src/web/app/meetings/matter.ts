import type { Resolution } from '#domain/office.ts'

export type Matter = Resolution['matter']
export type MatterKind = Matter['kind']

/** What a committee can resolve that the office acts by. */
export const matterKinds: Readonly<Record<MatterKind, string>> = {
  urgentApproval: '緊急時の承認方法（だれが何名、電話で承認するか）',
  operatorCounts: '操作する委員を立会いに数える',
  writtenVotes: '書面による表決を認める',
  contractor: '委託先を承認する',
  spending: '支出を認める',
  exception: '規程が委員会に任せた例外',
  precedent: '規程に定めのないことの決まり',
  other: 'そのほか（別紙など）',
}

/** As it was typed. */
export type TypedMatter = {
  readonly kind: MatterKind | ''
  readonly says: string
  readonly members: readonly string[]
  readonly howMany: string
}

export const nothingTyped: TypedMatter = { kind: '', says: '', members: [], howMany: '' }

/** null: something is missing. */
export function matterIn({ kind, says, members, howMany }: TypedMatter): Matter | null {
  const words = says.trim()
  const number = Number(howMany.normalize('NFKC').replaceAll(',', ''))
  const isNumber = howMany.trim() !== '' && Number.isInteger(number) && number > 0
  switch (kind) {
    case '':
      return null
    case 'urgentApproval':
      return members.length > 0 && isNumber ? { kind, members, howMany: number } : null
    case 'operatorCounts':
    case 'writtenVotes':
      return { kind }
    case 'contractor':
      return words === '' ? null : { kind, name: words }
    case 'spending':
      return words === '' || !isNumber ? null : { kind, amountYen: number, says: words }
    default:
      return words === '' ? null : { kind, says: words }
  }
}

export function matterWords(matter: Matter): string {
  const name = matterKinds[matter.kind]
  switch (matter.kind) {
    case 'urgentApproval':
      return `緊急時の承認方法: ${matter.members.join('・')}のうち${matter.howMany}名`
    case 'contractor':
      return `${name}: ${matter.name}`
    case 'spending':
      return `${name}: ${matter.amountYen.toLocaleString('ja-JP')}円 ${matter.says}`
    case 'operatorCounts':
    case 'writtenVotes':
      return name
    default:
      return matter.says
  }
}
