/** A camera as it goes, without a picture: what its keeper wrote down of it lately. */
export type CameraNow = {
  readonly camera: string
  readonly keeper: string
  /** As it was called when it was added, and where it is; null: it was taken away since. */
  readonly name: string | null
  readonly place: string | null
  /** Its newest gap: from when, to when, why. null: none lately. */
  readonly gap: { readonly fromUs: number; readonly toUs: number; readonly cause: string } | null
  /** The newest event about it. */
  readonly lastType: string
  readonly lastAtUs: number
}
export type KeeperNow = {
  readonly keeper: string
  readonly n: number
  readonly lastAtUs: number | null
  /** The newest minute it has sealed, as a minute since the epoch, and of how many cameras. */
  readonly sealed: { readonly minute: number; readonly cameras: number } | null
  readonly cameras: readonly CameraNow[]
}
