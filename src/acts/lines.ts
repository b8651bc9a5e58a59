import { appendixAt } from '#domain/camera/appendix.ts'
import type { Register } from '#law/vocabulary/registers.ts'
import { agreementLines } from '#registers/agreement-lines.ts'
import type { CaseFile, Clerk } from '#registers/case-file.ts'
import { caseLines } from '#registers/case-lines.ts'
import { type StandingLine, standingLines } from '#registers/corrected-lines.ts'
import { fundLines } from '#registers/fund-lines.ts'
import type { Line } from '#registers/line.ts'
import { mediumLine } from '#registers/media-lines.ts'
import { cameraLines, complaintLine, contractorLine } from '#registers/site-lines.ts'
import type { Sight } from './sight.ts'
import { readStreamName, streamName } from './stream-name.ts'

/** How a person is called on paper. */
export type NameOf = (person: string) => string

/**
 * The lines that one file leaves in one register, each as it was written, then its corrections. Written from the
 * streams of the file and, for the places of cameras, from the list as it was when the file began: a later list
 * changes no older line.
 */
export function standingLinesIn(
  sight: Sight,
  register: Register,
  file: string,
  nameOf: NameOf,
): readonly StandingLine[] {
  const clerk = clerkAt(sight, beginningOf(sight, file), nameOf)
  const events = sight
    .statesIn(file, 'correction')
    .flatMap(({ events }) => events)
    .toSorted((one, other) => one.atUs - other.atUs)
  return standingLines(clerk, register, linesIn(sight, clerk, register, file), events)
}

/** The lines of one file as they were written first. */
export function firstLinesIn(sight: Sight, register: Register, file: string): readonly Line[] {
  return linesIn(sight, clerkAt(sight, beginningOf(sight, file), String), register, file)
}

function linesIn(sight: Sight, clerk: Clerk, register: Register, file: string): readonly Line[] {
  const { kind, ids: [id = ''] = [] } = readStreamName(file) ?? {}
  const one = (line: Line | null) => (line ? [line] : [])
  switch (kind) {
    case 'request':
      return caseLines(clerk, register, caseFile(sight, id))
    case 'agreement':
      return agreementLines(clerk, register, sight.state('agreement', id))
    case 'complaint':
      return register.of === 'complaints'
        ? one(complaintLine(clerk, register, sight.state('complaint', id)))
        : []
    case 'engagement':
      return register.of === 'engagements'
        ? one(contractorLine(register, sight.state('engagement', id)))
        : []
    case 'medium':
      return register.of === 'media'
        ? one(mediumLine(clerk, register, sight.state('medium', id).events))
        : []
    case 'fund':
      return register.of === 'funds'
        ? fundLines(clerk, register, sight.state('fund', id).events)
        : []
    case 'appendix': {
      const { places, versions } = sight.state('appendix', id)
      return register.of === 'cameras'
        ? versions.flatMap(version =>
            cameraLines(register, { places, versions: [version] }, version.fromUs),
          )
        : []
    }
    default:
      return []
  }
}

export function caseFile({ state, statesIn }: Sight, id: string): CaseFile {
  const file = streamName('request', id)
  return {
    number: id,
    request: state('request', id),
    approval: state('approval', id),
    sessions: statesIn(file, 'viewing'),
    copies: statesIn(file, 'take-out'),
    tellings: state('telling', id),
  }
}

function clerkAt({ profile, state }: Sight, atUs: number, nameOf: NameOf): Clerk {
  const lines = appendixAt(state('appendix', 'main'), atUs)?.lines ?? []
  return {
    profile,
    nameOf,
    placeOf: camera => lines.find(line => line.camera === camera)?.states.place || camera,
  }
}

function beginningOf({ state }: Sight, file: string): number {
  const { kind, ids: [id = ''] = [] } = readStreamName(file) ?? {}
  switch (kind) {
    case 'request': {
      const asked = state('request', id)
      const request = asked.status === 'none' || asked.status === 'open' ? asked : asked.request
      return request.status === 'none' ? 0 : request.receivedAtUs
    }
    case 'agreement': {
      const agreed = state('agreement', id)
      return agreed.status === 'none' ? 0 : (agreed.activatedAtUs ?? agreed.fromUs)
    }
    case 'complaint': {
      const complaint = state('complaint', id)
      return complaint.status === 'none' ? 0 : complaint.receivedAtUs
    }
    default:
      return 0
  }
}
