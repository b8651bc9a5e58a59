import { type Refusal, refuse } from '#law/basis.ts'
import { actHouse } from '#law/house.ts'
import type { Agreement } from '#law/vocabulary/outside.ts'
import type { Agreed } from './state.ts'
import type { AgreementCommand, AgreementEvent } from './words.ts'

type Correcting = Extract<
  AgreementCommand,
  { type: 'DemandCorrection' | 'AnswerDemand' | 'CloseBreach' | 'ExplainMismatch' }
>

/** 是正: demanded, answered, and only then closed. */
export function correct(
  rule: Agreement,
  state: Agreed,
  command: Correcting,
): readonly AgreementEvent[] | Refusal {
  const { atUs, by } = command
  const basis = rule.correctiveDemand.by
  if (command.type === 'ExplainMismatch') {
    const { line, reason } = command
    return reason.trim() === ''
      ? refuse(
          '台帳と記録が合わない理由が書かれていません',
          rule.mismatch,
          '相手に尋ね、確かめた結果を書いてください',
        )
      : [{ type: 'MismatchExplained', atUs, by, basis: rule.mismatch, line, reason }]
  }
  const breach = state.breaches.find(({ id, closed }) => id === command.breach && !closed)
  if (!breach) {
    return refuse(
      '扱っている疑いの中にありません',
      actHouse.stepsInOrder,
      '記録と台帳を見比べた結果から選んでください',
    )
  }
  switch (command.type) {
    case 'DemandCorrection': {
      const { breach: id, says, dueUs } = command
      return says.trim() === ''
        ? refuse('求める是正の内容がありません', basis, '何をどう改めるかを書いてください')
        : [{ type: 'CorrectionDemanded', atUs, by, basis, breach: id, says, dueUs }]
    }
    case 'AnswerDemand':
      return breach.demand
        ? [{ type: 'DemandAnswered', atUs, by, basis, breach: breach.id, says: command.says }]
        : refuse('まだ是正を求めていません', actHouse.stepsInOrder, '先に是正を求めてください')
    case 'CloseBreach':
      return breach.demand && breach.answer !== null
        ? [{ type: 'BreachClosed', atUs, by, basis, breach: breach.id }]
        : refuse(
            '是正を求め、その答えを得るまで、疑いを閉じられません',
            rule.withoutLine,
            breach.demand
              ? '相手の答えを受け取って書いてください'
              : '是正措置を求める文書を送ってください',
          )
  }
}
