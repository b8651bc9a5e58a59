import type { Ledger } from '#ledger/ledger.ts'
import { type ForkCause, isOfHistory, type Trouble } from './continuation.ts'
import { ownStream } from './own-record.ts'

/** Where what a keeper wrote down lies in the ledger. */
export const streamOf = (keeper: string): string => `keeper/${keeper}`

/** What the ledger says of a keeper itself. */
export type KeeperRow = {
  /** As at first sight. */
  readonly publicKey: Uint8Array
  /** Its record is not taken over until a person has decided; null: it is. */
  readonly trouble: Trouble | null
  /** A person decided to go on behind this number of the ledger's, whatever comes next; null: nobody had to. */
  readonly acceptedAfter: number | null
}

/** Every keeper that was ever seen, by its id. */
export async function readKeepers(ledger: Ledger): Promise<Map<string, KeeperRow>> {
  const rows = new Map<string, KeeperRow>()
  for await (const { body } of ledger.read(ownStream)) {
    if (!body || !('event' in body)) continue
    const { keeper } = body.event
    if (typeof keeper !== 'string') continue
    const row = rowAfter(rows.get(keeper), body.event)
    if (row) rows.set(keeper, row)
  }
  return rows
}

function rowAfter(
  row: KeeperRow | undefined,
  { type, ...event }: Readonly<Record<string, unknown>>,
): KeeperRow | undefined {
  switch (type) {
    case 'KeeperEnrolled': {
      const publicKey = Buffer.from(String(event.publicKey), 'base64')
      return row ?? { publicKey, trouble: null, acceptedAfter: null }
    }
    case 'KeeperSpoolCut': {
      const [fromNumber, toNumber] = [Number(event.fromNumber), Number(event.toNumber)]
      return row && { ...row, trouble: { kind: 'cut', fromNumber, toNumber } }
    }
    case 'KeeperSpoolForked': {
      const [fromNumber, number] = [Number(event.fromNumber), Number(event.number)]
      const because = event.because as ForkCause
      return row && { ...row, trouble: { kind: 'forked', fromNumber, number, because } }
    }
    case 'KeeperSpoolAccepted':
      return row && accepted(row, Number(event.after))
    default:
      return row
  }
}

/** What was no history of the keeper's at all, such as another's key, frees nothing: its own chain is asked for as before. */
function accepted(row: KeeperRow, after: number): KeeperRow {
  const { trouble, acceptedAfter } = row
  const frees = trouble !== null && isOfHistory(trouble)
  return { ...row, trouble: null, acceptedAfter: frees ? after : acceptedAfter }
}
