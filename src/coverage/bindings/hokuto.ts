import { attested, type Bindings, code, definition, gate, otherBasis } from '../binding.ts'

const operator = code('domain/operating.ts', 'refuseOperator')
const opening = code('domain/viewing/opening.ts', 'refuseOpening')
const presence = code('domain/viewing/presence.ts', 'refuseAbsence')
const quorum = code('domain/quorum.ts', 'refuseWitnesses')
const tests = code('domain/request/inspection/ground.ts', 'testPoints')
const grounds = code('domain/request/inspection/ground.ts', 'groundPoints')
const papers = code('domain/request/inspection/papers.ts', 'paperPoints')
const internal = code('domain/request/inspection/internal.ts', 'internalPoints')
const making = code('domain/take-out/making.ts', 'refuseMaking')
const line = code('domain/take-out/handing.ts', 'refuseLine')
const handing = code('domain/take-out/handing.ts', 'refuseHandingOver')
const telling = code('domain/take-out/handing.ts', 'refuseTelling')
const ending = code('domain/take-out/ending.ts', 'refuseEnding')
const copyDuties = code('domain/take-out/duties.ts', 'dutiesAt')
const designate = code('domain/appointment/designating.ts', 'designate')
const appoint = code('domain/appointment/managing.ts', 'appointManager')
const hold = code('domain/hold/hold-decision.ts', 'decideHold')
const due = code('law/retention.ts', 'dueUnder')
const adopt = code('law/versions/adoption.ts', 'adopt')
const siting = code('domain/camera/siting.ts', 'refusePlan')
const leavingOut = code('domain/camera/siting.ts', 'refuseLeavingOut')
const paper = code('registers/paper-line.ts', 'refusePaperLine')
const session = code('registers/session-line.ts', 'sessionLine')
const viewing = code('domain/viewing/viewing.ts', 'viewing')

export const hokuto: Bindings = {
  'HOKUTO-1': [siting],
  'HOKUTO-2-1': [siting, leavingOut, designate],
  'HOKUTO-2-2': [leavingOut],
  'HOKUTO-3': [code('law/versions/legal-basis.ts', 'citedWithoutNote'), attested('measures')],
  'HOKUTO-4-1': [gate('coverage'), code('domain/camera/coverage.ts', 'review')],
  'HOKUTO-4-2': [
    code('domain/camera/running.ts', 'setHours'),
    code('keeper/inspection/uptime.ts', 'uptime'),
  ],
  'HOKUTO-4-3': [attested('signSeen'), gate('sign')],
  'HOKUTO-5-1': [appoint],
  'HOKUTO-5-2': [designate, operator],
  'HOKUTO-5-3': [
    code('domain/medium/medium.ts', 'medium'),
    code('domain/incident/incident.ts', 'incident'),
    code('ledger/writer.ts', 'Writer'),
  ],
  'HOKUTO-5-4': [operator, opening],
  'HOKUTO-6-1-0': [internal, grounds],
  'HOKUTO-6-1-1': [papers, code('domain/approval/warrant.ts', 'refuseWarrant')],
  'HOKUTO-6-1-2': [papers, tests],
  'HOKUTO-6-1-3': [tests],
  'HOKUTO-6-2a': [quorum, presence],
  'HOKUTO-6-2b': [handing],
  'HOKUTO-6-2c': [
    code('domain/correction/correction.ts', 'correction'),
    code('domain/correction/keeping.ts', 'keptUntilUs'),
    code('shelves/shelf-work.ts', 'keepShelves'),
  ],
  'HOKUTO-6-3-0': [telling, handing],
  'HOKUTO-6-3-1': [definition('copies.conditions'), copyDuties],
  'HOKUTO-6-3-2': [ending, copyDuties],
  'HOKUTO-6-4a': [due],
  'HOKUTO-6-4b': [hold],
  'HOKUTO-6-5': [making],
  'HOKUTO-7-1': [opening],
  'HOKUTO-7-2': [opening],
  'HOKUTO-8': [code('domain/complaint/complaint.ts', 'complaint')],
  'HOKUTO-9-1': [adopt],
  'HOKUTO-9-2': [definition('silence'), definition('declarations.1')],
  'HOKUTO-附則': [adopt],
  'HOKUTO-F0': [paper, code('registers/case-lines.ts', 'caseLines')],
  'HOKUTO-F1': [viewing, session],
  'HOKUTO-F2': [line],
  'HOKUTO-F3': [line],
  'HOKUTO-F4': [line],
  'HOKUTO-F5': [line],
  'HOKUTO-F6': [paper],
  'HOKUTO-F7': [
    making,
    otherBasis(
      'cameras not in the approval',
      'reading',
      'B20',
      'the form has the place and the period filmed written down, so B20 covers both alike',
    ),
  ],
  'HOKUTO-F8': [opening, viewing, making, paper],
  'HOKUTO-F9': [line, paper],
  'HOKUTO-F10': [viewing],
  'HOKUTO-F11': [
    code('domain/take-out/take-out.ts', 'takeOut'),
    code('registers/copy-line.ts', 'copyLine'),
  ],
  'HOKUTO-F12': [session],
}
