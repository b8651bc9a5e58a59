import type { Order } from '#acts/decided.ts'
import { signersOf } from '#acts/signers.ts'
import { type SigningFault, signingUs } from '#cosign/check.ts'
import type { CoSignature } from '#cosign/cosignature.ts'
import { actCommitment, type Statement } from '#cosign/statement.ts'
import { refuseBeside } from '#domain/credential/credential.ts'
import { Fault } from '#fault/fault.ts'
import { hmacSha256 } from '#hash/hmac.ts'
import { isRefusal, type Refusal } from '#law/basis.ts'
import { toBase64url } from '#leaf/bytes.ts'
import { CommitUnknown } from '#postgres/database.ts'
import type { Acted } from '#projections/books.ts'
import type { NotIn, Place } from './accounts.ts'
import type { Actor, Desk, Words } from './desk.ts'
import { tenuresOf } from './posts.ts'
import type { Proof, Signatures } from './signatures.ts'

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

export type SigningParts = {
  readonly desk: Desk
  readonly signatures: Signatures
  /** Whose pictures a session opens; null: nobody knows yet, and then none opens. */
  readonly keeper: () => Promise<string | null>
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
    if (!this.named(actId, present.person)) return null
    const pending = this.#pending.get(actId)
    const statement = pending?.statements.get(person)
    if (!pending || !statement) return null
    // Whoever attests that they stand before a screen signs there, not where else they are signed in.
    const isElsewhere = statement.verb === 'witness' && present.terminal !== statement.terminal
    if (isElsewhere) return { fault: 'terminal' }
    const { checkpoint } = pending
    const taken = await this.#parts.signatures.taken(statement, checkpoint, proof, place)
    if (!('signature' in taken)) return taken
    // While it was looked at, it may have been taken back, signed to its end, or run out.
    if (this.named(actId, present.person) === null) return null
    pending.signed.set(person, taken.signature)
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

const isTheirs = ({ by, statements }: Pending, person: string): boolean =>
  by === person || statements.has(person)
