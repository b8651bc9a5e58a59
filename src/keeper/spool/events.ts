import type { Claimant, ClockError } from '#law/capture-time.ts'
import type { StreamEnd } from '#rtsp/stream-end.ts'
import type { ClockSource, SourceReading } from '../time/sources.ts'
import type { CamerasNamed } from './cameras-named.ts'

/**
 * Everything a keeper writes down about itself, for the uptime report, the erasure certificate, the office
 * and the auditor. Past tense: it has happened, or is about to in the very next step.
 *
 * Instants are µs since the epoch in keeper time, `minute` whole minutes since the epoch, `toMinute` is
 * exclusive, hashes and roots are lower-case hex, `article` cites as the profile cites. No event carries a
 * key, a password, an address with credentials or a picture. A person is named only where the rule wants
 * to know who decided.
 */
export type KeeperEvent =
  | OfKeeper
  | OfFootage
  | OfForgetting
  | OfTime
  | OfRules
  | OfCameras
  | OfImports
  | OfReleases
  | OfSpool

type Event<Type extends string, Body extends object> = { readonly type: Type } & Readonly<Body>
type Range = { readonly camera: string; readonly fromUs: number; readonly toUs: number }

export type OfKeeper =
  /** A keeper process began: which software (its version, SHA-256 of the lock file) and how far apart its parts run. */
  | Event<
      'KeeperStarted',
      {
        softwareVersion: string
        lockHash: string
        nodeVersion: string
        separation: '分離あり' | '分離なし'
        keyringVersion: number
        demo: boolean
      }
    >
  /** An orderly end; a start without one before it was a crash or a power cut. */
  | Event<'KeeperStopped', { cause: string }>
  /** Orders refused in one minute, one event for each kind of refusal, however often it was tried. */
  | Event<'RefusalsCounted', { kind: string; cite: string; minute: number; count: number }>

export type OfFootage =
  /** RFC 6962 root over the seals that all cameras closed for this minute, ordered by camera; `count` seals. */
  | Event<'MinuteSealed', { minute: number; root: string; count: number }>
  /** Footage that does not exist, and why; stands here so that the uptime report outlives the footage. */
  | Event<'GapRecorded', Range & { cause: GapCause; detail: string }>
  /** The disk is at its alarm or its end; `state` 'onlyHeld' = recording stopped, nothing but held footage is left. */
  | Event<
      'DiskFull',
      { state: 'alarm' | 'reserve' | 'onlyHeld'; freeBytes: number; neededBytes: number }
    >
  /** Unheld footage given up before its time for want of space; `breach` where the document sets a period (期間違反). */
  | Event<'EarlyRelease', EarlyRelease>
  /** A file in the footage folder that is not ours or not whole: set aside, never re-attributed. */
  | Event<'FileQuarantined', { path: string; cause: string; bytes: number }>
  /** What came back from a file was not what was sealed. */
  | Event<
      'FootageDamaged',
      { camera: string; segment: string; minute: number; offset: number; cause: string }
    >

/** `reason`: 'overShare' = the camera's own surplus, 'space' = nothing else was older, 'order' = two people decided it. */
export type EarlyRelease = Range & {
  readonly bytes: number
  readonly breach: boolean
  readonly article: string
  readonly reason: string
}

/** What ended a stream, or what else kept a camera's pictures from the disk. */
export type GapCause =
  | StreamEnd['kind']
  | 'loss'
  | 'keeperRestart'
  | 'diskFault'
  | 'diskFull'
  | 'clockStep'
  | 'switchedOff'
  /** The minute had no key: its day was not drawn, or keeper time was set back into an erased one. */
  | 'noKey'

/** Minutes that go together: same range, same rule. `gatherRanges` makes them out of single cameras' ranges. */
export type ErasedRange = {
  readonly cameras: CamerasNamed
  readonly fromUs: number
  readonly toUs: number
  /** The profile and version in force that made them due, its article, and its retention as the keyring carries it. */
  readonly profile: string
  readonly version: string
  readonly article: string
  readonly retention: unknown
}

