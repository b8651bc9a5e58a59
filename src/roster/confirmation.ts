import { type CosignPrimitives, signingFault } from '#cosign/check.ts'
import type { CoSignature } from '#cosign/cosignature.ts'
import { actCommitment } from '#cosign/statement.ts'
import { type Refusal, refuse } from '#law/basis.ts'
import { rosterHouse } from '#law/house/rosters.ts'
import { peopleHouse } from '#law/house/site.ts'
import type { Post } from '#law/vocabulary/people.ts'
import { personNamed, type Roster } from './roster.ts'
import { isSetApart, signingGround } from './signing.ts'

/** An order as a keeper was given it, and the fresh bytes under which it asks people to sign exactly that. */
export type Asked = {
  readonly nonce: string
  readonly order: Readonly<Record<string, unknown>>
}

export type ConfirmationGround = {
  readonly keeper: string
  readonly nowUs: number
  readonly signCount: (credential: string) => number
}

/** What people sign: the order, word for word, as an act in a stream of its own. */
export const confirming = ({ nonce, order }: Asked, keeper: string) => ({
  stream: `console/${keeper}`,
  said: { type: 'ConfirmOrder', atUs: 0, by: keeper, nonce, order },
})

/** Who answers for a machine. An auditor or a contractor does not. */
const officers: readonly Post[] = [
  ...(['president', 'vicePresident', 'chair', 'viceChair', 'member'] as const),
  ...(['manager', 'deputy', 'operator', 'staff'] as const),
]

/**
 * Who signed it, each once and with a key of their own; a refusal where any signature is none. No time is asked: what is
 * confirmed may be the clock, and that it is new the keeper's fresh bytes say.
 */
export function confirmedBy(
  primitives: CosignPrimitives,
  roster: Roster,
  asked: Asked,
  signed: readonly CoSignature[],
  ground: ConfirmationGround,
): readonly string[] | Refusal {
  const people = signed.map(({ statement }) => statement.person)
  const keys = signed.flatMap(({ proof }) => (proof.grade === 'A' ? [proof.credential] : []))
  const acts = new Set(signed.map(({ statement }) => statement.actId))
  const isEach = [people, keys].every(one => new Set(one).size === one.length)
  if (signed.length === 0 || acts.size > 1 || !isEach) return notSigned()
  if (signed.some(one => !isSignedBy(primitives, roster, asked, one, ground))) return notSigned()
  return isSetApart(roster, signed)
    ? people
    : refuse(
        '鍵を渡した人と受けた人は、並んで署名できません',
        peopleHouse.notBeside,
        'ほかの人に署名を頼んでください',
      )
}

function isSignedBy(
  primitives: CosignPrimitives,
  roster: Roster,
  asked: Asked,
  one: CoSignature,
  { keeper, nowUs, signCount }: ConfirmationGround,
): boolean {
  const { person, post, actId, terminal, notAfterUs } = one.statement
  const fault = signingFault(
    primitives,
    one,
    {
      ...{ verb: 'confirm', n: null, session: null, person, terminal, keeper },
      ...{ leaves: Number.MAX_SAFE_INTEGER, atUs: notAfterUs },
      act: actCommitment(primitives.hmac, actId, confirming(asked, keeper)),
    },
    signingGround(primitives.sha256, roster, nowUs, null, signCount),
  )
  const posts: readonly string[] = personNamed(roster, person)?.posts ?? []
  return !fault && posts.includes(post) && officers.some(known => known === post)
}

const notSigned = (): Refusal =>
  refuse(
    'この指示への、名簿にある人の署名がそろっていません',
    rosterHouse.atConsole,
    '録画係が尋ねた指示そのものに、職にある人が自分の鍵で署名してください',
  )
