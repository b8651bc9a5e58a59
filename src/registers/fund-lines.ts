import { warekiMoment } from '#civil/wareki.ts'
import type { FundEvent } from '#domain/fund/words.ts'
import type { Register } from '#law/vocabulary/registers.ts'
import type { Clerk } from './case-file.ts'
import { filledCells, type Line } from './line.ts'
import { numbered } from './number.ts'

/** Every movement of the fund with what is left after it, and every year in which nothing was saved. */
export function fundLines(
  { nameOf }: Clerk,
  register: Register,
  events: readonly FundEvent[],
): readonly Line[] {
  const moved = events.filter(
    event => event.type === 'Deposited' || event.type === 'Spent' || event.type === 'YearSkipped',
  )
  const numbers = numbered(moved.map(({ atUs }) => atUs))
  return moved.map((event, at) => {
    const number = numbers[at] ?? ''
    const facts = {
      number,
      heldAt: warekiMoment(event.atUs),
      postAndName: nameOf(event.by),
      ...movement(event),
      note: `${balanceYen(moved.slice(0, at + 1))}円`,
    }
    return {
      register: register.id,
      number,
      heldAtUs: event.atUs,
      cells: filledCells(register, facts, { approval: { never: '該当なし' } }),
      closedAtUs: event.atUs,
    }
  })
}

type Movement = Extract<FundEvent, { type: 'Deposited' | 'Spent' | 'YearSkipped' }>

const balanceYen = (moved: readonly Movement[]): number =>
  moved.reduce(
    (yen, event) =>
      event.type === 'Deposited' ? yen + event.yen : event.type === 'Spent' ? yen - event.yen : yen,
    0,
  )

function movement(event: Movement) {
  switch (event.type) {
    case 'Deposited':
      return { kind: `積立 ${event.yen}円`, purpose: event.note || '積立' }
    case 'Spent':
      return { kind: `充当 ${event.yen}円`, purpose: event.says, approval: event.resolution }
    case 'YearSkipped':
      return { kind: '積立なし', purpose: event.reason }
  }
}
