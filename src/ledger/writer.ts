import { setTimeout as pause } from 'node:timers/promises'
import { Fault, sentence } from '#fault/fault.ts'
import { publicSha256 } from '#hash/public-sha256.ts'
import { CommitUnknown, type Database, type Queries } from '#postgres/database.ts'
import type { ShelfKeys } from '#shelves/shelf-keys.ts'
import type { FullTile, TiledTree } from '#tlog/tiled-tree.ts'
import { leafHash } from '#tlog/tree.ts'
import type { Act, Appended } from './act.ts'
import { Draft, type Next } from './draft.ts'
import { committedHead, type Head, treeAt } from './head.ts'
import { Known } from './known.ts'
import { personFile } from './person.ts'

/**
 * What else belongs into the transaction of an act, such as the lines that follow from it. `fileNamed` opens a file
 * of these acts, be it one that they opened; its key is to be used before anything is waited for.
 */
export type Alongside = (
  tx: Queries,
  appended: readonly Appended[],
  fileNamed: (name: string) => OpenFile | null,
) => Promise<void>

export type OpenFile = { readonly number: number; readonly key: Uint8Array }

export type WriterParts = {
  readonly database: Database
  readonly shelves: ShelfKeys
  readonly random: (length: number) => Uint8Array
}

type Call = {
  readonly acts: readonly Act[]
  readonly alongside: Alongside | undefined
  readonly done: (appended: readonly Appended[]) => void
  readonly failed: (error: unknown) => void
}

/** Calls that go into one transaction, and so onto the medium with one flush. */
const mostCalls = 64

/**
 * The one writer of a ledger. Calls that come while a transaction is on its way share the next one; each call's
 * acts are taken together or not at all. A call resolves once its leaves and the head over them are on the
 * medium.
 *
 * A crash before COMMIT leaves nothing; one after it leaves everything, unanswered. Where the answer to COMMIT is
 * lost the head is looked at: it says whether the leaves are there, because no other leaves have its root. Only
 * where that cannot be read does a call reject with CommitUnknown.
 */
export class Writer {
  readonly #parts: WriterParts
  readonly #known: Known
  /** null: to be read anew, after a failure. */
  #tree: TiledTree | null = null
  #resuming: Promise<TiledTree> | null = null
  #next: Next = { file: 1, stream: 1, index: 0 }
  #waiting: Call[] = []
  #running: Promise<void> | null = null
  #forgetSoon = false

  constructor(parts: WriterParts) {
    this.#parts = parts
    this.#known = new Known(parts.database, parts.shelves)
  }

  append(acts: readonly Act[], alongside?: Alongside): Promise<readonly Appended[]> {
    return new Promise((done, failed) => {
      this.#waiting.push({ acts, alongside, done, failed })
      this.#running ??= this.#run()
    })
  }

  /** After a shelf has died: keys are read anew, and those that no shelf opens are gone. */
  forgetKeys(): void {
    // A write that is under way knows its streams and files from here: it ends first, milliseconds later.
    if (this.#running) this.#forgetSoon = true
    else this.#known.forgetKeys()
  }

  /**
   * A file with its key, opened; null: none of that name, or its years are over. The key is a live view, wiped when
   * its shelf dies: to be used before anything is waited for.
   */
  async fileNamed(name: string): Promise<OpenFile | null> {
    await this.#known.load([], [name])
    const number = this.#known.file(name)
    const key = number === null ? null : this.#known.keyOf(number)
    return number === null || key === null ? null : { number, key }
  }

  /** The head as this process committed it, or found it and made sure that the leaves have its root. */
  async head(): Promise<Head> {
    const tree = await this.#current()
    return { size: tree.size, root: tree.root() }
  }

  /** Waits for what was called. */
  async rest(): Promise<void> {
    while (this.#running) await this.#running
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const calls = this.#waiting.splice(0, mostCalls)
      try {
        await this.#write(calls)
      } catch (error) {
        this.#forget()
        // One call's companion rows may have failed for all: then each is tried alone.
        if (calls.length === 1 || isOutage(error)) for (const { failed } of calls) failed(error)
        else
          for (const call of calls)
            await this.#write([call]).catch(error => this.#fail(call, error))
      }
      if (this.#forgetSoon) this.#known.forgetKeys()
      this.#forgetSoon = false
    }
    // In the same turn as the last look at what waits: whoever comes later starts the next run.
    this.#running = null
  }

  #fail(call: Call, error: unknown): void {
    this.#forget()
    call.failed(error)
  }

  async #write(calls: readonly Call[]): Promise<void> {
    const tree = await this.#ready(calls)
    const draft = new Draft({ ...this.#parts, known: this.#known, next: this.#next })
    const taken: { readonly call: Call; readonly appended: readonly Appended[] }[] = []
    for (const call of calls) {
      const problem = draft.problem(call.acts)
      if (problem) call.failed(problem)
      else taken.push({ call, appended: draft.add(call.acts) })
    }
    if (draft.leaves.length > 0) {
      const grown = tree.copy()
      const tiles = grown.append(draft.leaves.map(({ bytes }) => leafHash(publicSha256, bytes)))
      await this.#commit(draft, tree.size, grown, tiles, taken)
      draft.settle()
      this.#tree = grown
      this.#next = draft.next
    }
    for (const { call, appended } of taken) call.done(appended)
  }

  async #commit(
    draft: Draft,
    knownSize: number,
    grown: TiledTree,
    tiles: readonly FullTile[],
    taken: readonly { readonly call: Call; readonly appended: readonly Appended[] }[],
  ): Promise<void> {
    const head = { size: grown.size, root: grown.root() }
    const rows = rowsOf(draft, knownSize, head, tiles)
    const alone =
      draft.streams.length === 0 &&
      draft.files.length === 0 &&
      taken.every(({ call }) => !call.alongside)
    try {
      if (alone) await appendRows(this.#parts.database, rows)
      else {
        await this.#parts.database.transaction(async tx => {
          await insertNew(tx, draft).catch(asAnotherWriter)
          await appendRows(tx, rows)
          for (const { call, appended } of taken) {
            await call.alongside?.(tx, appended, name => draft.fileNamed(name))
          }
        })
      }
    } catch (error) {
      if (!isOutage(error) || !(await this.#isCommitted(head))) throw error
    }
  }

  /**
   * A lost answer: whether this very head is the newest one. The lock waits for a transaction that the server is
   * still working on. Throws CommitUnknown where the server does not come back.
   */
  async #isCommitted(head: Head): Promise<boolean> {
    for (let patience = 40; ; patience--) {
      try {
        return await this.#parts.database.transaction(async tx => {
          await tx.query(`select pg_advisory_xact_lock(hashtext('tachiai.ledger'))`)
          const [found] = await tx.query<{ root: Buffer }>(
            'select root from ledger.head where size = $1',
            [head.size],
          )
          return found?.root.equals(head.root) ?? false
        })
      } catch (cause) {
        if (!isOutage(cause) || patience === 0) throw new CommitUnknown(cause)
        await pause(250)
      }
    }
  }

  async #ready(calls: readonly Call[]): Promise<TiledTree> {
    const tree = await this.#current()
    const acts = calls.flatMap(({ acts }) => acts)
    await this.#known.load(
      acts.map(({ stream }) => stream),
      acts.flatMap(({ stream, file = stream, by }) =>
        by === null ? [file] : [file, personFile(by)],
      ),
    )
    return tree
  }

  #current(): Promise<TiledTree> {
    if (this.#tree) return Promise.resolve(this.#tree)
    this.#resuming ??= this.#resume().finally(() => {
      this.#resuming = null
    })
    return this.#resuming
  }

  async #resume(): Promise<TiledTree> {
    const { database } = this.#parts
    const head = await committedHead(database)
    const tree = await treeAt(database, head.size)
    if (!Buffer.from(tree.root()).equals(head.root)) throw notItsRoot(head.size)
    const [numbers] = await database.query<{ file: number; stream: number }>(
      `select coalesce((select max(number) from ledger.file), 0) + 1 as file,
              coalesce((select max(number) from ledger.stream), 0) + 1 as stream`,
    )
    this.#next = { ...numbers!, index: head.size }
    this.#tree = tree
    return tree
  }

  #forget(): void {
    this.#tree = null
    this.#known.forgetKeys()
  }
}

