import type { Actor, Desk } from './desk.ts'

/** What somebody wrote down at the counter and did not receive yet. `words` are the page's own. */
export type Draft = {
  readonly id: string
  readonly by: string
  readonly words: string
  readonly savedAtUs: number
}

const keptUs = 7 * 24 * 60 * 60 * 1_000_000
/** Of the whole office at once: nobody fills the table. */
const most = 200

/** Half-written requests: saved at every step, so that a power cut or a long talk loses nothing. Anybody of the office goes on with them. */
export class Drafts {
  readonly #desk: Desk
  constructor(desk: Desk) {
    this.#desk = desk
  }

  async all(): Promise<readonly Draft[]> {
    const { database } = this.#desk.parts
    await database.query('delete from desk.draft where saved_at_us < $1', [
      this.#desk.nowUs() - keptUs,
    ])
    const rows = await database.query(
      'select id, by, words, saved_at_us from desk.draft order by saved_at_us desc, id',
    )
    return rows.map(({ id, by, words, saved_at_us: savedAtUs }) => ({
      id: String(id),
      by: String(by),
      words: String(words),
      savedAtUs: Number(savedAtUs),
    }))
  }

  /** False: there are too many. */
  async save({ person }: Actor, id: string, words: string): Promise<boolean> {
    const known = await this.all()
    if (known.length >= most && !known.some(draft => draft.id === id)) return false
    await this.#desk.parts.database.query(
      `insert into desk.draft (id, by, words, saved_at_us) values ($1, $2, $3, $4)
       on conflict (id) do update
       set by = excluded.by, words = excluded.words, saved_at_us = excluded.saved_at_us`,
      [id, person, words, this.#desk.nowUs()],
    )
    return true
  }

  async drop(id: string): Promise<void> {
    await this.#desk.parts.database.query('delete from desk.draft where id = $1', [id])
  }
}
