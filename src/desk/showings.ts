import { readStreamName } from '#acts/stream-name.ts'
import type { Minute } from '#civil/minute.ts'
import { type SigningFault, signingUs } from '#cosign/check.ts'
import type { Statement } from '#cosign/statement.ts'
import type { OpenViewing } from '#domain/viewing/state.ts'
import type { Ending } from '#domain/viewing/words.ts'
import { sha256 } from '#hash/sha256.ts'
import { isRefusal, type Refusal, refuse } from '#law/basis.ts'
import { receiptHouse } from '#law/house/receipts.ts'
import { toBase64url } from '#leaf/bytes.ts'
import type { NotIn, Place } from './accounts.ts'
import type { Actor, Desk } from './desk.ts'
import { tenuresOf } from './posts.ts'
import type { Present } from './presence.ts'
import { challengeFor, type Proof, type Signatures } from './signatures.ts'
import { closeViewing } from './viewing-close.ts'
import { openingLeafOf } from './viewing-end.ts'

/** A keeper's session as the desk works it; the office opens it by receipt. */
export type KeeperSession = {
  readonly keeper: string
  question(): Question | null
  present(cosigned: object): Promise<Refusal | null>
  minute(camera: string, minute: Minute): Promise<MinuteShown | Refusal>
  picture(camera: string, minute: Minute, picture: number): Promise<PictureShown | null | Refusal>
  leave(): void
  end(): void
  drop(): void
  readonly closed: Promise<void>
}
export type Question = { readonly n: number; readonly nonce: string; readonly dueUs: number }
export type MinuteShown = {
  readonly pictures: readonly number[]
  readonly gaps: readonly {
    readonly fromUs: number
    readonly toUs: number
    readonly cause: string
  }[]
}
export type PictureShown = { readonly captureUs: number; readonly jpeg: Uint8Array | null }

export type ShowingsParts = {
  readonly desk: Desk
  readonly signatures: Signatures
  /** Shows the keeper the receipt of an act; resolves when its session is open, or with its refusal. */
  readonly open: (act: { stream: string; n: number }) => Promise<KeeperSession | Refusal>
  /** A clock that nobody sets. */
  readonly nowMs: () => number
}

/** What witnesses are to sign now. */
export type Presence = {
  readonly n: number
  readonly dueUs: number
  readonly checkpoint: string
  readonly statements: ReadonlyMap<string, Statement>
  readonly answered: Set<string>
}

/** One session on one page: whoever opened it, in the same browser, with the word that the page was given. */
export type Shown = {
  readonly id: string
  readonly stream: string
  readonly actor: Actor
  readonly viewing: OpenViewing
  readonly session: KeeperSession
  readonly webSession: string
  readonly readerHash: string
  /** So many of the keeper's events were in the ledger when it began. */
  readonly keeperEvents: number
  readonly minutes: Set<string>
  presence: Presence | null
  asking: Promise<Presence> | null
  aliveMs: number
  state: 'open' | 'closed'
  how: Ending | null
}

/** The page asks every second; without a word from it for so long the pictures stop. */
export const pageSilentMs = 5000
const lookMs = 500
/** A page may ask how it ended. */
const remembered = 20

/**
 * The desk's side of every viewing: a receipt is shown, pictures are handed on one by one, and each minute stands in the
 * ledger before its first picture leaves the office. It ends when somebody ends it, the page or the keeper falls silent, or
 * a witness leaves or does not answer; then the session is closed in the ledger by what the keeper says of it.
 */
export class Showings {
  readonly #parts: ShowingsParts
  readonly #shown = new Map<string, Shown>()
  readonly #looking: NodeJS.Timeout
  /** Streams whose session is just being opened. */
  readonly #opening = new Set<string>()
  readonly #closing = new Set<Promise<void>>()

  constructor(parts: ShowingsParts) {
    this.#parts = parts
    this.#looking = setInterval(() => this.#look(), lookMs)
    this.#looking.unref()
  }

