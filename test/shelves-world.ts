import { randomBytes } from 'node:crypto'
import { readMoment } from '#civil/minute.ts'
import { type MemoryDisk, memoryDisk } from '#disk/memory-disk.ts'
import { blobIn, headerBytes, openBlob, readHeader, rootKey } from '#keystore/blob.ts'
import type { Store } from '#keystore/keystore.ts'
import { slotBytes } from '#keystore/slot.ts'
import { type Ledger, openLedger } from '#ledger/ledger.ts'
import { foundLedger } from '#ledger/origin.ts'
import { bodyPlace } from '#ledger/places.ts'
import { OwnRecord } from '#office/own-record.ts'
import { removeLines } from '#projections/kept.ts'
import { unseal } from '#sealing/seal.ts'
import { readErased } from '#shelves/erased.ts'
import { decodeShelves } from '#shelves/keyring-bytes.ts'
import { type Closed, shelfOf } from '#shelves/laying.ts'
import { isOver } from '#shelves/shelf-name.ts'
import { keepShelves, type ShelfWork, type ShelfWorkParts } from '#shelves/shelf-work.ts'
import { type ErasedBefore, foundShelves, openShelves, type Shelves } from '#shelves/shelves.ts'
import { unwrapFileKey } from '#shelves/wrapped-key.ts'
import { printedKey } from '#tlog/note.ts'
import type { TestDatabase } from './database.ts'
import { freshSigner, noted, seenInMemory } from './ledger.ts'
import { databaseOn, diskOn, Fuse } from './shelves-fuse.ts'

const site = new Uint8Array(16).fill(9)
export const storeOn = (disk: Store['disk']): Store => ({
  disk,
  directory: '/office/keyring',
  places: [{ slotsPath: '/share-office/slots' }],
  site,
  random: length => randomBytes(length),
  reservedBytes: 65_536,
})

/** A case: what was said in it, and until when it is kept. */
export type Case = {
  readonly name: string
  readonly secret: string
  last: number
  closed: Omit<Closed, 'file'> | null
  /** Until when it was to be kept when it was closed last; 0: never yet. */
  promisedUs: number
}

/** Rows as somebody copied them. */
export type Copied = {
  readonly keys: { file: number; shelf: string; wrapped: Buffer }[]
  readonly bodies: { file: number; stream: number; n: number; sealed: Buffer }[]
}

export type Process = {
  readonly shelves: Shelves
  readonly ledger: Ledger
  readonly parts: ShelfWorkParts
  readonly work: () => Promise<ShelfWork>
}

/** The day's work under trial: the real one, or a mutant of it. */
export type Protocol = {
  keepShelves(parts: ShelfWorkParts, nowUs: number): Promise<unknown>
  readErased(database: TestDatabase['app']): Promise<ErasedBefore>
  /** Wraps what the process holds. */
  shelves(shelves: Shelves): Shelves
}
export const real: Protocol = { keepShelves, readErased, shelves: shelves => shelves }

/** An office over many years on a real database, its keyring on a disk in memory; and who copied everything. */
export class OfficeOfYears {
  nowUs = readMoment('2026-06-01 09:00')
  vouchedUs: number | null = null
  disk: MemoryDisk = memoryDisk()
  readonly cases: Case[] = []
  readonly #database: TestDatabase
  readonly #protocol: Protocol
  readonly #signer = freshSigner()
  readonly #seen = seenInMemory()
  #looks = 0
  readonly #everWritten: Copied = { keys: [], bodies: [] }

  constructor(database: TestDatabase, protocol: Protocol = real) {
    this.#database = database
    this.#protocol = protocol
  }

