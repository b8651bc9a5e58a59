import { minuteOf } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'
import { changeAbout } from '#keyring/changes.ts'
import type { RecordingProfile } from '#law/profile.ts'
import { isCeiling } from '#law/retention.ts'
import type { Doubt } from '#rtsp/stream-end.ts'
import { previousOf } from '#vault/previous.ts'
import { type Loss, openWriter, type Writer } from '#vault/writer.ts'
import type { Custody } from '../forgetting/custody.ts'
import type { Premises } from '../premises.ts'
import type { Hindrance } from '../space/hindrance.ts'
import type { GapCause } from '../spool/events.ts'
import type { Spool } from '../spool/spool.ts'
import type { KeeperClock } from '../time/keeper-clock.ts'
import type { Readings } from '../time/readings.ts'
import { type Access, accessOf, acquainted, type Met } from './access.ts'
import { streamingCameras } from './camera-keys.ts'
import { type Gap, gapLog } from './gap-log.ts'
import { lastCovered } from './last-covered.ts'
import { onvifRecord } from './onvif-record.ts'
import { type OpenCamera, openRecorder, type Recorder } from './recorder.ts'
import type { SealBook } from './seal-book.ts'
import { ruleAt, sealedBy } from './sealed-by.ts'
import { type DayCamera, openSyncPoints } from './sync-points.ts'

/** The cameras being recorded, each on its own: what one does never reaches another. */
export type CameraSet = {
  readonly recorders: ReadonlyMap<string, Recorder>
  readonly recording: boolean
  accessOf(camera: string): Access
  startAll(untilEvent: number): Promise<void>
  start(camera: string): Promise<void>
  stop(camera: string): Promise<void>
  openSegments(): ReadonlySet<string>
  /** Cameras that gave no key frame when the day began, and what they answered. */
  readonly unsynchronised: ReadonlyMap<string, string>
  tick(nowUs: number): void
  clockStepped(nowUs: number): void
  close(): Promise<void>
}

