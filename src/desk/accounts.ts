import { streamName } from '#acts/stream-name.ts'
import { absenceAt, holds } from '#domain/office.ts'
import { codeIn, newCode } from '#entrance/code.ts'
import type { Delays } from '#entrance/delays.ts'
import { Devices } from '#entrance/devices.ts'
import { type Hardness, type Hashed, Hasher } from '#entrance/secret.ts'
import { dropSecret, keepSecret, secretOf, secretOfPerson } from '#entrance/secrets.ts'
import { endSessionsOf, type Session, type Sessions } from '#entrance/sessions.ts'
import { isRefusal, type Refusal } from '#law/basis.ts'
import type { Queries } from '#postgres/database.ts'
import type { Acted } from '#projections/books.ts'
import type { Actor, Desk } from './desk.ts'
import { tenuresOf } from './posts.ts'
import type { ProvenTerminal } from './terminals.ts'

const credentials = streamName('credential', 'main')
/** How long a code waits for its holder. */
const codeUs = 7 * 24 * 60 * 60 * 1_000_000

export type AccountsParts = {
  readonly desk: Desk
  readonly sessions: Sessions
  readonly delays: Delays
  readonly hardness: Hardness
}

/** Why somebody did not come in. `wrong` says the same whatever was wrong, after the same time. */
export type NotIn =
  | { readonly no: 'wrong' }
  | { readonly no: 'wait'; readonly waitMs: number }
  | { readonly no: 'refused'; readonly refusal: Refusal }

export type In = { readonly token: string; readonly session: Session; readonly device: string }

/** Where somebody answers from: a screen whose key was proven, else a browser they know, else an address. */
export type Place = {
  readonly address: string
  readonly terminal: ProvenTerminal | null
  /** What the browser was marked with when somebody signed in there; null: nothing. */
  readonly device: string | null
}

/**
 * IDs, codes and passwords. What may happen to a credential the decider says and the ledger has; the secret beside it
 * is written in the same transaction.
 */
export class Accounts {
  readonly #parts: AccountsParts
  readonly #hasher = new Hasher()
  readonly #nobody: Hashed
  readonly #devices: Devices

  constructor(parts: AccountsParts) {
    this.#parts = parts
    const { random } = parts.desk.parts
    this.#devices = new Devices(random)
    this.#nobody = { ...parts.hardness, hash: random(32), salt: random(16) }
  }

  /** A new ID with its code, or a changed one; the code is told once, to whoever issues it. */
  async issue(
    actor: Actor,
    words: {
      readonly type: 'IssueCredential' | 'RotateCredential'
      readonly person: string
      readonly loginId: string
    },
  ): Promise<Acted & { readonly code: string | null }> {
    const { desk } = this.#parts
    const { person } = words
    const loginId = loginIdIn(words.loginId)
    const code = newCode(desk.parts.random)
    const made = await this.#made(codeIn(code)!)
    const acted = await desk.act(actor, credentials, { ...words, loginId }, async tx => {
      const setAtUs = desk.nowUs()
      const endsAtUs = setAtUs + codeUs
      await keepSecret(tx, { ...made, person, loginId, kind: 'code', setAtUs, endsAtUs })
      await endSessionsOf(tx, person)
    })
    return { ...acted, code: isRefusal(acted.outcome) ? null : code }
  }

