import type { Said } from '#leaf/body.ts'
import { readStreamName } from './stream-name.ts'

/** Whose own signatures stand beside an act, and as what they sign it. */
export type Signers = {
  readonly verb: 'approve' | 'witness' | 'confirm'
  readonly people: readonly string[]
}

type Words = Readonly<Record<string, unknown>> & { readonly by: string }
type Rule = { readonly verb: Signers['verb']; readonly people: (words: Words) => unknown }

const by = ({ by }: Words) => [by]
const operating = (words: Words) => [
  ...(words.operatorSigned === true ? [words.by] : []),
  ...(Array.isArray(words.witnesses) ? words.witnesses : []),
]

/** What opens pictures, decides on them or says what was shown is signed; no other act needs a key of one's own. */
const rules: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  approval: {
    Vote: { verb: 'approve', people: by },
    EnterPaper: { verb: 'approve', people: ({ scannedBy }) => scannedBy },
    EnterTelephone: { verb: 'approve', people: ({ heardBy }) => heardBy },
    DecideAsManager: { verb: 'approve', people: by },
    SignWarrant: { verb: 'approve', people: ({ signers }) => signers },
  },
  viewing: {
    Open: { verb: 'witness', people: operating },
    ConfirmLine: { verb: 'confirm', people: by },
  },
  'take-out': {
    MakeCopy: { verb: 'witness', people: operating },
    ConfirmCopy: { verb: 'confirm', people: by },
  },
  'sealed-copy': { ReleaseSealedKey: { verb: 'approve', people: by } },
  hold: {
    Hold: { verb: 'approve', people: by },
    ReleaseHold: { verb: 'approve', people: by },
  },
  period: { DecidePeriod: { verb: 'approve', people: by } },
  'early-erasure': {
    EraseEarly: { verb: 'approve', people: ({ deciders }) => deciders },
  },
  machine: {
    ConfirmClock: { verb: 'approve', people: ({ officers }) => officers },
    AcceptKeyring: { verb: 'approve', people: ({ officers }) => officers },
    TrustCamera: { verb: 'approve', people: ({ officers }) => officers },
    TakeCameraAway: { verb: 'approve', people: ({ officers }) => officers },
  },
  profile: { AdoptProfile: { verb: 'approve', people: ({ officers }) => officers } },
}

/** Each person once, in the order of the words, and whoever acts where they name nobody; null: no signature is asked. */
export function signersOf(stream: string, said: Said): Signers | null {
  const rule = rules[readStreamName(stream)?.kind ?? '']?.[said.type]
  if (!rule) return null
  const named = rule.people(said as unknown as Words)
  const people = (Array.isArray(named) ? named : []).map(String)
  return { verb: rule.verb, people: people.length > 0 ? [...new Set(people)] : [String(said.by)] }
}
