import { streamName } from '#acts/stream-name.ts'
import { canonicalJson } from '#canonical/json.ts'
import type { CredentialKey } from '#cosign/credential-key.ts'
import { newCode } from '#entrance/code.ts'
import { burnt, invitationOf, invite } from '#entrance/invitations.ts'
import { Fault, sentence } from '#fault/fault.ts'
import { credentialVerify } from '#hash/credential-verify.ts'
import { isRefusal, type Refusal } from '#law/basis.ts'
import type { Acted } from '#projections/books.ts'
import type { Actor, Desk } from './desk.ts'
import { deviceKeyHash } from './presence.ts'

/** A screen that showed its key. `key`: SHA-256 of it, hex. */
export type ProvenTerminal = { readonly terminal: string; readonly key: string }

export type TerminalWords = {
  readonly terminal: string
  readonly room: string
  readonly keptBy: string | null
}

const codeUs = 30 * 60 * 1_000_000
const challengeUs = 2 * 60 * 1_000_000
const mostChallenges = 1000
const label = new TextEncoder().encode('tachiai/terminal/v1')

/** Screens and their keys: P-256, made on the device and never leaving it. */
export class Terminals {
  readonly #desk: Desk
  /** Challenges that wait for their answer, each for one. */
  readonly #challenges = new Map<string, number>()

  constructor(desk: Desk) {
    this.#desk = desk
  }

  /** A code that whoever stands before the screen types there. Foreseen now, decided then. */
  async invite(actor: Actor, words: TerminalWords): Promise<Refusal | { readonly code: string }> {
    const desk = this.#desk
    const { database, random } = desk.parts
    const foreseen = await desk.foreseen(
      await desk.order(actor, streamOf(words), enrolment(words, 'to come')),
    )
    if (isRefusal(foreseen)) return foreseen
    const code = newCode(random)
    const invitation = {
      purpose: 'terminal',
      by: actor.person,
      words: canonicalJson(words),
    } as const
    const nowUs = desk.nowUs()
    await invite(database, code, invitation, { nowUs, endsAtUs: nowUs + codeUs })
    return { code }
  }

  /** null: no such code, it was used or is over, or the key does not sign for the challenge. */
  async enrol(typed: {
    readonly code: string
    readonly key: CredentialKey
    readonly challenge: string
    readonly signature: string
  }): Promise<Acted | null> {
    const desk = this.#desk
    const { code, key, challenge, signature } = typed
    if (!this.#answers(key, challenge, signature)) return null
    const found = await invitationOf(desk.parts.database, code, 'terminal', desk.nowUs())
    if (!found) return null
    const words: TerminalWords = JSON.parse(found.words)
    const actor = { person: found.by, terminal: null }
    const stream = streamOf(words)
    return desk.act(actor, stream, enrolment(words, canonicalJson(key)), async tx => {
      if (!(await burnt(tx, code))) throw usedTwice()
    })
  }

  /** 32 random bytes, base64url, good for one answer within two minutes. */
  challenge(): string {
    const nowUs = this.#desk.nowUs()
    for (const [known, endsAtUs] of this.#challenges) {
      if (endsAtUs > nowUs && this.#challenges.size < mostChallenges) break
      this.#challenges.delete(known)
    }
    const challenge = Buffer.from(this.#desk.parts.random(32)).toString('base64url')
    this.#challenges.set(challenge, nowUs + challengeUs)
    return challenge
  }

  /** null: not an enrolled screen, or not its key. */
  async proven(shown: {
    readonly terminal: string
    readonly challenge: string
    readonly signature: string
  }): Promise<ProvenTerminal | null> {
    const { terminal, challenge, signature } = shown
    const state = (await this.#desk.sight()).state('terminal', terminal)
    const key = state.status === 'enrolled' ? keyIn(state.deviceKey) : null
    if (state.status !== 'enrolled' || !key) return null
    if (!this.#answers(key, challenge, signature)) return null
    return { terminal, key: deviceKeyHash(state.deviceKey) }
  }

  #answers(key: CredentialKey, challenge: string, signature: string): boolean {
    const endsAtUs = this.#challenges.get(challenge)
    this.#challenges.delete(challenge)
    if (endsAtUs === undefined || endsAtUs <= this.#desk.nowUs()) return false
    const message = Buffer.concat([label, Buffer.from(challenge, 'base64url')])
    return credentialVerify(key, message, Buffer.from(signature, 'base64url'))
  }
}

/** A screen's key as its enrolment has it; null: none that signs. */
export function keyIn(deviceKey: string): CredentialKey | null {
  try {
    const key = JSON.parse(deviceKey)
    return key?.kty === 'EC' && key.crv === 'P-256' ? key : null
  } catch {
    return null
  }
}

const streamOf = ({ terminal }: TerminalWords) => streamName('terminal', terminal)
const enrolment = (words: TerminalWords, deviceKey: string) => ({
  type: 'EnrolTerminal',
  ...words,
  deviceKey,
})

const usedTwice = () =>
  new Fault(
    'Conflict',
    sentence('この番号は、もう使われました。', 'this code was used already'),
    sentence('管理責任者に新しい番号を求めてください。', 'Ask the manager for a new one.'),
  )
