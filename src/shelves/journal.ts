import type { Queries } from '#postgres/database.ts'
import type { ShelfName } from './shelf-keys.ts'

/** What is recorded of shelves, in the stream `ledger/main`. */
export type ShelfEvent =
  | {
      readonly type: 'RecordsErasureIntended'
      /** Of the keyring that is to be without them. */
      readonly version: number
      readonly shelves: readonly ShelfName[]
    }
  | {
      readonly type: 'RecordsErased'
      readonly version: number
      /** SHA-256 of the blob in force, hex. */
      readonly blobHash: string
      readonly shelves: readonly ShelfName[]
      /** E0: a file on an ordinary disk; its overwriting is the file system's and the controller's word. */
      readonly weakestClass: 'E0'
    }
  | { readonly type: 'RecordsRemoved'; readonly shelves: readonly ShelfName[] }
  | {
      readonly type: 'ShelvesRolledBack'
      /** Of the older image that was found, and of the keyring in force since. */
      readonly found: number
      readonly version: number
    }

/**
 * Makes an event a leaf, with rows of the same transaction; resolves when both are durable. A rejection means that it is
 * not known whether they are; what `alongside` throws keeps both out.
 */
export type Journal = (
  event: ShelfEvent,
  nowUs: number,
  alongside?: (tx: Queries) => Promise<void>,
) => Promise<void>
