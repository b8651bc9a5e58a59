import { type Refusal, refuse } from '#law/basis.ts'
import { showingHouse } from '#law/house/acts.ts'
import type { Approved } from '../approval/state.ts'
import type { Setting } from '../decider.ts'
import { coversAll, isRange } from '../footage-range.ts'
import { actsAsManager, holds, ofTheOffice } from '../office.ts'
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
import { refuseBlankLine } from './line.ts'
import type { ViewingCommand } from './words.ts'

/** What a session stands on besides its own past. */
export type ViewingFacts = Setting & {
  readonly request: OpenRequest
  /** The approval that covers viewing; null while there is none. */
  readonly approval: Approved | null
  /** Sessions already held under it. */
  readonly held: number
  readonly instruction: Instruction | null
  readonly terminal: TerminalFact | null
  /** Names of those the manager permitted to look, beyond who asked. */
  readonly permitted: readonly string[]
}

type Opening = Extract<ViewingCommand, { type: 'Open' }>

/** What is missing before the first picture, in the order a clerk would ask; null where nothing is. */
export const refuseOpening = (facts: ViewingFacts, command: Opening): Refusal | null =>
  refuseWithoutApproval(facts, command) ??
  refuseOperator(
    facts,
    command.by,
    camerasOf(command),
    facts.instruction,
    command.atUs,
    forWhat(facts),
  ) ??
  refuseTerminal(facts, facts.terminal) ??
  refuseBlankLine(facts, facts.request, command.viewers) ??
  refuseOutsiders(facts, command) ??
  refuseViewers(facts, command) ??
  refuseWitnesses(
    facts,
    facts.request.internal ? 'internalViewing' : 'viewing',
    {
      witnesses: command.witnesses,
      operator: command.by,
      requester: facts.request.requester.person,
      cameras: camerasOf(command),
    },
    command.atUs,
  ) ??
  refuseUnsigned(facts, command) ??
  refuseUntold(facts, command)

const camerasOf = ({ ranges }: Opening): readonly string[] => [
  ...new Set(ranges.map(({ camera }) => camera)),
]

function refuseWithoutApproval(
  { profile, request, approval, held }: ViewingFacts,
  { ranges }: Opening,
): Refusal | null {
  const rules = profile.approval
  if (!approval) {
    return refuse(
      'この件の閲覧は承認されていません',
      keptInUrgency(profile, request, 'approval') ?? rules.before,
      '承認を求めてください',
    )
  }
  if (approval.request !== request.id) {
    return refuse(
      '別の件の承認で、この画像を見ることはできません',
      profile.grounds.purposeBound,
      'この件として新しく求めてもらってください',
    )
  }
  if (!approval.acts.includes('viewing')) {
    const own = rules.acts.find(({ act }) => act === 'viewing')
    return refuse(
      '承認されたのは、閲覧ではありません',
      own?.by ?? rules.by,
      '閲覧の承認を求めてください',
    )
  }
  if (held >= approval.sessions) {
    return refuse(
      `承認された${approval.sessions}回の閲覧は終わっています`,
      rules.sessions.by,
      'もう一度見るには、改めて承認を求めてください',
    )
  }
  if (ranges.length === 0 || !ranges.every(isRange) || !coversAll(approval.ranges, ranges)) {
    return refuse(
      '承認されたカメラと時間の範囲の外は映せません',
      rules.range,
      '範囲を承認のとおりにするか、広げた内容で新しく求めてもらってください',
    )
  }
  return null
}

/** What the office looks at for itself it shows to nobody else: that would be a request of theirs. */
function refuseOutsiders({ request, office }: ViewingFacts, { viewers, atUs }: Opening) {
  const outsider = viewers.find(
    ({ person }) => person === null || !ofTheOffice(office, person, atUs),
  )
  return request.internal && outsider
    ? refuse(
        `${outsider.name}さんは、いま職にある人ではありません`,
        showingHouse.internalOnly,
        'その人の求めとして受け付けてください',
      )
    : null
}

/** Where the document says who may look, nobody else does. */
function refuseViewers(facts: ViewingFacts, { viewers, atUs }: Opening): Refusal | null {
  const { permitted } = facts.profile.internalViewing
  if (!permitted) return null
  const stranger = viewers.find(
    ({ name, person }) =>
      name !== facts.request.requester.name &&
      !facts.permitted.includes(name) &&
      !(
        person !== null &&
        (actsAsManager(facts, person, atUs) || holds(facts.office, person, 'operator', atUs))
      ),
  )
  return stranger
    ? refuse(
        `${stranger.name}さんには、画像を見る許可がありません`,
        permitted,
        '管理責任者に、その人の許可を求めてください',
      )
    : null
}

/** Without a witness rule the operator's own signature stands beside the approval; a manager who operates needs none. */
function refuseUnsigned(facts: ViewingFacts, { by, atUs, operatorSigned }: Opening) {
  const act = facts.request.internal ? 'internalViewing' : 'viewing'
  const { without } = facts.profile.witnesses
  if (witnessRuleFor(facts, act) || !without || operatorSigned) return null
  if (actsAsManager(facts, by, atUs)) return null
  return refuse(
    '操作する人の署名がありません',
    without.operatorSigns,
    '操作する人が署名してください',
  )
}

/** Everybody who will see the picture was shown the notice. */
function refuseUntold({ profile }: ViewingFacts, command: Opening): Refusal | null {
  const { by, viewers, witnesses, noticeShownTo } = command
  const told = new Set(noticeShownTo)
  const untold = [by, ...witnesses, ...viewers.map(({ name, person }) => person ?? name)].find(
    who => !told.has(who),
  )
  return untold === undefined
    ? null
    : refuse(
        '告知文を見せた記録のない人がいます',
        profile.secrecy.notice.by,
        'その場の全員に告知文を見せて、記録してください',
      )
}
