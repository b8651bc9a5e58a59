import { agreement } from '#domain/agreement/agreement.ts'
import { appointment } from '#domain/appointment/appointment.ts'
import { complaint } from '#domain/complaint/complaint.ts'
import { correction } from '#domain/correction/correction.ts'
import { credential } from '#domain/credential/credential.ts'
import { disclosure } from '#domain/disclosure/disclosure.ts'
import { engagement } from '#domain/engagement/engagement.ts'
import { fund } from '#domain/fund/fund.ts'
import { incident } from '#domain/incident/incident.ts'
import { matching } from '#domain/matching/matching.ts'
import { meeting } from '#domain/meeting/meeting.ts'
import { report } from '#domain/report/report.ts'
import { refuse } from '#law/basis.ts'
import { actHouse } from '#law/house.ts'
import { standingLineOf } from './standing-line.ts'
import { type Things, thing, thingOn, withEvents } from './thing.ts'

const correctionThing = thingOn(
  withEvents(correction),
  (sight, [register = '', file = '', number = '']) => {
    const line = standingLineOf(sight, { register, file, number })
    return line
      ? { ...sight.setting, line }
      : refuse(
          'その番号の行は、この帳簿にありません',
          actHouse.stepsInOrder,
          '帳簿の行の番号を確かめてください',
        )
  },
  { ids: 3, file: ([, file = '']) => file, isOver: () => true },
)

/** People, meetings, and what else an office keeps in order. */
export const officeThings: Things<
  | 'appointment'
  | 'meeting'
  | 'credential'
  | 'complaint'
  | 'disclosure'
  | 'engagement'
  | 'agreement'
  | 'fund'
  | 'incident'
  | 'report'
  | 'matching'
  | 'correction'
> = {
  appointment: thing(appointment),
  meeting: thing(meeting),
  /** Everybody's in one stream: a number that anybody ever had is not given again. */
  credential: thing(credential),
  complaint: thing(complaint, {
    names: said => (said.type === 'ReceiveComplaint' ? said.id : null),
    isOver: ({ status }) => status === 'closed',
  }),
  disclosure: thing(disclosure, {
    names: said => (said.type === 'ReceiveDisclosureRequest' ? said.id : null),
    isOver: state =>
      state.status === 'open' && (state.outcome === 'denied' || state.disclosedAtUs !== null),
  }),
  engagement: thing(engagement, {
    names: said => (said.type === 'EnterContractor' ? said.id : null),
    isOver: ({ status }) => status === 'ended',
  }),
  agreement: thing(agreement, {
    names: said => (said.type === 'DraftAgreement' ? said.id : null),
    isOver: state =>
      state.status === 'ended' &&
      state.unmatched.length === 0 &&
      state.breaches.every(({ closed }) => closed) &&
      state.notices.every(({ line }) => state.provided.some(given => given.line === line)),
  }),
  /** The one fund, through its openings and closings. */
  fund: thing(withEvents(fund)),
  incident: thing(incident, {
    names: said => (said.type === 'FindIncident' ? said.id : null),
    isOver: ({ status }) => status === 'closed',
  }),
  report: thing(report, {
    names: said => (said.type === 'OweReport' ? said.id : null),
    isOver: ({ status }) => status === 'closed',
  }),
  matching: thing(matching, { isOver: ({ status }) => status === 'ended' }),
  correction: correctionThing,
}
