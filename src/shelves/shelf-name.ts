import { type FiscalYear, fiscalYearOf, startOfFiscalYearUs } from '#civil/fiscal-year.ts'
import type { ShelfName } from './shelf-keys.ts'

const written = /^[A-Za-z][A-Za-z0-9]{0,63}\/[0-9]{4}$/
/** The part before the stroke that means: not closed yet. No register may have this id. */
const open = 'open'

export const isShelfName = (name: string): name is ShelfName => written.test(name)

export const openShelfOf = (year: FiscalYear): ShelfName => `${open}/${year}`
export const isOpenShelf = (shelf: ShelfName): boolean => shelf.startsWith(`${open}/`)

/**
 * Where a file of this register lies until its years are over: the shelf of the fiscal year in which they end.
 * Shelves die with a fiscal year, so what is kept to a day within one lies there until its 31 March.
 */
export function registerShelf(register: string, keptUntilUs: number): ShelfName {
  const name = `${register}/${fiscalYearOf(keptUntilUs - 1)}`
  if (register === open || !isShelfName(name)) throw new RangeError(`no register: ${register}`)
  return name
}

/** The instant from which a shelf is dead, µs: 1 April 00:00 in Tokyo after its fiscal year. */
export const endOfShelfUs = (shelf: ShelfName): number =>
  startOfFiscalYearUs(Number(shelf.slice(-4)) + 1)

export const isOver = (shelf: ShelfName, nowUs: number): boolean => endOfShelfUs(shelf) <= nowUs
