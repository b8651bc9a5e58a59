import type { Order } from '#door/door.ts'
import type { Keeper } from '../keeper.ts'
import { instantOf, textOf } from '../orders/reading.ts'
import type { FindingLog } from './findings.ts'

/** What the office's ledger has of this keeper. */
export type Remembered = {
  /** Its newest event; [] where it does not open any more. */
  readonly newest: readonly { readonly n: number; readonly hash: Uint8Array }[]
  /** The keyring's version after the newest erasure told of; 0: none. */
  readonly erasedVersion: number
}

/** Of an order: `ledger: { n, hash, erasedVersion }`, hash in hex or null; null where nobody asked the office. */
export function rememberedIn({ ledger }: Order): Remembered | null {
  if (ledger === undefined || ledger === null) return null
  const said = { order: 'check', ...(ledger as object) }
  const [n, erasedVersion] = [instantOf(said, 'n'), instantOf(said, 'erasedVersion')]
  const hash = Buffer.from(textOf(said, 'hash', { optional: true }), 'hex')
  return { newest: hash.length === 32 ? [{ n, hash }] : [], erasedVersion }
}

/** An erasure that the ledger knows of and the keyring does not: an older image of the keeper's disk was put back. */
export function checkAgainstLedger(
  { custody }: Keeper,
  findings: FindingLog,
  ledger: Remembered | null,
): void {
  if (!ledger || custody.version >= ledger.erasedVersion) return
  findings.add(
    'rolledBack',
    'keyring',
    `鍵束は第${custody.version}版ですが、改ざん防止記録には第${ledger.erasedVersion}版での消去があります`,
    `the keyring is version ${custody.version}, the ledger has an erasure of version ${ledger.erasedVersion}`,
  )
}
