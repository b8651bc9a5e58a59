import type { Setting } from '../decider.ts'
import { type Duty, daysAfterUs } from '../duty.ts'
import { type AgreementState, ruleFor } from './state.ts'

/** Put right what was taken without a line, say why the logs differ, know how the partner keeps its terminals. */
export function dutiesAt(state: AgreementState, { profile }: Setting): readonly Duty[] {
  if (state.status === 'none' || state.status === 'drafted') return []
  const rule = ruleFor(profile, state.with)
  if (!rule) return []
  const duty = { about: state.id, post: 'manager' } as const
  const { elsewhere } = profile.terminals
  return [
    ...state.breaches
      .filter(({ closed }) => !closed)
      .map(({ demand, answer, extractedAtUs }) => ({
        ...duty,
        what: demand ? 'closeBreach' : 'demandCorrection',
        says: demand ? `${state.with}の是正を確かめる` : `${state.with}に是正措置を求める`,
        next:
          answer === null && demand
            ? '答えを受け取って書いてください'
            : demand
              ? '確かめて閉じてください'
              : '台帳にない抽出の日時と範囲を示して、文書で求めてください',
        dueUs: demand?.dueUs ?? extractedAtUs,
        basis: demand ? rule.correctiveDemand.by : rule.withoutLine,
      })),
    ...state.unmatched.map(line => ({
      ...duty,
      what: 'explainMismatch',
      says: `台帳の行（${line}）に当たる抽出が記録にないわけを確かめる`,
      next: '相手に尋ね、結果を書いてください',
      dueUs: null,
      basis: rule.mismatch,
    })),
    ...(elsewhere?.whose === state.with && state.status === 'active'
      ? [
          {
            ...duty,
            what: 'learnKeeping',
            says: `${elsewhere.whose}の${profile.terminals.word}の保管状況を尋ねる`,
            next: '答えを受け取って書いてください',
            dueUs: daysAfterUs(
              state.keepingLearnedAtUs ?? state.activatedAtUs ?? state.fromUs,
              elsewhere.everyDays,
            ),
            basis: elsewhere.everyBy,
          },
        ]
      : []),
  ]
}
