import { type Refusal, refuse } from '#law/basis.ts'
import { actHouse } from '#law/house.ts'
import type { Committee } from '#law/vocabulary/people.ts'
import type { Decider, Setting } from '../decider.ts'
import { isMajority } from '../majority.ts'
import { absenceAt, actsAsManager, holds, membersAt, resolutionsInForce } from '../office.ts'
import type { MeetingCommand, MeetingEvent, MeetingState, Motion } from './state.ts'

type Command<Type extends MeetingCommand['type']> = Extract<MeetingCommand, { type: Type }>
type Decided = readonly MeetingEvent[] | Refusal

/**
 * The committee's meetings, what they resolved, and what they must still be told. Under a document without a
 * committee there is nothing to meet about, and every command is refused by its rule of silence.
 */
export const meeting: Decider<MeetingState, MeetingCommand, MeetingEvent> = {
  initial: { meetings: [], resolutions: [], instructions: [], unreported: [] },
  decide: (setting, state, command) => {
    const { committee, silence } = setting.profile
    if (!committee) {
      return refuse(
        'この規程には、議決をする委員会の定めがありません',
        silence.by,
        `${silence.ask}に確かめてください`,
      )
    }
    switch (command.type) {
      case 'HoldMeeting':
        return held(setting, committee, command)
      case 'RepealResolution':
        return repealed(setting, committee, state, command)
      case 'InstructUrgently':
        return instructed(setting, committee, command)
      case 'NoteTelephoneApproval': {
        const { atUs, by, id } = command
        const basis = setting.profile.approval.collegiate?.telephone.reported ?? committee.by
        return [{ type: 'TelephoneApprovalNoted', atUs, by, basis, id }]
      }
    }
  },
  evolve: (state, event) => {
    switch (event.type) {
      case 'MeetingHeld': {
        const { id, heldAtUs, convenedBy, attending, reports } = event
        return {
          ...state,
          meetings: [...state.meetings, { id, heldAtUs, convenedBy, attending }],
          unreported: state.unreported.filter(({ id }) => !reports.includes(id)),
        }
      }
      case 'ResolutionPassed': {
        const { id, matter, atUs, basis } = event
        const passed = { id, matter, passedAtUs: atUs, repealedAtUs: null, basis }
        return { ...state, resolutions: [...state.resolutions, passed] }
      }
      case 'ResolutionLost':
        return state
      case 'ResolutionRepealed':
        return {
          ...state,
          resolutions: state.resolutions.map(resolution =>
            resolution.id === event.id ? { ...resolution, repealedAtUs: event.atUs } : resolution,
          ),
        }
      case 'UrgentlyInstructed': {
        const { id, by, atUs, says } = event
        return {
          ...state,
          instructions: [...state.instructions, { id, by, atUs, says }],
          unreported: [...state.unreported, { id, atUs, kind: 'instruction' }],
        }
      }
      case 'TelephoneApprovalNoted': {
        const { id, atUs } = event
        return { ...state, unreported: [...state.unreported, { id, atUs, kind: 'telephone' }] }
      }
    }
  },
}

function held(setting: Setting, committee: Committee, command: Command<'HoldMeeting'>): Decided {
  const { atUs, by, id, heldAtUs, convenedBy, reports, motions } = command
  const { office } = setting
  const { meetings } = committee
  if (heldAtUs > atUs) {
    return refuse(
      'まだ開かれていない会議は、記録できません',
      actHouse.stepsInOrder,
      '会議を終えてから、開いた日時を確かめて書いてください',
    )
  }
  const deputy = absenceAt(office, heldAtUs)?.deputy
  const mayConvene =
    deputy === convenedBy ||
    (deputy === undefined &&
      meetings.convenedBy.some(post => holds(office, convenedBy, post, heldAtUs)))
  if (!mayConvene) {
    return refuse(
      '会議を招集できるのは、委員長か、事故等の間に代行する副委員長だけです',
      meetings.by,
      '委員長に招集を求めてください',
    )
  }
  const members = membersAt(office, heldAtUs)
  const attending = [...new Set(command.attending)].filter(person => members.includes(person))
  const basis = meetings.by
  return [
    { type: 'MeetingHeld', atUs, by, basis, id, heldAtUs, convenedBy, attending, reports },
    ...motions.map(motion => carried(setting, committee, motion, attending, command)),
  ]
}

/** A motion carries with more than half of all members, the required posts among them. */
function carried(
  setting: Setting,
  committee: Committee,
  { id, matter, inFavour }: Motion,
  attending: readonly string[],
  { atUs, by, heldAtUs }: Command<'HoldMeeting'>,
): MeetingEvent {
  const present = [...new Set(inFavour)].filter(person => attending.includes(person))
  const basis = setting.profile.approval.collegiate?.majority.by ?? committee.by
  return isMajority(setting, present, heldAtUs)
    ? { type: 'ResolutionPassed', atUs, by, basis, id, matter, inFavour: present }
    : { type: 'ResolutionLost', atUs, by, basis, id, inFavour: present }
}

function repealed(
  setting: Setting,
  committee: Committee,
  { resolutions }: MeetingState,
  { atUs, by, id, inFavour }: Command<'RepealResolution'>,
): Decided {
  if (!resolutions.some(known => known.id === id && known.repealedAtUs === null)) {
    return refuse(
      'その議決は、いま効力がありません',
      actHouse.stepsInOrder,
      '会議の記録から、取り消す議決を選んでください',
    )
  }
  const members = membersAt(setting.office, atUs)
  const counted = [...new Set(inFavour)].filter(person => members.includes(person))
  const basis = setting.profile.approval.collegiate?.majority.by ?? committee.by
  if (!isMajority(setting, counted, atUs)) {
    return refuse(
      '議決を取り消す賛成が足りません',
      basis,
      '委員長か代行者を含む過半数の賛成を得てください',
    )
  }
  return [{ type: 'ResolutionRepealed', atUs, by, basis, id }]
}

function instructed(
  setting: Setting,
  { urgentInstruction }: Committee,
  { atUs, by, id, says, instead }: Command<'InstructUrgently'>,
): Decided {
  if (!actsAsManager(setting, by, atUs)) {
    return refuse(
      '急ぐときの指示ができるのは、管理責任者だけです',
      urgentInstruction.by,
      '管理責任者か、事故等の間に代行する人に指示を求めてください',
    )
  }
  if (instead === 'approval') {
    return refuse(
      '管理責任者の指示を、委員会の承認に代えることはできません',
      urgentInstruction.notInPlaceOfApproval,
      '『緊急時の承認方法』による承認を求めるか、連絡網で委員を集めてください',
    )
  }
  if (says.trim() === '') {
    return refuse(
      '指示の内容が書かれていません',
      urgentInstruction.reported,
      '次の会議に報告できるように、何をどう指示したかを書いてください',
    )
  }
  return [{ type: 'UrgentlyInstructed', atUs, by, basis: urgentInstruction.by, id, says }]
}

/**
 * What a person does where the document is silent: alone, nothing. The body settles it, and the decision
 * becomes a precedent of this place.
 */
export function settledBefore({ profile, office }: Setting, says: string, atUs: number) {
  const precedents = resolutionsInForce(office, 'precedent', atUs)
  const found = precedents.find(({ matter }) => matter.says === says)
  if (found) return found
  const { committee, silence } = profile
  return refuse(
    `「${says}」について、規程に定めがありません`,
    committee?.notProvided.by ?? silence.by,
    `${silence.ask}に諮ってください`,
  )
}
