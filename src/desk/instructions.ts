import { refuseActing } from '#domain/acting.ts'
import type { Refusal } from '#law/basis.ts'
import type { Actor, Desk } from './desk.ts'

const keptUs = 30 * 24 * 60 * 60 * 1_000_000

/**
 * The manager's word to an operator, and whom the manager lets look besides: facts that a decision takes and no stream
 * has. Whether they suffice the deciders say; here only the manager may give them.
 */
export class Instructions {
  readonly #desk: Desk
  constructor(desk: Desk) {
    this.#desk = desk
  }

  async instruct(actor: Actor, told: string, request: string | null): Promise<Refusal | null> {
    const refusal = await this.#refuse(actor)
    if (refusal) return refusal
    await this.#desk.parts.database.query(
      'insert into desk.instruction (by, told, request, at_us) values ($1, $2, $3, $4)',
      [actor.person, told, request, this.#desk.nowUs()],
    )
    return null
  }

  async permit(actor: Actor, request: string, name: string): Promise<Refusal | null> {
    const refusal = await this.#refuse(actor)
    if (refusal) return refusal
    await this.#desk.parts.database.query(
      `insert into desk.permitted (request, name, by, at_us) values ($1, $2, $3, $4)
       on conflict (request, name) do update set by = excluded.by, at_us = excluded.at_us`,
      [request, name, actor.person, this.#desk.nowUs()],
    )
    return null
  }

  async #refuse({ person }: Actor): Promise<Refusal | null> {
    const nowUs = this.#desk.nowUs()
    const { database } = this.#desk.parts
    // A word for routine work stands until it is taken back by another; one for a case goes with its month.
    await database.query('delete from desk.permitted where at_us < $1', [nowUs - keptUs])
    await database.query('delete from desk.instruction where at_us < $1 and request is not null', [
      nowUs - keptUs,
    ])
    const setting = await this.#desk.setting()
    const cameras = setting.office.tenures.flatMap(({ of }) => of ?? [])
    const somewhere = cameras.some(of => refuseActing(setting, person, nowUs, of) === null)
    return somewhere ? null : refuseActing(setting, person, nowUs)
  }
}
