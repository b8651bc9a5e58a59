import { dayOf, minuteOf } from '#civil/minute.ts'
import type { Order } from '#door/door.ts'
import { dueUnder, printedRetention, type Retention } from '#law/retention.ts'
import { oldestFootageUs } from '../forgetting/oldest-footage.ts'
import { rulesFor } from '../forgetting/rules-in-force.ts'
import type { Keeper } from '../keeper.ts'
import type { ErasedRange, ErasureReport } from '../report.ts'
import { camerasOf } from '../spool/cameras-named.ts'
import type { EventOf, Recorded } from '../spool/events.ts'

/** `erasure`: what goes next, and what went on one civil day of keeper time, from the signed events alone. */
export async function erasureReport(keeper: Keeper, order: Order): Promise<ErasureReport> {
  const day = typeof order.day === 'string' ? order.day : dayOf(minuteOf(keeper.nowUs()))
  const { keyring } = keeper.custody
  const { premises, hygiene } = keeper
  const { erased, separated } = await erasedOn(keeper, day)
  return {
    day,
    upcoming: upcoming(keeper),
    erased,
    placeClass: (await keeper.spool.lastOf('ErasureDone'))?.weakestClass ?? 'E0',
    separated: separated ?? hygiene.separated,
    organisation: String(keyring.settings.organisation),
    site: premises.site,
    keeper: premises.keeper,
  }
}

function upcoming({ custody: { keyring } }: Keeper): ErasureReport['upcoming'] {
  return [...keyring.cameras].flatMap(([camera, { about }]) => {
    const fromUs = oldestFootageUs(keyring, camera)
    if (fromUs === null) return []
    const { dueFromUs } = dueUnder(rulesFor(keyring, camera), minuteOf(fromUs))
    return [{ camera, name: about.name, fromUs, dueUs: dueFromUs }]
  })
}

/** `separated`: whether every keeper that erased on that day said so of itself; null where none did. */
async function erasedOn(
  keeper: Keeper,
  day: string,
): Promise<{ readonly erased: readonly ErasedRange[]; readonly separated: boolean | null }> {
  const rows: ErasedRange[] = []
  let now = false
  let separated: boolean | null = null
  let active: string[] = []
  let intended: Recorded<EventOf<'ErasureIntended'>> | undefined
  /** Rows that still wait for their space, by the version that forgot them. */
  let waiting: { readonly row: number; readonly version: number }[] = []
  for await (const { event } of keeper.spool.read()) {
    switch (event.type) {
      case 'KeeperStarted':
        now = event.separation === '分離あり'
        break
      case 'CamerasFound':
        active = [...event.cameras]
        break
      case 'CameraAdded':
        active.push(event.camera)
        break
      case 'CameraRemoved':
        active = active.filter(camera => camera !== event.camera)
        break
      case 'ErasureIntended':
        intended = event
        break
      case 'ErasureDone': {
        if (intended?.version !== event.version || dayOf(minuteOf(event.atUs)) !== day) break
        separated = (separated ?? true) && now
        const isEarly = intended.early !== undefined
        for (const range of intended.ranges) {
          const known = knownAt(keeper, intended.atUs, active, range)
          for (const row of rowsOf(keeper, range, known, event.atUs, isEarly)) {
            waiting.push({ row: rows.push(row) - 1, version: event.version })
          }
        }
        break
      }
      case 'SpaceReleased':
        if (event.failed > 0) break
        for (const { row, version } of waiting) {
          if (version > event.version) continue
          rows[row] = { ...rows[row]!, releasedUs: event.atUs, method: methodOf(event) }
        }
        waiting = waiting.filter(({ version }) => version > event.version)
        break
    }
  }
  return { erased: joined(rows), separated }
}

/**
 * The cameras that 「all」 meant when the event was written. The keyring keeps every camera with its dates, also where
 * a crash swallowed the event or it was pruned; where keeper time was set back in between, the events know better.
 */
function knownAt(
  { custody }: Keeper,
  atUs: number,
  byEvents: readonly string[],
  { cameras: named }: EventOf<'ErasureIntended'>['ranges'][number],
): readonly string[] {
  const byDates = [...custody.keyring.cameras]
    .filter(([, { about }]) => about.addedUs <= atUs && !((about.removedUs ?? atUs + 1) <= atUs))
    .map(([camera]) => camera)
  const fits = (cameras: readonly string[]) => 'only' in named || cameras.length === named.all
  return fits(byDates) || !fits(byEvents) ? byDates : byEvents
}

/** 「上書き消去」 only where all of it was overwritten. */
function methodOf(event: EventOf<'SpaceReleased'>): ErasedRange['method'] {
  if (event.files > 0) return 'unlinked'
  return event.overwrittenBytes > 0 && event.punchedBytes === 0 ? 'overwritten' : 'punched'
}

function rowsOf(
  keeper: Keeper,
  range: EventOf<'ErasureIntended'>['ranges'][number],
  known: readonly string[],
  unreadableUs: number,
  early: boolean,
): readonly ErasedRange[] {
  return camerasOf(range.cameras, known).map(camera => ({
    camera,
    name: keeper.custody.keyring.cameras.get(camera)?.about.name ?? camera,
    fromUs: range.fromUs,
    toUs: range.toUs,
    retention: printedRetention(range.retention as Retention),
    article: range.article,
    early,
    unreadableUs,
    unreadableLastUs: unreadableUs,
    releasedUs: null,
    method: null,
  }))
}

/** Minutes that went one after the other stand on one line, from the first moment to the last; by the cameras' names. */
function joined(rows: readonly ErasedRange[]): readonly ErasedRange[] {
  const lines: ErasedRange[] = []
  const ordered = rows.toSorted((a, b) =>
    a.camera === b.camera ? a.fromUs - b.fromUs : a.camera < b.camera ? -1 : 1,
  )
  for (const row of ordered) {
    const last = lines.at(-1)
    if (last && follows(last, row)) {
      const { toUs, unreadableLastUs, releasedUs } = row
      lines[lines.length - 1] = { ...last, toUs, unreadableLastUs, releasedUs }
    } else lines.push(row)
  }
  return lines.sort((a, b) => (a.name === b.name ? a.fromUs - b.fromUs : a.name < b.name ? -1 : 1))
}

const follows = (last: ErasedRange, row: ErasedRange): boolean =>
  last.camera === row.camera &&
  last.toUs === row.fromUs &&
  last.article === row.article &&
  last.early === row.early &&
  last.retention === row.retention &&
  (last.releasedUs === null) === (row.releasedUs === null)
