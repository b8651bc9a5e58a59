import type { NoteKey } from '#tlog/note.ts'
import { type Checked, type Decisions, type Finding, isWrong, type Verdict } from './finding.ts'
import { fingerprintOf } from './fingerprint.ts'
import type { Primitives } from './primitives.ts'

/** What a verifier hands on, to people and to other programs: the same from every one of them. */
export type Answer = {
  readonly what: 'ledger' | 'proof' | 'page'
  /** The name of the ledger; null where it cannot be read. */
  readonly origin: string | null
  /** To be compared with paper; null where there is no key. */
  readonly fingerprint: string | null
  /** How many entries are signed for; null: none that anybody signed. */
  readonly size: number | null
  readonly findings: readonly Finding[]
  readonly checked: Checked
  readonly decisions: Decisions | null
}

export const answerOf = (
  { sha256 }: Primitives,
  what: Answer['what'],
  verdict: Verdict & { readonly key: NoteKey | null; readonly size: number | null },
): Answer => ({
  what,
  origin: verdict.key?.name ?? null,
  fingerprint: verdict.key && fingerprintOf(sha256, verdict.key),
  size: verdict.size,
  findings: verdict.findings,
  checked: verdict.checked,
  decisions: verdict.decisions,
})

/** `silent`: days to be explained and nothing worse; `nothing`: there was nothing that anybody signed. */
export const outcomeOf = ({
  findings,
  checked,
}: Answer): 'wrong' | 'silent' | 'nothing' | 'right' =>
  findings.some(isWrong)
    ? 'wrong'
    : checked.leaves === 0 || checked.checkpoints === 0
      ? 'nothing'
      : findings.length > 0
        ? 'silent'
        : 'right'
