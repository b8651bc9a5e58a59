import type { Setting } from '#domain/decider.ts'
import type { OpenRequest } from '#domain/request/state.ts'
import type { TakeOutCommand } from '#domain/take-out/words.ts'
import type { Profile } from '#law/profile.ts'
import type { Step } from './desk.ts'
import { startUs } from './hours.ts'

const witnessesUnder = ({ profile }: Setting) =>
  profile.committee ? ['髙橋', '山﨑', '副会長'] : ['課長', '担当', '職員']

/** A copy of the whole range on a medium, confirmed, its conditions told, written down, handed over and ended. */
export function takenOut(setting: Setting, { ranges, requester }: OpenRequest): readonly Step[] {
  const { profile } = setting
  const by = profile.committee ? '操作' : '担当'
  const said = { atUs: startUs, by }
  const [ending] = profile.copies.endings
  const sha256 = 'ab'.repeat(32)
  const commands: readonly TakeOutCommand[] = [
    {
      ...said,
      type: 'MakeCopy',
      copy: '第0042号の1',
      session: '作業1',
      what: 'footage',
      ranges,
      leadIn: false,
      derivation: null,
      medium: 'USB-0007',
      sha256,
      withinPurpose: true,
      witnesses: witnessesUnder(setting),
      operatorSigned: true,
    },
    {
      ...said,
      by: profile.committee ? '会長' : '課長',
      type: 'ConfirmCopy',
      asInstructed: true,
      differences: '',
    },
    {
      ...said,
      type: 'TellConditions',
      told: profile.copies.conditions.map(({ id }) => id),
      signed: true,
      attestedBy: [],
    },
    { ...said, type: 'WriteLine', cells: everyCell(profile) },
    { ...said, type: 'HandOver', session: '作業1', to: requester.name },
    {
      ...said,
      type: 'End',
      kind: ending?.kind ?? 'erase',
      sha256,
      reseal: false,
      evidence: '報告書',
      statement: null,
      reason: '',
      resolution: null,
    },
  ]
  return commands.map(command => ({ to: 'takeOut', command }))
}

const everyCell = ({ registers }: Profile): Readonly<Record<string, string>> =>
  Object.fromEntries(registers.list.flatMap(({ cells }) => cells.map(({ id, name }) => [id, name])))

/** What was seen, passed on by word, with its line. */
export function told({ profile }: Setting, { requester }: OpenRequest): readonly Step[] {
  const by = profile.committee ? '会長' : '課長'
  const says = '15時45分に白い車が通った'
  const command = { atUs: startUs, by, type: 'Tell', to: requester.name, says } as const
  return [{ to: 'telling', command: { ...command, registered: true } }]
}

/** One session: opened before its witnesses, the range shown, closed. */
export function shown(setting: Setting, { ranges, requester }: OpenRequest): readonly Step[] {
  const by = setting.profile.committee ? '操作' : '担当'
  const witnesses = witnessesUnder(setting)
  const [first] = ranges
  return [
    {
      to: 'viewing',
      command: {
        atUs: startUs,
        by,
        type: 'Open',
        session: '閲覧1',
        ranges,
        viewers: [{ name: requester.name, person: requester.person }],
        witnesses,
        operatorSigned: true,
        noticeShownTo: [by, ...witnesses, requester.person ?? requester.name],
      },
    },
    ...(first
      ? ([{ to: 'viewing', command: { atUs: startUs, by, type: 'Show', range: first } }] as const)
      : []),
    { to: 'viewing', command: { atUs: startUs, by, type: 'Close', how: 'ended' } },
  ]
}
