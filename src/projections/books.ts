import { bodiesOf, decided, type Happening, type Order } from '#acts/decided.ts'
import { profileAt } from '#acts/profile-at.ts'
import { namedThing } from '#acts/things.ts'
import { applied, lastOf, type World } from '#acts/world.ts'
import { type Basis, isRefusal, type Refusal } from '#law/basis.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import type { HappenedBody, RefusedBody } from '#leaf/body.ts'
import type { Entry } from '#ledger/act.ts'
import type { Ledger } from '#ledger/ledger.ts'
import type { Alongside } from '#ledger/writer.ts'
import type { Queries } from '#postgres/database.ts'
import { keepFile } from './kept.ts'
import { readWorld } from './read-world.ts'
import { closedRow, linesOf, rowsOf, type Writing } from './rows.ts'

export type BooksParts = Writing & {
  readonly ledger: Ledger
  /** So many unpredictable bytes, new at each call. */
  readonly random: (length: number) => Uint8Array
}

/** Rows that belong to what happened, in the same transaction; not called for a refusal. May be called again. */
export type WithIt = (tx: Queries, happened: readonly Happening[]) => Promise<void>

export type Acted = {
  /** What followed, or why nothing did. Both are recorded. */
  readonly outcome: readonly Happening[] | Refusal
  /** Of its first leaf. */
  readonly index: number
}

/**
 * The office's books: an order is decided on all that happened before it, recorded, and its lines stand in the registers
 * in the same transaction. One order at a time: what one decided on, the next one sees.
 *
 * The order of writes:
 * 1. the outcome is decided in memory;
 * 2. leaves, head and lines are committed together;
 * 3. the world in memory goes on.
 * A crash after 1 leaves nothing; after 2 everything, unanswered, and the next start folds it from the ledger. Where it
 * is not known whether 2 happened, the world is read anew before the next order.
 */
export class Books {
  readonly #parts: BooksParts
  /** null: to be read from the ledger, after a failure. */
  #world: World | null
  #running: Promise<unknown> = Promise.resolve()

  private constructor(parts: BooksParts, world: World) {
    this.#parts = parts
    this.#world = world
  }

  static async open(parts: BooksParts): Promise<Books> {
    return new Books(parts, await readWorld(parts.ledger))
  }

  /** As it stands after all that was acknowledged. */
  async world(): Promise<World> {
    this.#world ??= await readWorld(this.#parts.ledger)
    return this.#world
  }

  /** The version of the document in force then, by all that was acknowledged. */
  async profileAt(atUs: number): Promise<Profile> {
    return profileAt(await this.world(), this.#parts.profile, atUs)
  }

  /**
   * Resolves when the act is durable. Throws Mistaken for an order that is none (`decided`), Fault 'Conflict' where
   * another process wrote, 'NotFound' where the years of the file are over. `cosigned`: what people signed for it.
   * What `withIt` throws keeps the act out.
   */
  act(order: Order, cosigned: readonly unknown[] = [], withIt?: WithIt): Promise<Acted> {
    const next = this.#running.then(() => this.#act(order, cosigned, withIt))
    this.#running = next.catch(() => {})
    return next
  }

  async #act(order: Order, cosigned: readonly unknown[], withIt?: WithIt): Promise<Acted> {
    const { ledger } = this.#parts
    const world = await this.world()
    const { stream, said } = order
    const profile = profileAt(world, this.#parts.profile, Number(said.atUs))
    const outcome = decided(world, { ...order, profile })
    const bodies = bodiesOf(order, outcome, cosigned)
    const after = bodies.reduce((so, body) => applied(so, stream, body), world)
    const file = namedThing(stream)!.file
    const act = {
      stream,
      file,
      expected: lastOf(world, stream),
      atUs: Number(said.atUs),
      rule: { profile: profile.id, version: profile.version },
      by: String(said.by),
      entries: bodies.map(entryOf),
    }
    try {
      const lines = this.#lines(after, file)
      const [appended] = await ledger.append([act], async (tx, appended, fileNamed) => {
        await lines(tx, appended, fileNamed)
        if (!isRefusal(outcome)) await withIt?.(tx, outcome)
      })
      this.#world = after
      return { outcome, index: appended!.firstIndex }
    } catch (error) {
      this.#world = null
      throw error
    }
  }

  #lines(world: World, file: string): Alongside {
    const lines = linesOf(this.#parts, world, file)
    return async (tx, _, fileNamed) => {
      const open = fileNamed(file)!
      const rows = rowsOf(lines, open, this.#parts.random)
      await keepFile(tx, open.number, rows, closedRow(this.#parts, world, file, open.number))
    }
  }
}

function entryOf(body: HappenedBody | RefusedBody): Entry {
  if ('refusal' in body) return { type: 'Refused', basis: body.refusal.basis, body }
  return { type: body.event.type, basis: body.event.basis as Basis, body }
}
