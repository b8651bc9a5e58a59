import type { Basis } from '#law/basis.ts'
import { groundOf } from '#law/called.ts'
import { askingHouse } from '#law/house/acts.ts'
import type { Act, Ground, Grounds, RequesterKind } from '#law/vocabulary/grounds.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import type { Answer, OpenRequest } from '../state.ts'
import { filled, type Point, point } from './point.ts'

/** The answer that says a use stays within what the cameras were put up for. */
export const withinPurpose = 'withinPurpose'

/** Whether a ground of the document is there at all, for this requester and these acts. */
export function groundPoints(
  profile: Profile,
  request: OpenRequest,
  acts: readonly Act[],
): readonly Point[] {
  const { grounds, copies } = profile
  const ground = groundOf(profile, request.ground)
  const labels = grounds.list.map(({ code, label }) => `${code}（${label}）`).join('、')
  if (!ground) {
    return [
      point(
        '根拠',
        closedTo(grounds, acts),
        false,
        '根拠が、規程に定めるどの場合にも当たりません',
        `${labels}のどれに当たるかを確かめてください。当たらなければ応じられません`,
      ),
    ]
  }
  const fits = ground.requesters?.kinds.includes(request.requester.kind) ?? true
  const outside = copies.viewOnlyOutsidePurpose
  return [
    point('根拠', ground.by, true, '', ''),
    point(
      '求める者',
      ground.requesters?.by ?? ground.by,
      fits,
      `${ground.code}は、この求める者には当たりません`,
      'ほかの根拠に当たるかを確かめてください',
    ),
    point(
      '求める機関',
      askingHouse.agency,
      !agencies.includes(request.requester.kind) || filled(request.requester.organisation),
      'どの機関からの求めかが書かれていません',
      '警察・検察・裁判所など、機関と部署の名を確かめて書いてください',
    ),
    point(
      '求める行為',
      profile.silence.by,
      acts.every(act => ground.acts.includes(act)),
      `${ground.code}では、求められた行為はできません`,
      `この根拠でできる行為だけを求めるか、${profile.silence.ask}に尋ねてください`,
    ),
    ...(outside && acts.includes('takeOut')
      ? [
          point(
            '複製が設置目的を達成するために必要か',
            outside,
            isYes(request.answers[withinPurpose]),
            '設置目的の達成に必要な場合でなければ、複製は渡せません',
            '複製を渡さず閲覧だけにするか、規程の所管に尋ねてください',
          ),
        ]
      : []),
  ]
}

/** Those who ask as a body with powers of its own, never as a person. */
const agencies: readonly RequesterKind[] = ['investigator', 'court', 'publicBody', 'commissioned']

/** On what these acts are refused without a ground of the document. */
export function closedTo(
  { closed, closedToShowing, closedToTelling }: Grounds,
  acts: readonly Act[],
): Basis {
  if (acts.every(act => act === 'viewing')) return closedToShowing ?? closed
  if (acts.every(act => act === 'telling')) return closedToTelling ?? closed
  return closed
}

export const isYes = (answer: Answer | undefined): boolean =>
  answer?.holds === true && filled(answer.facts)

/** Each half of what the ground demands, by itself; its facts once it is answered yes. */
export const testPoints = (ground: Ground, request: OpenRequest): readonly Point[] =>
  ground.tests.flatMap(({ id, asks, facts, tooGeneral = [], by }) => {
    const answer = request.answers[id]
    const half = point(
      asks,
      by,
      answer?.holds === true,
      answer ? `${asks}：当たらないと答えられています` : `${asks}：まだ答えがありません`,
      answer
        ? 'ほかの根拠に当たるかを確かめてください'
        : '当たるかどうかを確かめ、理由となる事実を書いてください',
    )
    if (!facts || answer?.holds !== true) return [half]
    return [
      half,
      point(
        `${asks}：理由となる事実`,
        facts,
        saysSomething(answer?.facts, tooGeneral),
        `${asks}：理由となる事実が書かれていません`,
        'だれに何が起きているのか、具体的な事実を書いてください',
      ),
    ]
  })

const saysSomething = (facts: string | undefined, tooGeneral: readonly string[]): boolean =>
  filled(facts) && !tooGeneral.includes((facts ?? '').trim().replace(/。$/, ''))
