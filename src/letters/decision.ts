import type { ApprovalState, Approved, NotApproved } from '#domain/approval/state.ts'
import { coversAll } from '#domain/footage-range.ts'
import type { OpenRequest } from '#domain/request/state.ts'
import { groundOf } from '#law/called.ts'
import type { Letter, Part } from './letter.ts'
import {
  actsWords,
  bodyWord,
  conditionWords,
  dayWords,
  rangeRow,
  underWords,
  type Writing,
} from './setting.ts'

/** 承認通知書, 一部承認通知書, 不承認通知書: what was decided on a request, told to whoever asked. */
export const decisions = (
  writing: Writing,
  request: OpenRequest,
  { decisions }: ApprovalState,
): readonly Letter[] =>
  decisions.map((decision, at) => ({
    ...(decision.status === 'approved'
      ? granted(writing, request, decision)
      : denied(writing, request, decision)),
    id: `decision-${at + 1}`,
  }))

/** Both, for writing by hand. */
export const blankDecisions = (writing: Writing): readonly Letter[] => [
  granted(writing, null, null),
  denied(writing, null, null),
]

function granted(writing: Writing, request: OpenRequest | null, decided: Approved | null): Letter {
  const { profile } = writing
  const basis = decided?.basis ?? profile.approval.by
  const isPart = request !== null && decided !== null && !coversAll(decided.ranges, request.ranges)
  const ground = groundOf(profile, decided?.ground ?? null)
  const own = decided ? conditionsOf(writing, decided) : profile.copies.conditions
  return {
    ...head(writing, request, decided?.atUs ?? null),
    id: 'granted',
    title: isPart ? '一部承認通知書' : '承認通知書',
    under: underWords(basis),
    parts: [
      {
        kind: 'words',
        says: isPart
          ? 'お申し出について、求められた範囲を狭めて、次のとおり承認しました。'
          : 'お申し出について、次のとおり承認しました。',
      },
      {
        kind: 'table',
        rows: [
          { name: '承認した行為', says: decided ? actsWords(profile, decided.acts) : '' },
          { name: '目的', says: decided?.purpose ?? '', isLong: true },
          { name: '根拠', says: ground ? `${ground.code}　${ground.label}` : '' },
          rangeRow(writing, decided?.ranges ?? []),
          { name: '回数', says: decided ? `${decided.sessions}回まで` : '' },
          { name: '決めた日', says: decided ? dayWords(decided.atUs) : '' },
          { name: '決めた者', says: decided ? deciderOf(writing, decided) : '' },
        ],
      },
      ...conditions(conditionWords(own)),
    ],
    bases: [basis, profile.approval.range, ...own.map(({ by }) => by)],
  }
}

function denied(
  writing: Writing,
  request: OpenRequest | null,
  decided: NotApproved | null,
): Letter {
  const { profile } = writing
  const basis = decided?.basis ?? profile.approval.by
  return {
    ...head(writing, request, decided?.atUs ?? null),
    id: 'denied',
    title: '不承認通知書',
    under: underWords(basis),
    parts: [
      { kind: 'words', says: 'お申し出について、次の理由により承認しませんでした。' },
      {
        kind: 'table',
        rows: [
          { name: '求められた行為', says: decided ? actsWords(profile, decided.acts) : '' },
          { name: '目的', says: request?.purpose ?? '', isLong: true },
          rangeRow(writing, request?.ranges ?? []),
          { name: '理由', says: decided?.reasons ?? '', isLong: true },
          { name: '決めた日', says: decided ? dayWords(decided.atUs) : '' },
        ],
      },
      {
        kind: 'words',
        says: '足りないものを整えて、あらためて申し出ることができます。画像は保存期間が終わると消去され、申し出があっても期間は延びません。',
      },
    ],
    bases: [basis, profile.approval.reasons.by],
  }
}

/** How each member voted is told to nobody outside; a manager decides by name. */
const deciderOf = ({ profile }: Writing, { way, approvers }: Approved): string =>
  way === 'manager'
    ? [bodyWord(profile), ...approvers].join('　')
    : way === 'warrant'
      ? '令状による（議決を要しない）'
      : `${bodyWord(profile)}の議決`

const head = ({ profile }: Writing, request: OpenRequest | null, atUs: number | null) => {
  const { organisation = '', post = '', name = '' } = request?.requester ?? {}
  const who = [organisation, post, name].filter(Boolean).join('　')
  return {
    number: request?.id ?? '',
    day: atUs === null ? '' : dayWords(atUs),
    to: who === '' ? '' : `${who}　様`,
    from: bodyWord(profile),
    isBlank: request === null,
  }
}

/** As they were decided; each with the rule it comes from, where the document has it. */
const conditionsOf = ({ profile }: Writing, { conditions }: Approved) =>
  conditions.flatMap(says => {
    const known = profile.copies.conditions.find(one => one.says === says)
    return [known ?? { says, by: profile.approval.by }]
  })

const conditions = (items: readonly string[]): readonly Part[] =>
  items.length === 0
    ? []
    : [
        { kind: 'words', says: '次の条件を守ってください。' },
        { kind: 'numbered', items },
      ]
