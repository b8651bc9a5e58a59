import { type Refusal, refuse } from '#law/basis.ts'
import type { Approved } from '../approval/state.ts'
import type { Setting } from '../decider.ts'
import { coversAll, isRange, lengthOf } from '../footage-range.ts'
import { actsAsManager } from '../office.ts'
import {
  forWhat,
  type Instruction,
  refuseOperator,
  refuseTerminal,
  type TerminalFact,
} from '../operating.ts'
import { refuseWitnesses, witnessRuleFor } from '../quorum.ts'
import { keptInUrgency } from '../request/inspection/urgency.ts'
import type { OpenRequest } from '../request/state.ts'
import type { TakeOutCommand } from './words.ts'

/** What a copy stands on besides its own past. */
export type TakeOutFacts = Setting & {
  readonly request: OpenRequest
  /** The approval that covers handing over; null while there is none. */
  readonly approval: Approved | null
  readonly instruction: Instruction | null
  readonly terminal: TerminalFact | null
  /** When the first minute in it is due, hold included, µs: a copy nobody fetched dies with it. */
  readonly limitUs: number
}

type Making = Extract<TakeOutCommand, { type: 'MakeCopy' }>

/** What stands against making this copy, in the order a clerk would ask; null where nothing does. */
export const refuseMaking = (facts: TakeOutFacts, command: Making): Refusal | null =>
  refuseReplica(facts, command) ??
  refuseWithoutApproval(facts, command) ??
  refuseRange(facts, command) ??
  refusePurpose(facts, command) ??
  refuseForm(facts, command) ??
  refuseOperator(
    facts,
    command.by,
    camerasOf(command),
    facts.instruction,
    command.atUs,
    forWhat(facts),
  ) ??
  refuseTerminal(facts, facts.terminal) ??
  refuseWitnesses(
    facts,
    'takeOut',
    {
      witnesses: command.witnesses,
      operator: command.by,
      requester: facts.request.requester.person,
      cameras: camerasOf(command),
    },
    command.atUs,
  ) ??
  refuseUnsigned(facts, command)

const camerasOf = ({ ranges }: Making): readonly string[] => [
  ...new Set(ranges.map(({ camera }) => camera)),
]

/** A second footage that opens by itself would outlive the first: it is a copy, and needs all a copy needs. */
const refuseReplica = ({ profile, approval }: TakeOutFacts, { what, withinPurpose }: Making) =>
  what === 'replica' && (!withinPurpose || !approval?.acts.includes('takeOut'))
    ? refuse(
        '別に復号できる控えも写しなので、目的のほかに、また承認なしには作れません',
        profile.copies.replicas,
        '控えには、同じ鍵の暗号文だけを残してください',
      )
    : null

/** Copies, stills and prints alike are footage: none is made without approval. */
function refuseWithoutApproval({ profile, request, approval }: TakeOutFacts, { what }: Making) {
  const rules = profile.approval
  const own = rules.acts.find(({ act }) => act === 'takeOut')
  const { word, areFootage } = profile.copies
  if (!approval && what === 'print') {
    return refuse(
      '印画したものも画像なので、承認なしには作れません',
      areFootage,
      `${word}の承認を求めてください`,
    )
  }
  if (!approval?.acts.includes('takeOut')) {
    return refuse(
      approval ? `承認は閲覧のみで、${word}の承認がありません` : `${word}の承認がありません`,
      keptInUrgency(profile, request, 'approval') ?? own?.by ?? rules.by,
      `${word}の承認を求めてください`,
    )
  }
  if (approval.request !== request.id) {
    return refuse(
      '別の件の承認で写しを作ることはできません',
      profile.grounds.purposeBound,
      'この件として新しく求めてもらってください',
    )
  }
  return null
}

/** Nothing that was not approved, hidden or not. */
function refuseRange({ profile, approval }: TakeOutFacts, { what, ranges, leadIn }: Making) {
  const { exact, extractedOnly, leadIn: rule } = profile.copies
  const approved = approval !== null && coversAll(approval.ranges, ranges)
  const unextracted = ranges.some(range => lengthOf(range) >= dayMinutes)
  if (extractedOnly && (what === 'medium' || (!approved && unextracted))) {
    return refuse(
      '渡せるのは抽出した画像だけで、カードや一日分をそのままは渡せません',
      extractedOnly,
      '承認された範囲を抽出してください',
    )
  }
  if (ranges.length === 0 || what === 'medium' || !ranges.every(isRange) || !approved) {
    return refuse(
      '写しに、承認されていない範囲の画像が入っています',
      exact,
      '承認されたカメラと分だけで作り直してください',
    )
  }
  if (leadIn && !approval.leadIn) {
    return refuse(
      '範囲の前の画像を含める承認がありません',
      rule.by,
      `承認に「${rule.words}」と書いてもらうか、含めない形で作ってください`,
    )
  }
  return null
}

/** A copy outside the purpose: barred even where a provision would be allowed, if the document says so. */
function refusePurpose({ profile, request }: TakeOutFacts, { withinPurpose }: Making) {
  const { purposeOnly, viewOnlyOutsidePurpose } = profile.copies
  if (withinPurpose) return null
  if (request.ground === null && purposeOnly) {
    return refuse('目的のほかに写しは作れません', purposeOnly, '何のための写しかを確かめてください')
  }
  return viewOnlyOutsidePurpose
    ? refuse(
        '設置目的のほかの提供では、写しは作れません',
        viewOnlyOutsidePurpose,
        '閲覧だけにするか、規程の所管に確かめてください',
      )
    : null
}

/** On a numbered medium; changed only where a provision may be, and never in the original's place. */
function refuseForm(
  { profile, request }: TakeOutFacts,
  { medium, derivation }: Making,
): Refusal | null {
  const { copies, editing, silence } = profile
  if (medium === null || medium.trim() === '') {
    return refuse(
      medium === null ? 'ダウンロードで渡すことはできません' : '媒体に番号がありません',
      copies.byMediumOnly,
      '番号を付けた媒体に書き込んでください',
    )
  }
  if (derivation && (derivation.replacesOriginal || !editing.derivative)) {
    return refuse(
      derivation.replacesOriginal
        ? '保存した画像を、加工したものに置き換えることはできません'
        : 'この規程では、画像を加工できません',
      derivation.replacesOriginal ? editing.stored.by : (editing.noDerivative ?? editing.stored.by),
      `撮影したままの画像で渡せるかを確かめてください。渡せないときは、${silence.ask}に尋ねてください`,
    )
  }
  if (derivation && request.ground === null) {
    return refuse(
      '加工できるのは、提供のための写しだけです',
      editing.stored.by,
      '加工せずに使うか、提供の求めとして進めてください',
    )
  }
  return null
}

const dayMinutes = 24 * 60

function refuseUnsigned(facts: TakeOutFacts, { by, atUs, operatorSigned }: Making) {
  const { without } = facts.profile.witnesses
  if (witnessRuleFor(facts, 'takeOut') || !without || operatorSigned) return null
  if (actsAsManager(facts, by, atUs)) return null
  return refuse(
    '作業する人の署名がありません',
    without.operatorSigns,
    '作業する人が署名してください',
  )
}
