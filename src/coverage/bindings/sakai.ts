import { attested, type Bindings, code, definition, gate } from '../binding.ts'

const operator = code('domain/operating.ts', 'refuseOperator')
const terminal = code('domain/operating.ts', 'refuseTerminal')
const opening = code('domain/viewing/opening.ts', 'refuseOpening')
const watching = code('domain/live/watching.ts', 'watchLive')
const ground = code('domain/request/inspection/ground.ts', 'groundPoints')
const tests = code('domain/request/inspection/ground.ts', 'testPoints')
const entries = code('domain/request/inspection/papers.ts', 'entryPoints')
const papers = code('domain/request/inspection/papers.ts', 'paperPoints')
const identity = code('domain/request/inspection/person.ts', 'identityPoints')
const checks = code('domain/request/inspection/person.ts', 'checkPoints')
const urgency = code('domain/request/inspection/urgency.ts', 'urgencyPoints')
const making = code('domain/take-out/making.ts', 'refuseMaking')
const amendment = code('law/versions/amendments.ts', 'amendmentOn')

export const sakai: Bindings = {
  'SAKAI-1': [code('law/versions/parent.ts', 'looserRefused'), definition('cameras.kind.sites')],
  'SAKAI-2': [definition('cameras.kind.purposes'), code('domain/camera/siting.ts', 'refusePlan')],
  'SAKAI-3': [definition('footage.means'), making],
  'SAKAI-4a': [gate('coverage'), code('domain/camera/coverage.ts', 'review')],
  'SAKAI-4b': [gate('appendix'), code('domain/camera/appendix.ts', 'refusePlaces')],
  'SAKAI-5-1': [code('domain/appointment/managing.ts', 'appointManager')],
  'SAKAI-5-2': [definition('declarations.0')],
  'SAKAI-5-3': [code('domain/appointment/designating.ts', 'designate'), operator],
  'SAKAI-5-4': [code('domain/request/inspection/internal.ts', 'internalPoints')],
  'SAKAI-6': [operator],
  'SAKAI-7a': [opening],
  'SAKAI-7b': [watching],
  'SAKAI-7c': [watching, code('domain/engagement/engagement.ts', 'engagement')],
  'SAKAI-8': [opening],
  'SAKAI-9a': [attested('signSeen'), gate('sign')],
  'SAKAI-9b': [code('domain/camera/sign.ts', 'attestSign')],
  'SAKAI-10-1a': [attested('rackLocked')],
  'SAKAI-10-1b': [attested('keyKept'), code('domain/terminal/keys.ts', 'key')],
  'SAKAI-10-2a': [
    terminal,
    code('domain/terminal/terminal.ts', 'terminal'),
    code('desk/terminals.ts', 'Terminals'),
  ],
  'SAKAI-10-2b': [
    code('domain/credential/credential.ts', 'credential'),
    code('desk/accounts.ts', 'Accounts'),
  ],
  'SAKAI-10-2c': [
    code('domain/credential/credential.ts', 'credential'),
    code('domain/credential/credential.ts', 'endsAtUs'),
    code('desk/presence.ts', 'presentBy'),
  ],
  'SAKAI-10-3a': [code('law/retention.ts', 'dueUnder')],
  'SAKAI-10-3b': [making],
  'SAKAI-10-3c': [code('keeper/forgetting/eraser.ts', 'openEraser')],
  'SAKAI-10-4': [
    code('domain/viewing/viewing.ts', 'viewing'),
    code('registers/case-lines.ts', 'caseLines'),
    code('projections/books.ts', 'Books'),
  ],
  'SAKAI-11-1-0': [ground, code('domain/approval/manager.ts', 'refuseManager')],
  'SAKAI-11-1-ア': [ground, code('domain/approval/warrant.ts', 'refuseWarrant')],
  'SAKAI-11-1-イ': [ground, entries],
  'SAKAI-11-1-イ-2': [papers, urgency],
  'SAKAI-11-1-イ-3': [urgency, code('domain/request/duties.ts', 'dutiesAt')],
  'SAKAI-11-1-ウ': [tests],
  'SAKAI-11-1-エ': [ground, entries, checks],
  'SAKAI-11-1-オ': [tests, code('domain/request/inspection/person.ts', 'readerPoints')],
  'SAKAI-11-2': [
    code('domain/take-out/handing.ts', 'refuseConfirming'),
    code('domain/take-out/handing.ts', 'refuseHandingOver'),
  ],
  'SAKAI-11-3': [
    code('domain/request/asking.ts', 'close'),
    code('domain/take-out/ending.ts', 'refuseEnding'),
  ],
  'SAKAI-11-4-0': [entries, code('domain/disclosure/identifying.ts', 'search')],
  'SAKAI-11-4-1': [entries],
  'SAKAI-11-4-2': [entries],
  'SAKAI-11-4-3': [entries],
  'SAKAI-11-4-4': [entries, code('domain/request/inspection/range.ts', 'rangePoints')],
  'SAKAI-11-4-5': [identity, code('domain/request/proving.ts', 'identify')],
  'SAKAI-11-4-6': [papers],
  'SAKAI-11-5-1': [checks],
  'SAKAI-11-5-2': [checks],
  'SAKAI-11-5-3': [checks],
  'SAKAI-11-5-4': [checks, code('domain/request/inspection/person.ts', 'othersPoints')],
  'SAKAI-11-6': [
    code('domain/disclosure/receiving.ts', 'receive'),
    code('domain/disclosure/preserving.ts', 'preserve'),
  ],
  'SAKAI-12': [code('law/versions/legal-basis.ts', 'citedWithoutNote')],
  'SAKAI-附則1': [amendment],
  'SAKAI-附則2': [amendment],
  'SAKAI-附則3': [amendment],
  'SAKAI-附則4': [amendment, code('law/versions/adoption.ts', 'adopt')],
}
