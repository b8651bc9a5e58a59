import { randomBytes } from 'node:crypto'
import { type Minute, minuteUs, secondUs } from '#civil/minute.ts'
import { type CosignPrimitives, signingFault } from '#cosign/check.ts'
import { type CoSignature, coSignatureIn } from '#cosign/cosignature.ts'
import { covers, type FootageRange } from '#domain/footage-range.ts'
import { isRefusal, type Refusal } from '#law/basis.ts'
import type { Opening } from '#receipt/opening.ts'
import { personNamed, type Roster } from '#roster/roster.ts'
import { isSetApart, signingGround } from '#roster/signing.ts'
import type { Footage } from '../rendition/footage.ts'
import type { MinuteShown, PictureShown, Screen } from '../rendition/screen.ts'
import type { EventOf } from '../spool/events.ts'
import type { Spool } from '../spool/spool.ts'
import type { ReleaseBook } from './release-book.ts'
import { doubtful, gone, isOver, notNow, notOver, notTheirs, outside } from './session-refusals.ts'

export type How = EventOf<'FootageReleased'>['how']

export type SessionParts = {
  readonly opening: Opening
  /** The number of its `ReleaseStarted`. */
  readonly started: number
  readonly keeper: string
  readonly spool: Pick<Spool, 'append'>
  readonly book: ReleaseBook
  readonly roster: () => Roster | null
  readonly primitives: CosignPrimitives
  readonly nowUs: () => number
  readonly footage: Pick<Footage, 'stateOf'>
  readonly screen: Screen
  /** Called once, when nothing more may be shown. */
  readonly ended: () => void
}

/** Without a word from the office for so long, it is over. */
export const silentUs = 5 * secondUs
/** A question is asked so long before its answer is due. */
export const answerUs = minuteUs

/** What every witness signs anew: the keeper's own fresh bytes. */
export type Question = { readonly n: number; readonly nonce: string; readonly dueUs: number }

/**
 * One witnessed viewing, as long as its connection: begun when the ledger has its `ReleaseStarted`, ended by whoever ends
 * it, by a witness who leaves or does not answer, or by silence. Whatever ends it, `FootageReleased` says what was shown.
 * `tick` is to be called several times a second.
 */
export class Session {
  readonly #parts: SessionParts
  #state: 'waiting' | 'open' | 'closed' = 'waiting'
  #aliveUs: number
  #openedUs = 0
  #question: Question | null = null
  #asked = 0
  readonly #answered = new Set<string>()
  readonly #shown: FootageRange[] = []
  #pictures = 0
  #closing: Promise<void> | null = null

  constructor(parts: SessionParts) {
    this.#parts = parts
    this.#aliveUs = parts.nowUs()
  }

  get state() {
    return this.#state
  }
  get opening(): Opening {
    return this.#parts.opening
  }
  get started(): number {
    return this.#parts.started
  }
  /** What witnesses are asked now; null: nothing. */
  get question(): Question | null {
    return this.#question
  }

  alive(): void {
    this.#aliveUs = this.#parts.nowUs()
  }

