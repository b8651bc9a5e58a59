/** Cameras in simulated time: foreign machines that send, stumble and lie as a test tells them. */
import { secondUs } from '#civil/minute.ts'
import type { OpenCamera } from '#keeper/recording/recorder.ts'
import type { FakeMachine } from '#keeper/time/fake-machine.ts'
import type { CameraOptions } from '#rtsp/camera.ts'
import type { StreamEnd } from '#rtsp/stream-end.ts'
import { trialSets } from '#vault/trial-camera.ts'
import type { ParameterSets } from '#video/access-unit.ts'
import type { Chance } from './chance.ts'

export type SentUnit = {
  readonly number: number
  readonly bytes: Buffer
  readonly key: boolean
  /** Monotonic, µs. */
  readonly arrivedUs: number
}

/** mute: connected and not a word; plays: a picture a second; all else: how a connection to it ends. */
export type Way = 'plays' | 'mute' | StreamEnd['kind']

const silenceUs = 10 * secondUs

export class SimulatedCamera {
  readonly url: string
  readonly number: number
  way: Way = 'plays'
  groupSeconds = 2
  /** How far its own clock is ahead of the truth. */
  clockAheadUs = 0
  /** Its pictures wait somewhere on the way and come together. */
  stalled = false
  onSent: (unit: SentUnit) => void = () => {}
  #stream: Stream | null = null
  #sets: ParameterSets = trialSets
  #count = 0
  readonly #machine: FakeMachine
  readonly #chance: Chance

  constructor(number: number, machine: FakeMachine, chance: Chance) {
    this.number = number
    this.url = `rtsp://camera-${number}.invalid/live`
    this.#machine = machine
    this.#chance = chance
  }

  get sent(): number {
    return this.#count
  }

  open: OpenCamera = options => {
    const stream: Stream = {
      options,
      sinceUs: this.#machine.monotonicUs(),
      heardUs: this.#machine.monotonicUs(),
      firstTicks: this.#chance.below(2 ** 32),
      pictures: 0,
      sinceKey: 0,
      waiting: [],
    }
    this.#stream = stream
    queueMicrotask(() => {
      if (this.#stream !== stream) return
      if (this.way !== 'plays' && this.way !== 'mute') return this.fail(this.way)
      const about = {
        codec: 'h264',
        server: null,
        cameraClockUs: null,
        auth: 'none',
        certificate: null,
      } as const
      options.on.connected({ ...about, parameterSets: this.#sets })
    })
    return {
      close: async () => {
        if (this.#stream === stream) this.fail('closed')
      },
    }
  }

  /** Somebody asked for a key frame: the next picture is one. */
  synchronise(): void {
    if (this.#stream) this.#stream.sinceKey = this.groupSeconds
  }

  /** The stream ends so, and stays away while `way` says so. */
  fail(kind: StreamEnd['kind']): void {
    const stream = this.#stream
    this.#stream = null
    stream?.options.on.ended({ kind, detail: 'simulated' })
  }

  /** The other end died: nobody is told anything. */
  forget(): void {
    this.#stream = null
  }

  changeSets(): void {
    const level = 0x1f + this.#chance.below(20)
    this.#sets = { ...trialSets, sps: [Buffer.from([0x67, 0x64, 0x00, level, 0xac, 0xd9])] }
    this.#stream?.options.on.parameterSets(this.#sets)
  }

  lose(packets: number): void {
    const stream = this.#stream
    if (stream && stream.pictures > 0) stream.options.on.loss(packets, 1)
  }

  /** What happened in the second that has just passed. */
  second(): void {
    const stream = this.#stream
    if (!stream) return
    const nowUs = this.#machine.monotonicUs()
    if (this.way !== 'plays') {
      if (this.way !== 'mute') this.fail(this.way)
      else if (nowUs - stream.heardUs >= silenceUs) this.fail('silence')
      return
    }
    this.#picture(stream, nowUs)
    if (this.stalled) return
    stream.heardUs = nowUs
    for (const picture of stream.waiting.splice(0)) {
      const delayUs = this.#chance.below(150_000)
      const arrivedUs = Math.max(stream.lastUs ?? 0, nowUs - delayUs)
      stream.lastUs = arrivedUs
      this.onSent({ ...picture, arrivedUs })
      stream.options.on.unit(picture, arrivedUs)
      if (this.#stream !== stream) return
    }
    if (stream.pictures % 5 === 1) {
      const ntpUs = this.#machine.trueUs + this.clockAheadUs
      stream.options.on.senderReport({ ntpUs, rtpTicks: ticks(stream, nowUs), arrivedUs: nowUs })
    }
  }

  #picture(stream: Stream, nowUs: number): void {
    const key = stream.pictures === 0 || stream.sinceKey >= this.groupSeconds
    stream.sinceKey = key ? 1 : stream.sinceKey + 1
    stream.pictures += 1
    const number = ++this.#count
    const bytes = Buffer.alloc((key ? 60 : 20) + this.#chance.below(60), number % 251)
    bytes.writeUInt32BE(this.number, 0)
    bytes.writeUInt32BE(number, 4)
    // Sent 160 ms ago: the network only ever delays.
    stream.waiting.push({ number, bytes, key, ptsTicks: ticks(stream, nowUs - 160_000) })
  }
}

type Stream = {
  readonly options: CameraOptions
  readonly sinceUs: number
  readonly firstTicks: number
  heardUs: number
  lastUs?: number
  pictures: number
  sinceKey: number
  readonly waiting: { number: number; bytes: Buffer; key: boolean; ptsTicks: number }[]
}

const ticks = (stream: Stream, us: number): number =>
  stream.firstTicks + Math.round((us - stream.sinceUs) * 0.09)
