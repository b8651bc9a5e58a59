import type { Version } from './keystore.ts'

/**
 * - NotFound: no keystore was founded here
 * - Conflict: one exists already, or the disk holds another version than the caller's
 * - Unavailable: a place or the data directory does not answer
 * - NoSpace: the keyring has outgrown its reserved space and the disk is full
 * - DataLoss: no version has all its shares and a blob that opens
 * - Misconfigured: a share of another site, or of another set of places
 */
export type KeystoreFaultKind =
  | 'NotFound'
  | 'Conflict'
  | 'Unavailable'
  | 'NoSpace'
  | 'DataLoss'
  | 'Misconfigured'

type Details = {
  readonly committed?: boolean | 'unknown'
  readonly current?: Version | null
  readonly places?: readonly string[]
  readonly hint?: string
  readonly cause?: unknown
}

/** Names paths and versions, never a share or a key. */
export class KeystoreFault extends Error {
  readonly kind: KeystoreFaultKind
  /**
   * Of a commit: false = the old version is in force and can be used on; true = the new one is in force but
   * the erasure is not finished at `places` (消去未完了); 'unknown' = only `recover` can tell which.
   */
  readonly committed: boolean | 'unknown'
  /** The version in force where it is known. */
  readonly current: Version | null
  /** Slot files that did not answer. */
  readonly places: readonly string[]
  readonly hint: string | undefined
  constructor(kind: KeystoreFaultKind, what: string, details: Details = {}) {
    super(what, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'KeystoreFault'
    this.kind = kind
    this.committed = details.committed ?? false
    this.current = details.current ?? null
    this.places = details.places ?? []
    this.hint = details.hint
  }
}
