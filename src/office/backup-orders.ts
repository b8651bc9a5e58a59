import { Fault, sentence } from '#fault/fault.ts'
import type { Ledger } from '#ledger/ledger.ts'
import type { Queries } from '#postgres/database.ts'
import type { OfficeOrders } from './orders.ts'
import type { OwnRecord } from './own-record.ts'
import { type StoredVerdict, verifyStored } from './verify-stored.ts'

export type BackupOrderParts = {
  readonly ledger: Ledger
  readonly database: Queries
  readonly record: OwnRecord
  readonly nowUs: () => number
}

/** What `check` asks of the office, and what `backup` tells it. */
export function backupOrders(parts: BackupOrderParts): OfficeOrders {
  const { ledger, database, record, nowUs } = parts
  return {
    check: (_, progress): Promise<StoredVerdict> =>
      verifyStored(ledger, database, [], (done, of) => progress({ done, of })),
    /** That a backup of so many leaves stands somewhere, whole: for its age in `status` and for whoever asks later. */
    'backup.made': async ({ size, root, bytes }) => {
      const counted = [size, bytes].every(
        count => Number.isSafeInteger(count) && Number(count) >= 0,
      )
      if (!counted || typeof root !== 'string' || root.length !== 44) throw odd()
      return record.note({ type: 'BackupMade', size, root, bytes }, nowUs())
    },
  }
}

const odd = () =>
  new Fault('Misconfigured', sentence('控えの知らせが読めません。', 'not a backup that was made'))
