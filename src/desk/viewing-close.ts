import { setTimeout as pause } from 'node:timers/promises'
import { readStreamName } from '#acts/stream-name.ts'
import type { ViewingState } from '#domain/viewing/state.ts'
import type { Ending } from '#domain/viewing/words.ts'
import { isRefusal } from '#law/basis.ts'
import { freshUs } from '#receipt/opening.ts'
import type { Actor, Desk } from './desk.ts'
import { endingOf, openingLeafOf } from './viewing-end.ts'

/** How long a keeper's last word on a session may be on its way. */
const patienceMs = 20_000
const againMs = 250

/**
 * Closes a session in the ledger, as its keeper says that it ended. Where the keeper says nothing in time, it is closed by
 * `closeLeftOpen` once it does. null: not yet.
 */
export async function closeViewing(
  desk: Desk,
  {
    stream,
    receipt,
    keeper,
    from,
    by,
  }: {
    readonly stream: string
    readonly receipt: string
    readonly keeper: string
    /** The keeper's last word on it comes behind this number of its events. */
    readonly from: number
    readonly by: Actor
  },
): Promise<Ending | null> {
  const endMs = performance.now() + patienceMs
  for (;;) {
    const how = await endingOf(desk.parts.ledger, keeper, receipt, from)
    if (how && how !== 'running') return close(desk, stream, by, how)
    if (performance.now() > endMs) return null
    await pause(againMs)
  }
}

/**
 * Sessions that nobody closed: the office fell over, or the keeper's word came late. One that never began can begin no
 * more once its five minutes are over. `running` are on a screen now.
 */
export async function closeLeftOpen(
  desk: Desk,
  keeper: string | null,
  running: ReadonlySet<string>,
): Promise<void> {
  const world = await desk.world()
  const nowUs = desk.nowUs()
  for (const [, streams] of world.files.entries()) {
    for (const [stream, { kind, state, isGone }] of Object.entries(streams)) {
      if (kind !== 'viewing' || isGone || running.has(stream)) continue
      const { state: viewing } = state as { readonly state: ViewingState }
      if (viewing.status !== 'open') continue
      const leaf = await openingLeafOf(desk.parts.ledger, stream)
      const how = leaf && keeper ? await endingOf(desk.parts.ledger, keeper, leaf.receipt) : null
      if (how === 'running') continue
      if (!how && nowUs < viewing.openedAtUs + 2 * freshUs) continue
      const by = { person: viewing.operator, terminal: viewing.terminal }
      await close(desk, stream, by, how ?? 'lapsed')
    }
  }
}

async function close(desk: Desk, stream: string, by: Actor, how: Ending): Promise<Ending | null> {
  const { outcome } = await desk.act(by, stream, { type: 'Close', how })
  if (!isRefusal(outcome)) return how
  // Whoever looks after sessions that were left open was there first: it is closed all the same.
  const { ids = [] } = readStreamName(stream) ?? {}
  const { state } = (await desk.sight()).state('viewing', ...ids)
  return state.status === 'closed' ? state.how : null
}
