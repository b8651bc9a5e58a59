import { asked, type Happening, type Order } from '#acts/decided.ts'
import { withGone } from '#acts/gone.ts'
import { Sight } from '#acts/sight.ts'
import type { World } from '#acts/world.ts'
import type { Setting } from '#domain/decider.ts'
import type { Refusal } from '#law/basis.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import type { Said } from '#leaf/body.ts'
import type { Ledger } from '#ledger/ledger.ts'
import type { Database } from '#postgres/database.ts'
import type { Acted, Books, WithIt } from '#projections/books.ts'
import { givenFor } from './given.ts'
import { RecordedCameras } from './recorded-cameras.ts'

/** Who acts, and before which enrolled screen (null: none). Known to the office, never said by whoever asks. */
export type Actor = { readonly person: string; readonly terminal: string | null }

/** Words of a command without who and when. A member that ends in `Us` may be 'now'. */
export type Words = { readonly type: string } & Readonly<Record<string, unknown>>

export type DeskParts = {
  readonly books: Books
  readonly ledger: Ledger
  readonly database: Database
  readonly profile: Profile
  /** The office's time. */
  readonly nowUs: () => number
  /** So many unpredictable bytes, new at each call. */
  readonly random: (length: number) => Uint8Array
}

/**
 * Every act of people passes here: loaded, decided, appended (`Books`), and only then done. Who, when and from which
 * screen is set here; whoever asks cannot say it.
 */
export class Desk {
  readonly parts: DeskParts
  readonly recorded: RecordedCameras

  constructor(parts: DeskParts) {
    this.parts = parts
    this.recorded = new RecordedCameras(parts.ledger)
  }

  /** The version of the document that is in force now. */
  profile(): Promise<Profile> {
    return this.parts.books.profileAt(this.nowUs())
  }
  nowUs(): number {
    return this.parts.nowUs()
  }
  world(): Promise<World> {
    return this.parts.books.world()
  }
  /** As it stands: everything one may look at. */
  async sight(): Promise<Sight> {
    return new Sight(await this.world(), await this.profile())
  }
  async setting(): Promise<Setting> {
    return (await this.sight()).setting
  }

  /** One act, decided now. Throws Mistaken for words that are none of that thing. */
  async act(actor: Actor, stream: string, words: Words, withIt?: WithIt): Promise<Acted> {
    return this.record(await this.order(actor, stream, words), [], withIt)
  }

  /** The order as it would be decided now. */
  async order(actor: Actor, stream: string, words: Words): Promise<Order> {
    const atUs = this.nowUs()
    const sight = await this.sight()
    const said = withGone(sight, { ...atThatTime(words, atUs), atUs, by: actor.person })
    const given = await givenFor(this.parts.database, sight, stream, said, actor)
    return { stream, said, ...(given ? { given } : {}) }
  }

  /** What would follow; nothing is recorded. */
  async foreseen(order: Order): Promise<readonly Happening[] | Refusal> {
    const profile = await this.parts.books.profileAt(Number(order.said.atUs))
    return asked(await this.world(), { ...order, profile }).outcome
  }

  record(order: Order, cosigned: readonly unknown[] = [], withIt?: WithIt): Promise<Acted> {
    return this.parts.books.act(order, cosigned, withIt)
  }
}

const atThatTime = (words: Words, atUs: number): Said => {
  const members = Object.entries(words).map(([name, value]) => [
    name,
    name.endsWith('Us') && value === 'now' ? atUs : value,
  ])
  return Object.fromEntries(members)
}
