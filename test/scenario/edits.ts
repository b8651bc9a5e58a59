import fc from 'fast-check'
import type { FootageRange } from '#domain/footage-range.ts'
import type { Step } from './desk.ts'
import type { Lapse } from './office.ts'

/** One thing done otherwise than it should be: what, at which step (round and round), and by whom or how far. */
export type Edit = {
  readonly kind:
    | 'drop'
    | 'swap'
    | 'repeat'
    | 'person'
    | 'people'
    | 'shift'
    | 'no'
    | 'requester'
    | 'forged'
    | 'narrow'
  readonly place: number
  readonly people: readonly string[]
  readonly minutes: number
}

export const editBy = (everybody: readonly string[]): fc.Arbitrary<Edit> =>
  fc.record({
    kind: fc.constantFrom<Edit['kind'][]>(
      'drop',
      'swap',
      'repeat',
      'person',
      'people',
      'shift',
      'no',
      'requester',
      'forged',
      'narrow',
    ),
    place: fc.nat({ max: 60 }),
    people: fc.array(fc.constantFrom(...everybody), { minLength: 1, maxLength: 4 }),
    minutes: fc.integer({ min: -12, max: 12 }),
  })

/** Somebody whose tenure ends on the way, or nobody. */
export const lapse: fc.Arbitrary<Lapse | null> = fc.option(
  fc.record({ place: fc.nat({ max: 12 }), minutes: fc.nat({ max: 30 }) }),
)

/** The steps with one thing done otherwise; times stay in order of the places. */
export function edited(
  steps: readonly Step[],
  { kind, place, people, minutes }: Edit,
): readonly Step[] {
  const at = place % Math.max(1, steps.length)
  const [person = ''] = people
  switch (kind) {
    case 'drop':
      return steps.toSpliced(at, 1)
    case 'repeat':
      return steps.toSpliced(at, 0, ...steps.slice(at, at + 1))
    case 'swap':
      return at + 1 < steps.length
        ? steps.toSpliced(at, 2, ...steps.slice(at, at + 2).reverse())
        : steps
    case 'person':
      return changed(steps, at, command => ({ ...command, by: person }))
    case 'people':
      return everywhere(steps, command => replaced(command, lists[place % lists.length]!, people))
    case 'shift':
      return changed(steps, at, command => shifted(command, minutes))
    case 'no':
      return changed(steps, at, command =>
        'answer' in command ? { ...command, answer: { holds: false, facts: '' } } : command,
      )
    case 'forged':
      return changed(steps, at, command =>
        'sha256' in command ? { ...command, sha256: person } : command,
      )
    case 'narrow':
      return everywhere(steps, command =>
        command.type === 'Propose' || command.type === 'DecideAsManager'
          ? { ...command, acts: [narrower[place % narrower.length]] }
          : command,
      )
    case 'requester':
      return everywhere(steps, command =>
        'requester' in command
          ? { ...command, requester: { ...(command.requester as object), person } }
          : command,
      )
  }
}

type Words = Readonly<Record<string, unknown>>

const changed = (steps: readonly Step[], at: number, change: (command: Words) => Words) =>
  steps.map((step, place) => (place === at ? rewritten(step, change) : step))

const everywhere = (steps: readonly Step[], change: (command: Words) => Words) =>
  steps.map(step => rewritten(step, change))

const rewritten = (step: Step, change: (command: Words) => Words): Step =>
  ({ to: step.to, command: change(step.command) }) as Step

const narrower = ['viewing', 'takeOut', 'telling']

/** Where a command names several people who do something together. */
const lists = ['witnesses', 'inFavour', 'scannedBy', 'assents', 'heardBy', 'signers']

/** Other people in one of those places; whoever comes to watch is told as they should be. */
function replaced(command: Words, list: string, people: readonly string[]): Words {
  if (!Array.isArray(command[list])) return command
  const { noticeShownTo } = command
  return {
    ...command,
    [list]: people,
    ...(Array.isArray(noticeShownTo) ? { noticeShownTo: [...noticeShownTo, ...people] } : {}),
  }
}

function shifted(command: Words, minutes: number): Words {
  const moved = (range: FootageRange): FootageRange => ({
    ...range,
    fromMinute: range.fromMinute + minutes,
    toMinute: range.toMinute + minutes,
  })
  if ('ranges' in command) {
    return { ...command, ranges: (command.ranges as readonly FootageRange[]).map(moved) }
  }
  return 'range' in command ? { ...command, range: moved(command.range as FootageRange) } : command
}
