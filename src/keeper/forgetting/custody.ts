import { commit, type Committed, recover, type Store } from '#keystore/keystore.ts'
import { decodeKeyring, encodeKeyring, wipeKeyring, wipeReplaced } from '#keyring/encoding.ts'
import type { Keyring } from '#keyring/keyring.ts'
import { minuteKeyOf } from '#keyring/minutes.ts'
import type { Minute } from '#civil/minute.ts'
import { sha256 } from '../hashing.ts'

/**
 * The keyring in use. Every change is a new version on disk before it counts in memory, one after the
 * other; what only the old version held is wiped then. A change that failed half-way (the disk, a
 * place of the share) is settled by reading back what the disk says, never by guessing.
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
   * nothing is written). `intended` runs before the first write, `done` after the old share is gone.
   */
  change<Result>(make: Make<Result>, witness?: Witness<Result>): Promise<Result>
  close(): Promise<void>
}
export type Make<Result> = (keyring: Keyring) => { readonly next: Keyring; readonly result: Result }
export type Witness<Result> = {
  intended?(version: number, result: Result): Promise<void>
  done?(committed: Committed, result: Result): Promise<void>
}

export async function openCustody(store: Store, recovered: Committed & { plain: Uint8Array }): Promise<Custody> {
  let keyring = decodeKeyring(recovered.plain)
  recovered.plain.fill(0)
  let current: Committed = recovered
  let problem: string | null = null
  let queue: Promise<unknown> = Promise.resolve()

  async function write<Result>(make: Make<Result>, witness: Witness<Result>): Promise<Result> {
    const { next, result } = make(keyring)
    if (next === keyring) return result
    await witness.intended?.(current.version + 1, result)
    const plain = encodeKeyring(next)
    try {
      current = await commit(store, current, plain)
      problem = null
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error)
      await settle()
      throw error
    } finally {
      plain.fill(0)
    }
    const old = keyring
    keyring = next
    wipeReplaced(old, next)
    await witness.done?.(current, result)
    return result
  }

  /** After a failed commit: whichever version the disk now holds completely is the one in force. */
  async function settle(): Promise<void> {
    const found = await recover(store)
    const old = keyring
    keyring = decodeKeyring(found.plain)
    found.plain.fill(0)
    wipeKeyring(old)
    current = found
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
    minuteKey: (camera, minute) => minuteKeyOf(sha256, keyring, camera, minute),
    change(make, witness = {}) {
      const turn = queue.then(() => write(make, witness))
      queue = turn.catch(() => {})
      return turn
    },
    async close() {
      await queue
      wipeKeyring(keyring)
    },
  }
}
