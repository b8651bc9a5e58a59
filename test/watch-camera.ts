import { type CameraOptions, openCamera } from '#rtsp/camera.ts'
import type { StreamInfo } from '#rtsp/camera-events.ts'
import type { StreamEnd } from '#rtsp/stream-end.ts'
import type { SenderReport } from '#rtsp/video-track.ts'
import type { AccessUnit, ParameterSets } from '#video/access-unit.ts'

/** A camera's stream with everything it told, under a clock that only `pass` moves. */
export function watchCamera(url: string, options: Partial<CameraOptions> = {}) {
  const told = {
    connected: [] as StreamInfo[],
    sets: [] as ParameterSets[],
    units: [] as AccessUnit[],
    reports: [] as SenderReport[],
    lostPackets: 0,
    lostUnits: 0,
    ended: [] as StreamEnd[],
    /** Event names in the order they came, repetitions left out. */
    order: [] as string[],
  }
  const waiting: {
    readonly done: () => boolean
    readonly resolve: () => void
    readonly reject: (error: Error) => void
  }[] = []
  const note = (name: string) => {
    if (told.order.at(-1) !== name) told.order.push(name)
    for (const { done, resolve, reject } of waiting) {
      if (done()) resolve()
      else if (name === 'ended') reject(inVain(done))
    }
  }
  /** After the end nothing is told: what did not come by then never does. */
  const inVain = (done: () => boolean) =>
    new Error(`waited in vain: ${done}: ${JSON.stringify(told.ended)}`)
  const timers = new Set<{ readonly everyUs: number; readonly call: () => void; dueUs: number }>()
  let nowUs = 0

  const connection = openCamera({
    url,
    credentials: () => null,
    allowBasic: false,
    now: () => nowUs,
    timer: (everyUs, call) => {
      const timer = { everyUs, call, dueUs: nowUs + everyUs }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    on: {
      connected: info => {
        told.connected.push(info)
        note('connected')
      },
      parameterSets: sets => {
        told.sets.push(sets)
        note('parameterSets')
      },
      unit: unit => {
        told.units.push({ ...unit, bytes: unit.bytes.slice() })
        note('unit')
      },
      loss: (packets, units) => {
        told.lostPackets += packets
        told.lostUnits += units
        note('loss')
      },
      senderReport: report => {
        told.reports.push(report)
        note('senderReport')
      },
      ended: end => {
        told.ended.push(end)
        note('ended')
      },
    },
    ...options,
  })

  /** Resolves once something that was told makes `done` true; rejects when the stream ends before. */
  const until = (done: () => boolean) =>
    new Promise<void>((resolve, reject) => {
      if (done()) resolve()
      else if (told.ended.length > 0) reject(inVain(done))
      else waiting.push({ done, resolve, reject })
    })

  return {
    told,
    until,
    close: () => connection.close(),
    async end(): Promise<StreamEnd> {
      await until(() => told.ended.length > 0)
      return told.ended[0]!
    },
    /** Moves the clock in small steps; nothing is read meanwhile. */
    pass(seconds: number) {
      const endUs = nowUs + seconds * 1_000_000
      while (nowUs < endUs) {
        nowUs += 250_000
        for (const timer of [...timers]) {
          if (nowUs < timer.dueUs || !timers.has(timer)) continue
          timer.dueUs += timer.everyUs
          timer.call()
        }
      }
    },
    /** What would still be called. */
    timersLeft: () => timers.size,
    /** Moves the clock in one step, as if the process had stood still. */
    standStill(seconds: number) {
      nowUs += seconds * 1_000_000
    },
  }
}
