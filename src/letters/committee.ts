import type { ApprovalState, Proposal } from '#domain/approval/state.ts'
import { holds, membersAt } from '#domain/office.ts'
import type { OpenRequest } from '#domain/request/state.ts'
import { groundOf, postWord } from '#law/called.ts'
import type { Letter, Part } from './letter.ts'
import { actsWords, rangeRow, underWords, type Writing } from './setting.ts'

/** 回議書 and 議事録: a decision of the members on paper, signed by each, scanned afterwards. Empty: nobody decides so here. */
export function committeePapers(
  writing: Writing,
  about: { readonly request: OpenRequest; readonly approval: ApprovalState } | null,
): readonly Letter[] {
  const { collegiate, by } = writing.profile.approval
  const paper = collegiate?.ways.find(({ way }) => way === 'paper')
  const { committee } = writing.profile
  if (!collegiate || !paper || !committee) return []
  const matter = matterOf(writing, about)
  const shared = {
    number: about?.request.id ?? '',
    day: '',
    to: `${committee.name}　委員各位`,
    from: '',
    under: underWords(by),
    bases: [
      by,
      collegiate.majority.by,
      collegiate.notAlone,
      paper.by,
      writing.profile.approval.notOwnRequest,
    ],
    isBlank: about === null,
  }
  const scan: Part = {
    kind: 'words',
    says: `署名がそろったら、${paper.scannedBy}名で写しを取って記録に加え、原本を保管してください。`,
  }
  const votes = votesOf(writing, about)
  return [
    {
      ...shared,
      id: 'circular',
      title: '回議書',
      parts: [
        { kind: 'words', says: '次の件について、それぞれ賛否と理由を書き、署名してください。' },
        matter,
        votes,
        scan,
      ],
    },
    {
      ...shared,
      id: 'minutes',
      title: '議事録',
      to: '',
      parts: [
        {
          kind: 'table',
          rows: [
            { name: '会議の名', says: committee.name },
            { name: '日時', says: '' },
            { name: '場所', says: '' },
            { name: '招集した者', says: '' },
            { name: '出席した委員', says: '', isLong: true },
          ],
        },
        { kind: 'words', says: '議題と議決' },
        matter,
        votes,
        {
          kind: 'table',
          rows: [
            { name: '審議の内容', says: '', isLong: true },
            { name: '決定', says: '□ 承認　□ 一部承認　□ 不承認' },
          ],
        },
        {
          kind: 'signature',
          says: 'この議事録に相違ありません。',
          name: postWord(writing.profile, 'chair'),
        },
        scan,
      ],
    },
  ]
}

function matterOf(writing: Writing, about: Parameters<typeof committeePapers>[1]): Part {
  const { profile } = writing
  const asked = about?.request
  const put: Proposal | OpenRequest | null =
    about?.approval.proposal ??
    about?.approval.decisions.findLast(decision => decision.status === 'approved') ??
    asked ??
    null
  const ground = groundOf(profile, put?.ground ?? null)
  const { organisation = '', post = '', name = '' } = asked?.requester ?? {}
  const conditions = put && 'conditions' in put ? put.conditions : []
  return {
    kind: 'table',
    rows: [
      { name: '求めた者', says: [organisation, post, name].filter(Boolean).join('　') },
      { name: '行為', says: put ? actsWords(profile, put.acts) : '' },
      { name: '目的', says: put?.purpose ?? '', isLong: true },
      { name: '根拠', says: ground ? `${ground.code}　${ground.label}` : '' },
      rangeRow(writing, put?.ranges ?? []),
      { name: '条件', says: conditions.join('\n'), isLong: true },
    ],
  }
}

/** Every member a row. What was said at a terminal or on an earlier paper stands there; the rest is by hand. */
function votesOf(
  { profile, office, nowUs }: Writing,
  about: Parameters<typeof committeePapers>[1],
): Part {
  const heads = ['職', '氏名', '賛否', '理由', '署名・日付']
  const widthsMm = [20, 32, 22, null, 36]
  if (!about) {
    const seats = profile.committee?.seats.count ?? 6
    return {
      kind: 'grid',
      widthsMm,
      heads,
      rows: Array.from({ length: seats }, () => ['', '', byHand, '', '']),
    }
  }
  const { request, approval } = about
  const atUs = approval.decisions.at(-1)?.atUs ?? nowUs
  const rows = membersAt(office, atUs).map(person => {
    const post = holds(office, person, 'chair', atUs)
      ? 'chair'
      : holds(office, person, 'viceChair', atUs)
        ? 'viceChair'
        : 'member'
    const vote = approval.votes[person]
    const stepsAside = approval.recused.includes(person) || request.requester.person === person
    const said = stepsAside ? '退席' : vote ? (vote.inFavour ? '賛成' : '反対') : byHand
    return [postWord(profile, post), person, said, vote?.reasons ?? '', '']
  })
  return { kind: 'grid', widthsMm, heads, rows }
}

const byHand = '□ 賛成\n□ 反対'