export function openCameraSet(parts: {
  readonly premises: Premises
  readonly disk: Disk
  readonly readings: Readings
  readonly profile: RecordingProfile
  readonly custody: Custody
  readonly spool: Spool
  readonly clock: KeeperClock
  readonly seals: SealBook
  readonly hindrance: Hindrance
  readonly openCamera?: OpenCamera
}): CameraSet {
  const { premises, disk, readings, profile, custody, spool, clock, seals, hindrance } = parts
  const keyring = () => custody.keyring
  const recorders = new Map<string, Recorder>()
  /** Until when a camera was covered that was stopped by an order. */
  const left = new Map<string, number>()
  let recording = false

  async function start(camera: string, coveredUs: number): Promise<void> {
    const hasStream = streamingCameras(custody.keyring).some(([id]) => id === camera)
    if (!recording || !hasStream || recorders.has(camera)) return
    const record = (gap: Gap) => {
      writer.gap({ fromUs: gap.fromUs, toUs: gap.toUs, cause: gap.cause })
      tell(gap)
    }
    const writer = await writerOf(camera)
    const recorder = openRecorder({
      open: parts.openCamera,
      access: () => accessOf(keyring, camera),
      writer,
      gaps: gapLog(camera, coveredUs, record),
      keeperTime: monotonicUs => clock.at(monotonicUs),
      monotonicUs: readings.monotonicUs,
      random: Math.random,
      hindered: () => hindrance.of(camera),
      met: met => remember(camera, met),
      doubted: doubt => void tellDoubt(camera, doubt),
    })
    recorders.set(camera, recorder)
  }

  /** Gaps the spool did not take: of a disk that fails for a while it keeps the first events alone. Told twice does no harm. */
  let untold: Gap[] = []
  let toldUs = 0
  const tell = (gap: Gap): Promise<unknown> =>
    spool.append({ type: 'GapRecorded', ...gap }).catch(() => untold.push(gap))
  const tellAgain = () => {
    const again = untold
    untold = []
    return Promise.all(again.map(tell))
  }

  /** The rule of what is captured now. */
  const ruleOf = (camera: string) =>
    ruleAt(custody.keyring, profile, camera, minuteOf(clock.nowUs()))

  const syncPoints = openSyncPoints({
    cameras: nowUs => [...recorders].flatMap(([camera, one]) => dayCamera(camera, one, nowUs)),
    refused: (camera, detail) =>
      void spool
        .append({ type: 'CameraProblem', camera, problem: 'syncPoint', detail })
        .catch(() => {}),
  })

  function dayCamera(camera: string, recorder: Recorder, nowUs: number): readonly DayCamera[] {
    const about = custody.keyring.cameras.get(camera)?.about
    const onvif = about && onvifRecord(about)
    if (!onvif || recorder.state.state !== 'recording' || isCeiling(ruleOf(camera).retention)) {
      return []
    }
    const cameraUs = recorder.cameraClockUs ?? nowUs + (onvif.clockErrorUs ?? 0)
    const { credentials } = accessOf(keyring, camera)
    return [{ camera, onvif, credentials, cameraUs, lastKeyUs: () => recorder.lastKeyUs }]
  }

  async function writerOf(camera: string): Promise<Writer> {
    const previous = await previousOf(disk, premises.directory, camera)
    return openWriter({
      disk,
      ...sealedBy({ premises, profile, custody }, camera, minuteOf(clock.nowUs())),
      onSeal: seals.add,
      // A write that broke without a picture in it cost nothing that could be missed.
      onFault: loss => void (loss.units > 0 && tell({ camera, ...gapOf(loss) })),
      ...(previous ? { previous } : {}),
    })
  }

  function remember(camera: string, met: Met): void {
    const about = custody.keyring.cameras.get(camera)?.about
    if (!about || !acquainted(about, met, clock.nowUs())) return
    const make = (now: Custody['keyring']) => {
      const next = acquainted(now.cameras.get(camera)!.about, met, clock.nowUs())
      return { next: next ? changeAbout(now, camera, next) : now, result: undefined }
    }
    custody.change(make).catch(() => {})
  }

  const tellDoubt = (camera: string, { about, known, offered }: Doubt): Promise<unknown> =>
    spool
      .append({ type: 'CameraProblem', camera, problem: about, detail: `${known} → ${offered}` })
      .catch(() => {})

  return {
    recorders,
    get recording() {
      return recording
    },
    accessOf: camera => accessOf(keyring, camera),
    async startAll(untilEvent) {
      recording = true
      const cameras = streamingCameras(custody.keyring)
      const covered = await lastCovered({
        disk,
        root: premises.directory,
        custody,
        spool,
        untilEvent,
      })
      await Promise.all(
        cameras.map(async ([camera, { about }]) =>
          start(camera, Math.max((await covered(camera)) ?? 0, about.addedUs)),
        ),
      )
    },
    start: camera => start(camera, left.get(camera) ?? clock.nowUs()),
    async stop(camera) {
      const recorder = recorders.get(camera)
      recorders.delete(camera)
      await recorder?.close()
      if (recorder) left.set(camera, recorder.coveredUntilUs)
    },
    unsynchronised: syncPoints.refusals,
    openSegments: () => new Set([...recorders.values()].flatMap(({ segment }) => segment ?? [])),
    tick(nowUs) {
      for (const recorder of recorders.values()) recorder.tick(nowUs)
      syncPoints.tick(nowUs)
      if (untold.length === 0 || Math.abs(nowUs - toldUs) < tellAgainUs) return
      toldUs = nowUs
      void tellAgain()
    },
    clockStepped(nowUs) {
      for (const recorder of recorders.values()) recorder.clockStepped(nowUs)
      syncPoints.clockStepped(nowUs)
    },
    async close() {
      recording = false
      syncPoints.close()
      await Promise.all([...recorders.values()].map(recorder => recorder.close()))
      recorders.clear()
      await tellAgain()
    },
  }
}

const tellAgainUs = 5_000_000

const lossCauses: Record<Loss['kind'], GapCause> = {
  disk: 'diskFault',
  overflow: 'diskFault',
  noKey: 'noKey',
  oversized: 'overShare',
}

const gapOf = ({ kind, fromUs, toUs, units }: Loss) => ({
  fromUs,
  toUs,
  cause: lossCauses[kind],
  detail: `${kind}: ${units} pictures`,
})
