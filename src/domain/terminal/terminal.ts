import { type Refusal, refuse } from '#law/basis.ts'
import { mediaHouse } from '#law/house/copies.ts'
import { actHouse } from '#law/house.ts'
import { refuseActing } from '../acting.ts'
import type { Decider, Setting } from '../decider.ts'
import type { TerminalFact } from '../operating.ts'
import type { KnownTerminal, TerminalCommand, TerminalEvent, TerminalState } from './words.ts'

type Decided = readonly TerminalEvent[] | Refusal
type Command<Type extends TerminalCommand['type']> = Extract<TerminalCommand, { type: Type }>

/** A screen that may show pictures: enrolled by the manager, in its room, taken out and put back by name. */
export const terminal: Decider<TerminalState, TerminalCommand, TerminalEvent> = {
  initial: { status: 'none' },
  decide: (setting, state, command) => {
    const { terminals } = setting.profile
    if (command.type === 'EnrolTerminal') return enrol(setting, state, command)
    if (state.status !== 'enrolled') {
      return refuse(
        `登録した${terminals.word}ではありません`,
        terminals.enrolledOnly,
        `${terminals.word}を登録してから行ってください`,
      )
    }
    const { atUs, by } = command
    switch (command.type) {
      case 'RevokeTerminal': {
        const basis = terminals.enrolledOnly
        return [{ type: 'TerminalRevoked', atUs, by, basis, reason: command.reason }]
      }
      case 'CheckOut':
        return checkOut(setting, state, command)
      case 'CheckIn':
        return state.holder === null
          ? refuse(
              `${terminals.word}は、すでに保管庫に戻っています`,
              actHouse.stepsInOrder,
              '鍵・出入簿を確かめてください',
            )
          : [{ type: 'CheckedIn', atUs, by, basis: terminals.checkOut ?? mediaHouse.keyKnown }]
      case 'AttestTerminal':
        return attest(setting, state, command)
    }
  },
  evolve: (state, event) => {
    if (event.type === 'TerminalEnrolled') {
      const { terminal, room, deviceKey, keptBy, atUs } = event
      const known = { terminal, room, deviceKey, keptBy }
      return { status: 'enrolled', ...known, holder: null, seenAtUs: atUs }
    }
    if (state.status === 'none') return state
    switch (event.type) {
      case 'TerminalRevoked':
        return { ...state, status: 'revoked', holder: null }
      case 'CheckedOut':
        return { ...state, holder: event.holder }
      case 'CheckedIn':
        return { ...state, holder: null }
      case 'TerminalAttested':
        return { ...state, seenAtUs: event.atUs }
    }
  },
}

/** What an act on pictures needs to know of it. */
export const factOf = (state: TerminalState): TerminalFact | null =>
  state.status === 'none'
    ? null
    : {
        id: state.terminal,
        enrolled: state.status === 'enrolled',
        room: state.room,
        checkedOut: state.holder !== null,
      }

function enrol(
  setting: Setting,
  state: TerminalState,
  { type: _, ...command }: Command<'EnrolTerminal'>,
): Decided {
  const { terminals } = setting.profile
  const { atUs, by, terminal, room, deviceKey, keptBy } = command
  const unfit = refuseActing(setting, by, atUs)
  if (unfit) return unfit
  if (state.status === 'enrolled' || terminal.trim() === '') {
    return refuse(
      `${terminals.word}の名がないか、すでに登録されています`,
      actHouse.stepsInOrder,
      '別の名で登録してください',
    )
  }
  const elsewhere = keptBy !== null && keptBy === terminals.elsewhere?.whose
  if (keptBy !== null && !elsewhere) {
    return refuse(
      `「${keptBy}」が保管する${terminals.word}は、登録できません`,
      terminals.enrolledOnly,
      `この規程で${terminals.word}を保管するところを選んでください`,
    )
  }
  if (!elsewhere && terminals.onlyTheseRooms && !terminals.rooms.includes(room)) {
    return refuse(
      `${terminals.word}を置けるのは${terminals.rooms.join('と')}だけです`,
      terminals.onlyTheseRooms,
      `${terminals.rooms.join('か')}に置いて登録してください`,
    )
  }
  if (room.trim() === '' || deviceKey.trim() === '') {
    return refuse(
      `${terminals.word}の部屋か、端末の鍵がありません`,
      terminals.enrolledOnly,
      `${terminals.word}を置く部屋で、その${terminals.word}から登録してください`,
    )
  }
  return [{ type: 'TerminalEnrolled', ...command, basis: terminals.by }]
}

function checkOut(
  { profile: { terminals } }: Setting,
  { holder }: KnownTerminal,
  command: Command<'CheckOut'>,
): Decided {
  const { atUs, by } = command
  if (command.holder.trim() === '') {
    return refuse(
      `${terminals.word}を持ち出す人が書かれていません`,
      mediaHouse.keyKnown,
      '持ち出す人の名前を書いてください',
    )
  }
  if (holder !== null) {
    return refuse(
      `${terminals.word}は、いま${holder}が持ち出しています`,
      actHouse.stepsInOrder,
      '戻したことを書いてから持ち出してください',
    )
  }
  const basis = terminals.checkOut ?? mediaHouse.keyKnown
  return [{ type: 'CheckedOut', atUs, by, basis, holder: command.holder.trim() }]
}

function attest(
  { profile: { terminals, media } }: Setting,
  { keptBy }: KnownTerminal,
  { atUs, by, photo, report }: Command<'AttestTerminal'>,
): Decided {
  const elsewhere = keptBy === null ? null : terminals.elsewhere
  if (elsewhere && report.trim() === '') {
    return refuse(
      `${elsewhere.whose}からの保管状況の報告が書かれていません`,
      elsewhere.by,
      `${elsewhere.whose}に保管の場所と状況を尋ね、答えを書いてください`,
    )
  }
  if (!elsewhere && photo.trim() === '') {
    return refuse(
      '保管を確かめた写真がありません',
      media.attestation.by,
      '鍵のかかった保管場所の写真を添えてください',
    )
  }
  const basis = elsewhere?.by ?? media.locked.by
  return [{ type: 'TerminalAttested', atUs, by, basis, photo, report }]
}
