import type { StandingLine } from '#domain/correction/words.ts'
import { firstLinesIn } from './lines.ts'
import type { Sight } from './sight.ts'

/** A line of a register, by the file that it was written from; null: there is none. */
export function standingLineOf(
  sight: Sight,
  { register: id, file, number }: { register: string; file: string; number: string },
): StandingLine | null {
  const register = sight.profile.registers.list.find(known => known.id === id)
  const line = register && firstLinesIn(sight, register, file).find(it => it.number === number)
  if (!line) return null
  return {
    register: id,
    number,
    confirmedAtUs: confirmedAtUs(sight, file, line.heldAtUs),
    closedAtUs: line.closedAtUs,
  }
}

/** A session's line is a draft until somebody who was there has confirmed it; any other stands as it is written. */
function confirmedAtUs({ statesIn }: Sight, file: string, heldAtUs: number): number | null {
  const session = statesIn(file, 'viewing').find(
    ({ state }) => state.status !== 'none' && state.openedAtUs === heldAtUs,
  )
  if (!session) return heldAtUs
  return session.events.find(({ type }) => type === 'LineConfirmed')?.atUs ?? null
}
