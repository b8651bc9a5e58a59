import { dutiesAt as agreementDuties } from '#domain/agreement/duties.ts'
import { dutiesAt as appointmentDuties } from '#domain/appointment/duties.ts'
import { dutiesAt as cameraDuties, recordedDutiesAt } from '#domain/camera/duties.ts'
import { manualDutiesAt } from '#domain/camera/manual.ts'
import type { CameraFacts } from '#domain/camera/words.ts'
import { dutiesAt as complaintDuties } from '#domain/complaint/duties.ts'
import { dutiesAt as credentialDuties } from '#domain/credential/duties.ts'
import { dutiesAt as disclosureDuties } from '#domain/disclosure/duties.ts'
import { type Duty, isOverdue } from '#domain/duty.ts'
import { dutiesAt as engagementDuties } from '#domain/engagement/duties.ts'
import { dutiesAt as fundDuties } from '#domain/fund/duties.ts'
import { dutiesAt as holdDuties } from '#domain/hold/duties.ts'
import { dutiesAt as incidentDuties } from '#domain/incident/duties.ts'
import { dutiesAt as matchingDuties } from '#domain/matching/duties.ts'
import { dutiesAt as mediumDuties } from '#domain/medium/duties.ts'
import { dutiesAt as meetingDuties } from '#domain/meeting/duties.ts'
import { dutiesAt as reportDuties } from '#domain/report/duties.ts'
import { dutiesAt as requestDuties } from '#domain/request/duties.ts'
import { dutiesAt as takeOutDuties } from '#domain/take-out/duties.ts'
import { dutiesAt as terminalDuties } from '#domain/terminal/duties.ts'
import { keyDutiesAt } from '#domain/terminal/keys.ts'
import { dutiesAt as viewingDuties } from '#domain/viewing/duties.ts'
import { firstGoneUs } from './gone.ts'
import type { Kind, StateOf } from './kinds.ts'
import type { Sight } from './sight.ts'
import { streamName } from './stream-name.ts'

/** A duty with the thing it is about. */
export type OpenDuty = Duty & {
  readonly kind: Kind
  readonly ids: readonly string[]
  readonly isOverdue: boolean
}

type Asks = {
  readonly [K in Kind]: (state: StateOf<K>, sight: Sight, nowUs: number) => readonly Duty[]
}

const none = () => []

/** What each kind of thing asks of people; a kind that is left out does not compile. */
const asks: Asks = {
  request: (state, { setting }, nowUs) => requestDuties(state, setting, nowUs),
  approval: none,
  'sealed-copy': none,
  viewing: ({ state }, { setting }) => viewingDuties(state, setting),
  'take-out': (state, sight, nowUs) => {
    const ranges = state.status === 'none' ? [] : state.ranges
    return takeOutDuties(state, sight.setting, firstGoneUs(sight, ranges, nowUs))
  },
  telling: none,
  camera: (state, sight, nowUs) => cameraDuties(state, cameraFacts(sight), nowUs),
  appendix: none,
  manual: (state, { setting }, nowUs) => manualDutiesAt(state, setting, nowUs),
  medium: ({ state }, { setting }, nowUs) => mediumDuties(state, setting, nowUs),
  terminal: (state, { setting }) => terminalDuties(state, setting),
  key: (state, _, nowUs) => keyDutiesAt(state, nowUs),
  'aim-check': none,
  live: none,
  hold: (state, { setting }, nowUs) => holdDuties(state, setting, nowUs),
  period: none,
  'early-erasure': none,
  machine: none,
  profile: none,
  appointment: (state, { setting }, nowUs) => appointmentDuties(state, setting, nowUs),
  meeting: (state, { setting }) => meetingDuties(state, setting),
  credential: (state, { setting }, nowUs) => credentialDuties(state, setting, nowUs),
  complaint: (state, { setting }) => complaintDuties(state, setting),
  disclosure: (state, { setting }) => disclosureDuties(state, setting),
  engagement: (state, { setting }, nowUs) => engagementDuties(state, setting, nowUs),
  agreement: (state, { setting }) => agreementDuties(state, setting),
  fund: ({ state }, { setting }, nowUs) => fundDuties(state, setting, nowUs),
  incident: (state, { setting }) => incidentDuties(state, setting),
  report: (state, { setting }) => reportDuties(state, setting),
  matching: (state, { setting }) => matchingDuties(state, setting),
  correction: none,
}

const cameraFacts = ({ setting, state: of }: Sight): CameraFacts => ({
  ...setting,
  appendix: of('appendix', 'main'),
  manual: of('manual', 'main'),
  retentionDecided: of('period', 'main').rules.length > 0,
})

/** A camera that a keeper records. */
export type Recorded = { readonly camera: string; readonly name: string; readonly sinceUs: number }

/**
 * Everything that somebody has to do: what is due first comes first, what has no date last. `recorded`: the cameras that run,
 * whether anybody has entered them here or not.
 */
export function dutiesIn(
  sight: Sight,
  nowUs: number,
  recorded: readonly Recorded[] = [],
): readonly OpenDuty[] {
  const held = new Map([...sight.held()].map(one => [streamName(one.kind, ...one.ids), one]))
  // Nobody has been appointed yet: that itself is something to do.
  if (!held.has('appointment/main')) {
    const state = sight.state('appointment', 'main')
    held.set('appointment/main', { kind: 'appointment', ids: ['main'], state })
  }
  const asked = [...held.values()].flatMap(({ kind, ids, state }) => {
    const ask = asks[kind] as (state: unknown, sight: Sight, nowUs: number) => readonly Duty[]
    return ask(state, sight, nowUs).map(duty => ({ ...duty, kind, ids }))
  })
  const running = recorded.flatMap(one =>
    recordedDutiesAt(sight.state('camera', one.camera), cameraFacts(sight), one, nowUs).map(
      duty => ({ ...duty, kind: 'camera' as const, ids: [one.camera] }),
    ),
  )
  return [...asked, ...running]
    .map(duty => ({ ...duty, isOverdue: isOverdue(duty, nowUs) }))
    .toSorted((one, other) => (one.dueUs ?? Infinity) - (other.dueUs ?? Infinity) || 0)
}