  /** Streams that are on a screen now. */
  get running(): ReadonlySet<string> {
    const open = [...this.#shown.values()].filter(({ state }) => state === 'open')
    return new Set([...this.#opening, ...open.map(({ stream }) => stream)])
  }

  /** null: this person opened no such session here. `reader` is said this once. */
  async begin(
    present: Present,
    stream: string,
  ): Promise<{ readonly shown: Shown; readonly reader: string } | Refusal | null> {
    const { desk, open, nowMs } = this.#parts
    const { actor, session: webSession } = present
    const viewing = await this.#openViewing(actor, stream)
    const act = viewing && (await openingLeafOf(desk.parts.ledger, stream))
    if (!viewing || !act) return null
    if (this.running.has(stream)) return twice()
    this.#opening.add(stream)
    try {
      const session = await open({ stream, n: act.n })
      if (isRefusal(session)) return session
      const reader = toBase64url(desk.parts.random(32))
      const shown: Shown = {
        ...{ stream, actor, viewing, session, webSession: webSession.id },
        id: toBase64url(desk.parts.random(16)),
        readerHash: hashOf(reader),
        keeperEvents: await desk.parts.ledger.lastOf(`keeper/${session.keeper}`),
        minutes: new Set(),
        ...{ presence: null, asking: null, aliveMs: nowMs(), state: 'open', how: null },
      }
      this.#remember(shown)
      const closing = session.closed.then(() => this.#closed(shown, act.receipt))
      this.#closing.add(closing)
      void closing.finally(() => this.#closing.delete(closing))
      return { shown, reader }
    } finally {
      this.#opening.delete(stream)
    }
  }

  /** The session that this page may read; null: none of its. Asking is its sign of life. */
  named(present: Present, id: string, reader: string): Shown | null {
    const shown = this.#shown.get(id)
    const isOurs =
      shown &&
      shown.webSession === present.session.id &&
      shown.actor.person === present.actor.person &&
      shown.readerHash === hashOf(reader)
    if (!isOurs) return null
    shown.aliveMs = this.#parts.nowMs()
    return shown
  }

  /** What the witnesses must sign now; null: nothing. */
  async presence(shown: Shown): Promise<Presence | null> {
    const question = shown.state === 'open' ? shown.session.question() : null
    if (!question) return null
    if (shown.presence?.n !== question.n) {
      shown.asking ??= this.#asked(shown, question)
      shown.presence = await shown.asking.finally(() => {
        shown.asking = null
      })
    }
    const { presence } = shown
    return presence && presence.answered.size < presence.statements.size ? presence : null
  }

  minute(shown: Shown, camera: string, minute: Minute): Promise<MinuteShown | Refusal> {
    return shown.session.minute(camera, minute)
  }

  /** The picture, once its minute stands in the ledger as shown. null: there is no such picture. */
  async picture(
    shown: Shown,
    camera: string,
    minute: Minute,
    picture: number,
  ): Promise<PictureShown | null | Refusal> {
    const found = await shown.session.picture(camera, minute, picture)
    if (!found || isRefusal(found) || !found.jpeg) return found
    const name = `${camera}/${minute}`
    if (!shown.minutes.has(name)) {
      const range = { camera, fromMinute: minute, toMinute: minute + 1 }
      const words = { type: 'Show', range }
      const { outcome } = await this.#parts.desk.act(shown.actor, shown.stream, words)
      if (isRefusal(outcome)) {
        shown.session.end()
        return outcome
      }
      shown.minutes.add(name)
    }
    return shown.state === 'open' ? found : null
  }

  /** One witness's answer, checked here, taken by the keeper, recorded. null: it is taken. */
  async answer(
    shown: Shown,
    person: string,
    proof: Proof,
    place: Place,
  ): Promise<Refusal | { readonly fault: SigningFault } | NotIn | null> {
    const presence = await this.presence(shown)
    const statement = presence?.statements.get(person)
    if (!presence || !statement) return notAsked()
    const { desk, signatures } = this.#parts
    const taken = await signatures.taken(statement, presence.checkpoint, proof, place)
    if (!('signature' in taken)) return taken
    const refusal = await shown.session.present(taken.signature)
    if (refusal) return refusal
    presence.answered.add(person)
    const actor = { ...shown.actor, person }
    await desk.act(actor, shown.stream, { type: 'ShowPresence' })
    return null
  }

  /** Somebody leaves their seat: the picture stops at once, and it is recorded who left. */
  async leave(shown: Shown, person: string): Promise<Refusal | null> {
    shown.session.leave()
    const actor = { ...shown.actor, person }
    const { outcome } = await this.#parts.desk.act(actor, shown.stream, { type: 'LeaveSeat' })
    return isRefusal(outcome) ? outcome : null
  }

  end(shown: Shown): void {
    shown.session.end()
  }

  /** Everything on a screen ends; resolves when the ledger says so. */
  async close(): Promise<void> {
    clearInterval(this.#looking)
    for (const { session } of this.#shown.values()) session.drop()
    await Promise.all(this.#closing)
  }

  async #openViewing({ person, terminal }: Actor, stream: string): Promise<OpenViewing | null> {
    const { kind, ids = [] } = readStreamName(stream) ?? {}
    if (kind !== 'viewing') return null
    const { state } = (await this.#parts.desk.sight()).state('viewing', ...ids)
    const isOurs =
      state.status === 'open' && state.operator === person && state.terminal === terminal
    return isOurs ? state : null
  }

  async #asked({ viewing, session, actor }: Shown, question: Question): Promise<Presence> {
    const { desk } = this.#parts
    const { n, nonce, dueUs } = question
    const { setting } = await desk.sight()
    const nowUs = desk.nowUs()
    const { note } = await desk.parts.ledger.sign()
    const statements = Object.keys(viewing.present).map((person): [string, Statement] => [
      person,
      {
        ...{ v: 2, verb: 'presence', n, act: nonce, person, keeper: session.keeper },
        actId: toBase64url(desk.parts.random(16)),
        session: viewing.session,
        terminal: actor.terminal,
        post: tenuresOf(setting, person, nowUs)[0] ?? 'none',
        notAfterUs: nowUs + signingUs,
      },
    ])
    const answered = new Set<string>()
    return { n, dueUs, checkpoint: note, statements: new Map(statements), answered }
  }

  async #closed(shown: Shown, receipt: string): Promise<void> {
    shown.state = 'closed'
    const { desk } = this.#parts
    const { stream, session, actor } = shown
    const from = shown.keeperEvents
    const { keeper } = session
    shown.how = await closeViewing(desk, { stream, receipt, keeper, from, by: actor })
  }

  #remember(shown: Shown): void {
    this.#shown.set(shown.id, shown)
    for (const [id, { state }] of this.#shown) {
      if (this.#shown.size <= remembered) return
      if (state === 'closed') this.#shown.delete(id)
    }
  }

  #look(): void {
    const nowMs = this.#parts.nowMs()
    for (const { state, aliveMs, session } of this.#shown.values()) {
      if (state === 'open' && nowMs - aliveMs > pageSilentMs) session.drop()
    }
  }
}

/** What the page asks the people before it to sign. */
export const shownPresence = (presence: Presence) => ({
  n: presence.n,
  dueUs: presence.dueUs,
  checkpoint: presence.checkpoint,
  people: [...presence.statements].map(([person, statement]) => ({
    person,
    answered: presence.answered.has(person),
    statement,
    challenge: challengeFor(statement, presence.checkpoint),
  })),
})

const hashOf = (word: string): string => sha256(new TextEncoder().encode(word)).toHex()

const twice = (): Refusal =>
  refuse(
    'この閲覧は、ほかの画面で続いています',
    receiptHouse.oneReader,
    'その画面で続けるか、終えてから、新しい閲覧として始めてください',
  )
const notAsked = (): Refusal =>
  refuse(
    'いまは、その場にいることを尋ねていません',
    receiptHouse.presence,
    '画面に出たときに押してください',
  )
