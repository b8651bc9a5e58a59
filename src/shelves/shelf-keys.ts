/** `open/2026` or `<register>/<fiscal year whose end is its last day>` (design/ledger.md). */
export type ShelfName = string

/** What the ledger may know of the office's keyring: keys of shelves that are alive. */
export interface ShelfKeys {
  /** A live view of 32 bytes, never copied, wiped when the shelf dies; null: no such shelf, or its years are over. */
  keyOf(shelf: ShelfName): Uint8Array | null
  /** Where the key of a file that is opened at this instant goes. Its key is alive, or this throws Fault 'Unavailable'. */
  openShelf(atUs: number): ShelfName
}
