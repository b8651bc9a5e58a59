import type { Ledger } from './ledger.ts'

/** What is read of a ledger to hand it on: the ledger itself, or the same seen through the office's door. */
export type LedgerSource = Pick<
  Ledger,
  'origin' | 'sign' | 'checkpoints' | 'streams' | 'tile' | 'leaves' | 'openings' | 'inclusionPath'
>
