import type { Order } from '#acts/decided.ts'
import { signersOf } from '#acts/signers.ts'
import { authenticatorDataIn } from '#cosign/authenticator-data.ts'
import {
  type CosignPrimitives,
  type SigningFault,
  type SigningGround,
  signingFault,
  signingUs,
} from '#cosign/check.ts'
import type { RelyingParty } from '#cosign/client-data.ts'
import type { CoSignature } from '#cosign/cosignature.ts'
import type { CredentialKey } from '#cosign/credential-key.ts'
import { actCommitment, challengeOf, type Statement } from '#cosign/statement.ts'
import { refuseBeside } from '#domain/credential/credential.ts'
import { counted, keyNamed } from '#entrance/keys.ts'
import { Fault } from '#fault/fault.ts'
import { credentialVerify } from '#hash/credential-verify.ts'
import { ed25519Verify } from '#hash/ed25519.ts'
import { hmacSha256 } from '#hash/hmac.ts'
import { sha256 } from '#hash/sha256.ts'
import { isRefusal, type Refusal } from '#law/basis.ts'
import { fromBase64url, toBase64url } from '#leaf/bytes.ts'
import { CommitUnknown } from '#postgres/database.ts'
import type { Acted } from '#projections/books.ts'
import { readKey } from '#tlog/note.ts'
import type { Accounts, NotIn, Place } from './accounts.ts'
import type { Actor, Desk, Words } from './desk.ts'
import { tenuresOf } from './posts.ts'
import { keyIn } from './terminals.ts'

/** An act that waits for its people's signatures. */
export type Pending = {
  readonly actId: string
  readonly by: string
  readonly order: Order
  readonly checkpoint: string
  readonly statements: ReadonlyMap<string, Statement>
  readonly signed: ReadonlyMap<string, CoSignature>
  readonly endsAtUs: number
}

/** What a person brings: a signature of their own key, or (where that is allowed) password and screen. */
export type Proof =
  | CoSignature['proof']
  | { readonly grade: 'C'; readonly terminalSignature: string; readonly password: string }

export type SigningParts = {
  readonly desk: Desk
  readonly accounts: Accounts
  /** Where our pages live. */
  readonly party: () => RelyingParty
  /** Whose pictures a session opens; null: nobody knows yet, and then none opens. */
  readonly keeper: () => Promise<string | null>
  /** Signing by password before an enrolled screen, where the founding allowed it. */
  readonly gradeC: boolean
}

/** What came of asking for an act: it is done, or its people must sign first. */
export type Asked =
  | { readonly acted: Acted }
  | { readonly pending: Pending }
  | { readonly refusal: Refusal }

/** What came of a signature. */
export type Signed =
  | { readonly acted: Acted }
  | { readonly pending: Pending }
  | { readonly fault: SigningFault }
  | NotIn

const primitives: CosignPrimitives = {
  sha256,
  hmac: hmacSha256,
  verify: ed25519Verify,
  verifySignature: credentialVerify,
}

/** So many may wait at once: for one person, and for all. */
const mostOfOne = 20
const most = 1000

/**
 * Acts that people sign. Asked for, foreseen, committed to under an id of its own and a checkpoint signed now; then each
 * of its people signs that commitment; with the last signature it is decided and recorded, signatures beside it. What
 * is not signed within five minutes never was. They wait in memory alone: a restart asks people to sign again.
 */
export class Signing {
  readonly #parts: SigningParts
  readonly #pending = new Map<string, Pending & { signed: Map<string, CoSignature> }>()

  constructor(parts: SigningParts) {
    this.#parts = parts
  }

  /** An act that needs no signature is done at once; one that would be refused is refused now, and recorded. */
  async ask(actor: Actor, stream: string, words: Words): Promise<Asked> {
    const { desk } = this.#parts
    const order = await desk.order(actor, stream, words)
    const signers = signersOf(stream, order.said)
    if (!signers || isRefusal(await desk.foreseen(order)))
      return { acted: await desk.record(order) }
    const { people } = signers
    const sight = await desk.sight()
    const beside = refuseBeside(sight.setting, sight.state('credential', 'main'), people)
    if (beside) return { refusal: beside }
    this.#sweep()
    this.#makeRoom(actor.person)
    const actId = toBase64url(desk.parts.random(16))
    const act = actCommitment(hmacSha256, actId, order)
    const endsAtUs = desk.nowUs() + signingUs
    const opens = signers.verb === 'witness'
    const here = {
      session: opens ? String(order.said.session) : null,
      terminal: actor.terminal,
      keeper: opens ? await this.#parts.keeper() : null,
    }
    const statements = people.map((person): [string, Statement] => [
      person,
      {
        ...{ v: 2, verb: signers.verb, n: null, actId, act, person, ...here },
        post: tenuresOf(sight.setting, person, desk.nowUs())[0] ?? 'none',
        notAfterUs: endsAtUs,
      },
    ])
    const { note } = await desk.parts.ledger.sign()
    const pending = {
      ...{ actId, by: actor.person, order, checkpoint: note, endsAtUs },
      statements: new Map(statements),
      signed: new Map<string, CoSignature>(),
    }
    this.#pending.set(actId, pending)
    return { pending }
  }

