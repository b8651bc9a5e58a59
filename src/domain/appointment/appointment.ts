import { type Refusal, refuse } from '#law/basis.ts'
import { peopleHouse } from '#law/house/site.ts'
import { actHouse } from '#law/house.ts'
import type { Decider, Setting } from '../decider.ts'
import { holds } from '../office.ts'
import { confirmAbsence, declareAbsence, endAbsence, enterDeputy } from './deputising.ts'
import { designate, endDesignation, enterPost } from './designating.ts'
import { evolve } from './evolve.ts'
import { appointManager } from './managing.ts'
import { writeSeatCount } from './seat-count.ts'
import { refuseBackdated, seat } from './seating.ts'
import type { AppointmentCommand, AppointmentEvent, AppointmentState } from './words.ts'

/**
 * Who holds which post, from when until when. What is said here takes effect now or later, so that whoever
 * acted is judged by the post held at the time. Its own tenures and absences count, not the caller's; the
 * body's resolutions come with the setting.
 */
export const appointment: Decider<AppointmentState, AppointmentCommand, AppointmentEvent> = {
  initial: { tenures: [], absences: [], seatCount: null, sections: {}, leaving: [] },
  decide: (facts, state, command) => {
    const { profile } = facts
    const { tenures, absences } = state
    const setting: Setting = { profile, office: { ...facts.office, tenures, absences } }
    switch (command.type) {
      case 'WriteSeatCount':
        return writeSeatCount(setting, state, command)
      case 'SeatCommittee':
        return seat(profile, state, command)
      case 'NameSection':
        return nameSection(profile.manager.by, command)
      case 'AppointManager':
        return appointManager(profile, state, command)
      case 'Designate':
        return designate(setting, state, command)
      case 'EndDesignation':
        return endDesignation(setting, state, command)
      case 'EnterPost':
        return enterPost(setting, command)
      case 'Transfer': {
        const { atUs, by, person, fromUs } = command
        const basis = profile.manager.by
        const backdated = refuseBackdated(atUs, fromUs)
        return backdated ?? [{ type: 'Transferred', atUs, by, basis, person, fromUs }]
      }
      case 'StepDown':
        return stepDown(setting, command)
      case 'DeclareAbsence':
        return declareAbsence(setting, command)
      case 'EnterDeputy':
        return enterDeputy(setting, command)
      case 'ConfirmAbsence':
        return confirmAbsence(setting, command)
      case 'EndAbsence':
        return endAbsence(setting, command)
    }
  },
  evolve,
}

type Decided = readonly AppointmentEvent[] | Refusal
type Command<Type extends AppointmentCommand['type']> = Extract<AppointmentCommand, { type: Type }>

function nameSection(
  basis: AppointmentEvent['basis'],
  { atUs, by, of, unit }: Command<'NameSection'>,
): Decided {
  if (of === '' || unit.trim() === '') {
    return refuse(
      '所管する課の名が書かれていません',
      actHouse.stepsInOrder,
      'カメラか事務と、所管する課の名を書いてください',
    )
  }
  return [{ type: 'SectionNamed', atUs, by, basis, of, unit: unit.trim() }]
}

/** Who steps down still acts: the power passes when the successor takes office. */
function stepDown(
  { profile, office }: Setting,
  { atUs, by, person, post }: Command<'StepDown'>,
): Decided {
  if (!holds(office, person, post, atUs)) {
    return refuse(
      `${person}は、いまその役に就いていません`,
      peopleHouse.fromNowOn,
      '役員の一覧から選んでください',
    )
  }
  return [{ type: 'SteppedDown', atUs, by, basis: profile.succession.by, person, post }]
}
