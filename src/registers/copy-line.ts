import { warekiMoment } from '#civil/wareki.ts'
import { approvalOf } from '#domain/approval/state.ts'
import type { Copy } from '#domain/take-out/state.ts'
import type { Register } from '#law/vocabulary/registers.ts'
import { type CaseFile, type Clerk, requestOf } from './case-file.ts'
import { filledCells, type Line } from './line.ts'
import { requestFacts } from './request-facts.ts'
import { periods, places, placesAndPeriods } from './spans.ts'

/** The line of one copy: open until its life has ended. What people wrote in by hand stands where the machine knows nothing. */
export function copyLine(
  clerk: Clerk,
  register: Register,
  file: CaseFile,
  at: number,
): Line | null {
  const copy = file.copies[at]
  const request = requestOf(file)
  if (!copy || !request || copy.status === 'none') return null
  const { nameOf, placeOf, profile } = clerk
  const ended = endOf(clerk, copy)
  const conditions = profile.copies.conditions.map(({ says }) => says).join('')
  const known = requestFacts(clerk, request, approvalOf(file.approval, 'takeOut'), 'takeOut')
  const facts = {
    ...known,
    number: `${file.number}の${copy.copy}`,
    heldAt: warekiMoment(copy.handedOver?.atUs ?? copy.madeAtUs),
    madeAt: warekiMoment(copy.madeAtUs),
    cameras: places(copy.ranges, placeOf),
    cameraPlace: places(copy.ranges, placeOf),
    period: periods(copy.ranges),
    range: placesAndPeriods(copy.ranges, placeOf),
    conditions: [conditions, known.conditions].filter(Boolean).join('、'),
    witnesses: copy.witnesses.map(nameOf).join('、'),
    operator: nameOf(copy.operator),
    medium: copy.medium,
    hash: copy.sha256,
    ...(copy.confirmedBy ? { confirmation: nameOf(copy.confirmedBy) } : {}),
    ...(copy.handedOver
      ? { who: copy.handedOver.to, handedOverAt: warekiMoment(copy.handedOver.atUs) }
      : {}),
    ...(ended ? { returnedAt: ended, endedAt: ended } : {}),
    ...(copy.leadIn ? { note: profile.copies.leadIn.words } : {}),
  }
  const written = Object.fromEntries(
    register.cells.flatMap(({ id, fact }) => {
      const text = copy.line?.[id]?.trim() ?? ''
      return text === '' ? [] : [[fact, text]]
    }),
  )
  return {
    register: register.id,
    number: facts.number,
    heldAtUs: copy.handedOver?.atUs ?? copy.madeAtUs,
    cells: filledCells(
      register,
      { ...facts, ...written },
      {
        returnedAt: 'open',
        endedAt: 'open',
        handedOverAt: 'open',
        underAgreement: { never: '協定によらない' },
        confirmation: profile.copies.confirmation ? 'open' : { never: '該当なし' },
      },
    ),
    closedAtUs: copy.closedAtUs,
  }
}

/** 「令和8年11月20日10時5分 返却」 */
function endOf({ profile }: Clerk, { ended, status }: Copy): string | null {
  if (status === 'lapsed') return '受け取られずに期限'
  if (status === 'discarded') return '渡す前に廃棄'
  if (!ended) return null
  const word = profile.copies.endings.find(({ kind }) => kind === ended.kind)?.word ?? ended.kind
  return `${warekiMoment(ended.atUs)} ${word}`
}
