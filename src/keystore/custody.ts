import {
  type Committed,
  commit,
  finishErasure,
  type Recovered,
  recover,
  type Store,
  type Version,
} from './keystore.ts'
import { KeystoreFault } from './keystore-fault.ts'

/** How a keyring is read, written and destroyed in memory; what is in it is its owner's matter. */
export type KeyringCodec<Keyring> = {
  /** Copies every key; the caller wipes `bytes`. */
  decode(bytes: Uint8Array): Keyring
  /** The caller wipes what it gets. */
  encode(keyring: Keyring): Uint8Array
  /** Destroys in memory every key of `given` that `kept` does not share. */
  wipe(given: Keyring, kept?: Keyring): void
}

/**
 * The keyring in use. Every change is a new version on disk before it counts in memory, one after the
 * other; what only the old version held is wiped then. A change that broke off is settled by what the
 * disk says, never by a guess.
 */
export type Custody<Keyring> = {
  readonly keyring: Keyring
  readonly version: number
  readonly blobHash: Uint8Array
  /** What the last change could not reach or write; null when all is well. */
  readonly problem: string | null
  /**
   * Makes the next version. `make` sees the current keyring and may answer with the same one (then
   * nothing is written). `intended` runs before the first write; `done` once no older share stands
   * anywhere, which may be at a later call when a place did not answer.
   */
  change<Result>(make: Make<Keyring, Result>, witness?: Witness<Result>): Promise<Result>
  /** The highest version ever committed, as told elsewhere: a restored older image is overtaken, no number is used twice. */
  overtake(version: number): void
  /** Destroys again what a place that did not answer may still hold; `problem` ends once all places answer. */
  finish(): Promise<void>
  close(): Promise<void>
}
export type Make<Keyring, Result> = (keyring: Keyring) => {
  readonly next: Keyring
  readonly result: Result
}
export type Witness<Result> = {
  intended?(version: number, result: Result): Promise<void>
  done?(version: Version, result: Result): Promise<void>
}

/** Wipes `recovered.plain`. */
export function openCustody<Keyring>(
  store: Store,
  recovered: Recovered,
  { decode, encode, wipe }: KeyringCodec<Keyring>,
): Custody<Keyring> {
  let keyring = decode(recovered.plain)
  recovered.plain.fill(0)
  let current: Version = recovered
  let knownVersion = 0
  let problem: string | null =
    recovered.unfinished.length > 0
      ? `an older share may still stand at ${recovered.unfinished.join(', ')}`
      : null
  let owed: (() => Promise<void>)[] = []
  let queue: Promise<unknown> = Promise.resolve()

  async function write<Result>(
    make: Make<Keyring, Result>,
    witness: Witness<Result>,
  ): Promise<Result> {
    const { next, result } = make(keyring)
    if (next === keyring) return result
    const version = Math.max(current.version, knownVersion) + 1
    const done = async (version: Version) => witness.done?.(version, result)
    const plain = await prepared(next, async () => witness.intended?.(version, result))
    try {
      const committed: Committed = await commit(store, current, plain, { version })
      adopt(next, committed)
      await settled(() => done(committed))
    } catch (error) {
      await afterFault(error, next, done)
    } finally {
      plain.fill(0)
    }
    return result
  }

  /** Nothing was written yet: a failure here gives the next keyring up. */
  async function prepared(next: Keyring, intended: () => Promise<void>): Promise<Uint8Array> {
    try {
      await intended()
      return encode(next)
    } catch (error) {
      wipe(next, keyring)
      throw error
    }
  }

  function adopt(next: Keyring, version: Version): void {
    const old = keyring
    keyring = next
    current = version
    wipe(old, next)
  }

  async function settled(last: () => Promise<void>): Promise<void> {
    problem = null
    const all = [...owed, last]
    owed = []
    for (const one of all) await one()
  }

  /** Old version in force: give the new one up. New one in force: owe its `done`. Unknown: read the disk. */
  async function afterFault(
    error: unknown,
    next: Keyring,
    done: (version: Version) => Promise<void>,
  ): Promise<void> {
    if (!(error instanceof KeystoreFault)) throw error
    problem = error.message
    if (error.committed === true && error.current) {
      const inForce = error.current
      adopt(next, inForce)
      owed.push(() => done(inForce))
      return
    }
    wipe(next, keyring)
    if (error.committed === 'unknown') {
      const found = await recover(store)
      wipe(keyring)
      keyring = decode(found.plain)
      found.plain.fill(0)
      current = found
    }
    throw error
  }

  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const turn = queue.then(work)
    queue = turn.catch(() => {})
    return turn
  }

  return {
    get keyring() {
      return keyring
    },
    get version() {
      return current.version
    },
    get blobHash() {
      return current.blobHash
    },
    get problem() {
      return problem
    },
    overtake(version) {
      knownVersion = Math.max(knownVersion, version)
    },
    change: (make, witness = {}) => inTurn(() => write(make, witness)),
    finish: () =>
      inTurn(async () => {
        if (owed.length === 0 && problem === null) return
        try {
          await finishErasure(store, current)
        } catch (error) {
          // Nothing is owed: the change before was given up whole, and only its problem still stands.
          if (owed.length === 0) return
          throw error
        }
        await settled(async () => {})
      }),
    async close() {
      await queue
      wipe(keyring)
    },
  }
}
