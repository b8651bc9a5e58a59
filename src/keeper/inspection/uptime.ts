import { addDays, startOfDayUs } from '#civil/minute.ts'
import { isMonth, type Month, monthSpanUs, monthsBetween } from '#civil/month.ts'
import type { Order, Progress } from '#door/door.ts'
import { Fault, sentence } from '#fault/fault.ts'
import type { CameraAbout, Keyring } from '#keyring/keyring.ts'
import { uptimeKept } from '#law/house.ts'
import type { Keeper } from '../keeper.ts'
import { textOf } from '../orders/reading.ts'
import { coveredAtRest } from '../recording/last-covered.ts'
import { type Span, uptimeBooks } from './uptime-books.ts'
import type { UptimeReport, UptimeRow } from './uptime-report.ts'
import { disjoint, type Missing, tally } from './uptime-tally.ts'

/**
 * `uptime`: what each camera should have recorded and did, by month, from the keyring's dates and the signed
 * events alone, so that it can still be told when the footage is long erased. Imported footage never counts.
 */
export async function uptime(
  keeper: Keeper,
  order: Order,
  progress: Progress,
): Promise<UptimeReport> {
  const { custody, premises, profile, spool } = keeper
  const { keyring } = custody
  const month = textOf(order, 'month', { optional: true })
  if (month !== '' && !isMonth(month)) throw noMonth(month)
  const cameras = camerasNamed(keyring, textOf(order, 'camera', { optional: true }))
  const madeUs = keeper.nowUs()
  const open = await openGaps(keeper, cameras, madeUs)
  const books = await uptimeBooks(spool, read => progress({ done: read, of: spool.head.n }))
  const rows = cameras
    .filter(([, about]) => !isCard(about))
    .flatMap(([camera, about]) => {
      const told = [...(books.gaps.get(camera) ?? []), ...(open.get(camera) ?? [])]
      const counted = {
        fromUs: Math.max(about.addedUs, books.keptSinceUs ?? 0),
        toUs: about.removedUs ?? madeUs,
      }
      const givenUp = disjoint(books.givenUp.get(camera) ?? [])
      return rowsOf(camera, about, counted, disjoint(told), givenUp)
    })
    .filter(row => month === '' || row.month === month)
    .sort((a, b) => (a.month < b.month ? -1 : a.month > b.month ? 1 : 0))
  const { keptSinceUs, uncertain, ranTwice, lostEvents } = books
  return {
    organisation: String(keyring.settings.organisation),
    document: profile.title,
    basis: profile.cameras.hoursADay?.by ?? uptimeKept,
    site: premises.site,
    keeper: premises.keeper,
    madeUs,
    rows,
    cards: cameras.flatMap(([, about]) => (isCard(about) ? [about.name] : [])),
    keptSinceUs,
    uncertain,
    ranTwice,
    lostEvents,
  }
}

/** A camera that is only ever read from its card has no stream whose silence would be a gap. */
const isCard = (about: CameraAbout): boolean => about.source === 'card'

function rowsOf(
  camera: string,
  about: CameraAbout,
  counted: Span,
  missing: readonly Missing[],
  givenUp: readonly Missing[],
): readonly UptimeRow[] {
  return monthsBetween(counted.fromUs, counted.toUs).map(month => {
    const span = monthSpanUs(month)
    const fromUs = Math.max(span.fromUs, counted.fromUs)
    const toUs = Math.min(span.toUs, counted.toUs)
    const counts = tally(missing, fromUs, toUs)
    return {
      month,
      camera,
      name: about.name,
      place: String((about.appendix as { place?: string } | undefined)?.place ?? ''),
      fromUs,
      toUs,
      expectedUs: toUs - fromUs,
      recordedUs: toUs - fromUs - counts.missingUs,
      ...counts,
      days: daysOf(month, { fromUs, toUs }, missing),
      givenUpUs: tally(givenUp, fromUs, toUs).missingUs,
    }
  })
}

function daysOf(month: Month, counted: Span, missing: readonly Missing[]): UptimeRow['days'] {
  const of = missing.filter(({ fromUs, toUs }) => toUs > counted.fromUs && fromUs < counted.toUs)
  let whole = 0
  let withoutGap = 0
  for (let day = `${month}-01`; day.startsWith(month); day = addDays(day, 1)) {
    const [fromUs, nextUs] = [startOfDayUs(day), startOfDayUs(addDays(day, 1))]
    if (fromUs < counted.fromUs || nextUs > counted.toUs) continue
    whole += 1
    if (tally(of, fromUs, nextUs).gaps === 0) withoutGap += 1
  }
  return { whole, withoutGap }
}

/** Gaps that nobody has written down yet: cameras that are away now, and everything since a keeper that is switched off. */
async function openGaps(
  keeper: Keeper,
  cameras: readonly (readonly [string, CameraAbout])[],
  nowUs: number,
): Promise<ReadonlyMap<string, readonly Missing[]>> {
  const covered = keeper.cameras.recording ? null : await coveredAtRest(keeper)
  const open = new Map<string, readonly Missing[]>()
  for (const [camera, { addedUs, removedUs }] of cameras) {
    if (removedUs !== undefined) continue
    const recorder = keeper.cameras.recorders.get(camera)
    if (recorder && recorder.state.state !== 'recording') {
      const cause = recorder.state.state === 'failing' ? recorder.state.cause : 'keeperRestart'
      open.set(camera, [{ fromUs: recorder.coveredUntilUs, toUs: nowUs, cause }])
    } else if (covered) {
      const fromUs = Math.max((await covered(camera)) ?? 0, addedUs)
      open.set(camera, [{ fromUs, toUs: nowUs, cause: 'switchedOff' }])
    }
  }
  return open
}

/** Removed cameras too: their time counts until they were removed. All of them where none is named. */
function camerasNamed(
  keyring: Keyring,
  wanted: string,
): readonly (readonly [string, CameraAbout])[] {
  const all = [...keyring.cameras]
    .map(([id, { about }]) => [id, about] as const)
    .sort(([, a], [, b]) => a.addedUs - b.addedUs)
  if (wanted === '') return all
  const found = all.filter(
    ([id, { name }]) => name === wanted || (wanted.length >= 4 && id.startsWith(wanted)),
  )
  if (found.length > 0) return found
  throw new Fault(
    'NotFound',
    sentence(`カメラ「${wanted}」はありません。`, `There is no camera "${wanted}".`),
    sentence('「tachiai camera list」で確かめてください。', 'See "tachiai camera list".'),
  )
}

const noMonth = (month: string) =>
  new Fault(
    'Misconfigured',
    sentence(`「${month}」は月ではありません。`, `"${month}" is no month.`),
    sentence('2026-11 の形で書いてください。', 'Write it as 2026-11.'),
  )
