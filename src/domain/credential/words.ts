import type { Happened, Said } from '../decider.ts'

/** What is shown at a door: an ID, a password, both, or a key of the person's own. */
export type Shown = 'id' | 'password' | 'passkey'

export type CredentialCommand =
  | Said<'IssueCredential', { readonly person: string; readonly loginId: string }>
  /** The holder alone sets the secret, with the one-time code. */
  | Said<'CompleteCredential'>
  /** New ID, new one-time code; also after a loss. */
  | Said<'RotateCredential', { readonly person: string; readonly loginId: string }>
  | Said<'RevokeCredential', { readonly person: string; readonly reason: string }>
  | Said<'SignIn', { readonly shown: readonly Shown[]; readonly loginId: string }>

export type CredentialEvent =
  | Happened<'CredentialIssued', { readonly person: string; readonly loginId: string }>
  | Happened<'CredentialCompleted'>
  | Happened<'CredentialRotated', { readonly person: string; readonly loginId: string }>
  | Happened<'CredentialRevoked', { readonly person: string; readonly reason: string }>
  | Happened<'SignedIn', { readonly loginId: string }>

export type Credential = {
  readonly person: string
  readonly loginId: string
  /** Who issued it or renewed it last, and so knew its one-time code. */
  readonly issuedBy: string
  readonly changedAtUs: number
  /** Since when the holder's own secret is set; null: the issuer's code still opens it. */
  readonly completedAtUs: number | null
}

/** The credentials that work, one for each person; IDs that were ever used are not given again. */
export type CredentialState = {
  readonly credentials: readonly Credential[]
  readonly usedIds: readonly string[]
}
