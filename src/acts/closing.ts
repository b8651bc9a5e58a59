import { fiscalYearOf } from '#civil/fiscal-year.ts'
import { keptUntilUs } from '#domain/correction/keeping.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { standingLinesIn } from './lines.ts'
import { Sight } from './sight.ts'
import { things } from './things.ts'
import type { World } from './world.ts'

/** Where a file is kept when all about it is over. */
export type Closing = {
  /** When the last thing happened in it, corrections aside, µs. */
  readonly closedAtUs: number
  /** Until when its lines are kept, the longest of them, µs, exclusive: the first instant of a fiscal year, or later. */
  readonly keptUntilUs: number
  /** The register on whose shelf it lies: of the line that is kept longest, in the document's order of registers. */
  readonly register: string
}

/** null: something in the file is open, or it is one that is never closed (the office itself, the list of places). */
export function closingOf(world: World, profile: Profile, file: string): Closing | null {
  const streams = Object.values(world.files.get(file) ?? {}).filter(
    ({ kind }) => kind !== 'correction',
  )
  const isOver = streams.every(({ kind, state, isGone }) => isGone || overIn(kind)(state))
  if (streams.length === 0 || !isOver) return null
  const sight = new Sight(world, profile)
  const { registers } = profile
  const lines = registers.list.flatMap(register => standingLinesIn(sight, register, file, String))
  if (lines.some(line => line.closedAtUs === null)) return null
  const closedAtUs = Math.max(...streams.map(({ lastAtUs }) => lastAtUs))
  const own = { keptUntilUs: keptUntilUs(registers, closedAtUs), register: registers.list[0]!.id }
  const longest = lines.reduce(
    (most, line) =>
      (line.keptUntilUs ?? 0) > most.keptUntilUs || most.register === null
        ? {
            keptUntilUs: Math.max(most.keptUntilUs, line.keptUntilUs ?? 0),
            register: line.register,
          }
        : most,
    { keptUntilUs: own.keptUntilUs, register: null as string | null },
  )
  return { closedAtUs, ...longest, register: longest.register ?? own.register }
}

/** The fiscal year whose end is the last day that it is kept. */
export const lastYearOf = ({ keptUntilUs }: Closing): number => fiscalYearOf(keptUntilUs - 1)

const overIn = (kind: keyof typeof things): ((state: unknown) => boolean) =>
  things[kind].isOver as (state: unknown) => boolean
