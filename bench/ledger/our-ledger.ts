import type { Entry } from '#ledger/act.ts'
import type { Address } from '#postgres/address.ts'
import { connect } from '#postgres/database.ts'
import { migrate } from '#postgres/migrate.ts'
import { freshLedger, type TestLedger } from '../../test/ledger.ts'
import type { Kept, Store } from './store.ts'

export type OurStore = Store & TestLedger

const entry = ({ event, said }: Kept): Entry => ({
  type: event.type,
  basis: { kind: 'text', cite: '運用基準10（2）', quote: '' },
  body: { event, said },
})
const rule = { profile: 'kai', version: '2024-04-01' }
const atUs = 1_795_400_000_000_000
const heartbeat = { stream: 'ledger/main', expected: 0, atUs, rule: null, by: null }

/** Our ledger with its shelves in memory: an act sealed, committed to, hashed into the tree and kept, by a person. */
export async function ourLedger(address: Address, callers: number): Promise<OurStore> {
  const owner = connect(address, 'tachiai_owner')
  await migrate(owner).finally(() => owner.close())
  const database = connect(address, 'tachiai_app', { connections: Math.min(callers, 4) })
  const made = await freshLedger(database)
  const { ledger } = made
  await ledger.append([
    {
      ...heartbeat,
      entries: [{ type: 'Heartbeat', basis: null, body: { event: { type: 'Heartbeat' } } }],
    },
  ])
  return {
    ...made,
    who: 'Tachiai',
    async append(stream, last, kept) {
      const act = { stream, expected: last, atUs, rule, by: `person-${last % 7}` }
      await ledger.append([{ ...act, entries: [entry(kept)] }])
    },
    async appendMany(stream, last, kept) {
      await ledger.append(
        kept.map((one, at) => {
          const act = { stream, expected: last + at, atUs, rule: null, by: null }
          return { ...act, entries: [entry(one)] }
        }),
      )
    },
    async close() {
      await ledger.rest()
      await database.close()
    },
  }
}
