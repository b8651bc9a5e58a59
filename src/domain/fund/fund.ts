import { fiscalYearOf } from '#civil/fiscal-year.ts'
import { type Refusal, refuse } from '#law/basis.ts'
import { actHouse } from '#law/house.ts'
import type { Fund } from '#law/vocabulary/outside.ts'
import type { Decider, Setting } from '../decider.ts'
import { resolutionsInForce } from '../office.ts'
import type { FundCommand, FundEvent, FundState, OpenFund } from './words.ts'

type Command<Type extends FundCommand['type']> = Extract<FundCommand, { type: Type }>
type Decided = readonly FundEvent[] | Refusal

const isYen = (yen: number): boolean => Number.isSafeInteger(yen) && yen > 0

/** 積立金: for repair and renewal, where the document suggests one and the body took it up. Nobody must. */
export const fund: Decider<FundState, FundCommand, FundEvent> = {
  initial: { status: 'none' },
  decide: (setting, state, command) => {
    const { fund: rule, silence } = setting.profile
    if (!rule) {
      return refuse(
        'この規程には、積立金の定めがありません',
        silence.by,
        `${silence.ask}に確かめてください`,
      )
    }
    const { atUs, by } = command
    if (command.type === 'OpenFund') return opened(rule, state, command)
    if (state.status !== 'open') {
      return refuse(
        '積立金は設けられていません',
        rule.optional,
        '積み立てるかどうかは任意です。設けるときは、年の金額を決めてください',
      )
    }
    switch (command.type) {
      case 'Deposit': {
        const { yen, note } = command
        const year = fiscalYearOf(atUs)
        return isYen(yen)
          ? [{ type: 'Deposited', atUs, by, basis: rule.yearly, yen, year, note }]
          : notAnAmount()
      }
      case 'SkipYear': {
        const { year, reason } = command
        return reason.trim() === ''
          ? refuse('積み立てない理由が書かれていません', rule.skipped, '理由を書いてください')
          : [{ type: 'YearSkipped', atUs, by, basis: rule.skipped, year, reason }]
      }
      case 'Spend':
        return spent(setting, rule, state, command)
      case 'CloseFund':
        return [{ type: 'FundClosed', atUs, by, basis: rule.optional }]
    }
  },
  evolve: (state, event) => {
    if (event.type === 'FundOpened') {
      const { id, yearlyYen, atUs: openedAtUs } = event
      return {
        status: 'open',
        id,
        openedAtUs,
        yearlyYen,
        balanceYen: 0,
        depositedYen: {},
        skippedYears: [],
        spent: [],
      }
    }
    if (state.status === 'none') return state
    switch (event.type) {
      case 'Deposited': {
        const { yen, year } = event
        const soFar = state.depositedYen[year] ?? 0
        return {
          ...state,
          balanceYen: state.balanceYen + yen,
          depositedYen: { ...state.depositedYen, [year]: soFar + yen },
        }
      }
      case 'YearSkipped':
        return { ...state, skippedYears: [...state.skippedYears, event.year] }
      case 'Spent':
        return {
          ...state,
          balanceYen: state.balanceYen - event.yen,
          spent: [...state.spent, event.resolution],
        }
      case 'FundClosed':
        return { ...state, status: 'closed' }
    }
  },
}

const notAnAmount = (): Refusal =>
  refuse('金額が正しくありません', actHouse.stepsInOrder, '1円以上の金額を、円で書いてください')

function opened(
  rule: Fund,
  state: FundState,
  { atUs, by, id, yearlyYen }: Command<'OpenFund'>,
): Decided {
  if (state.status === 'open') {
    return refuse(
      '積立金はすでに設けられています',
      actHouse.stepsInOrder,
      '金額を改めるときは、閉じてから設けてください',
    )
  }
  return isYen(yearlyYen)
    ? [{ type: 'FundOpened', atUs, by, basis: rule.optional, id, yearlyYen }]
    : notAnAmount()
}

/** Each spending under its own resolution, of at least as much, passed before it. */
function spent(
  { office }: Setting,
  rule: Fund,
  { balanceYen, spent: before }: OpenFund,
  { atUs, by, yen, resolution, says }: Command<'Spend'>,
): Decided {
  if (!isYen(yen)) return notAnAmount()
  const released = resolutionsInForce(office, 'spending', atUs).find(({ id }) => id === resolution)
  if (!released || before.includes(released.id)) {
    return refuse(
      released ? 'その承認は、すでに一度使われています' : '積立金を使う承認がありません',
      rule.spending,
      '修繕・更新のつど、使う前に会議の承認を得てください',
    )
  }
  if (yen > released.matter.amountYen) {
    return refuse(
      `承認された金額（${released.matter.amountYen}円）を超えています`,
      rule.spending,
      '足りない分の承認を得てください',
    )
  }
  if (yen > balanceYen) {
    return refuse(
      `積立金の残高（${balanceYen}円）を超えています`,
      rule.notBelowZero,
      '残高の中で使うか、ほかの費用で払ってください',
    )
  }
  return [{ type: 'Spent', atUs, by, basis: rule.spending, yen, resolution: released.id, says }]
}
