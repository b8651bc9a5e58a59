import type { ParameterSets } from '#video/access-unit.ts'
import { isComplete, setsBytes } from '#video/parameter-sets.ts'
import { controlUrl } from './address.ts'
import type { CameraEvents, StreamInfo } from './camera-events.ts'
import { Exchange, type Trust } from './exchange.ts'
import type { Limits } from './limits.ts'
import { header, type Message, type Response } from './message.ts'
import type { Receiver } from './message-reader.ts'
import { Playback } from './playback.ts'
import { chooseVideo, parseSessionDescription, type Video } from './session-description.ts'
import { surcharge } from './share.ts'
import { expectSuccess } from './status.ts'
import { StreamFault } from './stream-end.ts'
import { type OverUdp, parseSetup, type Setup, transportWanted } from './transport.ts'
import type { Port } from './udp-ports.ts'

export type SessionOptions = {
  /** The camera's URL, without credentials. */
  readonly url: string
  readonly trust: Trust
  readonly limits: Limits
  readonly events: CameraEvents
  /** Takes the bytes over and wipes them once they are sent. */
  readonly send: (bytes: Uint8Array) => void
  /** Counts against the camera's share, at `nowUs`; throws a StreamFault once that is used up. */
  readonly spend: (bytes: number) => void
  readonly random: (bytes: number) => Uint8Array
  readonly certificate: StreamInfo['certificate']
  /** Where RTP is to come over UDP. */
  readonly udp: {
    /** Ours, even. */
    readonly firstPort: number
    /** Before PLAY: who will send. */
    readonly agreed: (carriage: OverUdp) => void
    /** An RTCP packet. */
    readonly send: (report: Uint8Array) => void
  } | null
}

/**
 * One RTSP session, from OPTIONS to TEARDOWN (RFC 2326), on an open connection. It has no clock: whoever drives it
 * sets `nowUs` (monotonic) before each call. Throws StreamFault and Redirection; it is over then.
 */
export class Session implements Receiver {
  readonly #options: SessionOptions
  readonly #exchange: Exchange
  #step: 'before' | 'asking' | 'playing' = 'before'
  #askedUs = 0
  #offersGetParameter = false
  #url: string
  #info = { server: null as string | null, cameraClockUs: null as number | null }
  #video: Video | null = null
  #setup: Setup | null = null
  #playback: Playback | null = null
  #isConnected = false
  #aliveUs = 0
  nowUs = 0

  constructor(options: SessionOptions) {
    this.#options = options
    this.#url = options.url
    const clientNonce = () => Buffer.from(options.random(12)).toString('hex')
    this.#exchange = new Exchange(options.trust, options.send, clientNonce)
  }

  /** How the camera had the password proved so far. */
  get strength(): StreamInfo['auth'] {
    return this.#exchange.strength
  }

