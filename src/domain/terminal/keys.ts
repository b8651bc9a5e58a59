import { refuse } from '#law/basis.ts'
import { mediaHouse } from '#law/house/copies.ts'
import { actHouse } from '#law/house.ts'
import type { Decider, Happened, Said } from '../decider.ts'
import type { Duty } from '../duty.ts'

export type KeyCommand =
  | Said<'TakeKey', { readonly holder: string; readonly purpose: string }>
  | Said<'ReturnKey', { readonly place: string }>
  /** It is with nobody the log names. */
  | Said<'MissKey'>

export type KeyEvent =
  | Happened<'KeyTaken', { readonly holder: string; readonly purpose: string }>
  | Happened<'KeyReturned', { readonly place: string }>
  | Happened<'KeyMissed'>

/** 鍵・出入簿, for one key: who has it, or where it hangs. Both null: nobody knows. */
export type KeyState = { readonly holder: string | null; readonly place: string | null }

/** The key of a cabinet or rack: always with somebody, or in its own locked place. */
export const key: Decider<KeyState, KeyCommand, KeyEvent> = {
  initial: { holder: null, place: null },
  decide: ({ profile: { media } }, { holder }, command) => {
    const { atUs, by } = command
    const basis = media.key?.by ?? mediaHouse.keyKnown
    switch (command.type) {
      case 'TakeKey': {
        if (command.holder.trim() === '') {
          return refuse(
            '鍵を持ち出す人が分かりません',
            mediaHouse.keyKnown,
            '鍵を持ち出す人の名前を書いてください',
          )
        }
        if (holder !== null) {
          return refuse(
            `鍵は、いま${holder}が持っています`,
            actHouse.stepsInOrder,
            '戻したことを書いてから持ち出してください',
          )
        }
        const { purpose } = command
        return [{ type: 'KeyTaken', atUs, by, basis, holder: command.holder.trim(), purpose }]
      }
      case 'ReturnKey':
        return command.place.trim() === ''
          ? refuse(
              '鍵を戻した所が書かれていません',
              media.key?.by ?? mediaHouse.keyKnown,
              media.key
                ? `${media.key.says}。その場所を書いてください`
                : '鍵の置き場所を書いてください',
            )
          : [{ type: 'KeyReturned', atUs, by, basis, place: command.place.trim() }]
      case 'MissKey':
        return [{ type: 'KeyMissed', atUs, by, basis: mediaHouse.keyKnown }]
    }
  },
  evolve: (_, event) => {
    switch (event.type) {
      case 'KeyTaken':
        return { holder: event.holder, place: null }
      case 'KeyReturned':
        return { holder: null, place: event.place }
      case 'KeyMissed':
        return { holder: null, place: null }
    }
  },
}

/** A key nobody has and that hangs nowhere is looked for at once. */
export const keyDutiesAt = ({ holder, place }: KeyState, nowUs: number): readonly Duty[] =>
  holder !== null || place !== null
    ? []
    : [
        {
          what: 'findKey',
          about: 'key',
          says: '鍵を持っている人が分からない',
          next: '鍵を探し、見つからなければ錠を替えてください',
          post: 'manager',
          dueUs: nowUs,
          basis: mediaHouse.keyKnown,
        },
      ]