export type OfForgetting =
  /** Step 2 of an erasure, before anything is destroyed: keyring `version` will be without these minutes. */
  | Event<
      'ErasureIntended',
      {
        version: number
        ranges: readonly ErasedRange[]
        /** Not due, but given up for want of space: what `EarlyRelease` will say once it is done. */
        early?: readonly EarlyRelease[]
      }
    >
  /**
   * Step 6: no version of the keyring that can still be opened derives these minutes (復号不能とした時刻 = `atUs`).
   * `weakestClass` (E0 … E4) is that of the weakest of the `places` that still held every share; with any
   * place `unreachable` the erasure is 消去未完了 and no certificate may say done.
   */
  | Event<
      'ErasureDone',
      {
        version: number
        blobHash: string
        weakestClass: string
        places: number
        unreachable: readonly string[]
      }
    >
  /** Step 7: dead ciphertext's space was given back (領域を解放した時刻); 上書き消去 only of `overwrittenBytes`. `failed` files follow later. */
  | Event<
      'SpaceReleased',
      {
        version: number
        punchedBytes: number
        overwrittenBytes: number
        /** Files removed whole. */
        files: number
        failed: number
      }
    >
  /** The keyring found on disk is older than the last erasure known: a restored image. Nothing opens until two people looked. */
  | Event<'KeyringRolledBack', { foundVersion: number; knownVersion: number }>
  /** Two people looked at a restored keyring and let the keeper go on. */
  | Event<'KeyringAccepted', { version: number; by: readonly string[] } & OrderedBy>
  /** A start found a commit broken off and finished it; what was repaired, in the keystore's own words. */
  | Event<
      'KeyringRecovered',
      { version: number; repaired: readonly string[]; unfinished: readonly string[] }
    >

export type OfTime =
  /** Independent sources agreed on K; `fromUs` is K before. `strayed`: sources that wandered from certain K, here and below. */
  | Event<
      'ClockAgreed',
      {
        fromUs: number
        toUs: number
        by: readonly ClockSource[]
        strayed: readonly ClockSource[]
        sources: readonly SourceReading[]
      }
    >
  /** No agreement at a start, or sources agreeing against K: K goes on from the mark, what any clock calls expired stays closed. */
  | Event<
      'ClockUncertain',
      {
        keeperUs: number
        cause: 'noAgreement' | 'strayed'
        strayed: readonly ClockSource[]
        sources: readonly SourceReading[]
      }
    >
  /** A source wandered from K, or came back; K stays. */
  | Event<
      'ClockStrayed',
      { keeperUs: number; strayed: readonly ClockSource[]; sources: readonly SourceReading[] }
    >
  /** Officers set K: those named answer for it. */
  | Event<
      'ClockAccepted',
      {
        fromUs: number
        toUs: number
        by: readonly string[]
        sources: readonly SourceReading[]
      } & OrderedBy
    >
  /** The machine slept: K went on without it. */
  | Event<'ClockSuspended', { fromUs: number; toUs: number }>
  /** The demo's clock was moved by hand, `movedUs` in all; cannot occur in a keeper that is not a demo. */
  | Event<'ClockMoved', { fromUs: number; toUs: number; movedUs: number; demo: true }>
  /** A minute went by: a mark for K to continue from, and the keyring's version, so that an older one put back is noticed. */
  | Event<'TimeMarked', { keyringVersion?: number }>

/**
 * Whose an order is: of the act that the office showed, its leaf's hash; of the people of the roster who signed it at the
 * machine (`signed`: SHA-256 of the order with their signatures); or of whoever stood at the machine before it knew anybody,
 * and then names beside it are as they were typed. `unwitnessed` is how older spools say the last.
 */
export type OrderedBy =
  | { receipt: string }
  | { by: readonly string[]; signed: string }
  | { atConsole: true }
  | { unwitnessed: true }

export type OfRules =
  /** Minutes kept beyond their limit under an article, exact to the minute. */
  | Event<
      'HoldAdded',
      {
        hold: string
        camera: string
        fromMinute: number
        toMinute: number
        decidedBy: string
        ground: string
        article: string
        reason: string
        endsOnUs: number
      } & OrderedBy
    >
  | Event<'HoldReleased', { hold: string; camera: string; cause: string } & OrderedBy>
  /** Footage was given up before its time because two people decided it; which minutes went, `EarlyRelease` says. */
  | Event<
      'ErasureOrdered',
      { camera: string; fromMinute: number; toMinute: number; reason: string; receipt: string }
    >
  /** The retention that a document leaves to a decision (川崎市) was decided. */
  | Event<
      'RetentionDecided',
      {
        hours: number
        article: string
        reason: string
        writtenIn: string
        decidedBy: string
        decidedOn: string
      } & OrderedBy
    >
  /**
   * An amended version of the rule document is in force from this minute; `profileHash` is SHA-256 of its text, `head` that
   * of the book of all versions.
   */
  | Event<
      'ProfileChanged',
      {
        profile: string
        version: string
        profileHash: string
        fromMinute: number
        article: string
        head: string
        receipt: string
      }
    >

