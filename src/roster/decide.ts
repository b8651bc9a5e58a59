import { type CosignPrimitives, signingFault } from '#cosign/check.ts'
import type { CoSignature } from '#cosign/cosignature.ts'
import { actCommitment } from '#cosign/statement.ts'
import { type Refusal, refuse } from '#law/basis.ts'
import { rosterHouse } from '#law/house/rosters.ts'
import { peopleHouse } from '#law/house/site.ts'
import { after, beforeFirst, hashOf, intended, type SignedChange } from './change.ts'
import { personNamed, type Roster, signersAt } from './roster.ts'
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
  const next = after(roster, signed, hashOf(primitives.sha256, signed))
  const unfit = refuseUnfit(next, change.atUs)
  if (unfit) return unfit
  if (!roster) return next
  return refuseUnsigned(primitives, roster, signed, ground) ?? next
}

/** What no roster may become: a key with two owners, or fewer than two who can sign. */
function refuseUnfit(next: Roster, atUs: number): Refusal | null {
  const ids = next.people.flatMap(({ credentials }) => credentials.map(({ id }) => id))
  const keys = next.people.flatMap(({ credentials }) =>
    credentials.map(({ key }) => JSON.stringify(key)),
  )
  if (new Set(ids).size < ids.length || new Set(keys).size < keys.length) {
    return refuse(
      'この鍵は、すでにだれかの鍵として登録されています',
      rosterHouse.ownKey,
      '別の鍵を用意してください',
    )
  }
  return signersAt(next, atUs).length < 2
    ? refuse(
        '署名できる人が、二人より少なくなります',
        rosterHouse.lastTwo,
        '先に、もう一人の鍵を登録してください',
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
  const own = 'person' in alteration && alteration.kind !== 'posts' ? alteration.person : null
  if (alteration.kind === 'recover' && own !== null && people.has(own)) return byTwo()
  if (alteration.kind === 'enrol' && !people.has(alteration.by)) return byTwo()
  const act = intended(change, ground.keeper)
  for (const one of signed) {
    const refusal = refuseOne(primitives, roster, one, act, ground)
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
  { keeper, nowUs, leaves, signCount }: RosterGround,
): Refusal | null {
  const { person, post, actId, terminal } = one.statement
  const fault = signingFault(
    primitives,
    one,
    {
      ...{ verb: 'enrol', n: null, session: null, person, terminal, keeper, leaves, atUs: nowUs },
      act: actCommitment(primitives.hmac, actId, act),
    },
    signingGround(primitives.sha256, roster, nowUs, null, signCount),
  )
  const posts: readonly string[] = personNamed(roster, person)?.posts ?? []
  return fault || !posts.includes(post) ? byTwo() : null
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

const byTwo = (): Refusal =>
  refuse(
    '名簿にいる別の二人の署名がそろっていません',
    rosterHouse.byTwo,
    '二人が、それぞれ自分の鍵で署名してください',
  )
