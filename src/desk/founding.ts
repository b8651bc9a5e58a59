import { bodiesOf, decided } from '#acts/decided.ts'
import { streamName } from '#acts/stream-name.ts'
import { applied } from '#acts/world.ts'
import { actingManagers } from '#domain/office.ts'
import { newCode } from '#entrance/code.ts'
import { burnt, invitationOf, invite } from '#entrance/invitations.ts'
import { secretOfPerson } from '#entrance/secrets.ts'
import { Fault, sentence } from '#fault/fault.ts'
import { isRefusal, type Refusal } from '#law/basis.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import type { Accounts } from './accounts.ts'
import type { Actor, Desk, Words } from './desk.ts'

/** Who set the machine up, and what the document and the machine say of the people to be entered. */
export type FirstAsked = Pick<Profile, 'title' | 'called' | 'committee' | 'manager' | 'posts'> & {
  readonly by: string
  readonly cameras: readonly { readonly camera: string; readonly name: string }[]
  /** Who answers for the office already and has no way in; empty: nobody was appointed yet. */
  readonly managers: readonly string[]
}

const people = streamName('appointment', 'main')
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

  /** What has to be asked of whoever holds this code; null: no such code. */
  async look(code: string): Promise<FirstAsked | null> {
    const desk = this.#desk
    const found = await invitationOf(desk.parts.database, code, 'first', desk.nowUs())
    if (!found) return null
    if (await this.isClaimed()) throw managerIsIn()
    const { title, called, committee, manager, posts } = await desk.profile()
    const cameras = (await desk.recorded.all()).map(({ camera, name }) => ({ camera, name }))
    return {
      ...{ by: found.by, title, called, committee, manager, posts, cameras },
      managers: [...(await this.#managers())],
    }
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
    const by = { person: found.by, terminal: null }
    // Half of a refused list would stand for ever: the number of seats is written into the document's blank once.
    const refused = await this.#foreseen(by, appointments)
    if (refused) return refused
    for (const words of appointments) {
      const { outcome } = await desk.act(by, people, words)
      if (isRefusal(outcome)) return outcome
    }
    const refusal = await this.#accounts.enterFirst({ person, loginId, password }, async tx => {
      if (!(await burnt(tx, code))) throw usedTwice()
    })
    return refusal ?? { entered: person }
  }

  /** What would be refused of these, each after those before it; nothing is recorded. */
  async #foreseen(by: Actor, appointments: readonly Words[]): Promise<Refusal | null> {
    const desk = this.#desk
    const profile = await desk.profile()
    let world = await desk.world()
    for (const words of appointments) {
      const order = await desk.order(by, people, words)
      const outcome = decided(world, { ...order, profile })
      if (isRefusal(outcome)) return outcome
      for (const body of bodiesOf(order, outcome)) world = applied(world, people, body)
    }
    return null
  }

  /** Whether somebody who answers for the office can sign in. */
  async isClaimed(): Promise<boolean> {
    const { database } = this.#desk.parts
    for (const person of await this.#managers()) {
      if ((await secretOfPerson(database, person))?.kind === 'password') return true
    }
    return false
  }

  async #managers(): Promise<ReadonlySet<string>> {
    const setting = await this.#desk.setting()
    const nowUs = this.#desk.nowUs()
    const places = new Set([null, ...setting.office.tenures.map(({ of }) => of)])
    return new Set([...places].flatMap(of => actingManagers(setting, nowUs, of)))
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
