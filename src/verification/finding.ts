/** What is wrong, and where (design/ledger.md has the table; every verifier says the same). */
export type Finding = {
  readonly [Kind in keyof Places]: { readonly kind: Kind; readonly place: Places[Kind] }
}[keyof Places]

export type Places = {
  readonly unreadable: { readonly file: string } | { readonly index: number }
  readonly signature: { readonly size: number | null }
  readonly root: { readonly size: number }
  readonly leaf: { readonly index: number }
  readonly tile: { readonly level: number; readonly n: number }
  readonly cut: { readonly size: number; readonly leaves: number }
  readonly fork: { readonly size: number }
  readonly proof: { readonly index: number }
  readonly body: { readonly index: number }
  readonly stream: { readonly stream: number }
  readonly order: { readonly index: number }
  readonly 'keeper-gap': { readonly index: number; readonly from: number; readonly to: number }
  readonly 'keeper-fork': { readonly index: number; readonly n: number }
  readonly 'keeper-signature': { readonly index: number; readonly n: number }
  readonly silence: { readonly day: string }
  readonly decision: { readonly index: number }
  readonly line: { readonly register: string; readonly number: string }
}

export type FindingKind = keyof Places

/** Days without a heartbeat were perhaps days without power: to be explained, not proof of a change. */
export const isWrong = ({ kind }: Finding): boolean => kind !== 'silence'

/** How much was looked at: a verdict over nothing is no verdict. */
export type Checked = {
  readonly leaves: number
  readonly openings: number
  readonly checkpoints: number
  readonly keeperEvents: number
}

/** How many acts the deciders were asked again about, and how many they could not be: what they stood on is gone. */
export type Decisions = { readonly asked: number; readonly notAsked: number }

export type Verdict = {
  readonly findings: readonly Finding[]
  readonly checked: Checked
  /** null: nobody was asked, this verifier has no rule documents at hand. */
  readonly decisions: Decisions | null
}

/** Findings are collected up to here; what was found is wrong beyond doubt long before. */
export const mostFindings = 1000
