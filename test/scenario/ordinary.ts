import type { Setting } from '#domain/decider.ts'
import { exceptionEntry } from '#domain/request/inspection/internal.ts'
import type { Act } from '#law/vocabulary/grounds.ts'
import { completeRequest } from '../complete-request.ts'
import { asked, closed, urgent, warrant } from './asked.ts'
import { type Deciding, decided } from './decided.ts'
import type { Room, Step } from './desk.ts'
import { shown, takenOut, told } from './done.ts'
import { minuteUs, startUs } from './hours.ts'
import { exception } from './office.ts'

/** How a request is taken in at the counter, asked out, decided and shown when everybody does the right thing. */
export function ordinary(
  setting: Setting,
  code: string,
  acts: readonly Act[],
  way: Deciding,
): readonly Step[] {
  const whole = completeRequest(setting.profile, code, acts, startUs)
  return oneAMinute([
    ...asked(whole),
    ...(way === 'telephone' ? [urgent] : []),
    ...(way === 'warrant' ? [warrant] : []),
    ...decided(setting, way, whole),
    ...(acts.includes('viewing') ? shown(setting, whole) : []),
    ...(acts.includes('takeOut') ? takenOut(setting, whole) : []),
    ...(acts.includes('telling') ? told(setting, whole) : []),
    closed,
  ])
}

/** How the office looks for itself, without a ground: asked in writing, decided and shown all the same. */
export function inside(setting: Setting, way: Deciding): readonly Step[] {
  const { profile } = setting
  const [ground] = profile.grounds.list
  const whole = completeRequest(profile, ground?.code ?? '', ['viewing'], startUs)
  const person = profile.committee ? '副会長' : '職員'
  const requester = { ...whole.requester, kind: 'staff', person, name: person } as const
  const entries = { ...whole.entries, [exceptionEntry]: exception.id }
  const own = { ...whole, internal: true, ground: null, requester, entries }
  return oneAMinute([...asked(own), ...decided(setting, way, own), ...shown(setting, own), closed])
}

const oneAMinute = (steps: readonly Step[]): readonly Step[] =>
  steps.map(
    ({ to, command }, place) =>
      ({ to, command: { ...command, atUs: startUs + place * minuteUs } }) as Step,
  )

/** The room as it should be: registered, in its place, with the manager's instruction. */
export const roomFor = ({ profile }: Setting): Room => ({
  terminal: {
    id: '端末1',
    enrolled: true,
    room: profile.terminals.rooms[0] ?? '事務室',
    checkedOut: true,
  },
  instruction: {
    by: profile.committee ? '会長' : '課長',
    to: profile.committee ? '操作' : '担当',
    atUs: startUs,
    request: '令和8年度 第0042号',
  },
  permitted: [],
  limitUs: startUs + 6 * 24 * 60 * minuteUs,
})
