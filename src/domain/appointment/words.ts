import type { Post } from '#law/vocabulary/people.ts'
import type { Happened, Said } from '../decider.ts'
import type { Office } from '../office.ts'

/** A committee post. Everybody on the roster sits as a member besides. */
export type Seat = {
  readonly person: string
  readonly posts: readonly Extract<
    Post,
    'president' | 'vicePresident' | 'chair' | 'viceChair' | 'member'
  >[]
}

/** Posts that are entered from a list somebody else answers for, e.g. a duty roster or a personnel order. */
export type EnteredPost = Extract<Post, 'staff' | 'mayor' | 'guard' | 'auditor' | 'contractor'>

/** `fromUs` is when it takes effect: now or later, never before it was said. */
export type AppointmentCommand =
  /** How many sit on the committee, where the document has a blank. `resolution`: by which the number is another. */
  | Said<'WriteSeatCount', { readonly count: number; readonly resolution: string | null }>
  /** The whole roster, always: what it does not name ends. */
  | Said<'SeatCommittee', { readonly seats: readonly Seat[]; readonly fromUs: number }>
  /** 所管: the section in charge of a camera, or of the work that uses the pictures. */
  | Said<'NameSection', { readonly of: string; readonly unit: string }>
  | Said<
      'AppointManager',
      {
        readonly person: string
        readonly of: string | null
        readonly unit: string | null
        /** Whether the person holds the office the document names; whoever says it answers for it. */
        readonly inOffice: boolean
        readonly fromUs: number
      }
    >
  | Said<
      'Designate',
      {
        readonly person: string
        readonly of: string | null
        readonly unit: string | null
        /** A contractor or 指定管理者 whose staff the person is; null: the body's own. */
        readonly employedBy: string | null
        readonly fromUs: number
        /** `yyyy-mm-dd`, the last day included. */
        readonly lastDay: string
        /** Whose successor it is; their designation ends when this one begins. */
        readonly succeeds: string | null
      }
    >
  | Said<'EndDesignation', { readonly person: string; readonly of: string | null }>
  | Said<
      'EnterPost',
      {
        readonly person: string
        readonly post: EnteredPost
        readonly of: string | null
        readonly unit: string | null
        readonly fromUs: number
        readonly lastDay: string | null
      }
    >
  /** 人事異動: every post held by virtue of the section ends, with or without a successor. */
  | Said<'Transfer', { readonly person: string; readonly fromUs: number }>
  /** Leaves an elected post, and acts in it until the next roster takes office. */
  | Said<'StepDown', { readonly person: string; readonly post: Post }>
  /** 事故等: said by the deputy alone, at once. */
  | Said<'DeclareAbsence', { readonly of: string | null; readonly reason: string }>
  /** 代決者, by the body's own rule on who signs instead. */
  | Said<
      'EnterDeputy',
      {
        readonly deputy: string
        readonly of: string | null
        readonly reason: string
        readonly citation: string
      }
    >
  | Said<'ConfirmAbsence', { readonly of: string | null }>
  /** The manager is back and signs in, or the deputy hands back. */
  | Said<'EndAbsence', { readonly of: string | null }>

type Begun = { readonly person: string; readonly of: string | null; readonly unit: string | null }

export type AppointmentEvent =
  | Happened<'SeatCountWritten', { readonly count: number }>
  | Happened<'CommitteeSeated', { readonly seats: readonly Seat[]; readonly fromUs: number }>
  | Happened<'SectionNamed', { readonly of: string; readonly unit: string }>
  | Happened<'ManagerAppointed', Begun & { readonly fromUs: number }>
  | Happened<
      'OperatorDesignated',
      Begun & {
        readonly fromUs: number
        readonly untilUs: number
        readonly succeeds: string | null
      }
    >
  | Happened<'DesignationEnded', { readonly person: string; readonly of: string | null }>
  | Happened<
      'PostEntered',
      Begun & {
        readonly post: EnteredPost
        readonly fromUs: number
        readonly untilUs: number | null
      }
    >
  | Happened<'Transferred', { readonly person: string; readonly fromUs: number }>
  | Happened<'SteppedDown', { readonly person: string; readonly post: Post }>
  | Happened<
      'AbsenceDeclared',
      {
        readonly of: string | null
        readonly deputy: string
        readonly reason: string
        readonly citation: string | null
      }
    >
  | Happened<'AbsenceConfirmed', { readonly of: string | null; readonly declaredAtUs: number }>
  | Happened<'AbsenceEnded', { readonly of: string | null }>

/** The pieces of the office that come from appointments, and what they were judged by. */
export type AppointmentState = Pick<Office, 'tenures' | 'absences'> & {
  /** What stands in the document's blank for the number of members; null: still nothing. */
  readonly seatCount: number | null
  /** The section in charge, by camera or use. */
  readonly sections: Readonly<Record<string, string>>
  /** Who wants to go and acts until the next roster. */
  readonly leaving: readonly {
    readonly person: string
    readonly post: Post
    readonly atUs: number
  }[]
}
