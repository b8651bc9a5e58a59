import { type Refusal, refuse } from '#law/basis.ts'
import { registerFor } from '#law/called.ts'
import type { Register } from '#law/vocabulary/registers.ts'
import { actsAsManager, heldFor } from '../office.ts'
import { forWhat, refuseOperator } from '../operating.ts'
import type { TakeOutFacts } from './making.ts'
import type { Copy } from './state.ts'
import type { TakeOutCommand } from './words.ts'

type Command<Type extends TakeOutCommand['type']> = Extract<TakeOutCommand, { type: Type }>

/** The manager, and nobody for them, compares what was asked with what was made. */
export function refuseConfirming(
  facts: TakeOutFacts,
  { ranges }: Copy,
  { by, atUs, asInstructed }: Command<'ConfirmCopy'>,
): Refusal | null {
  const { confirmation } = facts.profile.copies
  if (!confirmation) return null
  const cameras = ranges.map(({ camera }) => camera)
  if (
    !heldFor(facts, cameras, facts.approval?.use).every(of => actsAsManager(facts, by, atUs, of))
  ) {
    return refuse(
      '指示どおりに作られたかを確かめるのは、管理責任者です',
      confirmation.by,
      '管理責任者に、指示と結果を見比べてもらってください',
    )
  }
  return asInstructed
    ? null
    : refuse(
        '写しが指示と違います',
        confirmation.by,
        'この写しを廃棄し、指示のとおりに作り直してください',
      )
}

/** The conditions reach the recipient before the key does; a missing signature never blocks. */
export function refuseTelling(
  { profile }: TakeOutFacts,
  { told, signed, attestedBy }: Command<'TellConditions'>,
): Refusal | null {
  const { conditions, told: rule } = profile.copies
  const untold = conditions.find(({ id }) => !told.includes(id))
  if (untold) {
    return refuse(
      `「${untold.says}」を伝えていません`,
      rule?.by ?? untold.by,
      '条件をすべて読み上げ、書面を渡してください',
    )
  }
  if (rule && !signed && new Set(attestedBy).size === 0) {
    return refuse(
      '受領の署名も、告知し交付した記録もありません',
      rule.by,
      `署名をもらうか、立ち会った職員が「${rule.ifUnsigned}」と記録してください`,
    )
  }
  return null
}

/** The register in which a handed-out copy has its line. */
export const registerOf = ({ profile }: Pick<TakeOutFacts, 'profile'>): Register | undefined =>
  registerFor(profile, 'takeOut', 'viewingAndTakeOut', 'handling')

/** Facts that are known from what happened; people write the rest. */
const known = new Set([
  'number',
  'kind',
  'heldAt',
  'madeAt',
  'purpose',
  'ground',
  'paper',
  'cameras',
  'cameraPlace',
  'range',
  'period',
  'witnesses',
  'operator',
  'instruction',
  'approval',
  'confirmation',
  'medium',
  'hash',
  'handedOverAt',
  'returnedAt',
  'endedAt',
  'underAgreement',
])

/** A cell the form demands and nobody filled. */
export function refuseLine(facts: TakeOutFacts, { cells }: Command<'WriteLine'>): Refusal | null {
  const register = registerOf(facts)
  const blank = register?.cells.find(
    ({ id, fact, required }) => required && !known.has(fact) && (cells[id] ?? '').trim() === '',
  )
  return blank && register
    ? refuse(
        `${register.title}の「${blank.name}」が空いています`,
        blank.by,
        `「${blank.name}」を書いてください`,
      )
    : null
}

/** What must have happened before a copy leaves, and whose hands it leaves from. */
export function refuseHandingOver(
  facts: TakeOutFacts,
  { ranges, session, confirmedBy, toldAtUs, line }: Copy,
  command: Command<'HandOver'>,
): Refusal | null {
  const { profile, limitUs, instruction } = facts
  const { copies } = profile
  const cameras = ranges.map(({ camera }) => camera)
  const unfit = refuseOperator(
    facts,
    command.by,
    cameras,
    instruction,
    command.atUs,
    forWhat(facts),
  )
  if (unfit) return unfit
  if (command.atUs >= limitUs) {
    return refuse(
      '元の画像の期限が来たため、この写しはもう開けません',
      copies.packageKey,
      '受け取られなかった写しとして閉じ、媒体を消去してください',
    )
  }
  if (copies.sameSession && command.session !== session) {
    return refuse(
      '写しを作った立会いの場の外では渡せません',
      copies.sameSession,
      '立会いの人をそろえて、作り直してください',
    )
  }
  if (copies.confirmation && confirmedBy === null) {
    return refuse(
      '管理責任者がまだ確かめていません',
      copies.confirmation.beforeItLeaves,
      '管理責任者に、指示と結果を見比べてもらってください',
    )
  }
  if (copies.told && toldAtUs === null) {
    return refuse(
      '守ってもらう条件を、まだ伝えていません',
      copies.told.by,
      `『${copies.told.document}』を読み上げて渡してください`,
    )
  }
  if (line === null) {
    return refuse(
      '記録の行がまだありません',
      copies.lineFirst,
      '先に記録簿に書いてから渡してください',
    )
  }
  if (command.to.trim() === '') {
    const { by } = copies.conditions[0] ?? profile.registers.order
    return refuse('受け取る人の氏名がありません', by, '受け取る人の氏名を確かめて書いてください')
  }
  return null
}