  begin(): void {
    this.#ask('OPTIONS', this.#url, [], answer => {
      // Some cameras answer OPTIONS with an error and play all the same.
      if (answer.status >= 300 && answer.status < 400) expectSuccess(answer, 'OPTIONS')
      this.#offersGetParameter = /\bGET_PARAMETER\b/i.test(header(answer.headers, 'public') ?? '')
      this.#describe()
    })
  }

  #describe(): void {
    this.#ask('DESCRIBE', this.#url, ['Accept: application/sdp'], answer => {
      expectSuccess(answer, 'DESCRIBE')
      this.#note(answer)
      const text = Buffer.from(answer.body).toString('latin1')
      const description = parseSessionDescription(text)
      const { headers } = answer
      const base = header(headers, 'content-base') ?? header(headers, 'content-location')
      const from = base ? controlUrl(this.#url, base) : this.#url
      this.#video = chooseVideo(description)
      this.#url = controlUrl(from, description.control)
      this.#setUp(this.#video, controlUrl(from, this.#video.control))
    })
  }

  #setUp(video: Video, url: string): void {
    const { udp, limits, random, events, spend } = this.#options
    const firstPort = udp?.firstPort ?? null
    this.#ask('SETUP', url, [`Transport: ${transportWanted(firstPort)}`], answer => {
      expectSuccess(answer, 'SETUP', udp ? 'UDP' : 'TCP')
      this.#setup = parseSetup(answer, firstPort)
      const { carriage } = this.#setup
      this.#playback = new Playback({
        ...{ video, carriage, limits, random },
        send: udp?.send ?? (() => {}),
        events: {
          loss: (packets, units) => events.loss(packets, units),
          senderReport: report => events.senderReport(report),
          parameterSets: sets => {
            spend(setsBytes(sets))
            if (this.#isConnected) events.parameterSets(sets)
            else this.#connect(sets)
          },
          unit: (unit, arrivedUs) => {
            spend(surcharge.unit)
            events.unit(unit, arrivedUs)
          },
        },
      })
      if (carriage.over === 'udp') udp?.agreed(carriage)
      this.#play()
    })
  }

  #play(): void {
    this.#ask('PLAY', this.#url, [...this.#sessionField(), 'Range: npt=0.000-'], answer => {
      expectSuccess(answer, 'PLAY')
      this.#exchange.refuseLess()
      this.#connect(this.#video!.sets)
      this.#step = 'playing'
      this.#playback?.begin(this.nowUs)
      this.#aliveUs = this.nowUs
    })
  }

  /** Pictures may overtake the answer to PLAY, and parameter sets may come with the first of them. */
  #connect(parameterSets: ParameterSets): void {
    if (this.#isConnected || !isComplete(parameterSets)) return
    this.#exchange.refuseLess()
    this.#isConnected = true
    const { codec } = parameterSets
    const { certificate, events } = this.#options
    const auth = this.#exchange.strength
    events.connected({ codec, parameterSets, ...this.#info, auth, certificate })
  }

  frame(channel: number, bytes: Uint8Array, from: number, to: number): void {
    this.#options.spend(surcharge.frame)
    if (!this.#playback) return
    if (this.#playback.isMedia(channel)) this.#connect(this.#video!.sets)
    this.#playback.frame(channel, bytes, from, to, this.nowUs)
  }

  /** What came in at one of our UDP ports; the bytes are the session's to keep. */
  datagram(port: Port, bytes: Uint8Array): void {
    if (!this.#playback) return
    this.#connect(this.#video!.sets)
    this.#playback.datagram(port, bytes, this.nowUs)
  }

  message(message: Message): void {
    this.#options.spend(surcharge.message)
    if (message.type === 'response') this.#exchange.answer(message)
    else this.#decline(message)
  }

  /** We offer nothing to ask for. */
  #decline(message: Message): void {
    const sequence = header(message.headers, 'cseq') ?? ''
    const field = /^\d{1,9}$/.test(sequence) ? `CSeq: ${sequence}\r\n` : ''
    this.#options.send(Buffer.from(`RTSP/1.0 501 Not Implemented\r\n${field}\r\n`))
  }

  /** Looks at the deadlines; to be called every `tickUs`. */
  tick(): void {
    const { limits } = this.#options
    if (this.#step === 'asking' && this.nowUs - this.#askedUs > limits.answerUs) {
      throw new StreamFault('silence', `no answer to ${this.#exchange.awaited}`)
    }
    if (this.#step !== 'playing') return
    this.#playback?.tick(this.nowUs, this.#isConnected)
    if (this.nowUs - this.#aliveUs >= this.#aliveEveryUs()) this.#keepAlive()
  }

  /** Time in which this process could not listen is not the camera's silence. */
  excuse(us: number): void {
    this.#askedUs += us
    this.#playback?.excuse(us)
  }

  /** Tells the camera that the session is over; nobody waits for the answer. */
  tearDown(): void {
    if (this.#setup) this.#exchange.ask('TEARDOWN', this.#url, this.#sessionField(), () => {})
  }

  /** Half the session's time-out, at least every 30 s: a camera behind a firewall must not be forgotten. */
  #aliveEveryUs(): number {
    return Math.min(30, this.#setup!.timeoutSeconds / 2) * 1_000_000
  }

  /** A refusal is no end while pictures come: interleaved media and receiver reports show that the client lives (RFC 2326 A.). */
  #keepAlive(): void {
    this.#aliveUs = this.nowUs
    const method = this.#offersGetParameter ? 'GET_PARAMETER' : 'OPTIONS'
    this.#exchange.ask(method, this.#url, this.#sessionField(), ({ status }) => {
      if (status === 454) throw new StreamFault('closed', 'the camera ended the session (454)')
      if (status < 400 || !this.#offersGetParameter) return
      this.#offersGetParameter = false
      this.#keepAlive()
    })
  }

  #ask(
    method: string,
    url: string,
    fields: readonly string[],
    answered: (answer: Response) => void,
  ): void {
    this.#step = 'asking'
    this.#askedUs = this.nowUs
    this.#exchange.ask(method, url, fields, answered)
  }

  #sessionField(): readonly string[] {
    return this.#setup?.session ? [`Session: ${this.#setup.session}`] : []
  }

  #note({ headers }: Response): void {
    const server = header(headers, 'server')
      ?.replace(/[^\x20-\x7e]/g, '')
      .slice(0, 80)
    const clockMs = Date.parse(header(headers, 'date') ?? '')
    this.#info = {
      server: server || null,
      cameraClockUs: Number.isNaN(clockMs) ? null : clockMs * 1000,
    }
  }
}
