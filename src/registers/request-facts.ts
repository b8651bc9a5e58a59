import { warekiDay, warekiMoment } from '#civil/wareki.ts'
import type { Approved } from '#domain/approval/state.ts'
import type { OpenRequest } from '#domain/request/state.ts'
import { actWord } from '#law/called.ts'
import type { Act } from '#law/vocabulary/grounds.ts'
import type { Clerk } from './case-file.ts'
import type { Facts } from './line.ts'

const ways = {
  terminal: '議決',
  paper: '議決（書面）',
  telephone: '緊急時の承認',
  manager: '',
  warrant: '令状',
} as const

/** What a line takes from the request and its approval, whatever was done with it. */
export function requestFacts(
  { profile, nameOf }: Clerk,
  request: OpenRequest,
  approval: Approved | null,
  act: Act,
): Facts {
  const { requester } = request
  const ground = profile.grounds.list.find(({ code }) => code === request.ground)
  const papers = request.papers
    .filter(({ paper }) => paper !== 'application')
    .map(({ title, dated, number }) =>
      [title, dated && warekiDay(dated), number].filter(Boolean).join(' '),
    )
    .join('、')
  const statute = request.entries.statute ?? request.entries.law ?? ''
  const basis = [ground?.code, statute, papers].filter(Boolean).join(' ')
  return {
    kind: actWord(profile, act),
    purpose: request.purpose,
    ground: basis,
    paper: papers,
    who: [requester.organisation, requester.post, requester.name].filter(Boolean).join(' '),
    organisation: requester.organisation,
    postAndName:
      requester.name === '' ? '' : [requester.post, requester.name].filter(Boolean).join(' '),
    contact: requester.contact,
    recipient: [requester.organisation, requester.name].filter(Boolean).join(' '),
    ...(approval
      ? {
          approval: `${warekiMoment(approval.atUs)} ${ways[approval.way]}${approval.approvers
            .map(nameOf)
            .join('・')}`,
          conditions: approval.conditions.join('、'),
        }
      : {}),
  }
}
