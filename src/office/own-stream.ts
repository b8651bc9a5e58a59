import { Fault } from '#fault/fault.ts'
import type { Basis } from '#law/basis.ts'
import type { Ledger } from '#ledger/ledger.ts'
import type { Queries } from '#postgres/database.ts'
import type { Journal } from '#shelves/journal.ts'

/** What the ledger says about itself: its founding, heartbeats, keepers, the end of shelves. */
export const ownStream = 'ledger/main'

type OwnEvent = { readonly type: string } & Readonly<Record<string, unknown>>

/**
 * Appends one event to the ledger's own stream, wherever it ends. Rejects as `ledger.append` does; what `alongside`
 * throws keeps the event out.
 */
export async function record(
  { ledger, database }: { readonly ledger: Ledger; readonly database: Queries },
  event: OwnEvent,
  atUs: number,
  alongside: (tx: Queries) => Promise<void> = async () => {},
  basis: Basis | null = null,
): Promise<void> {
  const entries = [{ type: event.type, basis, body: { event } }]
  for (let patience = 8; ; patience--) {
    const expected = await endOf(database)
    const act = { stream: ownStream, expected, atUs, rule: null, by: null, entries }
    try {
      await ledger.append([act], alongside)
      return
    } catch (error) {
      const overtaken =
        error instanceof Fault && error.kind === 'Conflict' && (await endOf(database)) > expected
      if (!overtaken || patience === 0) throw error
    }
  }
}

/** The end of shelves, as leaves. */
export const shelfJournal =
  (parts: { readonly ledger: Ledger; readonly database: Queries }): Journal =>
  (event, nowUs, alongside) =>
    record(parts, event, nowUs, alongside)

async function endOf(database: Queries): Promise<number> {
  const [row] = await database.query<{ last: number }>(
    `select coalesce(max(leaf.n), 0) as last from ledger.leaf
     join ledger.stream on stream.number = leaf.stream where stream.name = $1`,
    [ownStream],
  )
  return row?.last ?? 0
}
