import type { ApprovalCommand } from '#domain/approval/words.ts'
import type { Setting } from '#domain/decider.ts'
import type { OpenRequest } from '#domain/request/state.ts'
import type { Act } from '#law/vocabulary/grounds.ts'
import { completeRequest } from '../complete-request.ts'
import { at } from '../given.ts'
import type { Room, Step } from './desk.ts'
import { nightResolution } from './office.ts'

export const startUs = at('2026-11-14 17:00')
const minuteUs = 60_000_000

export type Deciding = 'terminal' | 'paper' | 'telephone' | 'manager' | 'warrant'

/** The ways a document knows to come to a decision. */
export const waysOf = ({ profile }: Setting): readonly Deciding[] => [
  ...(profile.approval.body === 'manager'
    ? (['manager'] as const)
    : (profile.approval.collegiate?.ways.map(({ way }) => way) ?? [])),
  ...(profile.warrant.kind === 'ownPath' ? (['warrant'] as const) : []),
]

/** How a request is taken in at the counter, asked out, decided and shown when everybody does the right thing. */
export function ordinary(
  setting: Setting,
  code: string,
  acts: readonly Act[],
  way: Deciding,
): readonly Step[] {
  const whole = completeRequest(setting.profile, code, acts, startUs)
  const steps = [
    ...asked(whole),
    ...(way === 'telephone' ? [urgent] : []),
    ...(way === 'warrant' ? [warrant] : []),
    ...decided(setting, way),
    ...shown(setting, whole),
  ]
  return steps.map(
    ({ to, command }, place) =>
      ({ to, command: { ...command, atUs: startUs + place * minuteUs } }) as Step,
  )
}

/** The room as it should be: registered, in its place, with the manager's instruction. */
export const roomFor = ({ profile }: Setting): Room => ({
  terminal: {
    id: '端末1',
    enrolled: true,
    room: profile.terminals.rooms[0] ?? '事務室',
    checkedOut: true,
  },
  instruction: {
    by: profile.committee ? '会長' : '課長',
    to: profile.committee ? '操作' : '担当',
    atUs: startUs,
  },
  permitted: [],
})

const counter = { atUs: startUs, by: '受付' }

function asked(whole: OpenRequest): readonly Step[] {
  const [application = null, ...papers] = whole.papers
  const { id, acts, internal, requester, purpose, ranges, ground, entries } = whole
  const received = { id, acts, internal, requester, purpose, ranges, application }
  const commands: readonly Extract<Step, { to: 'request' }>['command'][] = [
    { ...counter, type: 'Receive', ...received },
    { ...counter, type: 'ClaimGround', ground: ground ?? '' },
    ...Object.entries(whole.answers).map(
      ([test, answer]) => ({ ...counter, type: 'AnswerTest', test, answer }) as const,
    ),
    { ...counter, type: 'Enter', entries },
    ...papers.map(paper => ({ ...counter, type: 'HandIn', paper }) as const),
    {
      ...counter,
      type: 'Identify',
      facts: whole.identified?.facts ?? [],
      photo: true,
      image: null,
    },
    ...Object.entries(whole.checks).map(
      ([check, answer]) => ({ ...counter, type: 'Check', check, answer }) as const,
    ),
    { atUs: startUs, by: '二人目', type: 'ReadAgain' },
  ]
  return commands.map(command => ({ to: 'request', command }))
}

const urgent: Step = {
  to: 'request',
  command: {
    ...counter,
    type: 'ClaimUrgency',
    reason: '連れ去りが続いている',
    recognisedBy: '会長',
    permittedBy: null,
  },
}

const warrant: Step = {
  to: 'request',
  command: {
    ...counter,
    type: 'PresentWarrant',
    warrant: {
      court: '函館地方裁判所',
      number: '令和8年（る）第123号',
      officer: '司法警察員 栁',
      inventory: '12番カメラの10分間',
      entries: {},
    },
  },
}

function decided({ profile }: Setting, way: Deciding): readonly Step[] {
  const inFavour = ['会長', '髙橋', '山﨑', '副会長', '操作']
  const by = profile.committee ? '会長' : '課長'
  const said = { atUs: startUs, by }
  const reasons = ''
  const propose = { ...said, type: 'Propose' } as const
  const commands = ((): readonly ApprovalCommand[] => {
    switch (way) {
      case 'manager':
        return [{ ...said, type: 'DecideAsManager', grant: true, reasons }]
      case 'warrant':
        return [
          { ...said, type: 'SignWarrant', signers: [by, profile.committee ? '髙橋' : '担当'] },
        ]
      case 'terminal':
        return [
          propose,
          ...inFavour.map(by => ({ ...said, by, type: 'Vote', inFavour: true, reasons }) as const),
        ]
      case 'paper': {
        const paper = { paper: 'minutes', sha256: 'c0ffee', against: [], reasons } as const
        return [
          propose,
          { ...said, type: 'EnterPaper', ...paper, inFavour, scannedBy: ['髙橋', '山﨑'] },
        ]
      }
      case 'telephone':
        return [
          propose,
          {
            ...said,
            type: 'EnterTelephone',
            resolution: nightResolution.id,
            assents: nightResolution.matter.members,
            heardBy: ['髙橋', '山﨑', '副会長'],
          },
        ]
    }
  })()
  return commands.map(command => ({ to: 'approval', command }))
}

function shown({ profile }: Setting, { ranges, requester }: OpenRequest): readonly Step[] {
  const by = profile.committee ? '操作' : '担当'
  const witnesses = profile.committee ? ['髙橋', '山﨑', '副会長'] : ['課長', '担当', '職員']
  const [first] = ranges
  return [
    {
      to: 'viewing',
      command: {
        atUs: startUs,
        by,
        type: 'Open',
        session: '閲覧1',
        ranges,
        viewers: [{ name: requester.name, person: requester.person }],
        witnesses,
        operatorSigned: true,
        noticeShownTo: [by, ...witnesses, requester.person ?? requester.name],
      },
    },
    ...(first
      ? ([{ to: 'viewing', command: { atUs: startUs, by, type: 'Show', range: first } }] as const)
      : []),
    { to: 'viewing', command: { atUs: startUs, by, type: 'Close', how: 'ended' } },
  ]
}
