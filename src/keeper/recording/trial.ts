import { openCamera } from '#rtsp/camera.ts'
import { pictureSize } from '#video/sequence.ts'
import type { Keeper } from '../keeper.ts'
import type { CameraTrial } from '../report.ts'
import { type Access, isEncrypted } from './access.ts'

const lookMs = 6000

/** Watches a stream for a few seconds and tells its numbers. Nothing is kept, nothing is decoded. */
export async function trial(access: Access, { readings, clock }: Keeper): Promise<CameraTrial> {
  let found: CameraTrial = {
    transport: access.transport ?? 'tcp',
    encrypted: isEncrypted(access.url),
  }
  let lostPackets = 0
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
      connected({ codec, parameterSets, cameraClockUs, auth, certificate }) {
        const skewSeconds = cameraClockUs === null ? null : (cameraClockUs - clock.nowUs()) / 1e6
        found = {
          ...found,
          codec,
          skewSeconds,
          auth,
          ...(certificate && {
            certificate,
            certificateExpired: certificate.validToUs < clock.nowUs(),
          }),
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
      loss(packets) {
        lostPackets += packets
      },
      senderReport({ ntpUs, arrivedUs }) {
        found = { ...found, skewSeconds: (ntpUs - clock.at(arrivedUs)) / 1e6 }
      },
      ended({ kind, detail, doubt }) {
        if (kind !== 'closed' || units === 0) {
          found = { problem: { cause: kind, detail, ...(doubt ? { doubt } : {}) } }
        }
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
    lostPackets,
    framesPerSecond: (units - 1) / seconds,
    bitsPerSecond: (bytes * 8) / seconds,
    groupSeconds: groups.length > 0 ? Math.max(...groups) : seconds,
  }
}
