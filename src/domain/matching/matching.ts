import { type Refusal, refuse } from '#law/basis.ts'
import { actHouse } from '#law/house.ts'
import type { PersonIndex } from '#law/vocabulary/outside.ts'
import type { Decider } from '../decider.ts'
import type { MatchingCommand, MatchingEvent, MatchingState } from './words.ts'

type Decided = readonly MatchingEvent[] | Refusal

/**
 * Footage that is matched with other information. Held by person for the organisation's use it is 保有個人情報,
 * and said to be: it never becomes that unnoticed.
 */
export const matching: Decider<MatchingState, MatchingCommand, MatchingEvent> = {
  initial: { status: 'none' },
  decide: ({ profile: { personIndex, silence } }, state, command) => {
    if (!personIndex) {
      return refuse(
        'この規程には、画像を他の情報と照合することの定めがありません',
        silence.by,
        `${silence.ask}に確かめてください`,
      )
    }
    if (command.type === 'MatchFootage') {
      return state.status === 'none' || state.status === 'matched'
        ? match(personIndex, command)
        : outOfOrder('すでに保有個人情報として扱っている画像です')
    }
    if (state.status !== 'classified') return outOfOrder('保有個人情報として扱っていない画像です')
    const { atUs, by } = command
    switch (command.type) {
      case 'SettleFileRegister': {
        const { needed, provision } = command
        const basis = personIndex.fileRegister
        return provision.trim() === ''
          ? refuse('根拠の条が書かれていません', basis, '調べた法令と条を書いてください')
          : [{ type: 'FileRegisterSettled', atUs, by, basis, needed, provision }]
      }
      case 'EndHolding':
        return command.reason.trim() === ''
          ? refuse(
              '人ごとに持つのをやめた理由が書かれていません',
              personIndex.recorded,
              'どう消したか、どう分けられなくしたかを書いてください',
            )
          : [
              {
                type: 'HoldingEnded',
                atUs,
                by,
                basis: personIndex.recorded,
                reason: command.reason,
              },
            ]
    }
  },
  evolve: (state, event) => {
    if (event.type === 'FootageMatched') {
      const { footage } = event
      return { status: 'matched', footage, classifiedAtUs: null, fileRegisterSettledAtUs: null }
    }
    if (state.status === 'none') return state
    switch (event.type) {
      case 'FootageClassified':
        return { ...state, status: 'classified', classifiedAtUs: event.atUs }
      case 'FileRegisterSettled':
        return { ...state, fileRegisterSettledAtUs: event.atUs }
      case 'HoldingEnded':
        return { ...state, status: 'ended' }
    }
  },
}

function match(
  { never, recorded, by: basis }: PersonIndex,
  command: Extract<MatchingCommand, { type: 'MatchFootage' }>,
): Decided {
  const { atUs, by, footage, how, held, classified } = command
  if (how === 'machine') {
    return refuse(
      '顔で探したり、人ごとに並べたりすることはできません',
      never,
      '人が見比べ、何と照合したかを書いてください',
    )
  }
  if (command.with.trim() === '' || footage.trim() === '') {
    return refuse(
      'どの画像を何と照合したかが書かれていません',
      recorded,
      '画像の範囲か写しの番号と、照合した相手の情報を書いてください',
    )
  }
  if (held && !classified) {
    return refuse(
      '特定の個人が識別される画像を、組織的に利用するものとして持つことになります',
      basis,
      '「保有個人情報」として扱うことを決めてから持つか、照合しただけで持たずに終えてください',
    )
  }
  const matched = { atUs, by, basis: recorded, footage, with: command.with }
  return [
    { type: 'FootageMatched', ...matched },
    ...(held ? [{ type: 'FootageClassified', atUs, by, basis, footage } as const] : []),
  ]
}

const outOfOrder = (why: string): Refusal =>
  refuse(why, actHouse.stepsInOrder, 'この画像の照合の記録を確かめてください')
