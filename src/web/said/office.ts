import { z } from 'zod'
import type { Asked } from './asked.ts'
import {
  cells,
  count,
  day,
  flag,
  hash,
  id,
  list,
  moment,
  name,
  nothing,
  people,
  ranges,
  said,
  text,
  us,
} from './notation.ts'

const of = id.nullable()
const answer = said({ holds: flag, facts: text })
const preserved = { provision: name, ranges }
const terms = {
  id,
  with: name,
  sha256: hash,
  clauses: list(name),
  displaces: list(name),
  cameras: list(id),
  hours: said({ fromMinute: count, toMinute: count }).nullable(),
  fromUs: us,
  untilUs: us,
  maySuspend: flag,
}
const matter = z.discriminatedUnion('kind', [
  said({ kind: z.literal('urgentApproval'), members: people, howMany: count }),
  said({ kind: z.literal('operatorCounts') }),
  said({ kind: z.literal('writtenVotes') }),
  said({ kind: z.literal('exception'), says: text }),
  said({ kind: z.literal('precedent'), says: text }),
  said({ kind: z.literal('contractor'), name }),
  said({ kind: z.literal('spending'), amountYen: count, says: text }),
  said({ kind: z.literal('other'), says: text }),
])
const elected = z.enum(['president', 'vicePresident', 'chair', 'viceChair', 'member'])
const anyPost = z.enum([
  ...elected.options,
  ...([
    'manager',
    'deputy',
    'operator',
    'staff',
    'mayor',
    'guard',
    'auditor',
    'contractor',
  ] as const),
])

/** What is said to the office's people, meetings and everything else that it keeps in order. */
export const officeSaid: Asked<
  | 'appointment'
  | 'meeting'
  | 'credential'
  | 'complaint'
  | 'disclosure'
  | 'engagement'
  | 'agreement'
  | 'fund'
  | 'incident'
  | 'report'
  | 'matching'
  | 'correction'
