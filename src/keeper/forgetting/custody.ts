import type { Minute } from '#civil/minute.ts'
import { sha256 } from '#hash/sha256.ts'
import { decodeKeyring } from '#keyring/decode.ts'
import { encodeKeyring } from '#keyring/encode.ts'
import type { Keyring } from '#keyring/keyring.ts'
import { minuteKeyOf } from '#keyring/minutes.ts'
import { wipeKeyring, wipeReplaced } from '#keyring/wipe.ts'
import {
  type Committed,
  commit,
  finishErasure,
  type Recovered,
  recover,
  type Store,
  type Version,
} from '#keystore/keystore.ts'
import { KeystoreFault } from '#keystore/keystore-fault.ts'

/**
 * The keyring in use. Every change is a new version on disk before it counts in memory, one after the
 * other; what only the old version held is wiped then. A change that broke off is settled by what the
 * disk says, never by a guess.
 */
export type Custody = {
  readonly keyring: Keyring
  readonly version: number
  readonly blobHash: Uint8Array
  /** What the last change could not reach or write; null when all is well. */
  readonly problem: string | null
  /** The minute's key, or null where it cannot be derived. The caller wipes it. */
  minuteKey(camera: string, minute: Minute): Uint8Array | null
  /**
   * Makes the next version. `make` sees the current keyring and may answer with the same one (then
   * nothing is written). `intended` runs before the first write; `done` once no older share stands
   * anywhere, which may be at a later call when a place did not answer.
   */
  change<Result>(make: Make<Result>, witness?: Witness<Result>): Promise<Result>
  /** The highest version ever committed, as told elsewhere: a restored older image is overtaken, no number is used twice. */
  overtake(version: number): void
  /** Destroys again what a place that did not answer may still hold; `problem` ends once all places answer. */
  finish(): Promise<void>
  close(): Promise<void>
}
export type Make<Result> = (keyring: Keyring) => { readonly next: Keyring; readonly result: Result }
export type Witness<Result> = {
  intended?(version: number, result: Result): Promise<void>
  done?(version: Version, result: Result): Promise<void>
}

export function openCustody(store: Store, recovered: Recovered): Custody {
  let keyring = decodeKeyring(recovered.plain)
  recovered.plain.fill(0)
  let current: Version = recovered
  let knownVersion = 0
  let problem: string | null = null
  let owed: (() => Promise<void>)[] = []
  let queue: Promise<unknown> = Promise.resolve()

  async function write<Result>(make: Make<Result>, witness: Witness<Result>): Promise<Result> {
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
      return encodeKeyring(next)
    } catch (error) {
      wipeReplaced(next, keyring)
      throw error
    }
  }

  function adopt(next: Keyring, version: Version): void {
    const old = keyring
    keyring = next
    current = version
    wipeReplaced(old, next)
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
    wipeReplaced(next, keyring)
    if (error.committed === 'unknown') {
      const found = await recover(store)
      wipeKeyring(keyring)
      keyring = decodeKeyring(found.plain)
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
    minuteKey: (camera, minute) => minuteKeyOf(sha256, keyring, camera, minute),
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
      wipeKeyring(keyring)
    },
  }
}
