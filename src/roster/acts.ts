import {
  type CosignPrimitives,
  type ExpectedStatement,
  type SigningFault,
  signingFault,
} from '#cosign/check.ts'
import { type CoSignature, coSignatureIn } from '#cosign/cosignature.ts'
import { actCommitment } from '#cosign/statement.ts'
import { type Refusal, refuse } from '#law/basis.ts'
import { receiptHouse } from '#law/house/receipts.ts'
import { rosterHouse } from '#law/house/rosters.ts'
import { peopleHouse } from '#law/house/site.ts'
import type { SignedAct } from '#receipt/ground.ts'
import { personNamed, type Roster } from './roster.ts'
import { isSetApart, signingGround } from './signing.ts'

export type ActGround = {
  readonly keeper: string
  /** The last count each key gave to this keeper. */
  readonly signCount: (credential: string) => number
}

/**
 * Whether everybody who must have signed an act did, by the keeper's own list: each with a key of their own, for this act
 * and no other, in the posts that the office says they hold. null: they did.
 */
export function refuseUnsignedAct(
  primitives: CosignPrimitives,
  roster: Roster,
  act: SignedAct,
  ground: ActGround,
): Refusal | null {
  const signatures = act.cosigned.map(coSignatureIn).filter(one => one !== null)
  const own = act.people.map(person =>
    signatures.find(({ statement }) => statement.person === person),
  )
  for (const [at, person] of act.people.entries()) {
    const refusal = refusePerson(primitives, roster, person, own[at], act, ground)
    if (refusal) return refusal
  }
  const signed = own.filter(one => one !== undefined)
  const ids = signed.map(({ statement }) => statement.actId)
  const keys = signed.flatMap(({ proof }) => (proof.grade === 'A' ? [proof.credential] : []))
  if (new Set(ids).size > 1 || new Set(keys).size < keys.length) return notBy(act.people.join('・'))
  return isSetApart(roster, signed)
    ? null
    : refuse(
        '鍵を渡した人と受けた人が、並んで署名しています',
        peopleHouse.notBeside,
        'ほかの人に署名を頼んでください',
      )
}

function refusePerson(
  primitives: CosignPrimitives,
  roster: Roster,
  person: string,
  signature: CoSignature | undefined,
  act: SignedAct,
  ground: ActGround,
): Refusal | null {
  const known: readonly string[] = personNamed(roster, person)?.posts ?? []
  const invented = act.postsOf(person).find(post => !known.includes(post))
  if (known.length === 0 || invented !== undefined) return notKnown(person)
  if (!signature || !known.includes(signature.statement.post)) return notBy(person)
  const fault = faultOf(primitives, roster, signature, act, ground)
  return fault ? notBy(person, fault) : null
}

/** What was signed before was signed with lower counts: only for the one that opens do they count. */
function faultOf(
  primitives: CosignPrimitives,
  roster: Roster,
  signature: CoSignature,
  act: SignedAct,
  { keeper, signCount }: ActGround,
): SigningFault | null {
  const { person, actId, terminal, keeper: named } = signature.statement
  const { verb, stream, said, given, atUs, index, askedAtUs } = act
  const opens = verb === 'witness'
  const expected: ExpectedStatement = {
    ...{ verb, n: null, person, atUs, leaves: index },
    act: actCommitment(primitives.hmac, actId, { stream, said, ...(given ? { given } : {}) }),
    session: opens ? String(said.session) : null,
    terminal: opens ? String(given?.terminal) : terminal,
    keeper: opens ? keeper : named,
  }
  const counts = opens ? signCount : () => 0
  const known = signingGround(primitives.sha256, roster, atUs, askedAtUs, counts)
  return signingFault(primitives, signature, expected, known)
}

const notKnown = (person: string): Refusal =>
  refuse(
    `${person}さんは、録画係の名簿にないか、名簿の職と違います`,
    rosterHouse.known,
    '録画係の名簿を、二人の署名で改めてください',
  )

const notBy = (person: string, fault?: SigningFault): Refusal =>
  refuse(
    `${person}さんの署名がないか、この行為のものではありません${fault ? `（${words[fault]}）` : ''}`,
    receiptHouse.signed,
    '本人が、この画面の前で、もう一度署名してください',
  )

const words: Readonly<Record<SigningFault, string>> = {
  verb: '別の意味の署名',
  n: '別の回の署名',
  session: '別の閲覧の署名',
  act: '別の行為の署名',
  person: '別の人の署名',
  terminal: '別の端末での署名',
  keeper: '別の録画係への署名',
  time: '期限を過ぎた署名',
  checkpoint: '台帳の控えが違う',
  credential: 'その人の鍵ではない',
  clientData: '読めない署名',
  ceremony: '署名ではなく登録',
  challenge: '別のものへの署名',
  origin: '別のページでの署名',
  rpId: '別の名での署名',
  userPresence: '鍵に触れていない',
  userVerification: '暗証で確かめていない',
  counter: '鍵の回数が戻っている',
  platform: '端末や電話に備わった鍵',
  signature: '署名が合わない',
  grade: 'この署名のしかたは認めていない',
}