export type OfCameras =
  /** Entered in the 別紙 and recorded from now on; its address is not repeated here. */
  | Event<'CameraAdded', { camera: string; name: string; place: string; purpose: string }>
  /** Older spools do not say by whom. */
  | Event<'CameraRemoved', { camera: string; reason: string } & (OrderedBy | object)>
  /** At a start: the cameras that the keyring has switched on, whatever a crash or an older keyring swallowed; 'all' counts from here. */
  | Event<'CamerasFound', { cameras: readonly string[] }>
  /** Something an operator should see: clock skew, long groups, a picture that froze, a certificate that changed. */
  | Event<'CameraProblem', { camera: string; problem: string; detail: string }>
  /** An operator accepted that a camera shows another key over TLS, or asks for another proof, than it was known by. */
  | Event<
      'CameraTrusted',
      {
        camera: string
        about: 'certificate' | 'authentication'
        before: string
        now: string
        reason: string
      } & OrderedBy
    >
  /** The same camera is reached elsewhere or otherwise; the address itself is not repeated here. */
  | Event<
      'CameraAddressChanged',
      {
        camera: string
        sameHost: boolean
        encrypted: boolean
        transport: 'tcp' | 'udp'
        allowBasic: boolean
        reason: string
      } & OrderedBy
    >

/** Footage that came on a medium instead of from the camera itself. */
export type OfImports =
  /** A file is being taken in: from when its life counts, by whose word, and what corrected it. Nothing here tells which file it was. */
  | Event<
      'ImportBegun',
      Range & {
        import: number
        duty: string
        capturedBy: Claimant
        correctedByUs: number
        clockError?: ClockError
      } & (OrderedBy | object)
    >
  /** It is sealed; `expiredUnits` were past their time, at `losses` places it could not be read. */
  | Event<
      'ImportEnded',
      {
        camera: string
        import: number
        units: number
        expiredUnits: number
        losses: number
        truncated: boolean
      }
    >
  /** 取込元媒体の消去: the medium is to be erased by then. */
  | Event<'DutyOpened', { duty: string; camera: string; medium: string; dueUs: number }>
  | Event<'DutyDone', { duty: string; by: readonly string[]; how: string } & OrderedBy>

/** Pictures that leave the keeper. Who looked stands in the ledger, under the act that `receipt` names. */
export type OfReleases =
  /** The roster changed; `hash` is that of the change, `change` its kind. The first is the founding. */
  | Event<'RosterChanged', { number: number; hash: string; change: string }>
  /** A receipt was burnt: from here on pictures of these ranges may have been shown. */
  | Event<'ReleaseStarted', { receipt: string; ledgerSize: number; ranges: readonly ShownRange[] }>
  /** A witness answered a fresh question; which answer of the session it was. */
  | Event<'PresenceAnswered', { receipt: string; started: number; n: number }>
  /**
   * It is over: what was really shown, and why it ended. After a crash nobody knows what was: then `ranges` are all that
   * the receipt allowed, and `pictures` is null.
   */
  | Event<
      'FootageReleased',
      {
        receipt: string
        started: number
        how: 'ended' | 'lapsed' | 'connectionLost' | 'powerCut'
        ranges: readonly ShownRange[]
        pictures: number | null
      }
    >

/** Whole minutes of one camera, `toMinute` exclusive. */
export type ShownRange = {
  readonly camera: string
  readonly fromMinute: number
  readonly toMinute: number
}

export type OfSpool =
  /** Old files are about to be removed: all events up to and including `through`, whose hash was `hash`. */
  | Event<'SpoolPruned', { through: number; hash: string; olderThanUs: number }>
  /** The start found events missing or unreadable that had been numbered before; never their content again. */
  | Event<'SpoolDamaged', { fromNumber: number; toNumber: number; chunk: number; offset: number }>

/** When an event was written, by every clock there is. Only `atUs` decides anything. */
export type Stamp = {
  /** Keeper time K. */
  readonly atUs: number
  /** The system clock; absent where it could not be read. */
  readonly wallUs?: number
  /** `/proc/sys/kernel/random/boot_id`, and the time since that boot, sleep included. */
  readonly bootId: string
  readonly bootUs: number
}

export type EventType = KeeperEvent['type']
export type EventOf<Type extends EventType> = Extract<KeeperEvent, { readonly type: Type }>
/** An event as it stands in the chain. A newer keeper may have written types this one does not know. */
export type Recorded<E extends KeeperEvent = KeeperEvent> = E & Stamp & { readonly n: number }