  /** Its beginning is proven to stand in the ledger: pictures may follow. */
  begin(): void {
    if (this.#state !== 'waiting') return
    this.#state = 'open'
    this.#openedUs = this.#parts.nowUs()
  }

  /** What of a minute can be shown. */
  async minute(camera: string, minute: Minute): Promise<MinuteShown | Refusal> {
    const { screen } = this.#parts
    return this.#refuseShowing(camera, minute) ?? this.#while(() => screen.minute(camera, minute))
  }

  /** One picture, counted as shown; null: the minute has no such picture. Rejects where no room can be started. */
  async picture(
    camera: string,
    minute: Minute,
    picture: number,
  ): Promise<PictureShown | null | Refusal> {
    const refusal = this.#refuseShowing(camera, minute)
    if (refusal) return refusal
    const { screen } = this.#parts
    const shown = await this.#while(() => screen.picture(camera, minute, picture))
    if (shown && !isRefusal(shown) && shown.jpeg) this.#show(camera, minute)
    return shown
  }

  /** What the work came to; a refusal where the session was over before that. */
  async #while<Result>(work: () => Promise<Result>): Promise<Result | Refusal> {
    const result = await work().catch(error => {
      if (this.#state === 'open') throw error
      return isOver()
    })
    return this.#state === 'open' ? result : isOver()
  }

  #refuseShowing(camera: string, minute: Minute): Refusal | null {
    if (this.#state !== 'open') return isOver()
    const { ranges, profile } = this.opening
    if (!covers([...ranges], { camera, fromMinute: minute, toMinute: minute + 1 })) {
      return outside(profile.approval.range)
    }
    switch (this.#parts.footage.stateOf(camera, minute)) {
      case 'open':
        return null
      case 'gone':
        return gone(profile.retention.by)
      case 'running':
        return notOver()
      case 'doubtful':
        return doubtful()
    }
  }

  #show(camera: string, fromMinute: Minute): void {
    this.#pictures++
    const known = this.#shown.some(
      one => one.camera === camera && one.fromMinute <= fromMinute && fromMinute < one.toMinute,
    )
    if (!known) this.#shown.push({ camera, fromMinute, toMinute: fromMinute + 1 })
  }

  /** One witness's answer to the question; null: taken. */
  async answer(given: unknown): Promise<Refusal | null> {
    const { spool, opening, started, book } = this.#parts
    const signature = coSignatureIn(given)
    const question = this.#question
    const person = signature?.statement.person
    if (this.#state !== 'open' || !question || !signature || !person) return notNow()
    if (!opening.witnesses.includes(person) || this.#fault(signature, question)) return notTheirs()
    if (signature.proof.grade === 'A') {
      const count = countOf(signature.proof.authenticatorData)
      if (count > 0) await book.counted(signature.proof.credential, count)
    }
    this.#answered.add(person)
    await spool.append({ type: 'PresenceAnswered', receipt: opening.id, started, n: question.n })
    if (opening.witnesses.every(one => this.#answered.has(one))) this.#question = null
    return null
  }

  /** Somebody left their seat: the picture stops at once. */
  leave(): Promise<void> {
    return this.close('lapsed')
  }

  async tick(): Promise<void> {
    if (this.#state === 'closed') return
    const nowUs = this.#parts.nowUs()
    if (nowUs - this.#aliveUs > silentUs) return this.close('connectionLost')
    if (this.#state === 'open') await this.#ask(nowUs)
  }

  /** Nothing is shown from the moment it is called; it resolves when the spool says so. */
  close(how: How): Promise<void> {
    this.#closing ??= this.#close(how)
    return this.#closing
  }

  async #close(how: How): Promise<void> {
    const { spool, opening, started, screen, ended } = this.#parts
    this.#state = 'closed'
    this.#question = null
    screen.close()
    ended()
    await spool.append({
      ...{ type: 'FootageReleased', receipt: opening.id, started, how },
      ranges: this.#shown,
      pictures: this.#pictures,
    })
  }

  async #ask(nowUs: number): Promise<void> {
    const { witnesses, profile } = this.opening
    if (witnesses.length === 0) return
    if (this.#question && nowUs > this.#question.dueUs) return this.close('lapsed')
    const everyUs = profile.witnesses.presence.everyMinutes * minuteUs
    const dueUs = this.#openedUs + (this.#asked + 1) * everyUs
    if (this.#question || nowUs < dueUs - answerUs) return
    this.#asked++
    this.#answered.clear()
    this.#question = { n: this.#asked, nonce: randomBytes(32).toString('base64url'), dueUs }
  }

  #fault(signature: CoSignature, { n, nonce }: Question): boolean {
    const { primitives, keeper, roster, nowUs, book } = this.#parts
    const known = roster()
    const { person, post } = signature.statement
    const { session, terminal, witnesses } = this.opening
    if (!known || !isSetApart(known, [signature], witnesses)) return true
    const posts: readonly string[] = personNamed(known, person)?.posts ?? []
    const ground = signingGround(primitives.sha256, known, nowUs(), null, book.signCount)
    const expected = {
      ...({ verb: 'presence', n, session, person, terminal, keeper } as const),
      ...{ act: nonce, atUs: nowUs(), leaves: Number.MAX_SAFE_INTEGER },
    }
    return !posts.includes(post) || signingFault(primitives, signature, expected, ground) !== null
  }
}

/** Bytes 33 to 36 of authenticator data. */
const countOf = (data: string): number => Buffer.from(data, 'base64url').readUInt32BE(33)
