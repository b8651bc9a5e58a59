import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { text } from '#commands/command.ts'
import { serverAccount } from '#postgres/account.ts'
import type { Address } from '#postgres/address.ts'
import { superuser } from '#postgres/cluster.ts'
import { connect } from '#postgres/database.ts'
import { startServer } from '#postgres/server.ts'
import type { Note } from './figures.ts'
import { emmett } from './ledger/emmett.ts'
import { messageDb } from './ledger/message-db.ts'
import { ourLedger } from './ledger/our-ledger.ts'
import { plainInsert } from './ledger/plain-insert.ts'
import type { OpenStore } from './ledger/store.ts'
import { verifyingLines } from './ledger/verifying.ts'
import { Streams, type Window } from './ledger/writing.ts'
import { type Beside, type Line, type Measured, notRun, percentile } from './line.ts'
import type { Plan } from './plan.ts'
import { runFolder } from './run-folder.ts'

const callers = 16
const batch = 256

/** What each store did in each window, or why it did nothing. */
type Windows = {
  readonly who: string
  readonly ran: { readonly [run in Run]: Window[] } | { readonly notRun: string }
}
type Run = 'oneByOne' | 'atOnce' | 'batches'

const peers: readonly (readonly [string, OpenStore])[] = [
  ['INSERT', plainInsert],
  ['message-db 1.3.1', messageDb],
  ['emmett 0.42', emmett],
]

/** N7: appending to the ledger, beside other stores on the same server, each in a database of its own; verifying. */
export async function ledgerLines({ ledger }: Plan, note: Note): Promise<readonly Line[]> {
  note(text('PostgreSQL を始める', 'starting PostgreSQL'))
  // The server's own OS user has to come through.
  chmodSync(runFolder(), 0o711)
  const directory = join(runFolder(), 'database')
  const settings = { max_connections: `${callers * (peers.length + 2)}` }
  const server = await startServer({ directory, ...(await serverAccount()), settings })
  const stores: Opened[] = []
  try {
    const databases = databasesOn(server.address)
    const ours = await ourLedger(await databases(), callers)
    stores.push({ who: ours.who, streams: new Streams(ours) })
    for (const [who, open] of peers) stores.push(await opened(who, open, await databases()))
    const all = await written(stores, ledger, server.pid, note)
    note(text('検証する', 'verifying'))
    return [...writingLines(all), ...(await verifyingLines(ours, ledger))]
  } finally {
    for (const { streams } of stores) await streams?.store.close()
    await server.stop()
  }
}

type Opened =
  | { readonly who: string; readonly streams: Streams; readonly why?: never }
  | { readonly who: string; readonly streams?: never; readonly why: string }

async function opened(who: string, open: OpenStore, address: Address): Promise<Opened> {
  try {
    return { who, streams: new Streams(await open(address, callers)) }
  } catch (error) {
    return { who, why: (error as Error).message }
  }
}

/** The stores take turns in every window, so that what the machine does meanwhile meets all of them. */
async function written(
  stores: readonly Opened[],
  plan: Plan['ledger'],
  server: number,
  note: Note,
): Promise<readonly Windows[]> {
  const all = stores.map(({ who, streams, why }) => ({
    who,
    streams,
    ran: streams ? { oneByOne: [], atOnce: [], batches: [] } : notRun(why),
  })) as (Windows & { streams?: Streams })[]
  for (let window = -1; window < plan.windows; window++) {
    for (const { who, streams, ran } of all) {
      if (!streams || 'notRun' in ran) continue
      note(text(`${who} に書く`, `writing: ${who}`))
      const isWarmUp = window < 0
      const few = (count: number) => (isWarmUp ? Math.ceil(count / 10) : count)
      const found = {
        oneByOne: await streams.oneByOne(few(plan.acts), server),
        atOnce: await streams.atOnce(callers, few(plan.actsEach), server),
        batches: await streams.batches(few(plan.batches), batch, server),
      }
      if (isWarmUp) continue
      for (const run of ['oneByOne', 'atOnce', 'batches'] as const) ran[run].push(found[run])
    }
  }
  return all
}

function writingLines(all: readonly Windows[]): readonly Line[] {
  const line = (
    run: Run,
    rest: Pick<Line, 'key' | 'what' | 'unit' | 'better' | 'target' | 'digits'>,
    value: (window: Window) => number,
  ): Line => {
    const [ours, ...beside] = all.map(
      ({ who, ran }): Beside => ({ who, measured: valuesOf(ran, run, value), ratio: null }),
    )
    return { figure: 'N7', ...rest, ours: ours!.measured, beside }
  }
  const rate = { better: 'higher', digits: 0 } as const
  const cost = { better: 'lower', target: null, digits: 0 } as const
  const wait = { unit: 'ms', better: 'lower', target: { atMost: 30 }, digits: 1 } as const
  const p99 = ({ ms }: Window) => percentile(ms, 0.99)
  const perSecond = (window: Window) => window.perSecond
  const cpuUs = (window: Window) => window.cpuUs
  return [
    line(
      'oneByOne',
      {
        key: 'N7/acts',
        what: text('行為を一つずつ記録する', 'acts, one after the other'),
        unit: 'acts/s',
        target: { atLeast: 500 },
        ...rate,
      },
      perSecond,
    ),
    line(
      'oneByOne',
      { key: 'N7/acts/p99', what: text('その 99 % が終わるまで', 'p99 of these'), ...wait },
      p99,
    ),
    line(
      'oneByOne',
      {
        key: 'N7/acts/cpu',
        what: text('その一つの CPU（データベースを含む）', 'CPU of one, with the server’s'),
        unit: 'CPU-µs',
        ...cost,
      },
      cpuUs,
    ),
    line(
      'atOnce',
      {
        key: 'N7/callers',
        what: text(`同時に ${callers} 人が記録する`, `acts of ${callers} callers at once`),
        unit: 'acts/s',
        target: { atLeast: 500 },
        ...rate,
      },
      perSecond,
    ),
    line(
      'atOnce',
      { key: 'N7/callers/p99', what: text('その 99 % が終わるまで', 'p99 of these'), ...wait },
      p99,
    ),
    line(
      'batches',
      {
        key: 'N7/leaves',
        what: text(
          `機械の出来事を ${batch} 件ずつ記録する`,
          `a machine’s events, ${batch} at once`,
        ),
        unit: 'leaves/s',
        target: { atLeast: 10_000 },
        ...rate,
      },
      perSecond,
    ),
    line(
      'batches',
      {
        key: 'N7/leaves/cpu',
        what: text('その 1 件の CPU（データベースを含む）', 'CPU of one, with the server’s'),
        unit: 'CPU-µs',
        ...cost,
      },
      cpuUs,
    ),
  ]
}

const valuesOf = (ran: Windows['ran'], run: Run, value: (window: Window) => number): Measured =>
  'notRun' in ran ? ran : ran[run].map(value)

/** Each call makes another empty database. */
function databasesOn(address: Address): () => Promise<Address> {
  let count = 0
  return async () => {
    const database = `bench_${++count}`
    const admin = connect({ ...address, database: 'postgres' }, superuser, { connections: 1 })
    await admin
      .query(`create database ${database} owner tachiai_owner`)
      .finally(() => admin.close())
    return { ...address, database }
  }
}
