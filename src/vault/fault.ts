/**
 * What the vault found wrong.
 * - notOurs: another site, keeper or camera, or no sealed file at all
 * - damaged: bytes that no writer of ours leaves behind
 * - tampered: a tag, a chain or a seal does not hold
 * - noKey: the minute cannot be derived (any more)
 * - missing: the minute, the unit or the file is not here
 */
export type VaultFaultKind = 'notOurs' | 'damaged' | 'tampered' | 'noKey' | 'missing'

/** Names files and places, never keys or pictures. */
export class VaultFault extends Error {
  readonly kind: VaultFaultKind
  readonly path: string
  readonly offset: number
  constructor(kind: VaultFaultKind, what: string, path = '', offset = -1) {
    super(`${what}${path && ` (${path}${offset < 0 ? '' : ` at ${offset}`})`}`)
    this.name = 'VaultFault'
    this.kind = kind
    this.path = path
    this.offset = offset
  }
}

/** What a call on a file threw. Forgetting goes on while others read: a file unlinked since it was listed is `missing`. */
export const faultOf = (error: unknown, path: string): unknown =>
  isUnlinked(error) ? new VaultFault('missing', 'the file is gone', path) : error

export const isUnlinked = (error: unknown): boolean =>
  (error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT'