> = {
  appointment: {
    WriteSeatCount: said({ count, resolution: id.nullable() }),
    SeatCommittee: said({
      seats: list(said({ person: id, posts: list(elected) })),
      fromUs: moment,
    }),
    NameSection: said({ of: name, unit: name }),
    AppointManager: said({
      person: id,
      of,
      unit: name.nullable(),
      inOffice: flag,
      fromUs: moment,
    }),
    Designate: said({
      person: id,
      of,
      unit: name.nullable(),
      employedBy: name.nullable(),
      fromUs: moment,
      lastDay: day,
      succeeds: id.nullable(),
    }),
    EndDesignation: said({ person: id, of }),
    EnterPost: said({
      person: id,
      post: z.enum(['staff', 'mayor', 'guard', 'auditor', 'contractor']),
      of,
      unit: name.nullable(),
      fromUs: moment,
      lastDay: day.nullable(),
    }),
    Transfer: said({ person: id, fromUs: moment }),
    StepDown: said({ person: id, post: anyPost }),
    DeclareAbsence: said({ of, reason: text }),
    EnterDeputy: said({ deputy: id, of, reason: text, citation: text }),
    ConfirmAbsence: said({ of }),
    EndAbsence: said({ of }),
  },
  meeting: {
    HoldMeeting: said({
      id,
      heldAtUs: us,
      convenedBy: id,
      attending: people,
      motions: list(said({ id, matter, inFavour: people })),
      reports: list(id),
    }),
    RepealResolution: said({ id, inFavour: people }),
    InstructUrgently: said({ id, says: text, instead: z.enum(['nothing', 'approval']) }),
    NoteTelephoneApproval: said({ id }),
  },
  credential: {
    IssueCredential: said({ person: id, loginId: name }),
    CompleteCredential: nothing,
    RotateCredential: said({ person: id, loginId: name }),
    RevokeCredential: said({ person: id, reason: text }),
    SignIn: said({ shown: list(z.enum(['id', 'password', 'passkey'])), loginId: name }),
  },
  complaint: {
    ReceiveComplaint: said({
      id,
      kind: z.enum(['complaint', 'enquiry']),
      from: name,
      contact: name.nullable(),
      camera: id.nullable(),
      matter: text,
    }),
    AcknowledgeComplaint: nothing,
    RespondToComplaint: said({ action: text }),
    AnswerComplaint: said({ says: text }),
    CloseComplaint: nothing,
  },
  disclosure: {
    ReceiveDisclosureRequest: said({
      id,
      track: z.enum(['informal', 'statutory', 'freedomOfInformation']),
      statutory: flag,
      who: z.enum(['subject', 'proxy', 'other']),
      name,
      ranges,
      entries: cells,
    }),
    IdentifyPerson: said({ facts: list(name), byPicture: flag }),
    EnterDisclosure: said({ entries: cells }),
    BeginSearch: nothing,
    AnswerCheck: said({ check: id, answer }),
    OrderPreservation: said(preserved),
    EndPreservation: said({ reason: text }),
    DecideDisclosure: said({ outcome: z.enum(['granted', 'inPart', 'denied']), reasons: text }),
    Disclose: nothing,
  },
  engagement: {
    EnterContractor: said({
      id,
      name,
      work: name,
      keepsFootage: z.enum(['no', 'here', 'elsewhere']),
    }),
    HandInPledge: said({ sha256: hash, fromUs: us, untilUs: us.nullable() }),
    SignContract: said({ sha256: hash, clauses: list(name), fromUs: us, untilUs: us }),
    ReportWorkers: said({ workers: list(said({ name, fromUs: us, untilUs: us })) }),
    BeginWork: said({ workers: list(name), seesFootage: flag }),
    EndWork: nothing,
    EndEngagement: nothing,
  },
  agreement: {
    DraftAgreement: said(terms),
    ActivateAgreement: nothing,
    NoticeExtraction: said({ line: id, case: name, officer: name, ranges }),
    Extract: said({ line: id.nullable(), ranges }),
    ProvideUnderAgreement: said({ line: id.nullable(), to: name }),
    CompareLogs: said({
      entries: list(said({ id, extractedAtUs: us, officer: name, ranges })),
    }),
    DemandCorrection: said({ breach: id, says: text, dueUs: us }),
    AnswerDemand: said({ breach: id, says: text }),
    CloseBreach: said({ breach: id }),
    ExplainMismatch: said({ line: id, reason: text }),
    SuspendAccess: said({ reason: text }),
    ResumeAccess: nothing,
    LearnKeeping: said({ says: text }),
    EndAgreement: nothing,
  },
  fund: {
    OpenFund: said({ id, yearlyYen: count }),
    Deposit: said({ yen: count, note: text }),
    SkipYear: said({ year: z.int(), reason: text }),
    Spend: said({ yen: count, resolution: id.nullable(), says: text }),
    CloseFund: nothing,
  },
  incident: {
    FindIncident: said({ id, foundAtUs: moment, what: text, cameras: list(id) }),
    ContainIncident: said({ how: text }),
    TellOwner: said({ to: name }),
    SettleReports: said({ to: name, provision: name, due: flag }),
    CloseIncident: said({ cause: text, prevention: text }),
  },
  report: {
    OweReport: said({ id, report: id, of: id, happenedAtUs: moment }),
    EnterReport: said({ entries: cells }),
    SendReport: said({ sha256: hash }),
    CloseReport: nothing,
  },
  matching: {
    MatchFootage: said({
      footage: id,
      with: name,
      how: z.enum(['person', 'machine']),
      held: flag,
      classified: flag,
    }),
    SettleFileRegister: said({ needed: flag, provision: name }),
    EndHolding: said({ reason: text }),
  },
  correction: {
    CorrectLine: said({ cells, reason: text }),
    AlterLine: said({ cells }),
    KeepLineLonger: said({ untilUs: us, reason: text }),
    DisposeOfLine: nothing,
  },
}