  async found(): Promise<void> {
    await foundShelves(storeOn(this.disk), this.nowUs)
    const key = this.#signer.key
    const origin = { origin: key.name, key: printedKey(key), before: null, foundedAtUs: this.nowUs }
    await foundLedger(this.#database.app, origin)
  }

  /** A process starts on what the last one left, and may die when the fuse is burnt. */
  async start(fuse = new Fuse(), given?: Shelves): Promise<Process> {
    this.disk = this.disk.after({ steps: this.disk.history.length })
    const database = databaseOn(this.#database.app, fuse, (sql, values) => this.#hear(sql, values))
    const erased = await this.#protocol.readErased(database)
    const store = storeOn(diskOn(this.disk, fuse))
    const nowUs = () => this.nowUs
    const opened = given ?? (await openShelves({ store, nowUs, erased }))
    const shelves = this.#protocol.shelves(opened)
    const random = (length: number) => randomBytes(length)
    const [signer, seen] = [this.#signer, this.#seen]
    const ledger = await openLedger({ database, shelves, signer, seen, random })
    const record = new OwnRecord(ledger)
    const parts: ShelfWorkParts = {
      ...{ database, shelves, random },
      journal: async (...event) => void (await record.note(...event)),
      asOwner: () => databaseOn(this.#database.owner, fuse),
      closed: () => this.#closed(),
      removeDerived: removeLines,
      vouchedUs: async () => this.vouchedUs,
      forgetFileKeys: () => ledger.forgetFileKeys(),
    }
    const work = () => this.#protocol.keepShelves(parts, this.nowUs) as Promise<ShelfWork>
    return { shelves, ledger, parts, work }
  }

  /** The shelves on which a file's key lies. */
  async lying(file: number): Promise<readonly string[]> {
    const rows = await this.#database.app.query<{ shelf: string }>(
      'select shelf from ledger.file_key where file = $1 order by shelf',
      [file],
    )
    return rows.map(({ shelf }) => shelf)
  }

  /** Opens a case, or adds to it. */
  async say(process: Process, one: Case): Promise<void> {
    await process.ledger.append([{ ...noted(one.name, one.last, one.secret), atUs: this.nowUs }])
    one.last += 1
  }
  async newCase(process: Process): Promise<Case> {
    const at = this.cases.length + 1
    const one = {
      name: `request/${at}`,
      secret: `氏名 ${at};`,
      last: 0,
      closed: null,
      promisedUs: 0,
    }
    await this.say(process, one)
    this.cases.push(one)
    return one
  }

  isOver({ closed }: Case): boolean {
    return closed !== null && isOver(shelfOf({ ...closed, file: 0 }), this.nowUs)
  }

  /** What is wrong: a case that must open and does not, or that must not and does. */
  async wrong(process: Process): Promise<readonly string[]> {
    const wrong: string[] = []
    const system = new Set<string>()
    for await (const found of process.ledger.openings()) {
      if (!('body' in found)) wrong.push(`damaged: ${found.index}`)
      else for (const { secret } of this.cases) if (found.body.includes(secret)) system.add(secret)
    }
    const adversary = await this.adversaryOpens()
    const kept = await this.#casesWithRows()
    for (const one of this.cases) {
      const { name, secret } = one
      if (this.isOver(one)) {
        if (system.has(secret)) wrong.push(`expired: ${name} opens`)
        if (adversary.has(name)) wrong.push(`expired: ${name} opens to who copied everything`)
        if (kept.has(name)) wrong.push(`left: rows of ${name}`)
      } else {
        if (!system.has(secret)) wrong.push(`lost: ${name}`)
        if (!adversary.has(name)) wrong.push(`lost: no key of ${name} stands`)
      }
    }
    return wrong
  }

  /** What is said or done before it is so: somebody who copied everything still opens what is called erased or is removed. */
  async claimedTooEarly(): Promise<readonly string[]> {
    const [kept, opens] = [await this.#casesWithRows(), await this.adversaryOpens()]
    const { shelves } = await readErased(this.#database.superuser)
    const alive = new Set(this.#keyringsThatOpen().flatMap(({ keys }) => [...keys.keys()]))
    return [
      ...[...opens].filter(name => !kept.has(name)).map(name => `removed: ${name} before its key`),
      ...shelves.filter(name => alive.has(name)).map(name => `claimed: ${name} is not erased`),
    ]
  }

  /**
   * Who copied every blob and every row ever written, those of transactions that failed included, and finds the shares
   * that stand on the medium now: which cases open.
   */
  async adversaryOpens(rows: Copied = this.#everWritten): Promise<ReadonlySet<string>> {
    const fileKeys = this.adversaryKeys(rows)
    const opened = new Set<string>()
    for (const { file, stream, n, sealed } of rows.bodies) {
      const key = fileKeys.get(file)
      const plain = key && unseal(key, bodyPlace(stream, n), sealed)?.toString('utf8')
      for (const { name, secret } of this.cases) if (plain?.includes(secret)) opened.add(name)
    }
    return opened
  }

  /** Keys of files that the copied rows give away, by the file's number. */
  adversaryKeys({ keys }: Pick<Copied, 'keys'>): ReadonlyMap<number, Buffer> {
    const shelfKeys = new Map<string, Uint8Array[]>()
    for (const keyring of this.#keyringsThatOpen()) {
      for (const [name, key] of keyring.keys) {
        shelfKeys.set(name, [...(shelfKeys.get(name) ?? []), key])
      }
    }
    const fileKeys = new Map<number, Buffer>()
    for (const { file, shelf, wrapped } of keys) {
      for (const shelfKey of shelfKeys.get(shelf) ?? []) {
        const key = unwrapFileKey(shelfKey, { file, shelf }, wrapped)
        if (key) fileKeys.set(file, key)
      }
    }
    return fileKeys
  }

  /** Every tenth time all blobs are tried, else the last ones: a share stands in one of two slots. */
  #keyringsThatOpen() {
    const slots = Buffer.from(this.disk.onMedium('/share-office/slots'))
    const shares = [0, slotBytes].map(at => slots.subarray(at + 72, at + 104))
    const written = this.disk.everything().filter(step => step.call === 'write')
    const blobs = written
      .map(({ bytes }) => Buffer.from(bytes))
      .filter(bytes => bytes.length > headerBytes && readHeader(bytes) !== null)
    const tried = this.#looks++ % 10 === 0 ? blobs : blobs.slice(-8)
    return tried.flatMap(bytes => {
      const { version } = readHeader(bytes)!
      const blob = blobIn(bytes, site, version)
      return shares.flatMap(share => {
        const plain = blob && openBlob(rootKey(share, site, version), blob)
        return plain ? [decodeShelves(plain)] : []
      })
    })
  }

  async #closed(): Promise<readonly Closed[]> {
    const rows = await this.#database.app.query<{ name: string; number: number }>(
      'select name, number from ledger.file',
    )
    const numbers = new Map(rows.map(({ name, number }) => [name, number]))
    return this.cases.flatMap(({ name, closed }) =>
      closed ? [{ ...closed, file: numbers.get(name)! }] : [],
    )
  }

  async #casesWithRows(): Promise<ReadonlySet<string>> {
    const rows = await this.#database.superuser.query<{ name: string }>(
      'select distinct name from ledger.body join ledger.file on file = number',
    )
    return new Set(rows.map(({ name }) => name))
  }

  #hear(sql: string, values: readonly unknown[]): void {
    const [a, b, c] = values as [number[], string[], Buffer[]]
    if (sql.includes('insert into ledger.file_key')) {
      for (const [at, file] of a.entries())
        this.#everWritten.keys.push({ file, shelf: b[at]!, wrapped: c[at]! })
    }
    if (sql.includes('ledger.append(')) {
      const [streams, ns, , files, bodies] = values.slice(4) as [
        number[],
        number[],
        unknown,
        number[],
        Buffer[],
      ]
      for (const [at, stream] of streams.entries()) {
        this.#everWritten.bodies.push({ file: files[at]!, stream, n: ns[at]!, sealed: bodies[at]! })
      }
    }
  }
}
