import { civilDay } from './day.ts'
import type { Day } from './minute.ts'

/** What somebody wrote as a day: the day, or in their words why it is none. */
export type ReadDay = { readonly day: Day } | { readonly wrong: string }

/** Each era with its letter, its first day and its last; the one that runs has none. */
const eras = [
  { name: '令和', letter: 'R', from: '2019-05-01', to: null },
  { name: '平成', letter: 'H', from: '1989-01-08', to: '2019-04-30' },
  { name: '昭和', letter: 'S', from: '1926-12-25', to: '1989-01-07' },
] as const

const forms = '令和8年11月14日、R8.11.14、2026/11/14 のように書いてください'
const wareki =
  /^(令和|平成|昭和|R|H|S)\.?(元|\d{1,2})(?:年|[./-])(\d{1,2})(?:月|[./-])(\d{1,2})日?$/
const common = /^(\d{4})(?:年|[./-])(\d{1,2})(?:月|[./-])(\d{1,2})日?$/

/**
 * 「令和8年11月14日」「R8.11.14」「2026/11/14」, full-width or not, as people write them. An era that had not begun or was over
 * on that day is told, not guessed.
 */
export function readDay(words: string): ReadDay {
  const plain = words
    .normalize('NFKC')
    .replace(/[\s,、]/g, '')
    .toUpperCase()
  const inEra = wareki.exec(plain)
  if (inEra) {
    const [, sign, yearWords, month, dayOfMonth] = inEra
    const era = eras.find(({ name, letter }) => name === sign || letter === sign)!
    const year = yearWords === '元' ? 1 : Number(yearWords)
    const day = dayOf(Number(era.from.slice(0, 4)) + year - 1, month!, dayOfMonth!)
    if (!day || year === 0) return { wrong: `その日は暦にありません。${forms}` }
    if (day < era.from || (era.to !== null && day > era.to)) {
      return { wrong: `${era.name}${yearWords}年のその日はありません。元号を確かめてください` }
    }
    return { day }
  }
  const found = common.exec(plain)
  if (!found) return { wrong: `日付として読めません。${forms}` }
  const [, year, month, dayOfMonth] = found
  const day = dayOf(Number(year), month!, dayOfMonth!)
  return day ? { day } : { wrong: `その日は暦にありません。${forms}` }
}

function dayOf(year: number, month: string, day: string): Day | null {
  const words = [String(year).padStart(4, '0'), month.padStart(2, '0'), day.padStart(2, '0')]
  return civilDay(words.join('-'))?.toString() ?? null
}

/** Minutes since midnight of 「15:42」「15時42分」「1542」, full-width or not; null: none. 24:00 ends a day. */
export function readTime(words: string): number | null {
  const plain = words.normalize('NFKC').replace(/\s/g, '')
  const found = /^(\d{1,2}):(\d{2})$|^(\d{1,2})時(?:(\d{1,2})分)?$|^(\d{2})(\d{2})$/.exec(plain)
  if (!found) return null
  const hour = Number(found[1] ?? found[3] ?? found[5])
  const minute = Number(found[2] ?? found[4] ?? found[6] ?? 0)
  const at = hour * 60 + minute
  return minute < 60 && at <= 1440 ? at : null
}
