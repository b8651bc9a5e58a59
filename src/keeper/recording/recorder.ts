import { type CameraConnection, openCamera } from '#rtsp/camera.ts'
import { backOffMs } from '#rtsp/reconnect.ts'
import type { Writer } from '#vault/writer.ts'
import type { ParameterSets } from '#video/access-unit.ts'
import { type HealthMeter, healthMeter } from '../health.ts'
import type { CameraState } from '../report.ts'
import { captureTime } from '../time/capture-time.ts'
import type { GapLog } from './gap-log.ts'

export type Access = {
  readonly url: string
  /** `user:password` as bytes; the caller wipes nothing, the recorder copies nothing. */
  readonly credentials: () => { user: Uint8Array; password: Uint8Array } | null
  readonly allowBasic: boolean
}

export type RecorderParts = {
  readonly access: Access
  readonly writer: Writer
  readonly gaps: GapLog
  /** Keeper time of a monotonic moment, and the monotonic moment itself, both µs. */
  readonly keeperTime: (monotonicUs: number) => number
  readonly monotonicUs: () => number
  readonly random: () => number
}

/**
 * Records one camera for as long as it is open: connects, writes what comes, notes what does not and
 * why, and tries again with back-off. Whatever the camera does, it costs only this recorder.
 */
export type Recorder = {
  readonly state: CameraState
  readonly health: HealthMeter
  readonly codec: string | null
  tick(nowUs: number): void
  /** Keeper time was set: what follows is written under the new time, in a new segment. */
  clockStepped(nowUs: number): void
  close(): Promise<void>
}

export function openRecorder(parts: RecorderParts): Recorder {
  const { access, writer, gaps, keeperTime, monotonicUs, random } = parts
  const health = healthMeter()
  let connection: CameraConnection | null = null
  let state: CameraState = { state: 'connecting' }
  let codec: string | null = null
  let attempt = 0
  let retry: NodeJS.Timeout | undefined
  let closed = false

  const now = () => keeperTime(monotonicUs())

  function connect(): void {
    const capture = captureTime()
    let receiving = false
    let lastUs = 0
    const configure = (sets: ParameterSets) => {
      codec = sets.codec
      writer.parameterSets(sets)
    }
    const own = openCamera({
      ...access,
      now: monotonicUs,
      on: {
        connected: info => configure(info.parameterSets),
        parameterSets: configure,
        unit(unit, arrivedUs) {
          const captureUs = capture.of(unit.ptsTicks, keeperTime(arrivedUs))
          if (!receiving) {
            receiving = true
            attempt = 0
            state = { state: 'recording' }
          }
          gaps.covered(captureUs)
          writer.append({ ...unit, captureUs })
          health.unit(unit, captureUs)
          lastUs = captureUs
        },
        loss(packets) {
          health.loss(packets)
          if (lastUs > 0) gaps.note(lastUs, now(), 'loss', `${packets} packets`)
        },
        senderReport: report => health.skew(capture.skewUs(report, keeperTime)),
        ended({ kind, detail }) {
          if (closed || connection !== own) return
          connection = null
          const since = state.state === 'failing' ? state.sinceUs : now()
          state = { state: 'failing', cause: kind, detail, sinceUs: since }
          gaps.lost(now(), kind, detail)
          retry = setTimeout(connect, backOffMs(attempt++, random))
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
    health,
    tick(nowUs) {
      gaps.tick(nowUs)
      writer.tick(nowUs)
    },
    clockStepped(nowUs) {
      writer.cut()
      gaps.lost(nowUs, 'clockStep', '')
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

