import { OnvifProblem, type ProblemKind, problemKinds } from './problem.ts'
import { hostOf } from './service-address.ts'

/**
 * What the room tells about devices. Texts are plain lines. The readers below take the room's words as a stranger's:
 * it parses hostile bytes and may have been taken over by them.
 */
export type DeviceFound = {
  /** What to type: `onvif://…`, always the address the answer came from. */
  readonly address: string
  readonly host: string
  /** '' where it does not say. */
  readonly name: string
  readonly model: string
  readonly place: string
}

/** The device's clock against the machine's: ahead by `aheadUs`, give or take `uncertainUs`. */
export type ClockError = { readonly aheadUs: number; readonly uncertainUs: number }

/** Further off than this is worth a note: what a camera writes into its own picture misleads whoever compares it. */
export const tolerableClockErrorUs = 2_000_000

export type VideoProfile = {
  readonly token: string
  readonly name: string
  /** As the device spells it, upper case: H264, H265, JPEG … */
  readonly encoding: string
  /** 0 where it does not say, here and below. */
  readonly width: number
  readonly height: number
  readonly framesPerSecond: number
  readonly bitsPerSecond: number
  /** Frames from one key frame to the next. */
  readonly groupFrames: number
  readonly stream:
    | { readonly url: string }
    | { readonly problem: ProblemKind; readonly detail: string }
}

export type DeviceReport = {
  readonly maker: string
  readonly model: string
  readonly firmware: string
  /** Null where it does not tell its time. */
  readonly clock: ClockError | null
  /** The media service on the device's own host, by which a key frame is asked for. */
  readonly media: { readonly url: string; readonly version: 1 | 2 }
  readonly profiles: readonly VideoProfile[]
}

export type RoomLine =
  | { readonly found: DeviceFound }
  | { readonly device: DeviceReport }
  | { readonly problem: ProblemKind; readonly detail: string }
  | { readonly over: true }

/** One line of the room's output. Throws an OnvifProblem 'room' for anything else. */
export function readRoomLine(line: string): RoomLine {
  const value = record(parsed(line))
  if ('found' in value) return { found: deviceFound(value.found) }
  if ('device' in value) return { device: deviceReport(value.device) }
  if ('problem' in value) return problem(value)
  if (value.over === true) return { over: true }
  throw odd()
}

function deviceFound(value: unknown): DeviceFound {
  const { address, host, name, model, place } = record(value)
  return {
    address: typable(address),
    host: text(host, 256),
    name: text(name),
    model: text(model),
    place: text(place),
  }
}

function deviceReport(value: unknown): DeviceReport {
  const { maker, model, firmware, clock, media, profiles } = record(value)
  const { url, version } = record(media)
  if (version !== 1 && version !== 2) throw odd()
  if (!Array.isArray(profiles) || profiles.length > 64) throw odd()
  return {
    maker: text(maker),
    model: text(model),
    firmware: text(firmware),
    clock: clock === null ? null : clockError(clock),
    media: { url: text(url, 2048), version },
    profiles: profiles.map(videoProfile),
  }
}

function clockError(value: unknown): ClockError {
  const { aheadUs, uncertainUs } = record(value)
  return { aheadUs: whole(aheadUs), uncertainUs: whole(uncertainUs, 0) }
}

function videoProfile(value: unknown): VideoProfile {
  const profile = record(value)
  const stream = record(profile.stream)
  return {
    token: text(profile.token, 64),
    name: text(profile.name),
    encoding: text(profile.encoding),
    width: whole(profile.width, 0),
    height: whole(profile.height, 0),
    framesPerSecond: finite(profile.framesPerSecond),
    bitsPerSecond: whole(profile.bitsPerSecond, 0),
    groupFrames: whole(profile.groupFrames, 0),
    stream: 'url' in stream ? { url: text(stream.url, 2048) } : problem(stream),
  }
}

function problem({ problem, detail }: Record<string, unknown>) {
  const kind = problemKinds.find(kind => kind === problem)
  if (!kind) throw odd()
  return { problem: kind, detail: text(detail, 120) }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw odd()
  }
}

function record(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw odd()
  return value as Record<string, unknown>
}

/** An address that is printed to be typed into a shell. */
function typable(value: unknown): string {
  const address = text(value, 512)
  if (!/^onvif:\/\/[\w.:[\]/-]+$/.test(address)) throw odd()
  return address
}

/** A line that a screen may show as it is. */
function text(value: unknown, most = 60): string {
  if (typeof value !== 'string' || value.length > 2 * most) throw odd()
  if (/[\p{C}\p{Zl}\p{Zp}]/u.test(value)) throw odd()
  return value
}

function finite(value: unknown): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) throw odd()
  return value
}

function whole(value: unknown, least = Number.MIN_SAFE_INTEGER): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < least) throw odd()
  return value
}

/** What was said of a device is used only where all of it lies on the host that the operator named. */
export function onHostOnly(report: DeviceReport, host: string): DeviceReport {
  const urls = report.profiles.flatMap(({ stream }) => ('url' in stream ? [stream.url] : []))
  const isOwn = (url: string) => URL.canParse(url) && hostOf(new URL(url)) === host
  if (![report.media.url, ...urls].every(isOwn)) throw odd()
  return report
}

const odd = () => new OnvifProblem('room', 'words of the room that cannot be read')
