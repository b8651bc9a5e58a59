import { addDays, dayOf, minuteOf, startOfDayUs } from '#civil/minute.ts'
import { isRefusal, type Refusal, refuse } from '#law/basis.ts'
import { actHouse } from '#law/house.ts'
import type { Decider, Setting } from '../decider.ts'
import { isRange } from '../footage-range.ts'
import { actsAsManager, heldFor, holds } from '../office.ts'
import { decideHold } from './hold-decision.ts'
import type { Hold, HoldCommand, HoldEvent, HoldState } from './words.ts'

/** Footage that outlives its period where the document allows it: range-exact, to a day, looked at again. */
export const hold: Decider<HoldState, HoldCommand, HoldEvent> = {
  initial: { holds: [] },
  decide: (setting, state, command) => {
    switch (command.type) {
      case 'Hold':
        return begin(setting, state, command)
      case 'ReviewHold':
        return review(setting, state, command)
      case 'ReleaseHold':
        return release(setting, state, command)
    }
  },
  evolve: ({ holds }, event) => {
    switch (event.type) {
      case 'Held': {
        const { id, camera, fromMinute, toMinute, endsOnUs, reviewOnUs } = event
        const held = { id, camera, fromMinute, toMinute, endsOnUs, reviewOnUs, releasedAtUs: null }
        return { holds: [...holds, held] }
      }
      case 'HoldReviewed':
        return { holds: change(holds, event.id, { reviewOnUs: event.reviewOnUs }) }
      case 'HoldReleased':
        return { holds: change(holds, event.id, { releasedAtUs: event.atUs }) }
    }
  },
}

/** Whether it keeps footage alive then. */
export const keeps = ({ endsOnUs, releasedAtUs }: Hold, atUs: number): boolean =>
  atUs < endsOnUs && (releasedAtUs === null || atUs < releasedAtUs)

type Decided = readonly HoldEvent[] | Refusal
type Command<Type extends HoldCommand['type']> = Extract<HoldCommand, { type: Type }>

const change = (holds: readonly Hold[], id: string, to: Partial<Hold>): readonly Hold[] =>
  holds.map(held => (held.id === id ? { ...held, ...to } : held))

function begin(setting: Setting, state: HoldState, command: Command<'Hold'>): Decided {
  const { extension } = setting.profile
  const { atUs, by, id, range, needs, ground, reason, document, endsOn, goneByUs } = command
  const { camera, fromMinute, toMinute } = range
  const decidedBy = inWords(setting, command)
  const asked = { fromMinute, toMinute, ground, reason, document, endsOn, goneByUs }
  const decided = decideHold(setting.profile, { ...asked, decidedBy, nowUs: atUs })
  if (isRefusal(decided)) return decided
  if (extension.kind === 'allowed') {
    const wider = fromMinute < needs.fromMinute || needs.toMinute < toMinute
    if (!isRange(range) || wider) {
      return refuse(
        '延長する範囲が、必要な範囲より広くなっています',
        extension.house.rangeExact,
        '理由に要る分だけを指定してください',
      )
    }
  }
  if (state.holds.some(held => held.id === id)) {
    return refuse(
      'その番号の延長はすでにあります',
      actHouse.stepsInOrder,
      '新しい番号を付けてください',
    )
  }
  const { article: _, ...held } = decided
  return [{ type: 'Held', atUs, by, basis: extension.by, id, camera, ...held }]
}

/** Who decides, as the ground names posts: the person's post for that camera before the name. */
function inWords(setting: Setting, { atUs, by, range, ground }: Command<'Hold'>): string {
  const { profile, office } = setting
  const grounds = profile.extension.kind === 'allowed' ? profile.extension.grounds : []
  const posts = grounds
    .filter(({ code, alsoCalled }) => code === ground || alsoCalled.includes(ground))
    .flatMap(({ decidedBy }) => decidedBy.posts)
  const word = posts.find(word =>
    profile.posts.some(
      ({ post, word: known }) =>
        known === word &&
        (post === 'manager'
          ? heldFor(setting, [range.camera]).every(of => actsAsManager(setting, by, atUs, of))
          : holds(office, by, post, atUs)),
    ),
  )
  return word === undefined ? '' : `${word} ${by}`
}

function review(
  { profile }: Setting,
  state: HoldState,
  { atUs, by, id, stillNeeded }: Command<'ReviewHold'>,
): Decided {
  const { extension } = profile
  if (extension.kind === 'none') {
    return refuse('この規程には、保存期間の延長がありません', extension.by, extension.next)
  }
  const missing = refuseEnded(state, id, atUs)
  if (missing) return missing
  const { house } = extension
  if (stillNeeded.trim() === '') {
    return refuse(
      '延長がまだ要る理由が書かれていません',
      house.review,
      'まだ要るわけを書くか、延長を終えてください',
    )
  }
  const reviewOnUs = startOfDayUs(addDays(dayOf(minuteOf(atUs)), house.reviewEveryDays))
  return [{ type: 'HoldReviewed', atUs, by, basis: house.review, id, reviewOnUs, stillNeeded }]
}

function release(
  { profile }: Setting,
  state: HoldState,
  { atUs, by, id, reason }: Command<'ReleaseHold'>,
): Decided {
  const { extension } = profile
  if (extension.kind === 'none') {
    return refuse('この規程には、保存期間の延長がありません', extension.by, extension.next)
  }
  const missing = refuseEnded(state, id, atUs)
  if (missing) return missing
  if (reason.trim() === '') {
    return refuse(
      '延長を終える理由が書かれていません',
      extension.house.reason,
      '理由を書いてください',
    )
  }
  return [{ type: 'HoldReleased', atUs, by, basis: extension.by, id, reason: reason.trim() }]
}

function refuseEnded({ holds }: HoldState, id: string, atUs: number): Refusal | null {
  return holds.some(held => held.id === id && keeps(held, atUs))
    ? null
    : refuse(
        'その延長は、いま続いていません',
        actHouse.stepsInOrder,
        '続いている延長の一覧から選んでください',
      )
}