  /** Those that this person asked for, or is to sign; nobody sees another's. */
  of(person: string): readonly Pending[] {
    this.#sweep()
    return [...this.#pending.values()].filter(one => isTheirs(one, person))
  }

  named(actId: string, person: string): Pending | null {
    return this.of(person).find(one => one.actId === actId) ?? null
  }

  /** Whoever asked for it takes it back. */
  drop(actId: string, person: string): boolean {
    return this.named(actId, person)?.by === person && this.#pending.delete(actId)
  }

  /**
   * One person's signature. Several may sign before one screen: whose it is the key says, so it need not be the person
   * who is signed in there. null: there is no such act for whoever is.
   */
  async sign(
    present: Actor,
    actId: string,
    person: string,
    proof: Proof,
    place: Place,
  ): Promise<Signed | null> {
    const { desk, accounts } = this.#parts
    if (!this.named(actId, present.person)) return null
    const pending = this.#pending.get(actId)
    const statement = pending?.statements.get(person)
    if (!pending || !statement) return null
    if (proof.grade === 'C') {
      if (!('password' in proof)) return { fault: 'grade' }
      const own = await accounts.isOwn(person, proof.password, place)
      if ('no' in own) return own
    }
    const { checkpoint } = pending
    const signature: CoSignature = { statement, checkpoint, proof: withoutPassword(proof) }
    const fault = await this.#fault(signature)
    if (fault) return { fault }
    if (proof.grade === 'A') {
      const said = authenticatorDataIn(fromBase64url(proof.authenticatorData))
      const { database } = desk.parts
      if (!(await counted(database, proof.credential, said?.signCount ?? 0))) {
        return { fault: 'counter' }
      }
    }
    // While it was looked at, it may have been taken back, signed to its end, or run out.
    if (this.named(actId, present.person) === null) return null
    pending.signed.set(person, signature)
    return pending.signed.size < pending.statements.size
      ? { pending }
      : { acted: await this.#record(pending) }
  }

  async #record(pending: Pending & { signed: Map<string, CoSignature> }): Promise<Acted> {
    const { desk } = this.#parts
    const { actId, order, statements, signed } = pending
    // From here on it is nobody's to sign again; where nothing was written it is put back.
    this.#pending.delete(actId)
    const said = { ...order.said, atUs: desk.nowUs() }
    const cosigned = [...statements.keys()].map(person => signed.get(person)!)
    try {
      return await desk.record({ ...order, said }, cosigned)
    } catch (error) {
      const unwritten = error instanceof Fault && !(error instanceof CommitUnknown)
      if (unwritten && error.kind === 'Unavailable') this.#pending.set(actId, pending)
      throw error
    }
  }

  async #fault(signature: CoSignature): Promise<SigningFault | null> {
    const { desk, party, gradeC } = this.#parts
    const { ledger, database } = desk.parts
    const { statement, proof } = signature
    const known = proof.grade === 'A' ? await keyNamed(database, proof.credential) : null
    const sight = await desk.sight()
    const ground: SigningGround = {
      relyingParty: party(),
      ledger: readKey(sha256, ledger.origin.key)!,
      credential: () =>
        known && {
          person: known.person,
          key: JSON.parse(known.key) as CredentialKey,
          attachment: known.attachment,
          signCount: known.signCount,
        },
      terminalKey(name) {
        const screen = sight.state('terminal', name)
        return screen.status === 'enrolled' ? keyIn(screen.deviceKey) : null
      },
      gradeC,
    }
    const { v: _, actId: __, post: ___, notAfterUs: ____, ...expected } = statement
    const atUs = desk.nowUs()
    const leaves = (await ledger.head()).size
    return signingFault(primitives, signature, { ...expected, atUs, leaves }, ground)
  }

  #sweep(): void {
    const nowUs = this.#parts.desk.nowUs()
    for (const [actId, { endsAtUs }] of this.#pending) {
      if (endsAtUs <= nowUs) this.#pending.delete(actId)
    }
  }

  /** Somebody's oldest goes for their newest. */
  #makeRoom(person: string): void {
    const own = [...this.#pending.values()].filter(({ by }) => by === person)
    if (own.length >= mostOfOne) this.#pending.delete(own[0]!.actId)
    if (this.#pending.size >= most) this.#pending.delete(this.#pending.keys().next().value!)
  }
}

/** What a person's key is asked to sign, base64url. */
export const challengeFor = ({ checkpoint }: Pending, statement: Statement): string =>
  toBase64url(challengeOf(sha256, statement, checkpoint))

const isTheirs = ({ by, statements }: Pending, person: string): boolean =>
  by === person || statements.has(person)

const withoutPassword = (proof: Proof): CoSignature['proof'] =>
  proof.grade === 'A' ? proof : { grade: 'C', terminalSignature: proof.terminalSignature }
