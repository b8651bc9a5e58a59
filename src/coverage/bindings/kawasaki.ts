import { attested, type Bindings, code, definition, gate } from '../binding.ts'

const siting = code('domain/camera/siting.ts', 'refusePlan')
const leavingOut = code('domain/camera/siting.ts', 'refuseLeavingOut')
const appoint = code('domain/appointment/managing.ts', 'appointManager')
const owing = code('domain/report/owing.ts', 'reportsAfter')
const report = code('domain/report/report.ts', 'report')
const reportDuties = code('domain/report/duties.ts', 'dutiesAt')
const making = code('domain/take-out/making.ts', 'refuseMaking')
const move = code('domain/medium/keeping.ts', 'move')
const destroy = code('domain/medium/ending.ts', 'destroy')
const mediumDuties = code('domain/medium/duties.ts', 'dutiesAt')
const engagement = code('domain/engagement/engagement.ts', 'engagement')
const adopt = code('law/versions/adoption.ts', 'adopt')
const amendment = code('law/versions/amendments.ts', 'amendmentOn')

export const kawasaki: Bindings = {
  'KAWASAKI-1': [definition('purpose'), definition('manager')],
  'KAWASAKI-2-1': [leavingOut, siting],
  'KAWASAKI-2-2': [definition('footage.means'), leavingOut],
  'KAWASAKI-2-3': [definition('cameras.kind.agencies'), siting],
  'KAWASAKI-3': [attested('measures')],
  'KAWASAKI-4-1a': [
    code('domain/request/inspection/ground.ts', 'testPoints'),
    code('domain/request/inspection/papers.ts', 'entryPoints'),
    code('domain/request/inspection/internal.ts', 'internalPoints'),
    making,
  ],
  'KAWASAKI-4-1b': [owing, report, reportDuties],
  'KAWASAKI-4-2a': [code('domain/matching/matching.ts', 'matching'), siting],
  'KAWASAKI-4-2b': [owing, report, reportDuties],
  'KAWASAKI-5-1': [code('domain/approval/manager.ts', 'refuseManager'), appoint],
  'KAWASAKI-5-2': [appoint],
  'KAWASAKI-5-3a': [gate('manual'), code('domain/camera/manual.ts', 'manual')],
  'KAWASAKI-5-3b': [code('domain/incident/incident.ts', 'incident'), mediumDuties],
  'KAWASAKI-6-0': [definition('media'), definition('retention'), definition('copies')],
  'KAWASAKI-6-1': [code('vault/writer.ts', 'openWriter'), making],
  'KAWASAKI-6-2': [making],
  'KAWASAKI-6-3': [move, mediumDuties],
  'KAWASAKI-6-4a': [gate('retention'), code('domain/camera/running.ts', 'switchOn')],
  'KAWASAKI-6-4b': [
    code('domain/hold/decided-retention.ts', 'decideRetention'),
    code('domain/hold/hold-decision.ts', 'decideHold'),
  ],
  'KAWASAKI-6-5a': [
    code('law/retention.ts', 'dueUnder'),
    code('keeper/forgetting/eraser.ts', 'openEraser'),
    code('keeper/inspection/erasure-report.ts', 'erasureReport'),
  ],
  'KAWASAKI-6-5b': [destroy, code('domain/medium/ending.ts', 'discard')],
  'KAWASAKI-6-6': [attested('securityStandard')],
  'KAWASAKI-7-1': [definition('engagement'), engagement],
  'KAWASAKI-7-2': [engagement],
  'KAWASAKI-8-1': [
    code('domain/disclosure/identifying.ts', 'identify'),
    code('domain/disclosure/identifying.ts', 'search'),
  ],
  'KAWASAKI-8-2': [code('domain/disclosure/receiving.ts', 'receive')],
  'KAWASAKI-8-3': [
    code('domain/disclosure/deciding.ts', 'disclose'),
    code('domain/disclosure/preserving.ts', 'preserve'),
  ],
  'KAWASAKI-9': [code('domain/complaint/complaint.ts', 'complaint')],
  'KAWASAKI-10-1': [amendment],
  'KAWASAKI-10-2': [amendment],
  'KAWASAKI-10-3': [amendment],
  'KAWASAKI-10-4': [amendment],
  'KAWASAKI-10-5': [amendment, adopt, code('law/versions/limits.ts', 'dueAcross')],
}
