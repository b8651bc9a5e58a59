import type { Setting } from '#domain/decider.ts'
import type { OpenRequest } from '#domain/request/state.ts'
import type { Act } from '#law/vocabulary/grounds.ts'
import { completeRequest } from '../complete-request.ts'
import { at } from '../given.ts'
import type { Room, Step } from './desk.ts'

export const startUs = at('2026-11-14 17:00')
const minuteUs = 60_000_000

/** How a request is taken in at the counter, asked out, decided and shown when everybody does the right thing. */
export function ordinary(setting: Setting, code: string, acts: readonly Act[]): readonly Step[] {
  const whole = completeRequest(setting.profile, code, acts, startUs)
  const steps = [...asked(whole), ...decided(setting), ...shown(setting, whole)]
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

function decided({ profile }: Setting): readonly Step[] {
  if (profile.approval.body === 'manager') {
    const command = {
      atUs: startUs,
      by: '課長',
      type: 'DecideAsManager',
      grant: true,
      reasons: '',
    } as const
    return [{ to: 'approval', command }]
  }
  return [
    { to: 'approval', command: { atUs: startUs, by: '会長', type: 'Propose' } },
    ...['会長', '髙橋', '山﨑', '副会長', '操作'].map(
      by =>
        ({
          to: 'approval',
          command: { atUs: startUs, by, type: 'Vote', inFavour: true, reasons: '' },
        }) as const,
    ),
  ]
}

function shown({ profile }: Setting, { ranges, requester }: OpenRequest): readonly Step[] {
  const by = profile.committee ? '操作' : '担当'
  const witnesses = profile.committee ? ['髙橋', '山﨑'] : ['課長', '担当']
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
