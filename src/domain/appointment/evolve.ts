import type { Post } from '#law/vocabulary/people.ts'
import type { Absence, Tenure } from '../office.ts'
import type { AppointmentEvent, AppointmentState } from './words.ts'

const committeePosts: readonly Post[] = [
  'president',
  'vicePresident',
  'chair',
  'viceChair',
  'member',
]
/** Held because of the section a person works in. */
const sectionPosts: readonly Post[] = ['manager', 'operator', 'staff']

/** What runs at that time ends then; what was to begin later does not begin. */
const endFrom = (
  tenures: readonly Tenure[],
  atUs: number,
  which: (tenure: Tenure) => boolean,
): readonly Tenure[] =>
  tenures.flatMap(tenure => {
    if (!which(tenure) || (tenure.untilUs !== null && tenure.untilUs <= atUs)) return [tenure]
    return tenure.fromUs >= atUs ? [] : [{ ...tenure, untilUs: atUs }]
  })

const endAbsences = (
  absences: readonly Absence[],
  atUs: number,
  which: (absence: Absence) => boolean,
): readonly Absence[] =>
  absences.map(absence =>
    which(absence) && (absence.endedAtUs === null || absence.endedAtUs > atUs)
      ? { ...absence, endedAtUs: atUs }
      : absence,
  )

export function evolve(state: AppointmentState, event: AppointmentEvent): AppointmentState {
  const { tenures, absences, sections, leaving } = state
  switch (event.type) {
    case 'SeatCountWritten':
      return { ...state, seatCount: event.count }
    case 'CommitteeSeated': {
      const { seats, fromUs } = event
      const begun = seats.flatMap(({ person, posts }) =>
        [...new Set<Post>([...posts, 'member'])].map(post => ({
          person,
          post,
          of: null,
          unit: null,
          fromUs,
          untilUs: null,
        })),
      )
      const kept = endFrom(tenures, fromUs, ({ post }) => committeePosts.includes(post))
      return {
        ...state,
        tenures: [...kept, ...begun],
        absences: endAbsences(absences, fromUs, () => true),
        leaving: leaving.filter(({ post }) => !committeePosts.includes(post)),
      }
    }
    case 'SectionNamed':
      return { ...state, sections: { ...sections, [event.of]: event.unit } }
    case 'ManagerAppointed': {
      const { person, of, unit, fromUs } = event
      const kept = endFrom(tenures, fromUs, held => held.post === 'manager' && held.of === of)
      const begun = { person, post: 'manager', of, unit, fromUs, untilUs: null } as const
      return {
        ...state,
        tenures: [...kept, begun],
        absences: endAbsences(absences, fromUs, absence => absence.of === of),
      }
    }
    case 'OperatorDesignated': {
      const { person, of, unit, fromUs, untilUs, succeeds } = event
      const kept = endFrom(
        tenures,
        fromUs,
        held =>
          held.post === 'operator' &&
          held.of === of &&
          (held.person === succeeds || held.person === person),
      )
      const begun = { person, post: 'operator', of, unit, fromUs, untilUs } as const
      return { ...state, tenures: [...kept, begun] }
    }
    case 'DesignationEnded': {
      const { person, of, atUs } = event
      const ends = (held: Tenure) =>
        held.post === 'operator' && held.person === person && held.of === of
      return { ...state, tenures: endFrom(tenures, atUs, ends) }
    }
    case 'PostEntered': {
      const { person, post, of, unit, fromUs, untilUs } = event
      const same = (held: Tenure) => held.post === post && held.person === person && held.of === of
      const begun = { person, post, of, unit, fromUs, untilUs }
      return { ...state, tenures: [...endFrom(tenures, fromUs, same), begun] }
    }
    case 'Transferred': {
      const { person, fromUs } = event
      const ends = (held: Tenure) => held.person === person && sectionPosts.includes(held.post)
      return { ...state, tenures: endFrom(tenures, fromUs, ends) }
    }
    case 'SteppedDown': {
      const { person, post, atUs } = event
      return { ...state, leaving: [...leaving, { person, post, atUs }] }
    }
    case 'AbsenceDeclared': {
      const { of, deputy, reason, citation, atUs } = event
      const absence = { of, deputy, reason, citation, declaredAtUs: atUs, confirmedBy: null }
      const endedAtUs = nextManagerUs(tenures, of, atUs)
      return { ...state, absences: [...absences, { ...absence, endedAtUs }] }
    }
    case 'AbsenceConfirmed': {
      const { of, by, declaredAtUs } = event
      return {
        ...state,
        absences: absences.map(absence =>
          absence.of === of && absence.declaredAtUs === declaredAtUs
            ? { ...absence, confirmedBy: by }
            : absence,
        ),
      }
    }
    case 'AbsenceEnded': {
      const { of, atUs } = event
      return { ...state, absences: endAbsences(absences, atUs, absence => runs(absence, of, atUs)) }
    }
  }
}

/** When a manager already chosen takes office next, which ends an absence; null: nobody is chosen. */
function nextManagerUs(tenures: readonly Tenure[], of: string | null, atUs: number): number | null {
  const times = tenures
    .filter(held => held.post === 'chair' || (held.post === 'manager' && held.of === of))
    .flatMap(({ fromUs }) => (fromUs > atUs ? [fromUs] : []))
  return times.length === 0 ? null : Math.min(...times)
}

const runs = ({ of, declaredAtUs, endedAtUs }: Absence, wanted: string | null, atUs: number) =>
  declaredAtUs <= atUs &&
  (endedAtUs === null || atUs < endedAtUs) &&
  (wanted === null || of === null || of === wanted)
