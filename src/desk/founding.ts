import { streamName } from '#acts/stream-name.ts'
import { actingManagers } from '#domain/office.ts'
import { newCode } from '#entrance/code.ts'
import { burnt, invitationOf, invite } from '#entrance/invitations.ts'
import { secretOfPerson } from '#entrance/secrets.ts'
import { Fault, sentence } from '#fault/fault.ts'
import { isRefusal, type Refusal } from '#law/basis.ts'
import type { Accounts } from './accounts.ts'
import type { Desk, Words } from './desk.ts'

const codeUs = 30 * 60 * 1_000_000

/**
 * How the first person gets in, where no manager can sign in: at the beginning, after a restore, or when the last one
 * went before the next was entered. Whoever stands at the machine's console asks for a code and
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

  /** Throws Fault 'Conflict' where a manager can sign in. An older code is good for nothing from now on. */
  async invite(by: string): Promise<{ readonly code: string; readonly endsAtUs: number }> {
    const { database, random } = this.#desk.parts
    if (await this.isClaimed()) throw managerIsIn()
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
    if (await this.isClaimed()) throw managerIsIn()
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

  /** Whether somebody who answers for the office can sign in. */
  async isClaimed(): Promise<boolean> {
    const { database } = this.#desk.parts
    const setting = await this.#desk.setting()
    const nowUs = this.#desk.nowUs()
    const places = new Set([null, ...setting.office.tenures.map(({ of }) => of)])
    const managers = new Set([...places].flatMap(of => actingManagers(setting, nowUs, of)))
    for (const person of managers) {
      if ((await secretOfPerson(database, person))?.kind === 'password') return true
    }
    return false
  }
}

const managerIsIn = () =>
  new Fault(
    'Conflict',
    sentence('管理責任者が、すでに入れます。', 'a manager can sign in already'),
    sentence(
      '新しい人には、管理責任者が番号を発行します。',
      'The manager issues IDs to further people.',
    ),
  )

const usedTwice = () =>
  new Fault('Conflict', sentence('この番号は、もう使われました。', 'this code was used already'))
