import { canonicalJson } from '#canonical/json.ts'
import { Fault, sentence } from '#fault/fault.ts'
import { hmacSha256 } from '#hash/hmac.ts'
import { actorOf, commitmentOf } from '#leaf/body.ts'
import { toBase64url } from '#leaf/bytes.ts'
import { encodeLeaf } from '#leaf/leaf.ts'
import { leafBasis } from '#leaf/leaf-basis.ts'
import { seal } from '#sealing/seal.ts'
import type { ShelfKeys } from '#shelves/shelf-keys.ts'
import { wrapFileKey } from '#shelves/wrapped-key.ts'
import type { Act, Appended } from './act.ts'
import type { Known, StreamRow } from './known.ts'
import { personFile, personKeyOf } from './person.ts'
import { bodyPlace } from './places.ts'
import type { OpenFile } from './writer.ts'

export type NewFile = {
  readonly number: number
  readonly name: string
  readonly openedAtUs: number
  readonly shelf: string
  readonly wrapped: Buffer
}
export type NewStream = { readonly number: number; readonly name: string }
export type LeafRow = {
  readonly stream: number
  readonly n: number
  readonly bytes: Uint8Array
  readonly file: number
  readonly body: Buffer
}

/** Numbers that the next new file, stream and leaf get. */
export type Next = { readonly file: number; readonly stream: number; readonly index: number }

/**
 * One transaction in the making. Nothing of it is known to anybody before it is committed; then `settle` makes
 * it known. A draft whose transaction failed is thrown away whole.
 */
export class Draft {
  readonly files: NewFile[] = []
  readonly streams: NewStream[] = []
  readonly leaves: LeafRow[] = []
  /** The latest time of an act in it. */
  latestUs = 0
  readonly #known: Known
  readonly #shelves: ShelfKeys
  readonly #random: (length: number) => Uint8Array
  readonly #next: Next
  readonly #rows = new Map<string, StreamRow>()
  readonly #numbers = new Map<string, number>()
  readonly #keys = new Map<number, Buffer>()

  constructor(parts: {
    readonly known: Known
    readonly shelves: ShelfKeys
    readonly random: (length: number) => Uint8Array
    readonly next: Next
  }) {
    this.#known = parts.known
    this.#shelves = parts.shelves
    this.#random = parts.random
    this.#next = parts.next
  }

  get next(): Next {
    const { file, stream, index } = this.#next
    return {
      file: file + this.files.length,
      stream: stream + this.streams.length,
      index: index + this.leaves.length,
    }
  }

  /** What stops these acts; null: nothing does, and `add` takes them. They are taken together or not at all. */
  problem(acts: readonly Act[]): Fault | null {
    const last = new Map<string, number>()
    for (const act of acts) {
      const { stream, expected, n, entries } = act
      const now = last.get(stream) ?? this.#row(stream)?.last ?? 0
      if (n === undefined ? expected !== now : n <= now || entries.length !== 1) {
        return conflict(stream, expected, now)
      }
      if (this.#isGone(act)) return yearsAreOver(stream)
      last.set(stream, n ?? now + entries.length)
    }
    return null
  }

  add(acts: readonly Act[]): readonly Appended[] {
    return acts.map(act => this.#add(act))
  }

  /** To be called once the transaction is durable. */
  settle(): void {
    for (const { name, number } of this.files) {
      this.#known.learnFile(name, number, this.#keys.get(number)!)
    }
    for (const [name, row] of this.#rows) this.#known.learnStream(name, row)
  }

  #add(act: Act): Appended {
    const { stream: name, file = name, atUs, rule, by, entries } = act
    const known = this.#row(name)
    const { number, last } = known ?? this.#newStream(name)
    const fileNumber = this.#fileToFill(file, atUs)
    const key = this.#keyOf(fileNumber)
    const actor = by === null ? null : toBase64url(this.#actor(by, number, atUs))
    const firstIndex = this.next.index
    this.latestUs = Math.max(this.latestUs, atUs)
    const added = entries.map(({ type, basis, body }, is) => {
      const n = act.n ?? last + 1 + is
      const isFirst = known === null && is === 0
      const text = Buffer.from(canonicalJson(isFirst ? { ...body, stream: name } : body))
      const salt = this.#random(32)
      const bytes = encodeLeaf({
        v: 1,
        type,
        stream: number,
        n,
        atUs,
        part: [is, entries.length],
        rule,
        basis: basis && leafBasis(basis),
        actor,
        body: toBase64url(commitmentOf(hmacSha256, salt, text)),
      })
      const sealed = seal(key, this.#random(12), bodyPlace(number, n), salt, text)
      this.leaves.push({ stream: number, n, bytes, file: fileNumber, body: sealed })
      return { index: firstIndex + is, stream: number, n }
    })
    this.#rows.set(name, { number, last: added.at(-1)!.n })
    return { firstIndex, entries: added }
  }

  #row(name: string): StreamRow | null {
    return this.#rows.get(name) ?? this.#known.stream(name)
  }
  #file(name: string): number | null {
    return this.#numbers.get(name) ?? this.#known.file(name)
  }

  /** A file of these acts, opened; null: it is none of theirs. */
  fileNamed(name: string): OpenFile | null {
    const number = this.#file(name)
    const key = number === null ? null : (this.#keys.get(number) ?? this.#known.keyOf(number))
    return number === null || key === null ? null : { number, key }
  }

  #keyOf(file: number): Uint8Array {
    const key = this.#keys.get(file) ?? this.#known.keyOf(file)
    if (!key) throw yearsAreOver(`#${file}`)
    return key
  }

  #newStream(name: string): StreamRow {
    const row = { number: this.next.stream, last: 0 }
    this.streams.push({ number: row.number, name })
    return row
  }

  #fileToFill(name: string, atUs: number): number {
    const known = this.#file(name)
    if (known !== null) return known
    const number = this.next.file
    const shelf = this.#shelves.openShelf(atUs)
    const key = Buffer.from(this.#random(32))
    const wrapped = wrapFileKey(
      this.#shelves.keyOf(shelf)!,
      this.#random(12),
      { file: number, shelf },
      key,
    )
    this.files.push({ number, name, openedAtUs: atUs, shelf, wrapped })
    this.#numbers.set(name, number)
    this.#keys.set(number, key)
    return number
  }

  #actor(person: string, stream: number, atUs: number): Uint8Array {
    const personKey = personKeyOf(this.#keyOf(this.#fileToFill(personFile(person), atUs)))
    return actorOf(hmacSha256, personKey, stream)
  }

  /** A stream or person whose file's key is dead: nothing can be added to it any more. */
  #isGone({ stream, file = stream, by }: Act): boolean {
    const isDead = (number: number | null) =>
      number !== null && !this.#keys.has(number) && this.#known.keyOf(number) === null
    return isDead(this.#file(file)) || (by !== null && isDead(this.#file(personFile(by))))
  }
}

const conflict = (stream: string, expected: number, found: number) =>
  new Fault(
    'Conflict',
    sentence(
      `この件は、ほかの人が先に進めました（${stream}）。`,
      `${stream} is at ${found}, not at ${expected}`,
    ),
    sentence('開き直して、内容を確かめてからもう一度行ってください。', 'Load it again and look.'),
  )

const yearsAreOver = (stream: string) =>
  new Fault(
    'NotFound',
    sentence(
      `保存期間が過ぎ、内容は残っていません（${stream}）。`,
      `the years of ${stream} are over; nothing can be added to it`,
    ),
  )
