import { fiscalYearOf } from '#civil/fiscal-year.ts'
import { Fault, sentence } from '#fault/fault.ts'
import { type Custody, openCustody } from '#keystore/custody.ts'
import { found } from '#keystore/found.ts'
import { recover, type Store, type Version } from '#keystore/keystore.ts'
import {
  dueShelves,
  emptyShelves,
  neededAt,
  type ShelfKeyring,
  wipeShelves,
  withoutShelves,
  withShelves,
} from './keyring.ts'
import { decodeShelves, encodeShelves } from './keyring-bytes.ts'
import type { ShelfKeys, ShelfName } from './shelf-keys.ts'
import { isOpenShelf, isOver, openShelfOf } from './shelf-name.ts'

/**
 * The office's keyring in use. Every change is a keystore commit before it counts; a key that a change dropped is
 * wiped in memory with it, and with every byte ever written nobody opens it again once `problem` is null.
 * One process at a time (the office's lock sees to it).
 */
export interface Shelves extends ShelfKeys {
  readonly version: number
  readonly blobHash: Uint8Array
  /** What the last change could not reach: an older share may still stand somewhere (消去未完了). */
  readonly problem: string | null
  /** The version of the older image that was found; null: none was, or the ledger knows it by now. */
  readonly rolledBackTo: number | null
  /** Names whose keys are here, due ones included. */
  readonly names: readonly ShelfName[]
  /** Shelves whose years are over and whose keys are still here. */
  due(): readonly ShelfName[]
  /** Draws keys for those of these shelves that have none; durable when it resolves. */
  ensure(names: Iterable<ShelfName>): Promise<void>
  /**
   * Destroys the keys of these shelves; `intended` runs before the first write, with the version to come. Where a
   * place did not answer it resolves all the same, the keys are out of use, and `problem` says so until `finish`.
   */
  erase(
    names: Iterable<ShelfName>,
    intended?: (version: number, dead: readonly ShelfName[]) => Promise<void>,
  ): Promise<void>
  /** Destroys again what a place that did not answer may still hold. */
  finish(): Promise<void>
  /** The ledger knows of the older image now. */
  rollbackRecorded(): Promise<void>
  /** The key of a living shelf whose years may be over, for laying what is still open on the next one. */
  keyForLaying(shelf: ShelfName): Uint8Array | null
  close(): Promise<void>
}

/** What the database says was erased: an image of the keyring from before must not bring it back. */
export type ErasedBefore = {
  /** The highest version that erased; 0: none. */
  readonly version: number
  readonly shelves: readonly ShelfName[]
}

const codec = { decode: decodeShelves, encode: encodeShelves, wipe: wipeShelves }

/** Makes the keyring, with the open shelves of this year and the next. Throws KeystoreFault, as `found` of the keystore. */
export async function foundShelves(store: Store, nowUs: number): Promise<Version> {
  const keyring = withShelves(emptyShelves(store.site), neededAt(nowUs), store.random)
  const plain = encodeShelves(keyring)
  try {
    return await found(store, plain)
  } finally {
    plain.fill(0)
    wipeShelves(keyring)
  }
}

/**
 * Opens the keyring by the keystore's recovery, whatever stopped it last. An older image (`rolledBackTo`) is made newer
 * first: what was erased since is gone before anything else can be asked. Throws KeystoreFault.
 */
export async function openShelves(parts: {
  readonly store: Store
  readonly nowUs: () => number
  readonly erased: ErasedBefore
}): Promise<Shelves> {
  const { store, nowUs, erased } = parts
  const recovered = await recover(store, { atLeast: erased.version })
  const { rolledBack, version } = recovered
  const custody = openCustody(store, recovered, codec)
  try {
    if (!Buffer.from(custody.keyring.site).equals(store.site)) throw anothers()
    custody.overtake(erased.version)
    if (rolledBack) {
      await custody.change(keyring => {
        const next = withoutShelves(keyring, broughtBack(keyring, erased, nowUs()))
        return { next: { ...next, rolledBackTo: version }, result: null }
      })
    }
  } catch (error) {
    await custody.close()
    throw error
  }
  return new KeyringInUse(store, custody, nowUs)
}

/**
 * What an older image holds of what was erased. The word of the database alone destroys nothing that is not due; what is
 * due and was never erased goes with the day's work, and is refused until then.
 */
const broughtBack = (keyring: ShelfKeyring, erased: ErasedBefore, nowUs: number) =>
  dueShelves(keyring, nowUs).filter(name => erased.shelves.includes(name))

class KeyringInUse implements Shelves {
  readonly #store: Store
  readonly #custody: Custody<ShelfKeyring>
  readonly #nowUs: () => number
  constructor(store: Store, custody: Custody<ShelfKeyring>, nowUs: () => number) {
    this.#store = store
    this.#custody = custody
    this.#nowUs = nowUs
  }

  get version() {
    return this.#custody.version
  }
  get blobHash() {
    return this.#custody.blobHash
  }
  get problem() {
    return this.#custody.problem
  }
  get rolledBackTo() {
    return this.#custody.keyring.rolledBackTo || null
  }
  get names() {
    return [...this.#custody.keyring.keys.keys()]
  }

  due(): readonly ShelfName[] {
    return dueShelves(this.#custody.keyring, this.#nowUs())
  }

  keyOf(shelf: ShelfName): Uint8Array | null {
    const lasts = isOpenShelf(shelf) || !isOver(shelf, this.#nowUs())
    return lasts ? this.keyForLaying(shelf) : null
  }

  keyForLaying(shelf: ShelfName): Uint8Array | null {
    return this.#custody.keyring.keys.get(shelf) ?? null
  }

  openShelf(atUs: number): ShelfName {
    const us = Math.max(atUs, this.#nowUs())
    const living = this.names.find(name => isOpenShelf(name) && !isOver(name, us))
    if (living) return living
    throw noShelf(openShelfOf(fiscalYearOf(us)))
  }

  ensure(names: Iterable<ShelfName>): Promise<void> {
    return this.#change(keyring => withShelves(keyring, names, this.#store.random))
  }

  async erase(
    names: Iterable<ShelfName>,
    intended = async (_version: number, _dead: readonly ShelfName[]) => {},
  ): Promise<void> {
    await this.#custody.change(
      keyring => {
        const dead = [...names].filter(name => keyring.keys.has(name))
        return { next: withoutShelves(keyring, dead), result: dead }
      },
      { intended },
    )
  }

  finish(): Promise<void> {
    return this.#custody.finish()
  }

  rollbackRecorded(): Promise<void> {
    return this.#change(keyring =>
      keyring.rolledBackTo === 0 ? keyring : { ...keyring, rolledBackTo: 0 },
    )
  }

  close(): Promise<void> {
    return this.#custody.close()
  }

  async #change(make: (keyring: ShelfKeyring) => ShelfKeyring): Promise<void> {
    await this.#custody.change(keyring => ({ next: make(keyring), result: null }))
  }
}

const noShelf = (shelf: ShelfName) =>
  new Fault(
    'Unavailable',
    sentence(
      `棚「${shelf}」の鍵がまだありません。`,
      `the shelf ${shelf} has no key yet; nothing new can be sealed`,
    ),
    sentence(
      '年度の切り替えが終わるまで待ってください。',
      'Wait until the turn of the year is done.',
    ),
  )

const anothers = () =>
  new Fault(
    'Misconfigured',
    sentence('この鍵は、ほかの設置先のものです。', 'this keyring belongs to another site'),
    sentence('site.json と鍵の片割れの場所を確かめてください。', 'Check site.json and the shares.'),
  )