  async revoke(
    actor: Actor,
    words: { readonly type: 'RevokeCredential'; readonly person: string; readonly reason: string },
  ): Promise<Acted> {
    return this.#parts.desk.act(actor, credentials, words, async tx => {
      await dropSecret(tx, words.person)
      await endSessionsOf(tx, words.person)
    })
  }

  /** The holder alone sets the secret, with the code; the code is gone with it. */
  async complete(
    typed: { readonly loginId: string; readonly code: string; readonly password: string },
    place: Place,
  ): Promise<NotIn | { readonly acted: Acted }> {
    const loginId = loginIdIn(typed.loginId)
    const found = await this.#proven(loginId, codeIn(typed.code) ?? '', 'code', place)
    if ('no' in found) return found
    const actor = { person: found.person, terminal: place.terminal?.terminal ?? null }
    return { acted: await this.#complete(actor, loginId, typed.password) }
  }

  async #complete(
    actor: Actor,
    loginId: string,
    password: string,
    withIt?: (tx: Queries) => Promise<void>,
  ): Promise<Acted> {
    const { desk } = this.#parts
    const { person } = actor
    const made = await this.#made(password)
    return desk.act(actor, credentials, { type: 'CompleteCredential' }, async tx => {
      const secret = { ...made, person, loginId, kind: 'password', endsAtUs: null } as const
      await keepSecret(tx, { ...secret, setAtUs: desk.nowUs() })
      await withIt?.(tx)
    })
  }

  /** The manager of an office in which nobody can sign in, by their own hand; null: it was not refused. */
  async enterFirst(
    words: { readonly person: string; readonly loginId: string; readonly password: string },
    withIt: (tx: Queries) => Promise<void>,
  ): Promise<Refusal | null> {
    const { desk } = this.#parts
    const { person, loginId, password } = words
    const actor = { person, terminal: null }
    const { credentials: known } = (await desk.sight()).state('credential', 'main')
    const has = known.some(one => one.person === person)
    const type = has ? 'RotateCredential' : 'IssueCredential'
    const { outcome } = await this.issue(actor, { type, person, loginId })
    if (isRefusal(outcome)) return outcome
    const completed = await this.#complete(actor, loginIdIn(loginId), password, withIt)
    return isRefusal(completed.outcome) ? completed.outcome : null
  }

  async signIn(
    typed: { readonly loginId: string; readonly password: string },
    place: Place,
  ): Promise<NotIn | In> {
    const { desk, sessions } = this.#parts
    const loginId = loginIdIn(typed.loginId)
    const found = await this.#proven(loginId, typed.password, 'password', place)
    if ('no' in found) return found
    const { person } = found
    const terminal = place.terminal?.terminal ?? null
    const said = { type: 'SignIn', shown: ['id', 'password'], loginId } as const
    const { outcome } = await desk.act({ person, terminal }, credentials, said)
    if (isRefusal(outcome)) return { no: 'refused', refusal: outcome }
    await this.#back({ person, terminal })
    const posts = tenuresOf(await desk.setting(), person, desk.nowUs())
    const terminalKey = place.terminal?.key ?? null
    const begun = await sessions.begin({ person, posts, terminal, terminalKey })
    return { ...begun, device: this.#devices.mark(loginId) }
  }

  /** Whether this is that person's password: for a signature that the office attests. */
  async isOwn(person: string, password: string, place: Place): Promise<NotIn | { person: string }> {
    const { database } = this.#parts.desk.parts
    const secret = await secretOfPerson(database, person)
    return this.#proven(secret?.loginId ?? `person ${person}`, password, 'password', place)
  }

  /** The manager who signs in is back: whoever acted in their place stops (the rule on 事故等). */
  async #back(actor: Actor): Promise<void> {
    const { desk } = this.#parts
    const { profile, office } = await desk.setting()
    const nowUs = desk.nowUs()
    const absence = absenceAt(office, nowUs)
    const post = profile.manager.is
    if (!absence || profile.deputy.kind !== 'declared' || post === null) return
    if (absence.deputy === actor.person || !holds(office, actor.person, post, nowUs)) return
    const stream = streamName('appointment', 'main')
    await desk.act(actor, stream, { type: 'EndAbsence', of: absence.of })
  }

  /** The same work and the same answer whether the ID is nobody's, the secret is of another kind, or it is wrong. */
  async #proven(
    loginId: string,
    secret: string,
    kind: 'code' | 'password',
    place: Place,
  ): Promise<NotIn | { readonly person: string }> {
    const { desk, delays } = this.#parts
    const at = this.#named(place, loginId)
    const waitMs = delays.leftMs(loginId, at)
    if (waitMs > 0) return { no: 'wait', waitMs }
    delays.begin(loginId, at)
    const found = await secretOf(desk.parts.database, loginId)
    const fits = found?.kind === kind && (found.endsAtUs === null || desk.nowUs() < found.endsAtUs)
    const same = await this.#hasher.isSame(secret, fits ? found : this.#nobody, at)
    if (!fits || !same) return { no: 'wrong' }
    delays.right(loginId, at)
    return { person: found.person }
  }

  #named({ address, terminal, device }: Place, loginId: string): string {
    if (terminal) return `terminal ${terminal.terminal}`
    const known = this.#devices.known(device, loginId)
    return known === null ? `address ${address}` : `device ${known}`
  }

  async #made(words: string): Promise<Hashed> {
    const { desk, hardness } = this.#parts
    const salt = desk.parts.random(16)
    return { ...hardness, salt, hash: await this.#hasher.hash(words, hardness, salt) }
  }
}

/** Full width or not, with or without spaces around it. */
const loginIdIn = (typed: string): string => typed.normalize('NFKC').trim()
