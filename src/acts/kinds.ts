import type { AgreementState } from '#domain/agreement/state.ts'
import type { AgreementCommand, AgreementEvent } from '#domain/agreement/words.ts'
import type {
  AppointmentCommand,
  AppointmentEvent,
  AppointmentState,
} from '#domain/appointment/words.ts'
import type { ApprovalState } from '#domain/approval/state.ts'
import type { ApprovalCommand, ApprovalEvent } from '#domain/approval/words.ts'
import type { AppendixCommand, AppendixEvent, AppendixState } from '#domain/camera/appendix.ts'
import type { ManualCommand, ManualEvent, ManualState } from '#domain/camera/manual.ts'
import type { CameraCommand, CameraEvent, CameraState } from '#domain/camera/words.ts'
import type { ComplaintCommand, ComplaintEvent, ComplaintState } from '#domain/complaint/words.ts'
import type {
  CorrectionCommand,
  CorrectionEvent,
  CorrectionState,
} from '#domain/correction/words.ts'
import type {
  CredentialCommand,
  CredentialEvent,
  CredentialState,
} from '#domain/credential/words.ts'
import type {
  DisclosureCommand,
  DisclosureEvent,
  DisclosureState,
} from '#domain/disclosure/words.ts'
import type {
  EngagementCommand,
  EngagementEvent,
  EngagementState,
} from '#domain/engagement/words.ts'
import type { FundCommand, FundEvent, FundState } from '#domain/fund/words.ts'
import type { EarlyErasureDecided, EraseEarly } from '#domain/hold/early-erasure.ts'
import type { PeriodCommand, PeriodEvent, PeriodState } from '#domain/hold/period.ts'
import type { HoldCommand, HoldEvent, HoldState } from '#domain/hold/words.ts'
import type { IncidentCommand, IncidentEvent, IncidentState } from '#domain/incident/words.ts'
import type { AimCheck, AimChecked } from '#domain/live/aim-check.ts'
import type { LiveWatched, Watching } from '#domain/live/watching.ts'
import type { MachineCommand, MachineEvent } from '#domain/machine/machine.ts'
import type { MatchingCommand, MatchingEvent, MatchingState } from '#domain/matching/words.ts'
import type { MediumCommand, MediumEvent, MediumState } from '#domain/medium/words.ts'
import type { MeetingCommand, MeetingEvent, MeetingState } from '#domain/meeting/state.ts'
import type { AdoptedProfiles, AdoptProfile, ProfileAdopted } from '#domain/profile/adoption.ts'
import type { ReportCommand, ReportEvent, ReportState } from '#domain/report/words.ts'
import type { RequestState } from '#domain/request/state.ts'
import type { RequestCommand, RequestEvent } from '#domain/request/words.ts'
import type {
  SealedCopyCommand,
  SealedCopyEvent,
  SealedCopyState,
} from '#domain/sealed-copy/words.ts'
import type { TakeOutState } from '#domain/take-out/state.ts'
import type { TakeOutCommand, TakeOutEvent } from '#domain/take-out/words.ts'
import type { Tell, Told } from '#domain/telling/telling.ts'
import type { KeyCommand, KeyEvent, KeyState } from '#domain/terminal/keys.ts'
import type { TerminalCommand, TerminalEvent, TerminalState } from '#domain/terminal/words.ts'
import type { ViewingState } from '#domain/viewing/state.ts'
import type { ViewingCommand, ViewingEvent } from '#domain/viewing/words.ts'

/** A state with what led to it, where a register is written from both. */
export type WithEvents<State, Event> = {
  readonly state: State
  readonly events: readonly Event[]
}

type Words<State, Command, Event> = {
  readonly state: State
  readonly command: Command
  readonly event: Event
}

/**
 * Every kind of thing that has a stream, with what is said to it and what happens to it. `things.ts` has a decider
 * for each of them: a kind without one does not compile.
 */
export type Kinds = {
  request: Words<RequestState, RequestCommand, RequestEvent>
  approval: Words<ApprovalState, ApprovalCommand, ApprovalEvent>
  'sealed-copy': Words<SealedCopyState, SealedCopyCommand, SealedCopyEvent>
  viewing: Words<WithEvents<ViewingState, ViewingEvent>, ViewingCommand, ViewingEvent>
  'take-out': Words<TakeOutState, TakeOutCommand, TakeOutEvent>
  telling: Words<readonly Told[], Tell, Told>

  camera: Words<CameraState, CameraCommand, CameraEvent>
  appendix: Words<AppendixState, AppendixCommand, AppendixEvent>
  manual: Words<ManualState, ManualCommand, ManualEvent>
  medium: Words<WithEvents<MediumState, MediumEvent>, MediumCommand, MediumEvent>
  terminal: Words<TerminalState, TerminalCommand, TerminalEvent>
  key: Words<KeyState, KeyCommand, KeyEvent>
  'aim-check': Words<readonly AimChecked[], AimCheck, AimChecked>
  live: Words<readonly LiveWatched[], Watching, LiveWatched>
  hold: Words<HoldState, HoldCommand, HoldEvent>
  period: Words<PeriodState, PeriodCommand, PeriodEvent>
  machine: Words<readonly MachineEvent[], MachineCommand, MachineEvent>
  profile: Words<AdoptedProfiles, AdoptProfile, ProfileAdopted>
  'early-erasure': Words<readonly EarlyErasureDecided[], EraseEarly, EarlyErasureDecided>

  appointment: Words<AppointmentState, AppointmentCommand, AppointmentEvent>
  meeting: Words<MeetingState, MeetingCommand, MeetingEvent>
  credential: Words<CredentialState, CredentialCommand, CredentialEvent>
  complaint: Words<ComplaintState, ComplaintCommand, ComplaintEvent>
  disclosure: Words<DisclosureState, DisclosureCommand, DisclosureEvent>
  engagement: Words<EngagementState, EngagementCommand, EngagementEvent>
  agreement: Words<AgreementState, AgreementCommand, AgreementEvent>
  fund: Words<WithEvents<FundState, FundEvent>, FundCommand, FundEvent>
  incident: Words<IncidentState, IncidentCommand, IncidentEvent>
  report: Words<ReportState, ReportCommand, ReportEvent>
  matching: Words<MatchingState, MatchingCommand, MatchingEvent>
  correction: Words<
    WithEvents<CorrectionState, CorrectionEvent>,
    CorrectionCommand,
    CorrectionEvent
  >
}

export type Kind = keyof Kinds
export type StateOf<K extends Kind> = Kinds[K]['state']
export type CommandOf<K extends Kind> = Kinds[K]['command']
export type EventOf<K extends Kind> = Kinds[K]['event']
