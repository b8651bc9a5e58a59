import { warekiMoment } from '#civil/wareki.ts'
import { after } from '#domain/decider.ts'
import { medium } from '#domain/medium/medium.ts'
import type { MediumEvent } from '#domain/medium/words.ts'
import type { Register } from '#law/vocabulary/registers.ts'
import type { Clerk } from './case-file.ts'
import { filledCells, type Line } from './line.ts'

/** One medium from its number to its end: open until it was destroyed or disposed of. */
export function mediumLine(
  { nameOf }: Clerk,
  register: Register,
  events: readonly MediumEvent[],
): Line | null {
  const registered = events.find(event => event.type === 'MediumRegistered')
  const state = after(medium, events)
  if (!registered || state.status === 'none') return null
  const destroyed = events.find(event => event.type === 'MediumDestroyed')
  const ended = destroyed ?? events.find(event => event.type === 'MediumDiscarded')
  const facts = {
    number: state.medium,
    medium: `${state.medium}（${state.serial}）`,
    place: state.place ?? '所在不明',
    heldAt: warekiMoment(registered.atUs),
    operator: nameOf(registered.by),
    ...(ended && { endedAt: warekiMoment(ended.atUs) }),
    ...(destroyed && { note: `${destroyed.method}（${destroyed.people.map(nameOf).join('、')}）` }),
  }
  return {
    register: register.id,
    number: state.medium,
    heldAtUs: registered.atUs,
    cells: filledCells(register, facts, { endedAt: 'open', note: 'open' }),
    closedAtUs: ended?.atUs ?? null,
  }
}
