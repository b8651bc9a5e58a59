import { Fault, sentence } from '#fault/fault.ts'
import { sha256 } from '#hash/sha256.ts'
import type { Database } from '#postgres/database.ts'
import { type Checkpoint, signCheckpoint, verifyCheckpoint } from '#tlog/checkpoint.ts'
import { type Ed25519Verify, type NoteKey, readKey } from '#tlog/note.ts'
import { committedHead, type Head, treeAt } from './head.ts'
import type { Before, Origin } from './origin.ts'
import type { Seen } from './seen.ts'

/** The ledger's own name under its heads: Ed25519, in a file beside the database and in no backup of it. */
export type LedgerSigner = {
  readonly key: NoteKey
  sign(message: Uint8Array): Uint8Array
  readonly verify: Ed25519Verify
}

export type Signed = Checkpoint & { readonly note: string }

/**
 * Signs what is committed, never what is about to be. The order of writes:
 * 1. the head is committed (by the writer);
 * 2. it is signed in memory;
 * 3. the note is durable in the `seen` file: from here on no older head is ever continued;
 * 4. the note is in the database.
 * Only then is it given out. A crash after 1 or 2 leaves an unsigned head, signed at the next call; after 3 the same
 * note is made again (Ed25519 is deterministic) and inserted.
 */
export class Signing {
  readonly #database: Database
  readonly #head: () => Promise<Head>
  readonly #signer: LedgerSigner
  readonly #seen: Seen
  #last: Signed | null = null
  #running: Promise<unknown> = Promise.resolve()

  constructor(parts: {
    readonly database: Database
    /** What the writer committed: an edited head in the database is not signed. */
    readonly head: () => Promise<Head>
    readonly signer: LedgerSigner
    readonly seen: Seen
  }) {
    this.#database = parts.database
    this.#head = parts.head
    this.#signer = parts.signer
    this.#seen = parts.seen
  }

  /** The newest checkpoint given out by this process; null: none yet. */
  get last(): Signed | null {
    return this.#last
  }

  /** A checkpoint over everything committed so far, which from now on is known outside. */
  sign(): Promise<Signed> {
    const next = this.#running.then(() => this.#sign())
    this.#running = next.catch(() => {})
    return next
  }

  async #sign(): Promise<Signed> {
    const { size, root } = await this.#head()
    if (this.#last?.size === size) return this.#last
    const { key, sign } = this.#signer
    const checkpoint = { origin: key.name, size, root }
    const note = signCheckpoint(checkpoint, key, sign)
    await this.#seen.put(note)
    await this.#database.query(
      'insert into ledger.checkpoint (size, note) values ($1, $2) on conflict (size) do nothing',
      [size, note],
    )
    this.#last = { ...checkpoint, note }
    return this.#last
  }
}

/**
 * Refuses a database that is not the one whose checkpoints were shown: an older copy, another history or another
 * key. Throws Fault 'Conflict' with both sizes; going on would make two histories under one name.
 */
export async function refuseOlder(
  database: Database,
  { origin, key, before }: Origin,
  signer: LedgerSigner,
  shown: readonly string[],
): Promise<void> {
  if (
    signer.key.name !== origin ||
    readKey(sha256, key)?.publicKey.toHex() !== signer.key.publicKey.toHex()
  ) {
    throw new Fault(
      'Misconfigured',
      sentence(
        '署名の鍵が、この改ざん防止記録のものではありません。',
        `the signing key is that of ${signer.key.name}, the ledger is ${origin}`,
      ),
      sentence(
        '「office.key」を正しいものに戻すか、「tachiai ledger succeed」で引き継いでください。',
        'Put the right office.key back, or succeed the ledger ("tachiai ledger succeed").',
      ),
    )
  }
  const { size } = await committedHead(database)
  for (const note of shown) {
    const own = verifyCheckpoint(signer.verify, note, signer.key)
    const seen = own ?? checkpointBefore(before, note, signer.verify)
    if (!seen) throw notOurs()
    if (seen === 'admitted') continue
    if (seen.size > size) throw older(size, seen.size)
    const tree = await treeAt(database, seen.size)
    if (!Buffer.from(tree.root()).equals(seen.root)) throw anotherHistory(seen.size)
  }
}

/** A checkpoint of a ledger that this one succeeds; 'admitted': of leaves that its successor's first leaf says are lost. */
function checkpointBefore(
  before: Before | null,
  note: string,
  verify: Ed25519Verify,
): Checkpoint | 'admitted' | null {
  const key = before && readKey(sha256, before.key)
  if (!before || !key) return null
  const older = verifyCheckpoint(verify, note, key)
  if (!older) return checkpointBefore(before.before, note, verify)
  if (older.size <= before.size) return older
  const known = verifyCheckpoint(verify, before.checkpoint, key)
  return known && older.size <= known.size ? 'admitted' : null
}

const succeed = sentence(
  '新しい控えを探してください。無ければ「tachiai ledger succeed」で、失われた分を記録して引き継ぎます。',
  'Look for a newer copy; without one, "tachiai ledger succeed" goes on and records what is lost.',
)
const notOurs = () =>
  new Fault(
    'Conflict',
    sentence(
      '控えてあるチェックポイントが、この改ざん防止記録のものではありません。',
      'a checkpoint that was kept is not signed by this ledger',
    ),
    succeed,
  )
const older = (here: number, shown: number) =>
  new Fault(
    'Conflict',
    sentence(
      `データベースが古い控えです（ここには${here}件、すでに示したのは${shown}件）。続けて書き込みません。`,
      `the database is older (${here} leaves) than a checkpoint already shown (${shown}); not continued`,
    ),
    succeed,
  )
const anotherHistory = (size: number) =>
  new Fault(
    'Conflict',
    sentence(
      `データベースの内容が、すでに示したもの（${size}件まで）と違います。続けて書き込みません。`,
      `the database has another history below ${size} than the checkpoint already shown; not continued`,
    ),
    sentence('「tachiai verify」で場所を確かめてください。', 'Run "tachiai verify" to see where.'),
  )
