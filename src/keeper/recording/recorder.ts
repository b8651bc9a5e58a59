import { type CameraConnection, type CameraOptions, openCamera } from '#rtsp/camera.ts'
import { strongest } from '#rtsp/challenge.ts'
import { afterEnd, neverFailed } from '#rtsp/reconnect.ts'
import type { Doubt } from '#rtsp/stream-end.ts'
import type { Writer } from '#vault/writer.ts'
import type { ParameterSets } from '#video/access-unit.ts'
import { type HealthMeter, healthMeter } from '../health.ts'
import type { CameraState } from '../report.ts'
import type { GapCause } from '../spool/events.ts'
import { captureTime } from '../time/capture-time.ts'
import type { Access, Met } from './access.ts'
import type { GapLog } from './gap-log.ts'

/** How a stream is opened: over the network, but for a test whose cameras live in simulated time. */
export type OpenCamera = (options: CameraOptions) => CameraConnection

export type RecorderParts = {
  readonly open?: OpenCamera | undefined
  /** Asked at each attempt to connect. */
  readonly access: () => Access
  readonly writer: Writer
  readonly gaps: GapLog
  /** Keeper time of a monotonic moment, and the monotonic moment itself, both µs. */
  readonly keeperTime: (monotonicUs: number) => number
  readonly monotonicUs: () => number
  readonly random: () => number
  /** Why what comes is not to be recorded now; null: it is. */
  readonly hindered?: () => GapCause | null
  /** The camera plays, and showed itself so. */
  readonly met: (met: Met) => void
  /** The camera is not as it was known, and was asked for nothing; told once, not at each attempt. */
  readonly doubted: (doubt: Doubt) => void
}

/**
 * Records one camera for as long as it is open: connects, writes what comes, notes what does not and
 * why, and tries again with back-off. Whatever the camera does, it costs only this recorder.
 */
export type Recorder = {
  readonly state: CameraState
  readonly health: HealthMeter
  readonly codec: string | null
  /** The file being written; null between files. */
  readonly segment: string | null
  /** What the camera's own clock says now; null while it has not told lately. A silent camera has no vote. */
  readonly cameraClockUs: number | null
  /** Until when every second is pictures or a recorded gap. */
  readonly coveredUntilUs: number
  /** Capture time of the last key frame; null before the first. */
  readonly lastKeyUs: number | null
  tick(nowUs: number): void
  /** Keeper time was set: what follows is written under the new time, in a new segment. */
  clockStepped(nowUs: number): void
  close(): Promise<void>
}

const noRoom = 'no room on the disk'

/** Cameras send a report every few seconds; one that old says nothing about now. */
const heardUs = 60_000_000

export function openRecorder(parts: RecorderParts): Recorder {
  const {
    open = openCamera,
    access,
    writer,
    gaps,
    keeperTime,
    monotonicUs,
    random,
    hindered = () => null,
    met,
    doubted,
  } = parts
  const health = healthMeter()
  let connection: CameraConnection | null = null
  let state: CameraState = { state: 'connecting' }
  let codec: string | null = null
  let lastKeyUs: number | null = null
  let failures = neverFailed
  let retry: NodeJS.Timeout | undefined
  let closed = false
  let doubtTold = ''
  let known: Known = {}
  let told: { readonly skewUs: number; readonly atUs: number } | null = null

  const now = () => keeperTime(monotonicUs())

  function connect(): void {
    const capture = captureTime()
    let firstUs = 0
    let lastUs = 0
    let paused = false
    const configure = (sets: ParameterSets) => {
      codec = sets.codec
      writer.parameterSets(sets)
    }
    const own = open({
      ...knowing(access(), known),
      now: monotonicUs,
      on: {
        connected({ parameterSets, codec: named, auth, certificate }) {
          codec = named
          known = meet(known, { auth, certificate })
          met({ auth, certificate })
          doubtTold = ''
          if (parameterSets) configure(parameterSets)
        },
        parameterSets: configure,
        unit(unit, arrivedUs) {
          const cause = hindered()
          if (cause !== null) {
            paused = true
            const sinceUs = state.state === 'failing' ? state.sinceUs : keeperTime(arrivedUs)
            state = { state: 'failing', cause, detail: noRoom, sinceUs }
            return gaps.lost(keeperTime(arrivedUs), cause, noRoom)
          }
          // A group whose beginning was not taken cannot be shown.
          if (paused && !unit.key) return
          const captureUs = capture.of(unit.ptsTicks, keeperTime(arrivedUs))
          if (firstUs === 0 || paused) {
            if (firstUs === 0) firstUs = captureUs
            paused = false
            state = { state: 'recording' }
          }
          gaps.covered(captureUs)
          writer.append({ ...unit, captureUs })
          health.unit(unit, captureUs)
          lastUs = captureUs
          if (unit.key) lastKeyUs = captureUs
        },
        loss(packets, units) {
          health.loss(packets)
          if (lastUs > 0) gaps.note(lastUs, now(), 'loss', `${packets} packets, ${units} pictures`)
        },
        senderReport(report) {
          const skewUs = capture.skewUs(report)
          if (skewUs === null) return
          health.skew(skewUs)
          told = { skewUs, atUs: monotonicUs() }
        },
        ended({ kind, detail, doubt }) {
          if (closed || connection !== own) return
          connection = null
          const since = state.state === 'failing' ? state.sinceUs : now()
          state = { state: 'failing', cause: kind, detail, sinceUs: since }
          gaps.lost(now(), kind, detail)
          if (doubt && doubt.offered !== doubtTold) {
            doubtTold = doubt.offered
            doubted(doubt)
          }
          failures = afterEnd(failures, kind, firstUs === 0 ? 0 : lastUs - firstUs, random())
          retry = setTimeout(connect, failures.waitMs)
        },
      },
    })
    connection = own
  }
  connect()

  return {
    get state() {
      return state
    },
    get codec() {
      return codec
    },
    get segment() {
      return writer.segment
    },
    get cameraClockUs() {
      const heard = told && monotonicUs() - told.atUs < heardUs
      return heard ? now() + told!.skewUs : null
    },
    get lastKeyUs() {
      return lastKeyUs
    },
    get coveredUntilUs() {
      return gaps.untilUs
    },
    health,
    tick(nowUs) {
      gaps.tick(nowUs)
      writer.tick(nowUs)
    },
    clockStepped(nowUs) {
      writer.cut()
      told = null
      gaps.stepped(nowUs)
      state = { state: 'connecting' }
      const old = connection
      connection = null
      old?.close()
      clearTimeout(retry)
      connect()
    },
    async close() {
      closed = true
      clearTimeout(retry)
      connection?.close()
      gaps.close(now())
      await writer.close()
    },
  }
}

/** What this recorder saw of its camera, which holds even while the keyring cannot be written. */
type Known = Pick<Access, 'atLeast' | 'pin'>

const meet = ({ atLeast = 'none', pin }: Known, { auth, certificate }: Met): Known => {
  const shown = pin ?? certificate?.sha256
  return { atLeast: strongest(atLeast, auth), ...(shown ? { pin: shown } : {}) }
}

const knowing = (access: Access, known: Known): Access => ({
  ...access,
  ...known,
  atLeast: strongest(access.atLeast ?? 'none', known.atLeast ?? 'none'),
  ...(access.pin ? { pin: access.pin } : {}),
})
