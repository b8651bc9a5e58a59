import type { OpenRequest } from '#domain/request/state.ts'
import type { Step } from './desk.ts'
import { startUs } from './hours.ts'

const counter = { atUs: startUs, by: '受付' }

/** Everything the counter writes down, one command after the other. */
export function asked(whole: OpenRequest): readonly Step[] {
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

export const urgent: Step = {
  to: 'request',
  command: {
    ...counter,
    type: 'ClaimUrgency',
    reason: '連れ去りが続いている',
    recognisedBy: '会長',
    permittedBy: null,
  },
}

export const warrant: Step = {
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

export const closed: Step = { to: 'request', command: { ...counter, type: 'Close' } }
