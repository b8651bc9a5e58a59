import { streamName } from '#acts/stream-name.ts'
import { newCode } from '#entrance/code.ts'
import { burnt, invitationOf, invite } from '#entrance/invitations.ts'
import { isAnybodyIn } from '#entrance/secrets.ts'
import { Fault, sentence } from '#fault/fault.ts'
import { isRefusal, type Refusal } from '#law/basis.ts'
import type { Accounts } from './accounts.ts'
import type { Desk, Words } from './desk.ts'

const codeUs = 30 * 60 * 1_000_000

/**
 * How the first person gets in, where nobody can sign in: whoever stands at the machine's console asks for a code and
 * gives their name; with it, once and within half an hour, the first appointment is entered on their word, and the
 * manager that it makes has an ID and a password. Each step is an act like any other, decided and recorded.
 */
export class FirstPerson {
  readonly #desk: Desk
  readonly #accounts: Accounts

  constructor(desk: Desk, accounts: Accounts) {
    this.#desk = desk
    this.#accounts = accounts
  }

  /** Throws Fault 'Conflict' where somebody can sign in. An older code is good for nothing from now on. */
  async invite(by: string): Promise<{ readonly code: string; readonly endsAtUs: number }> {
    const { database, random } = this.#desk.parts
    if (await isAnybodyIn(database)) throw somebodyIsIn()
    const code = newCode(random)
    const nowUs = this.#desk.nowUs()
    const endsAtUs = nowUs + codeUs
    await invite(database, code, { purpose: 'first', by, words: '{}' }, { nowUs, endsAtUs })
    return { code, endsAtUs }
  }

  /**
   * null: no such code. `appointment` null: the office has its people already. A refusal leaves the code as it was. A
   * crash between two steps leaves them done: they are not said again.
   */
  async enter(typed: {
    readonly code: string
    readonly appointments: readonly Words[]
    readonly person: string
    readonly loginId: string
    readonly password: string
  }): Promise<Refusal | { readonly entered: string } | null> {
    const desk = this.#desk
    const { code, appointments, person, loginId, password } = typed
    const { database } = desk.parts
    const found = await invitationOf(database, code, 'first', desk.nowUs())
    if (!found) return null
    if (await isAnybodyIn(database)) throw somebodyIsIn()
    for (const words of appointments) {
      const by = { person: found.by, terminal: null }
      const { outcome } = await desk.act(by, streamName('appointment', 'main'), words)
      if (isRefusal(outcome)) return outcome
    }
    const refusal = await this.#accounts.enterFirst({ person, loginId, password }, async tx => {
      if (!(await burnt(tx, code))) throw usedTwice()
    })
    return refusal ?? { entered: person }
  }
}

const somebodyIsIn = () =>
  new Fault(
    'Conflict',
    sentence('すでに入れる人がいます。', 'somebody can sign in already'),
    sentence(
      '新しい人には、管理責任者が番号を発行します。',
      'The manager issues IDs to further people.',
    ),
  )

const usedTwice = () =>
  new Fault('Conflict', sentence('この番号は、もう使われました。', 'this code was used already'))
