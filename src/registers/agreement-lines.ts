import { warekiMoment } from '#civil/wareki.ts'
import type { AgreementState } from '#domain/agreement/state.ts'
import type { Register } from '#law/vocabulary/registers.ts'
import type { Clerk } from './case-file.ts'
import { filledCells, type Line } from './line.ts'
import { periods, places, placesAndPeriods } from './spans.ts'

/**
 * 抽出前の連絡: each opens a line of its own before the extraction it speaks of, in the book that takes
 * what is handed over; it closes when the pictures were provided.
 */
export function agreementLines(
  { profile, placeOf }: Clerk,
  register: Register,
  state: AgreementState,
): readonly Line[] {
  if (state.status === 'none' || !['takeOut', 'viewingAndTakeOut'].includes(register.of)) return []
  const rule = profile.agreements.find(known => known.with === state.with)
  return state.notices.map(({ line, case: incident, officer, ranges, atUs }) => {
    const extracted = state.extracted.find(one => one.line === line)
    const given = state.provided.find(provided => provided.line === line)
    const facts = {
      number: line,
      heldAt: warekiMoment(atUs),
      purpose: incident,
      ground: rule?.by.cite ?? '',
      cameras: places(ranges, placeOf),
      cameraPlace: places(ranges, placeOf),
      period: periods(ranges),
      range: placesAndPeriods(ranges, placeOf),
      approval: `協定（${state.id}）`,
      operator: officer,
      recipient: state.with,
      underAgreement: '協定による',
      ...(extracted && { madeAt: warekiMoment(extracted.atUs) }),
      ...(given && { handedOverAt: warekiMoment(given.atUs) }),
    }
    return {
      register: register.id,
      number: line,
      heldAtUs: atUs,
      cells: filledCells(register, facts, {
        madeAt: 'open',
        handedOverAt: 'open',
        medium: { never: '該当なし（協定による抽出）' },
      }),
      closedAtUs: given?.atUs ?? null,
    }
  })
}
