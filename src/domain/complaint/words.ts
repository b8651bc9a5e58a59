import type { Happened, Said } from '../decider.ts'

type Received = {
  readonly id: string
  readonly kind: 'complaint' | 'enquiry'
  /** Who it came from; empty where they did not say. */
  readonly from: string
  /** How to reach them; null where they left nothing. */
  readonly contact: string | null
  /** The camera it is about; null: none in particular. */
  readonly camera: string | null
  readonly matter: string
}

export type ComplaintCommand =
  | Said<'ReceiveComplaint', Received>
  /** They were told that it arrived. */
  | Said<'AcknowledgeComplaint'>
  /** 対応: what was done about it. */
  | Said<'RespondToComplaint', { readonly action: string }>
  /** The written answer, sent or, without an address, kept for whoever asks again. */
  | Said<'AnswerComplaint', { readonly says: string }>
  | Said<'CloseComplaint'>

export type ComplaintEvent =
  | Happened<'ComplaintReceived', Received>
  | Happened<'ComplaintAcknowledged'>
  | Happened<'ComplaintRespondedTo', { readonly action: string }>
  | Happened<'ComplaintAnswered', { readonly says: string }>
  | Happened<'ComplaintClosed'>

export type OpenComplaint = Received & {
  readonly status: 'open' | 'closed'
  readonly receivedAtUs: number
  readonly acknowledgedAtUs: number | null
  readonly actions: readonly string[]
  readonly answer: string | null
  readonly closedAtUs: number | null
}

export type ComplaintState = { readonly status: 'none' } | OpenComplaint
