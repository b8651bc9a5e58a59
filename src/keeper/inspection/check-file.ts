import type { Minute } from '#civil/minute.ts'
import { isLive } from '#keyring/minutes.ts'
import type { SegmentFile } from '#vault/catalogue.ts'
import { VaultFault } from '#vault/fault.ts'
import { readMinute } from '#vault/read.ts'
import { scanSegment } from '#vault/scan.ts'
import type { SegmentMap } from '#vault/segment-map.ts'
import { verifyMinute } from '#vault/verify.ts'
import type { Keeper } from '../keeper.ts'
import { type Checked, minuteName, settledBefore } from './check.ts'
import { takeName } from './check-takes.ts'

/** Opens every record of a file whose minute still has a key, and recomputes every seal. */
export async function checkFile(
  keeper: Keeper,
  file: SegmentFile,
  checked: Checked,
  beganUs: number,
): Promise<void> {
  const { findings, counts } = checked
  counts.files += 1
  let map: SegmentMap
  try {
    map = await scanSegment(keeper.disk, file.path, 'records')
  } catch (error) {
    // A crash between a file's name and its header: nothing was sealed in it. Was it more, the coverage shows it.
    if (error instanceof VaultFault && error.kind === 'missing') return
    if (await goneMeanwhile(keeper, file.path)) return
    return broken(checked, file.path, error)
  }
  // A torn tail is what a crash leaves; damage before the end of a closed file is not.
  if (map.closed && (await hasDamagedLife(keeper, file, map))) {
    findings.add('damage', file.path, 'ファイルの途中が壊れています', 'the file is damaged inside')
  }
  for (const { minute, released } of map.minutes) {
    if (minute >= settledBefore(beganUs)) continue
    const live = isLive(keeper.custody.keyring, file.camera, minute)
    if (!live || released) continue
    counts.minutes += 1
    try {
      await checkMinute(keeper, file, map, minute, checked)
    } catch (error) {
      // Fell due while it was being read: the eraser goes on during a check.
      if (!isLive(keeper.custody.keyring, file.camera, minute)) continue
      broken(checked, `${file.path} ${minuteName(minute)}`, error)
    }
  }
}

async function checkMinute(
  { disk, custody }: Keeper,
  file: SegmentFile,
  map: SegmentMap,
  minute: Minute,
  { counts, coverage, imported, seals }: Checked,
): Promise<void> {
  const keys = (at: Minute) => custody.minuteKey(file.camera, at)
  const covered = coverage.get(file.camera) ?? []
  coverage.set(file.camera, covered)
  const { importNumber } = map.header
  const recorded = importNumber === 0
  const taken = takeName(file.camera, importNumber)
  for await (const piece of readMinute(disk, map, minute, keys)) {
    counts.records += 1
    if (piece.kind === 'units') {
      counts.units += piece.units.length
      if (recorded) for (const unit of piece.units) covered.push(unit.captureUs)
      else imported.set(taken, (imported.get(taken) ?? 0) + piece.units.length)
    }
  }
  const { seal } = await verifyMinute(disk, map, minute, keys)
  if (seal && file.place === 'footage') {
    const page = seals.get(minute)
    if (page) page.push(seal)
    else seals.set(minute, [seal])
  }
}

function broken({ findings }: Checked, place: string, error: unknown): void {
  const detail = error instanceof VaultFault ? `${error.kind}: ${error.message}` : String(error)
  findings.add(
    'record',
    place,
    `記録が開けないか、合いません: ${detail}`,
    `a record does not open or match: ${detail}`,
  )
}

/**
 * Dead minutes lie in pieces between the punch and its bridge, now or since a crash, until the next pass. Where the footer
 * says that nothing else stood there it needs no alarm; should the footer lie, seals and coverage miss the living minute.
 */
async function hasDamagedLife(
  { disk, custody }: Keeper,
  { path, camera }: SegmentFile,
  { damage }: SegmentMap,
): Promise<boolean> {
  if (damage.length === 0) return false
  const { minutes } = await scanSegment(disk, path).catch(() => ({ minutes: [] }))
  return damage.some(span => {
    const end = span.offset + span.length
    const within = minutes.filter(
      ({ offset, length }) => offset < end && offset + length > span.offset,
    )
    const dead = within.every(({ minute }) => !isLive(custody.keyring, camera, minute))
    return within.length === 0 || !dead
  })
}

const goneMeanwhile = ({ disk }: Keeper, path: string): Promise<boolean> =>
  disk.size(path).then(
    () => false,
    () => true,
  )
