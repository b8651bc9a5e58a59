import { warekiDay } from '#civil/wareki.ts'
import type { PeriodState } from '#domain/hold/period.ts'
import type { Letter } from './letter.ts'
import { underWords, type Writing } from './setting.ts'

/** 保存期間決定書: where the document leaves the period to a person. Null: this document has decided it. */
export function periodDecision(
  { profile }: Writing,
  decided: PeriodState['rules'][number] | null,
  at = 0,
): Letter | null {
  const { decision, by } = profile.retention
  const rule = decided?.rule
  const said = rule?.kind === 'minimumNecessary' ? rule.decided : null
  if (!decision || (decided && !said)) return null
  const written = said?.writtenIn
  const proviso = written && 'circumstance' in written ? written : null
  const manual = written && 'manual' in written ? written.manual : (proviso?.alsoInManual ?? '')
  return {
    id: `period-${at + 1}`,
    title: '保存期間決定書',
    under: underWords(by),
    number: '',
    day: said ? warekiDay(said.decidedOn) : '',
    to: '',
    from: said?.decidedBy ?? decision.decidedBy.posts[0] ?? '',
    parts: [
      { kind: 'words', says: `${profile.footage.word}の保存期間を、次のとおり定めます。` },
      {
        kind: 'table',
        rows: [
          { name: '保存期間', says: said ? hoursWords(said.hours) : '' },
          { name: '必要最小限度とする理由', says: said?.reason ?? '', isLong: true },
          { name: '取扱マニュアルの版', says: manual },
          { name: '設置目的（ただし書）', says: proviso?.purpose ?? '' },
          { name: 'よりがたい事情（ただし書）', says: proviso?.circumstance ?? '', isLong: true },
          { name: '見直しの日', says: said?.reviewOn ? warekiDay(said.reviewOn) : '' },
        ],
      },
      {
        kind: 'words',
        says: '短くした期間は、いまある画像にも及びます。長くした期間は、これから写す画像にだけ及びます。',
      },
      { kind: 'signature', says: '上のとおり決定します。', name: said?.decidedBy ?? '' },
    ],
    bases: [
      by,
      decision.decidedBy.by,
      proviso ? decision.byCircumstance : decision.inManual,
      decision.review,
      profile.acrossVersions.by,
    ],
    isBlank: said === null,
  }
}

/** Days where they are whole ones. */
const hoursWords = (hours: number): string =>
  hours % 24 === 0 ? `${hours / 24}日（${hours}時間）` : `${hours}時間`
