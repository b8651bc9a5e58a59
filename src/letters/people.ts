import { dayOf, minuteOf } from '#civil/minute.ts'
import { warekiDay, warekiMoment } from '#civil/wareki.ts'
import { type Absence, actingManagers, type Tenure } from '#domain/office.ts'
import { postWord } from '#law/called.ts'
import type { Letter } from './letter.ts'
import { dayWords, underWords, type Writing } from './setting.ts'

/** 指定書: who works the cameras, for what, until which day. */
export function designation(writing: Writing, tenure: Tenure | null, at = 0): Letter {
  const { profile } = writing
  const { operators } = profile
  const word = postWord(profile, 'operator')
  const manager = postWord(profile, 'manager')
  const signers = tenure ? actingManagers(writing, tenure.fromUs, tenure.of) : []
  return {
    id: `designation-${at + 1}`,
    title: `${word}指定書`,
    under: underWords(operators.by),
    number: '',
    day: tenure ? dayWords(tenure.fromUs) : '',
    to: tenure ? `${[tenure.unit, tenure.person].filter(Boolean).join('　')}　様` : '',
    from: `${manager}　${signers.join('、')}`.trimEnd(),
    parts: [
      { kind: 'words', says: `あなたを、次のとおり${word}に指定します。` },
      {
        kind: 'table',
        rows: [
          { name: '氏名', says: tenure?.person ?? '' },
          { name: '所属', says: tenure?.unit ?? '' },
          { name: '対象', says: tenure ? forWhat(writing, tenure.of) : '' },
          { name: '始まり', says: tenure ? dayWords(tenure.fromUs) : '' },
          {
            name: '終わりの日',
            says: tenure?.untilUs ? warekiDay(dayOf(minuteOf(tenure.untilUs - 1))) : '',
          },
        ],
      },
      { kind: 'words', says: directions[operators.direction.kind] },
      { kind: 'words', says: profile.secrecy.notice.says },
      { kind: 'signature', says: '指定を受けました。', name: tenure?.person ?? '' },
    ],
    bases: [operators.by, operators.direction.by, operators.endDate, profile.secrecy.by],
    isBlank: tenure === null,
  }
}

const directions = {
  standing: '管理責任者の指揮監督の下に、指定の範囲で操作してください。',
  perAct: '操作は、その都度、管理責任者の指示を受けてから行ってください。',
  none: '指定の範囲で操作してください。',
} as const

/** 代行記録: who acted for the manager, why, by which rule, from when until when. Null: nobody may, here. */
export function deputising(writing: Writing, absence: Absence | null, at = 0): Letter | null {
  const { profile } = writing
  const { deputy } = profile
  if (deputy.kind === 'none') return null
  const isDeclared = deputy.kind === 'declared'
  const word = isDeclared ? postWord(profile, deputy.post) : deputy.word
  const bases = isDeclared
    ? [deputy.by, deputy.declaration, deputy.confirmation.by, deputy.notBoth]
    : [deputy.by]
  return {
    id: `deputising-${at + 1}`,
    title: isDeclared ? '代行記録' : `${word}の記録`,
    under: underWords(deputy.by),
    number: '',
    day: absence ? dayWords(absence.declaredAtUs) : '',
    to: '',
    from: '',
    parts: [
      {
        kind: 'table',
        rows: [
          { name: '代わる者', says: absence ? `${word}　${absence.deputy}` : '' },
          { name: '対象', says: absence ? forWhat(writing, absence.of) : '' },
          {
            name: isDeclared ? `${deputy.occasion}の理由` : '不在の理由',
            says: absence?.reason ?? '',
            isLong: true,
          },
          ...(isDeclared ? [] : [{ name: '根拠の決まり', says: absence?.citation ?? '' }]),
          { name: '始まり', says: absence ? warekiMoment(absence.declaredAtUs) : '' },
          ...(isDeclared
            ? [
                {
                  name: `確かめた${postWord(profile, deputy.confirmation.from)}`,
                  says: absence?.confirmedBy ?? '',
                },
              ]
            : []),
          { name: '終わり', says: absence?.endedAtUs ? warekiMoment(absence.endedAtUs) : '' },
        ],
      },
      {
        kind: 'grid',
        widthsMm: [38, null, 42],
        heads: ['日時', '代わって行ったこと', '求めの番号'],
        rows: Array.from({ length: 6 }, () => ['', '', '']),
      },
      { kind: 'signature', says: '上のとおり代わりました。', name: absence?.deputy ?? '' },
    ],
    bases,
    isBlank: absence === null,
  }
}

const forWhat = ({ placeOf, profile }: Writing, of: string | null): string =>
  of === null ? 'すべてのカメラ' : profile.manager.per === 'use' ? of : placeOf(of)
