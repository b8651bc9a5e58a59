import { openCamera } from '#rtsp/camera.ts'
import { pictureSize } from '#video/sequence.ts'
import type { Keeper } from '../keeper.ts'
import type { CameraTrial } from '../report.ts'
import type { Access } from './recorder.ts'

const lookMs = 6000

/** Watches a stream for a few seconds and tells its numbers. Nothing is kept, nothing is decoded. */
export async function trial(access: Access, { readings, clock }: Keeper): Promise<CameraTrial> {
  let found: CameraTrial = {}
  const keys: number[] = []
  let first: number | null = null
  let last = 0
  let units = 0
  let bytes = 0
  const over = Promise.withResolvers<void>()
  const connection = openCamera({
    ...access,
    now: readings.monotonicUs,
    on: {
      connected({ codec, parameterSets, cameraClockUs }) {
        const skewSeconds = cameraClockUs === null ? null : (cameraClockUs - clock.nowUs()) / 1e6
        found = {
          ...found,
          codec,
          skewSeconds,
          ...(parameterSets ? pictureSize(parameterSets) : {}),
        }
      },
      parameterSets(sets) {
        found = { ...found, ...pictureSize(sets) }
      },
      unit(unit, arrivedUs) {
        first ??= arrivedUs
        last = arrivedUs
        units += 1
        bytes += unit.bytes.length
        if (unit.key) keys.push(arrivedUs)
      },
      loss: () => {},
      senderReport({ ntpUs, arrivedUs }) {
        found = { ...found, skewSeconds: (ntpUs - clock.at(arrivedUs)) / 1e6 }
      },
      ended({ kind, detail }) {
        if (kind !== 'closed' || units === 0) found = { problem: { cause: kind, detail } }
        over.resolve()
      },
    },
  })
  const timer = setTimeout(() => over.resolve(), lookMs)
  await over.promise
  clearTimeout(timer)
  await connection.close()
  if (found.problem) return found
  if (first === null) return { problem: { cause: 'silence', detail: 'no picture within 6 s' } }
  const seconds = Math.max((last - first) / 1e6, 0.001)
  const groups = keys.slice(1).map((at, index) => (at - keys[index]!) / 1e6)
  return {
    ...found,
    framesPerSecond: (units - 1) / seconds,
    bitsPerSecond: (bytes * 8) / seconds,
    groupSeconds: groups.length > 0 ? Math.max(...groups) : seconds,
  }
}
