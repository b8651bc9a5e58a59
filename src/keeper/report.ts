import type { Basis } from '#law/basis.ts'
import type { Certificate } from '#rtsp/certificate.ts'
import type { AuthStrength } from '#rtsp/challenge.ts'
import type { Doubt } from '#rtsp/stream-end.ts'
import type { HealthSignals } from './health.ts'
import type { LastStart } from './inspection/last-start.ts'
import type { DiskPlan } from './space/disk-plan.ts'
import type { DiskState } from './space/watch.ts'
import type { GapCause } from './spool/events.ts'

/** What the keeper tells about itself: numbers and words, never a picture, a key or a password. */
export type CameraState =
  | { readonly state: 'off' | 'connecting' | 'recording' }
  | {
      readonly state: 'failing'
      readonly cause: GapCause
      readonly detail: string
      readonly sinceUs: number
    }

export type CameraReport = {
  readonly id: string
  readonly name: string
  readonly url: string
  /** It records on a card of its own. */
  readonly source?: 'card'
  readonly appendix: { readonly place: string; readonly area: string; readonly purpose: string }
  readonly addedUs: number
  readonly removedUs?: number
  /** Of a camera that was added by ONVIF. */
  readonly onvif?: {
    readonly profile: string
    /** How far its clock was ahead of keeper time when it was added. */
    readonly clockErrorUs?: number
    /** What it answered when no key frame came at the beginning of the day. */
    readonly unsynchronised?: string
  }
  readonly now: CameraState
  readonly access: CameraAccess
  readonly health?: CameraHealth
}

/** How a camera is reached and what it is known by; a password is never among it. */
export type CameraAccess = {
  readonly transport: 'tcp' | 'udp'
  /** RTSP and pictures inside TLS, on their way to the keeper. */
  readonly encrypted: boolean
  /** The strongest proof of the password it ever asked for; null until it played once. */
  readonly auth: AuthStrength | null
  /** The key it must show over TLS (SHA-256, hex), and since when it is known; null: none yet. */
  readonly pin: { readonly sha256: string; readonly sinceUs: number } | null
}

/** Health without looking: from the stream's own numbers. */
export type CameraHealth = HealthSignals & { readonly codec: string }

/** What a short look at a camera's stream found out; nothing of it was kept. */
export type CameraTrial = {
  readonly problem?: {
    readonly cause: string
    readonly detail: string
    /** What the operator may accept on purpose (`camera.trust`). */
    readonly doubt?: Doubt
  }
  readonly transport?: 'tcp' | 'udp'
  readonly encrypted?: boolean
  readonly auth?: AuthStrength
  readonly certificate?: Certificate
  /** By keeper time. */
  readonly certificateExpired?: boolean
  /** Packets that never came. */
  readonly lostPackets?: number
  readonly codec?: string
  readonly width?: number
  readonly height?: number
  readonly framesPerSecond?: number
  readonly bitsPerSecond?: number
  readonly groupSeconds?: number
  readonly skewSeconds?: number | null
}

export type HoldReport = {
  readonly id: string
  readonly camera: string
  readonly fromUs: number
  readonly toUs: number
  readonly decidedBy: string
  readonly ground: string
  readonly reason: string
  readonly endsOnUs: number
  readonly released: boolean
  readonly basis: Basis
}

export type ClockReport = {
  readonly nowUs: number
  readonly state: 'certain' | 'uncertain'
  readonly sources: readonly { readonly source: string; readonly us: number }[]
  readonly movable: boolean
}

/** What accepting another time would make due at once. */
export type ClockConsequence = {
  readonly toUs: number
  readonly minutes: number
  readonly cameras: number
  readonly officersNeeded: number
}

export type StatusReport = {
  readonly organisation: string
  readonly profile: {
    readonly id: string
    readonly title: string
    readonly version: string
    /** Adopted, and not in force yet; null: none. */
    readonly next: { readonly version: string; readonly fromUs: number } | null
    readonly retention: string
    readonly basis: Basis
  }
  readonly recording: boolean
  readonly demo: boolean
  readonly clock: ClockReport
  readonly cameras: readonly CameraReport[]
  readonly holds: number
  readonly keyring: {
    readonly version: number
    readonly lastErasureUs: number | null
    readonly nextDueUs: number | null
    readonly problem: string | null
  }
  readonly disk: { readonly freeBytes: number; readonly footageBytes: number }
  readonly separated: boolean
  /** When this keeper began and how the one before it ended; null where the events do not tell. */
  readonly started: LastStart | null
  /** What the process that holds the keys is shut off from; each true where it runs as it should. */
  readonly protection: {
    readonly permissionModel: boolean
    readonly inspectorClosed: boolean
    readonly coreFilterClosed: boolean
  }
  readonly warnings: readonly { readonly ja: string; readonly en: string }[]
}

/** `disk`: what the cameras need against what there is. */
export type DiskReport = DiskPlan & {
  readonly state: DiskState
  /** The document sets a period: giving up early would break it. */
  readonly isPeriod: boolean
  /** How long footage of now is kept; null while nobody decided it. */
  readonly keptDays: number | null
  /** What happens when it does not suffice. */
  readonly rules: readonly Basis[]
}

export type Finding = {
  readonly kind: string
  readonly place: string
  readonly ja: string
  readonly en: string
}

export type CheckReport = {
  readonly findings: readonly Finding[]
  readonly cameras: number
  readonly files: number
  readonly minutes: number
  readonly records: number
  readonly units: number
  readonly events: number
}

export type ErasedRange = {
  readonly camera: string
  readonly name: string
  readonly fromUs: number
  readonly toUs: number
  readonly retention: string
  readonly article: string
  /** It was not due: given up for want of space. */
  readonly early: boolean
  /** 復号不能とした時刻 */
  readonly unreadableUs: number
  /** The last one, where minutes that went one after the other stand together. */
  readonly unreadableLastUs: number
  /** 領域を解放した時刻; null while it has not been. */
  readonly releasedUs: number | null
  readonly method: 'punched' | 'overwritten' | 'unlinked' | null
}

export type ErasureReport = {
  readonly day: string
  readonly upcoming: readonly {
    readonly camera: string
    readonly name: string
    readonly fromUs: number
    readonly dueUs: number
  }[]
  readonly erased: readonly ErasedRange[]
  readonly placeClass: string
  /** As every keeper that erased on that day said of itself when it started; where none did, as it is now. */
  readonly separated: boolean
  readonly organisation: string
  readonly site: string
  readonly keeper: string
}
