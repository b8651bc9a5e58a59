import { fiscalYearOf } from '#civil/fiscal-year.ts'
import type { Order } from '#door/door.ts'
import { Fault, sentence } from '#fault/fault.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import type { Register } from '#law/vocabulary/registers.ts'
import { registerPage } from '#projections/page.ts'
import { compareLines, type RebuildParts, rebuildLines } from '#projections/rebuild.ts'
import { shownLines, withCameraNames, withWords } from '#projections/show.ts'
import { type PrintedBook, printedBook } from '#registers/printed-book.ts'

export type RegisterEntry = {
  readonly id: string
  readonly title: string
  readonly formName: string | null
  /** Fiscal years in which it has lines. */
  readonly years: readonly number[]
  readonly lines: number
}
export type ShownRegister = {
  readonly book: PrintedBook
  /** Lines whose content no key here opens any more. */
  readonly closedToUs: number
}
type Work = (order: Order, progress: (progress: unknown) => void) => Promise<unknown>

export type RegisterOrderParts = RebuildParts & {
  /** The version of the document in force now. */
  readonly inForce: () => Promise<Profile>
  /** What the cameras are called, by their ids. */
  readonly cameraNames: () => Promise<ReadonlyMap<string, string>>
}

/** What may be asked of the office's registers at its door. */
export function registerOrders(parts: RegisterOrderParts): Readonly<Record<string, Work>> {
  const { database, ledger } = parts
  const shown = (register: Register, year: number | null) =>
    shownLines(database, ledger, register, year)
  const compared = (work: typeof compareLines): Work => {
    return (_, progress) => work({ ...parts, progress: (done, of) => progress({ done, of }) })
  }
  return {
    'register.list': async (): Promise<readonly RegisterEntry[]> =>
      Promise.all(
        (await parts.inForce()).registers.list.map(async register => {
          const { lines } = await shown(register, null)
          const years = new Set(lines.map(({ heldAtUs }) => fiscalYearOf(heldAtUs)))
          const { id, title, formName } = register
          return { id, title, formName, years: [...years].toSorted(), lines: lines.length }
        }),
      ),
    'register.show': async ({ register: id, year, words }): Promise<ShownRegister> => {
      const register = registerNamed(await parts.inForce(), id)
      const { lines, closedToUs } = await shown(register, yearIn(year))
      const named = withCameraNames(lines, await parts.cameraNames())
      const wanted = typeof words === 'string' ? withWords(named, words) : named
      return { book: printedBook(register, wanted), closedToUs }
    },
    'register.page': async ({ register: id, year }) => {
      const wanted = yearIn(year)
      if (wanted === null) throw noYear()
      const profile = await parts.inForce()
      const register = registerNamed(profile, id)
      return registerPage(parts, ledger, { profile, register }, wanted)
    },
    'register.compare': compared(compareLines),
    'register.rebuild': compared(rebuildLines),
  }
}

const yearIn = (year: unknown): number | null => {
  if (year === null || year === undefined) return null
  if (!Number.isSafeInteger(year)) throw noYear()
  return Number(year)
}

function registerNamed({ registers }: Profile, id: unknown): Register {
  const { list } = registers
  const found = list.find(register => register.id === id || register.title === id)
  if (found) return found
  const known = list.map(register => `${register.id}（${register.title}）`).join('、')
  throw new Fault(
    'NotFound',
    sentence(
      `その帳簿は、この規程にありません: ${String(id)}`,
      `the rule document has no register "${String(id)}"`,
    ),
    sentence(`次のどれかです: ${known}`, `One of: ${list.map(({ id }) => id).join(', ')}`),
  )
}

const noYear = () =>
  new Fault(
    'Misconfigured',
    sentence('年度がありません。', 'no fiscal year was given'),
    sentence('2026 のように西暦で書いてください。', 'Write it as 2026.'),
  )
