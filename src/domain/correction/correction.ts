import { dayOf, minuteOf } from '#civil/minute.ts'
import { warekiDay } from '#civil/wareki.ts'
import { type Refusal, refuse } from '#law/basis.ts'
import { registerHouse } from '#law/house/copies.ts'
import { actHouse } from '#law/house.ts'
import type { CellFact } from '#law/vocabulary/registers.ts'
import type { Decider } from '../decider.ts'
import { keptUntilUs, yearsAfterUs } from './keeping.ts'
import type {
  CorrectionCommand,
  CorrectionEvent,
  CorrectionFacts,
  CorrectionState,
} from './words.ts'

type Command<Type extends CorrectionCommand['type']> = Extract<CorrectionCommand, { type: Type }>
type Decided = readonly CorrectionEvent[] | Refusal

/** What the machine saw happen: nobody's memory is better. */
const witnessed: ReadonlySet<CellFact> = new Set([
  'number',
  'heldAt',
  'range',
  'period',
  'witnesses',
  'operator',
  'approval',
  'medium',
  'hash',
  'handedOverAt',
  'returnedAt',
  'endedAt',
])

/** What may still happen to a line that stands: corrected by another line, kept longer, disposed of in time. */
export const correction: Decider<
  CorrectionState,
  CorrectionCommand,
  CorrectionEvent,
  CorrectionFacts
> = {
  initial: { corrections: [], keptUntilUs: null, disposedAtUs: null },
  decide: (facts, state, command) => {
    if (state.disposedAtUs !== null) {
      return refuse(
        '廃棄した記録です',
        actHouse.stepsInOrder,
        '廃棄したことだけが、台帳に残っています',
      )
    }
    switch (command.type) {
      case 'CorrectLine':
        return corrected(facts, command)
      case 'AlterLine':
        return altered(facts, command)
      case 'KeepLineLonger':
        return keptLonger(facts, command)
      case 'DisposeOfLine':
        return disposed(facts, state, command)
    }
  },
  evolve: (state, event) => {
    switch (event.type) {
      case 'LineCorrected': {
        const { cells, reason, by, atUs } = event
        return { ...state, corrections: [...state.corrections, { cells, reason, by, atUs }] }
      }
      case 'LineKeptLonger':
        return { ...state, keptUntilUs: event.untilUs }
      case 'LineDisposedOf':
        return { ...state, disposedAtUs: event.atUs }
    }
  },
}

function corrected(
  { profile: { registers }, line }: CorrectionFacts,
  { atUs, by, cells, reason }: Command<'CorrectLine'>,
): Decided {
  const { correction, fromFacts } = registers
  const form = registers.list.find(({ id }) => id === line.register)
  const changed = Object.keys(cells)
  if (changed.length === 0 || reason.trim() === '') {
    return refuse(
      '何を、なぜ訂正するのかが書かれていません',
      correction.by,
      '訂正する欄と理由を書いてください',
    )
  }
  const stranger = changed.find(id => !form?.cells.some(cell => cell.id === id))
  if (stranger !== undefined) {
    return refuse(
      `この帳簿に「${stranger}」の欄はありません`,
      actHouse.stepsInOrder,
      '帳簿にある欄を選んでください',
    )
  }
  const seen = form?.cells.find(({ id, fact }) => changed.includes(id) && witnessed.has(fact))
  if (seen) {
    return refuse(
      `「${seen.name}」は実際に起きたことから書かれ、手では直せません`,
      fromFacts.by,
      '事情があるときは、備考を訂正して書いてください',
    )
  }
  const { register, number } = line
  return [
    { type: 'LineCorrected', atUs, by, basis: correction.by, register, number, cells, reason },
  ]
}

/** A line is kept as it was confirmed; before that it is a draft, which is written again. */
function altered(
  { profile: { registers }, line }: CorrectionFacts,
  { atUs }: Command<'AlterLine'>,
): Refusal {
  if (line.confirmedAtUs === null) {
    return refuse(
      'まだ確かめていない記録です',
      actHouse.stepsInOrder,
      '書き直してから確かめてください',
    )
  }
  const kept = line.closedAtUs === null || atUs < keptUntilUs(registers, line.closedAtUs)
  return refuse(
    '確かめた記録は書き換えられません',
    kept ? registers.years.by : registers.correction.by,
    '訂正の行を加えてください。元の行は読めるまま残ります',
  )
}

/** Longer than the document says: with a reason and an end, never for good. */
function keptLonger(
  { profile: { registers }, line }: CorrectionFacts,
  { atUs, by, untilUs, reason }: Command<'KeepLineLonger'>,
): Decided {
  const end = line.closedAtUs === null ? atUs : keptUntilUs(registers, line.closedAtUs)
  if (reason.trim() === '' || !Number.isSafeInteger(untilUs) || untilUs <= end) {
    return refuse(
      '記録を期限より長く残す理由と、終わりの日が要ります',
      registerHouse.longer,
      '理由を書き、期限より後の日を決めてください',
    )
  }
  const { register, number } = line
  const basis = registerHouse.longer
  return [{ type: 'LineKeptLonger', atUs, by, basis, register, number, untilUs, reason }]
}

function disposed(
  { profile: { registers }, line }: CorrectionFacts,
  state: CorrectionState,
  { atUs, by }: Command<'DisposeOfLine'>,
): Decided {
  const { years } = registers
  const { register, number, closedAtUs } = line
  if (closedAtUs === null) {
    return refuse(
      '終わっていない件の記録は廃棄できません',
      years.by,
      '件を閉じてから、保存する年数を数えます',
    )
  }
  const end = keptUntilUs(registers, closedAtUs)
  if (atUs < end) {
    return refuse(
      `${dayWords(end)}より前に廃棄できません`,
      atUs < yearsAfterUs(closedAtUs, years.count) ? years.by : years.counted,
      `閉じた年度の翌年度から${years.count}年間残します`,
    )
  }
  if (state.keptUntilUs !== null && atUs < state.keptUntilUs) {
    return refuse(
      `${dayWords(state.keptUntilUs)}まで残すことにした記録です`,
      registerHouse.longer,
      'その日が来てから廃棄してください',
    )
  }
  return [{ type: 'LineDisposedOf', atUs, by, basis: years.by, register, number }]
}

const dayWords = (us: number): string => warekiDay(dayOf(minuteOf(us)))
