import { attested, type Bindings, code, definition } from '../binding.ts'

const operator = code('domain/operating.ts', 'refuseOperator')
const manager = code('domain/approval/manager.ts', 'refuseManager')
const camera = code('domain/camera/siting.ts', 'refusePlan')
const terms = code('domain/agreement/activating.ts', 'refuseTerms')
const ground = code('domain/request/inspection/ground.ts', 'groundPoints')
const tests = code('domain/request/inspection/ground.ts', 'testPoints')
const making = code('domain/take-out/making.ts', 'refuseMaking')
const line = code('registers/copy-line.ts', 'copyLine')

export const nishinari: Bindings = {
  'NISHINARI-1': [definition('cameras.kind.bodies')],
  'NISHINARI-2-1': [definition('cameras.kind.means')],
  'NISHINARI-2-2': [definition('footage.means'), code('domain/live/watching.ts', 'watchLive')],
  'NISHINARI-2-3': [code('domain/operating.ts', 'refuseTerminal')],
  'NISHINARI-3': [camera],
  'NISHINARI-4-1': [operator, code('domain/camera/running.ts', 'switchOff')],
  'NISHINARI-4-2-0': [code('domain/appointment/managing.ts', 'appointManager')],
  'NISHINARI-4-2-1': [definition('declarations.1')],
  'NISHINARI-4-2-2': [ground],
  'NISHINARI-4-3a': [code('domain/appointment/designating.ts', 'designate')],
  'NISHINARI-4-3b': [operator],
  'NISHINARI-5-1': [
    camera,
    code('keeper/health.ts', 'healthMeter'),
    code('domain/incident/incident.ts', 'incident'),
  ],
  'NISHINARI-5-2': [manager, operator],
  'NISHINARI-5-3a': [code('law/retention.ts', 'dueUnder')],
  'NISHINARI-5-3b': [code('domain/hold/hold-decision.ts', 'decideHold')],
  'NISHINARI-5-4': [
    camera,
    code('keeper/forgetting/eraser.ts', 'openEraser'),
    code('keeper/importing/duties.ts', 'openDuty'),
  ],
  'NISHINARI-5-5': [making],
  'NISHINARI-6-0a': [code('domain/request/inspection/internal.ts', 'internalPoints'), making],
  'NISHINARI-6-0b': [ground],
  'NISHINARI-6-1': [ground, code('domain/approval/warrant.ts', 'refuseWarrant')],
  'NISHINARI-6-2': [tests],
  'NISHINARI-6-3': [tests, code('domain/request/inspection/person.ts', 'othersPoints')],
  'NISHINARI-7-1a': [code('domain/request/inspection/papers.ts', 'applicationPoints')],
  'NISHINARI-7-1b': [code('domain/request/inspection/papers.ts', 'entryPoints')],
  'NISHINARI-7-1c': [ground, manager],
  'NISHINARI-7-2a': [code('domain/take-out/handing.ts', 'refuseHandingOver'), line],
  'NISHINARI-7-2b': [making],
  'NISHINARI-8-1': [
    code('domain/agreement/activating.ts', 'refusePartner'),
    code('domain/agreement/extracting.ts', 'refuseNotice'),
    terms,
  ],
  'NISHINARI-8-2': [
    code('domain/agreement/extracting.ts', 'refuseProviding'),
    code('domain/agreement/extracting.ts', 'refuseExtraction'),
    code('domain/agreement/correcting.ts', 'correct'),
    code('registers/agreement-lines.ts', 'agreementLines'),
  ],
  'NISHINARI-8-3': [terms],
  'NISHINARI-8-4': [terms, code('domain/agreement/agreement.ts', 'agreement')],
  'NISHINARI-9': [code('domain/complaint/complaint.ts', 'complaint')],
  'NISHINARI-10': [attested('signSeen'), code('domain/camera/sign.ts', 'attestSign')],
  'NISHINARI-11': [code('domain/viewing/opening.ts', 'refuseOpening')],
  'NISHINARI-12-1': [
    attested('computerLocked'),
    code('domain/operating.ts', 'refuseTerminal'),
    code('desk/terminals.ts', 'Terminals'),
  ],
  'NISHINARI-12-2': [code('domain/agreement/duties.ts', 'dutiesAt')],
  'NISHINARI-附則': [
    code('law/versions/amendments.ts', 'amendmentOn'),
    code('law/retention.ts', 'dueUnder'),
  ],
  'NISHINARI-F0': [line],
  'NISHINARI-F1': [line],
  'NISHINARI-F2': [line],
  'NISHINARI-F3': [line],
  'NISHINARI-F4': [line],
  'NISHINARI-F5': [line],
}