const isOutage = (error: unknown): boolean => error instanceof Fault && error.kind === 'Unavailable'

type Rows = readonly unknown[]

const rowsOf = (
  draft: Draft,
  knownSize: number,
  { size, root }: Head,
  tiles: readonly FullTile[],
): Rows => [
  knownSize,
  size,
  root,
  draft.latestUs,
  draft.leaves.map(({ stream }) => stream),
  draft.leaves.map(({ n }) => n),
  draft.leaves.map(({ bytes }) => Buffer.from(bytes)),
  draft.leaves.map(({ file }) => file),
  draft.leaves.map(({ body }) => body),
  tiles.map(({ level }) => level),
  tiles.map(({ n }) => n),
  tiles.map(({ hashes }) => Buffer.from(hashes)),
]

const appendRows = (queries: Queries, rows: Rows) =>
  queries
    .query('select ledger.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)', rows)
    .catch(asAnotherWriter)

/** A number that is taken, or a head that is not the known one: somebody else wrote. */
function asAnotherWriter(error: unknown): never {
  const { code } = error as { code?: string }
  if (code !== '23505' && code !== '40001') throw error
  throw new Fault(
    'Conflict',
    sentence(
      'ほかのプログラムが、この改ざん防止記録に書き込んでいます。',
      'another process writes this ledger',
    ),
    sentence('一つだけを動かしてください。', 'Run only one office on a database.'),
    error,
  )
}

async function insertNew(tx: Queries, { files, streams }: Draft): Promise<void> {
  if (files.length > 0) {
    await tx.query(
      'insert into ledger.file (number, name, opened_at_us) select * from unnest($1::bigint[], $2::text[], $3::bigint[])',
      [
        files.map(file => file.number),
        files.map(file => file.name),
        files.map(file => file.openedAtUs),
      ],
    )
    await tx.query(
      `insert into ledger.file_key (file, shelf, wrapped, placed_at_us)
       select * from unnest($1::bigint[], $2::text[], $3::bytea[], $4::bigint[])`,
      [
        files.map(file => file.number),
        files.map(file => file.shelf),
        files.map(file => file.wrapped),
        files.map(file => file.openedAtUs),
      ],
    )
  }
  if (streams.length > 0) {
    await tx.query(
      'insert into ledger.stream (number, name) select * from unnest($1::bigint[], $2::text[])',
      [streams.map(stream => stream.number), streams.map(stream => stream.name)],
    )
  }
}

const notItsRoot = (size: number) =>
  new Fault(
    'DataLoss',
    sentence(
      '改ざん防止記録の内容が、記録した木と合いません。続けて書き込みません。',
      `the rows of the ledger do not have the root of its head at ${size}; not continued`,
    ),
    sentence('「tachiai verify」で場所を確かめてください。', 'Run "tachiai verify" to see where.'),
  )
