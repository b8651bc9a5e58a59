import { civilDay } from '#civil/day.ts'
import { type Refusal, refuse } from '#law/basis.ts'
import { siteHouse } from '#law/house/site.ts'
import type { Gate } from '#law/vocabulary/cameras.ts'
import { membersAt } from '../office.ts'
import { lineAt } from './appendix.ts'
import type { CameraCommand, CameraEvent, CameraFacts, PlannedCamera } from './words.ts'

type Decided = readonly CameraEvent[] | Refusal
type Command<Type extends CameraCommand['type']> = Extract<CameraCommand, { type: Type }>

/** Paper stands before the first switching on, and never again: a camera that has run runs. */
export function switchOn(
  facts: CameraFacts,
  camera: PlannedCamera,
  { atUs, by }: Command<'SwitchOn'>,
): Decided {
  const { cameras } = facts.profile
  if (camera.firstOnAtUs !== null) {
    return [{ type: 'SwitchedOn', atUs, by, basis: cameras.neverStopped }]
  }
  const missing = lackingGates(facts, camera, atUs)[0]
  if (missing) {
    const { refused, next } = wordsOf(missing.needs, facts)
    return refuse(
      `${refused}ので、「${camera.camera}」をまだ動かし始められません`,
      missing.by,
      next,
    )
  }
  return [{ type: 'FirstSwitchedOn', atUs, by, basis: cameras.kind.means }]
}

/** What stands on paper about a camera. */
export type Papers = Pick<PlannedCamera, 'camera' | 'coverageAtUs' | 'signAtUs'>

/** What the document, or we, want before first use and is not there. */
export const lackingGates = (facts: CameraFacts, camera: Papers, atUs: number): readonly Gate[] =>
  facts.profile.cameras.gates.filter(({ needs }) => !isThere(facts, camera, needs, atUs))

function isThere(
  { profile, office, appendix, manual, retentionDecided }: CameraFacts,
  { camera, coverageAtUs, signAtUs }: Papers,
  needs: Gate['needs'],
  atUs: number,
): boolean {
  switch (needs) {
    case 'appendix':
      return lineAt(appendix, camera, atUs) !== undefined
    case 'sign':
      return signAtUs !== null
    case 'coverage':
      return coverageAtUs !== null
    case 'manual':
      return manual.version !== null
    case 'retention':
      return retentionDecided
    case 'committee':
      return profile.committee === null || membersAt(office, atUs).length > 0
  }
}

function wordsOf(needs: Gate['needs'], { profile }: CameraFacts) {
  const { appendix, manual } = profile.cameras
  const body = profile.committee?.name ?? '委員会'
  const name = manual?.name ?? '取扱マニュアル'
  const words: Record<Gate['needs'], { readonly refused: string; readonly next: string }> = {
    appendix: {
      refused: `${appendix.name}に載っていない`,
      next: `${appendix.name}の新しい版に載せてください`,
    },
    sign: { refused: '表示を確かめた写真がない', next: '表示を掲げ、写真を添えてください' },
    coverage: {
      refused: '撮影区域を確かめた記録がない',
      next: '図面と照らして撮影区域を確かめてください',
    },
    manual: { refused: `${name}がない`, next: `${name}の版を定めてください` },
    retention: { refused: '保存期間が定まっていない', next: '保存期間とその理由を定めてください' },
    committee: { refused: `${body}がまだない`, next: `${body}の顔ぶれを届けてください` },
  }
  return words[needs]
}

/** For want of paper nobody stops a camera; for anything else the reason is written down. */
export function switchOff(
  { profile }: CameraFacts,
  { atUs, by, because, reason }: Command<'SwitchOff'>,
): Decided {
  const { neverStopped, hoursADay } = profile.cameras
  if (because === 'paper') {
    return refuse(
      '書類がそろわないことを理由に、動いているカメラを止めることはできません',
      neverStopped,
      '期限超過になっている書類を整えてください。カメラは動かしておきます',
    )
  }
  const basis = hoursADay?.exception ?? siteHouse.hoursException
  if (reason.trim() === '') {
    return refuse(
      'カメラを止める理由が書かれていません',
      basis,
      '故障・撤去など、止める理由を書いてください',
    )
  }
  return [{ type: 'SwitchedOff', atUs, by, basis, reason: reason.trim() }]
}

/** Shorter hours, or filming on motion only: where the document says how long, an exception and no rule. */
export function setHours(
  { profile }: CameraFacts,
  { type: _, ...command }: Command<'SetHours'>,
): Decided {
  const { hoursADay: rule } = profile.cameras
  const { hoursADay, onMotionOnly, exception } = command
  const whole = hoursADay >= (rule?.hours ?? 24) && !onMotionOnly
  if (whole)
    return [
      {
        type: 'HoursSet',
        ...command,
        exception: null,
        basis: rule?.by ?? siteHouse.hoursException,
      },
    ]
  if (rule && exception === null) {
    return refuse(
      `1日の撮影時間は${rule.hours}時間が原則です`,
      rule.by,
      '続けて撮影するか、例外とする理由と終わりの日を書いてください',
    )
  }
  const basis = rule?.exception ?? siteHouse.hoursException
  if (!exception || exception.reason.trim() === '' || !civilDay(exception.lastDay)) {
    return refuse(
      '撮影を続けない理由か、終わりの日が書かれていません',
      basis,
      '理由と、終わりの日を 2026-12-31 の形で書いてください',
    )
  }
  return [{ type: 'HoursSet', ...command, basis }]
}
