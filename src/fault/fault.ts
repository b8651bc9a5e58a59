/**
 * What broke, for the operator: a kind, a sentence in both languages and, where there is one, the
 * next step. Never a secret, never a person's name.
 */
export type FaultKind = 'NotFound' | 'Conflict' | 'Unavailable' | 'DataLoss' | 'Misconfigured'
export type Sentence = { readonly ja: string; readonly en: string }

export class Fault extends Error {
  readonly kind: FaultKind
  readonly sentence: Sentence
  readonly hint: Sentence | undefined
  constructor(kind: FaultKind, sentence: Sentence, hint?: Sentence, cause?: unknown) {
    super(sentence.en, cause === undefined ? undefined : { cause })
    this.kind = kind
    this.sentence = sentence
    this.hint = hint
  }
}

export const sentence = (ja: string, en: string): Sentence => ({ ja, en })
