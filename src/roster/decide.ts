import { type CosignPrimitives, signingFault, signingUs } from '#cosign/check.ts'
import type { CoSignature } from '#cosign/cosignature.ts'
import { actCommitment } from '#cosign/statement.ts'
import { type Refusal, refuse } from '#law/basis.ts'
import { rosterHouse } from '#law/house/rosters.ts'
import { peopleHouse } from '#law/house/site.ts'
import {
  type Alteration,
  after,
  beforeFirst,
  hashOf,
  intended,
  type SignedChange,
} from './change.ts'
import { refuseUnfit } from './fitness.ts'
import { personNamed, type Roster } from './roster.ts'
import { isSetApart, signingGround } from './signing.ts'

export type RosterGround = {
  readonly keeper: string
  readonly nowUs: number
  /** How many leaves the ledger had when it was last proven: what is signed over more, nobody has seen. */
  readonly leaves: number
  /** The last count each key gave. */
  readonly signCount: (credential: string) => number
}

/**
 * The roster after a change, or why it stays as it is. Everything but the founding wants two people of the roster, each
 * by a key of their own, neither of whom was given theirs by the other; the founding is decided at the console.
 */
export function decideChange(
  primitives: CosignPrimitives,
  roster: Roster | null,
  signed: SignedChange,
  ground: RosterGround,
): Roster | Refusal {
  const { change } = signed
  const { number, previous, alteration } = change
  const [last, head] = roster ? [roster.number, roster.head] : [0, beforeFirst]
  const isFounding = alteration.kind === 'found'
  if (number !== last + 1 || previous !== head || isFounding !== (roster === null)) {
    return refuse(
      '名簿のいまの版からの変更ではありません',
      rosterHouse.inOrder,
      'いまの名簿を読み直して、もう一度署名してください',
    )
  }
  const unfit = (next: Roster) => refuseUnfit(primitives.sha256, next, alteration, change.atUs)
  const next = after(roster, signed, hashOf(primitives.sha256, signed))
  if (!roster) return unfit(next) ?? next
  return (
    refuseOtherTime(roster, change.atUs, ground.nowUs) ??
    refuseUnsigned(primitives, roster, signed, ground) ??
    unfit(next) ??
    next
  )
}

/** Its time begins delays and says which approvals a roster is held against, and nobody signs it: so it is now. */
function refuseOtherTime(roster: Roster, atUs: number, nowUs: number): Refusal | null {
  return Math.abs(nowUs - atUs) > signingUs || atUs < roster.atUs
    ? refuse(
        '名簿の変更の時刻が、録画係の時計と合いません',
        rosterHouse.atOnce,
        'いまの名簿を読み直して、もう一度署名してください',
      )
    : null
}

function refuseUnsigned(
  primitives: CosignPrimitives,
  roster: Roster,
  { change, signed }: SignedChange,
  ground: RosterGround,
): Refusal | null {
  const { alteration } = change
  if (alteration.kind === 'recoverOnPaper') return refusePapers(primitives, roster, alteration)
  const people = new Set(signed.map(({ statement }) => statement.person))
  const keys = new Set(signed.map(({ proof }) => (proof.grade === 'A' ? proof.credential : '')))
  if (people.size !== 2 || signed.length !== 2 || keys.size !== 2 || keys.has('')) return byTwo()
  const gaining = gains(roster, alteration)
  if (gaining !== null && people.has(gaining)) return notOwn(gaining)
  if (alteration.kind === 'enrol' && !people.has(alteration.by)) return byTwo()
  const act = intended(change, ground.keeper)
  for (const one of signed) {
    const refusal = refuseOne(primitives, roster, one, act, change.atUs, ground)
    if (refusal) return refusal
  }
  return isSetApart(roster, signed)
    ? null
    : refuse(
        '鍵を渡した人と受けた人は、並んで署名できません',
        peopleHouse.notBeside,
        'ほかの人に署名を頼んでください',
      )
}

function refuseOne(
  primitives: CosignPrimitives,
  roster: Roster,
  one: CoSignature,
  act: ReturnType<typeof intended>,
  atUs: number,
  { keeper, nowUs, leaves, signCount }: RosterGround,
): Refusal | null {
  const { person, post, actId, terminal, notAfterUs } = one.statement
  const fault = signingFault(
    primitives,
    one,
    {
      ...{ verb: 'enrol', n: null, session: null, person, terminal, keeper, leaves, atUs },
      act: actCommitment(primitives.hmac, actId, act),
    },
    signingGround(primitives.sha256, roster, Math.min(nowUs, atUs), null, signCount),
  )
  const posts: readonly string[] = personNamed(roster, person)?.posts ?? []
  return fault || nowUs > notAfterUs || !posts.includes(post) ? byTwo() : null
}

function refusePapers(
  { sha256 }: CosignPrimitives,
  { envelopes }: Roster,
  { papers }: { readonly papers: readonly { readonly number: number; readonly secret: string }[] },
): Refusal | null {
  const numbers = new Set(papers.map(({ number }) => number))
  const known = papers.filter(({ number, secret }) => {
    const written = sha256(new TextEncoder().encode(secret)).toHex()
    return envelopes.some(one => one.number === number && one.sha256 === written)
  })
  return numbers.size === 2 && known.length === 2 && papers.length === 2
    ? null
    : refuse(
        '復旧の紙が二通そろっていないか、書かれたことが違います',
        rosterHouse.envelopes,
        '別の二通の封を切り、書かれたとおりに入れてください',
      )
}

/** Who has more keys or posts by it than before; null: nobody. */
function gains(roster: Roster, alteration: Alteration): string | null {
  switch (alteration.kind) {
    case 'enrol':
    case 'recover':
      return alteration.person
    case 'posts': {
      const held = personNamed(roster, alteration.person)?.posts ?? []
      return alteration.posts.some(post => !held.includes(post)) ? alteration.person : null
    }
    default:
      return null
  }
}

const notOwn = (person: string): Refusal =>
  refuse(
    `${person}さんの鍵や職を増やす変更に、${person}さんの署名は数えません`,
    rosterHouse.notOwn,
    'ほかの二人に署名を頼んでください',
  )

const byTwo = (): Refusal =>
  refuse(
    '名簿にいる別の二人の署名がそろっていません',
    rosterHouse.byTwo,
    '二人が、それぞれ自分の鍵で署名してください',
  )
