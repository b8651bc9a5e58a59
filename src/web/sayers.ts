import type { CommandOf, Kind } from '#acts/kinds.ts'
import type { Post } from '#law/vocabulary/people.ts'
import type { Who } from './route.ts'
import { everyPost, office } from './who.ts'

/** Who might be the manager now, under one document or another; which of them is, the deciders say. */
export const mayManage: readonly Post[] = ['manager', 'deputy', 'chair', 'president']
/** And who stands next to them, for the day on which there is none. */
const leaders: readonly Post[] = [...mayManage, 'viceChair', 'vicePresident', 'mayor']

type Sayers = { readonly [K in Kind]?: { readonly [Type in CommandOf<K>['type']]?: Who } | Who }

/**
 * Who may say what, where it is not the whole office. Mostly the deciders ask who somebody is; where they take a word as
 * it is said, because whoever says it answers for it, this table does: who comes into a post, what binds the office to
 * others, what ends for good.
 */
const sayers: Sayers = {
  credential: mayManage,
  incident: {
    FindIncident: everyPost,
    ContainIncident: everyPost,
    SettleReports: mayManage,
    CloseIncident: mayManage,
  },
  appointment: {
    WriteSeatCount: leaders,
    SeatCommittee: leaders,
    NameSection: leaders,
    AppointManager: leaders,
    EnterPost: leaders,
    Transfer: leaders,
    EnterDeputy: leaders,
  },
  terminal: { RevokeTerminal: mayManage },
  agreement: {
    DraftAgreement: mayManage,
    ActivateAgreement: mayManage,
    SuspendAccess: mayManage,
    ResumeAccess: mayManage,
    DemandCorrection: mayManage,
    CloseBreach: mayManage,
    EndAgreement: mayManage,
  },
  engagement: {
    EnterContractor: mayManage,
    SignContract: mayManage,
    EndEngagement: mayManage,
  },
  fund: { OpenFund: mayManage, Spend: mayManage, CloseFund: mayManage },
  matching: { SettleFileRegister: mayManage, EndHolding: mayManage },
  correction: { KeepLineLonger: mayManage, DisposeOfLine: mayManage },
}

export function sayersOf(kind: Kind, type: string): Who {
  const rule: Sayers[Kind] = sayers[kind]
  if (rule === undefined) return office
  if (typeof rule === 'string' || Array.isArray(rule)) return rule as Who
  return (rule as Readonly<Record<string, Who>>)[type] ?? office
}
