import type { Happened, Said } from '../decider.ts'

type Found = {
  readonly id: string
  /** When it was noticed, µs; it may be written down later. */
  readonly foundAtUs: number
  readonly what: string
  readonly cameras: readonly string[]
}

/** A report the law outside the document may ask: to whom, under which provision; or why none is due. */
type Outside = { readonly to: string; readonly provision: string; readonly due: boolean }

export type IncidentCommand =
  | Said<'FindIncident', Found>
  /** 止める: what was done so that no more gets out. */
  | Said<'ContainIncident', { readonly how: string }>
  /** The rule's owner was told. */
  | Said<'TellOwner', { readonly to: string }>
  | Said<'SettleReports', Outside>
  | Said<'CloseIncident', { readonly cause: string; readonly prevention: string }>

export type IncidentEvent =
  | Happened<'IncidentFound', Found>
  | Happened<'IncidentContained', { readonly how: string }>
  | Happened<'OwnerTold', { readonly to: string }>
  | Happened<'ReportsSettled', Outside>
  | Happened<'IncidentClosed', { readonly cause: string; readonly prevention: string }>

export type OpenIncident = Found & {
  readonly status: 'open' | 'closed'
  readonly containedAtUs: number | null
  readonly ownerToldAtUs: number | null
  readonly outside: Outside | null
  readonly closedAtUs: number | null
}

export type IncidentState = { readonly status: 'none' } | OpenIncident
