import { type Refusal, refuse } from '#law/basis.ts'
import type { TakeOutFacts } from './making.ts'
import type { Copy } from './state.ts'
import type { TakeOutCommand } from './words.ts'

type End = Extract<TakeOutCommand, { type: 'End' }>

/** Whether a copy's life may be closed in this way under this document. */
export function refuseEnding(facts: TakeOutFacts, copy: Copy, command: End): Refusal | null {
  const { endings } = facts.profile.copies
  const ending = endings.find(({ kind }) => kind === command.kind)
  if (!ending) {
    const [first] = endings
    return refuse(
      `この規程での写しの終わりは、${endings.map(({ word }) => word).join('・')}だけです`,
      first?.by ?? facts.profile.copies.notWhileAlive,
      '定められた終わり方のどれかを確かめてください',
    )
  }
  if (command.kind === 'return') return refuseReturn(facts, copy, command)
  if (command.kind === 'cannotReturn') return refuseCannotReturn(facts, command)
  if (ending.evidence && command.evidence.trim() === '') {
    return refuse(
      `${ending.word}したことを示すものがありません`,
      ending.evidence,
      '報告の文書か写真を添えてください',
    )
  }
  return null
}

/** What came back is the copy that went out, and it is erased in the same sitting. */
function refuseReturn(
  { profile }: TakeOutFacts,
  copy: Copy,
  { sha256, reseal }: End,
): Refusal | null {
  const { endings, returned } = profile.copies
  const evidence = endings.find(({ kind }) => kind === 'return')?.evidence ?? returned.by
  if (sha256 !== copy.sha256) {
    return refuse(
      sha256 === null
        ? '戻った媒体の中身を確かめていません'
        : '戻った媒体の中身が、渡した写しと違います',
      evidence,
      '媒体を読み取って、渡した写しと同じかを確かめてください',
    )
  }
  return reseal
    ? refuse('戻った写しを取っておくことはできません', evidence, 'その場で消去してください')
    : null
}

/** 返却不能: the recipient says so in writing, and the committee decides. */
function refuseCannotReturn({ profile, office }: TakeOutFacts, command: End): Refusal | null {
  const rule = profile.copies.cannotReturn
  if (!rule) {
    const { by } = profile.copies.endings[0] ?? { by: profile.copies.notWhileAlive }
    return refuse(
      '返却不能として閉じることはできません',
      by,
      '定められた終わり方を確かめてください',
    )
  }
  if ((command.statement ?? '').trim() === '' || !rule.reasons.includes(command.reason)) {
    return refuse(
      '返せないことを述べた文書がありません',
      rule.statement,
      `受け取った人に、${rule.reasons.join('・')}のどれかを書いた文書を求めてください`,
    )
  }
  const decided = office.resolutions.some(
    ({ id, matter, passedAtUs, repealedAtUs }) =>
      id === command.resolution &&
      (matter.kind === 'other' || matter.kind === 'precedent') &&
      passedAtUs <= command.atUs &&
      (repealedAtUs === null || command.atUs < repealedAtUs),
  )
  return decided
    ? null
    : refuse('返却不能とする議決がありません', rule.decidedBy, '会議で協議して決めてください')
}
