import { attested, type Bindings, code, definition, gap, gate, otherBasis } from '../binding.ts'

const operator = code('domain/operating.ts', 'refuseOperator')
const opening = code('domain/viewing/opening.ts', 'refuseOpening')
const presence = code('domain/viewing/presence.ts', 'refuseAbsence')
const viewing = code('domain/viewing/viewing.ts', 'viewing')
const quorum = code('domain/quorum.ts', 'refuseWitnesses')
const grounds = code('domain/request/inspection/ground.ts', 'groundPoints')
const tests = code('domain/request/inspection/ground.ts', 'testPoints')
const papers = code('domain/request/inspection/papers.ts', 'paperPoints')
const application = code('domain/request/inspection/papers.ts', 'applicationPoints')
const others = code('domain/request/inspection/person.ts', 'othersPoints')
const internal = code('domain/request/inspection/internal.ts', 'internalPoints')
const approval = code('domain/approval/approval.ts', 'approval')
const majority = code('domain/approval/committee.ts', 'outcomeOf')
const voter = code('domain/approval/committee.ts', 'refuseVoter')
const meeting = code('domain/meeting/meeting.ts', 'meeting')
const meetingDuties = code('domain/meeting/duties.ts', 'dutiesAt')
const making = code('domain/take-out/making.ts', 'refuseMaking')
const line = code('domain/take-out/handing.ts', 'refuseLine')
const handing = code('domain/take-out/handing.ts', 'refuseHandingOver')
const ending = code('domain/take-out/ending.ts', 'refuseEnding')
const telling = code('domain/telling/telling.ts', 'tell')
const seat = code('domain/appointment/seating.ts', 'seat')
const review = code('domain/camera/coverage.ts', 'review')
const siting = code('domain/camera/siting.ts', 'refusePlan')
const switchOn = code('domain/camera/running.ts', 'switchOn')
const work = code('domain/engagement/working.ts', 'refuseWork')
const contractor = code('domain/engagement/working.ts', 'refuseUnapproved')
const fund = code('domain/fund/fund.ts', 'fund')
const due = code('law/retention.ts', 'dueUnder')
const eraser = code('keeper/forgetting/eraser.ts', 'openEraser')
const decided = code('acts/decided.ts', 'decided')
const drain = code('office/drain.ts', 'Drain')
const books = code('projections/books.ts', 'Books')

export const kai: Bindings = {
  'KAI-1': [
    definition('purpose'),
    siting,
    grounds,
    otherBasis(
      'a request with no ground of 9',
      'text',
      null,
      '９ lists the cases, so its own words refuse what fits none, and not only our reading of １',
    ),
  ],
  'KAI-2-1': [definition('cameras.kind.refuses'), siting],
  'KAI-2-2': [
    definition('footage.means'),
    code('domain/camera/siting.ts', 'refuseLeavingOut'),
    gap('door', 'thumbnails/previews outside the vault'),
  ],
  'KAI-3-0': [gate('appendix'), switchOn, code('domain/camera/appendix.ts', 'refuseUnlisted')],
  'KAI-3-1': [gate('coverage'), attested('aimUnchanged'), siting, review],
  'KAI-3-2': [
    code('domain/live/watching.ts', 'watchLive'),
    code('domain/live/aim-check.ts', 'checkAim'),
  ],
  'KAI-4-0': [gate('committee'), switchOn],
  'KAI-4-1': [seat],
  'KAI-4-2': [seat],
  'KAI-4-3': [meeting],
  'KAI-4-4': [
    code('domain/acting.ts', 'refuseActing'),
    code('domain/appointment/deputising.ts', 'declareAbsence'),
    code('domain/appointment/duties.ts', 'dutiesAt'),
  ],
  'KAI-5': [definition('committee'), operator, decided],
  'KAI-6': [gate('sign'), attested('signSeen'), code('domain/camera/sign.ts', 'attestSign')],
  'KAI-7-0': [
    code('vault/segment-sealer.ts', 'SegmentSealer'),
    code('domain/incident/incident.ts', 'incident'),
    gap('network', 'outbound connections, remote support'),
  ],
  'KAI-7-1a': [code('domain/appointment/designating.ts', 'designate')],
  'KAI-7-1b': [
    operator,
    code('domain/credential/credential.ts', 'credential'),
    code('desk/presence.ts', 'presentBy'),
    gap('door', 'root shell'),
  ],
  'KAI-7-2a': [due, code('law/capture-time.ts', 'captureTimeOf')],
  'KAI-7-2b': [eraser, code('keeper/routine.ts', 'openRoutine'), drain],
  'KAI-7-2c': [eraser],
  'KAI-7-3a': [
    attested('mediaLocked'),
    code('domain/medium/keeping.ts', 'register'),
    code('domain/medium/duties.ts', 'dutiesAt'),
  ],
  'KAI-7-3b': [internal, opening, making],
  'KAI-7-4a': [due, eraser, code('domain/hold/early-erasure.ts', 'decideEarlyErasure')],
  'KAI-7-4b': [
    code('domain/medium/ending.ts', 'destroy'),
    code('domain/medium/ending.ts', 'reuse'),
  ],
  'KAI-8a': [opening, telling],
  'KAI-8b': [opening],
  'KAI-9-00': [grounds, telling],
  'KAI-9-0a': [papers, application],
  'KAI-9-0b': [code('domain/request/inspection/urgency.ts', 'urgencyPoints')],
  'KAI-9-1': [grounds, code('domain/approval/warrant.ts', 'refuseWarrant')],
  'KAI-9-2': [others],
  'KAI-9-3': [tests],
  'KAI-9-4': [tests],
  'KAI-9-5': [grounds, tests],
  'KAI-10-0': [opening, code('domain/request/ready.ts', 'notReady')],
  'KAI-10-1': [approval, majority, voter, code('desk/signing.ts', 'Signing')],
  'KAI-10-2a': [
    viewing,
    code('registers/session-line.ts', 'sessionLine'),
    code('domain/correction/correction.ts', 'correction'),
    books,
  ],
  'KAI-10-2b': [quorum, presence],
  'KAI-11-0': [making, handing, gap('room', 'phone photo of screen')],
  'KAI-11-1': [approval, majority, making],
  'KAI-11-2': [quorum, making, handing],
  'KAI-11-3': [line, handing],
  'KAI-11-4': [ending, code('domain/request/asking.ts', 'close')],
  'KAI-12': [
    code('domain/complaint/complaint.ts', 'complaint'),
    code('domain/complaint/duties.ts', 'dutiesAt'),
  ],
  'KAI-13a': [work],
  'KAI-13b': [contractor, work],
  'KAI-14a': [definition('silence'), meeting],
  'KAI-14b': [meeting, meetingDuties],
  'KAI-14x-0': [definition('fund.optional'), fund],
  'KAI-14x-1': [
    fund,
    code('domain/fund/duties.ts', 'dutiesAt'),
    code('registers/fund-lines.ts', 'fundLines'),
  ],
  'KAI-14x-2': [fund],
  'KAI-附則-1': [
    code('law/versions/adoption.ts', 'adopt'),
    code('law/versions/limits.ts', 'dueAcross'),
  ],
  'KAI-F1': [viewing, code('registers/paper-line.ts', 'refusePaperLine')],
  'KAI-F2': [
    line,
    code('registers/copy-line.ts', 'copyLine'),
    code('domain/take-out/duties.ts', 'dutiesAt'),
  ],
  'KAI-F0': [
    code('domain/camera/appendix.ts', 'refusePlaces'),
    code('registers/site-lines.ts', 'cameraLines'),
  ],
}
