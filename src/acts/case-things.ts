import { approval } from '#domain/approval/approval.ts'
import { type Approved, approvalOf } from '#domain/approval/state.ts'
import { request } from '#domain/request/request.ts'
import type { OpenRequest } from '#domain/request/state.ts'
import { sealedCopy } from '#domain/sealed-copy/sealed-copy.ts'
import { isAlive } from '#domain/take-out/state.ts'
import { takeOut } from '#domain/take-out/take-out.ts'
import type { TakeOutCommand } from '#domain/take-out/words.ts'
import { type Tell, type TellingFacts, type Told, tell } from '#domain/telling/telling.ts'
import { factOf } from '#domain/terminal/terminal.ts'
import { viewing } from '#domain/viewing/viewing.ts'
import type { ViewingCommand } from '#domain/viewing/words.ts'
import { type Refusal, refuse } from '#law/basis.ts'
import { actHouse } from '#law/house.ts'
import type { Act } from '#law/vocabulary/grounds.ts'
import { takenFrom } from './given.ts'
import { allGone } from './gone.ts'
import type { Sight } from './sight.ts'
import { streamName } from './stream-name.ts'
import { eachAlone, type Things, thingOn, withEvents } from './thing.ts'

/** A request and all that followed from it share one file. */
export const caseOf = (request: string): string => streamName('request', request)
const inCase = ([request = '']: readonly string[]) => caseOf(request)

const requestThing = thingOn(
  request,
  ({ setting, state, statesIn }, [id = '']) => {
    const copies = statesIn(caseOf(id), 'take-out')
    return {
      ...setting,
      copiesAlive: copies.filter(isAlive).length,
      copiesUnconfirmed: copies.filter(copy => copy.status === 'made' && copy.confirmedBy === null)
        .length,
      approved: state('approval', id).decisions.some(({ status }) => status === 'approved'),
    }
  },
  {
    names: said => (said.type === 'Receive' ? said.id : null),
    isOver: ({ status }) => status !== 'open',
  },
)

const approvalThing = thingOn(
  approval,
  (sight, [id = ''], said) => {
    const { setting, state } = sight
    const asked = state('request', id)
    if (asked.status !== 'open') return notOpen()
    const isGranting = said.type === 'Propose' || (said.type === 'DecideAsManager' && said.grant)
    // A copy that was sealed in time outlives the footage, and telling needs no picture.
    const isOfPictures = asked.acts.every(act => act === 'viewing')
    const gone = isGranting && isOfPictures ? allGone(sight, asked.ranges, said.atUs) : null
    return gone ?? { ...setting, request: asked }
  },
  { file: inCase, isOver: () => true },
)

const sealedCopyThing = thingOn(
  sealedCopy,
  ({ setting, state }, [id = '']) => {
    const asked = state('request', id)
    if (asked.status !== 'open') return notOpen()
    return { ...setting, request: asked, approval: approvalOf(state('approval', id), 'takeOut') }
  },
  { file: inCase, isOver: () => true },
)

/** What may still be done when the request itself is over: to bring to its end what was begun. */
const afterwards: readonly (ViewingCommand | TakeOutCommand)['type'][] = [
  'Close',
  'ConfirmLine',
  'AnswerPurpose',
  'Discard',
  'Lapse',
  'End',
]

const viewingThing = thingOn(
  withEvents(viewing),
  (sight, [id = ''], said) => {
    const { setting, state, statesIn, given } = sight
    const asked = requestFor(sight, id, said.type)
    if ('refused' in asked) return asked
    const gone = said.type === 'Open' ? allGone(sight, said.ranges, said.atUs) : null
    if (gone) return gone
    const { terminal, instruction, permitted } = takenFrom(given, 'viewing')
    const covering = covered(sight, id, 'viewing', 'takeOut')
    const held = statesIn(caseOf(id), 'viewing').filter(
      ({ state }) =>
        state.status !== 'none' && covering !== null && state.openedAtUs >= covering.atUs,
    )
    return {
      ...setting,
      request: asked,
      approval: covering,
      held: held.length,
      instruction,
      permitted,
      terminal: terminal === null ? null : factOf(state('terminal', terminal)),
    }
  },
  { ids: 2, file: inCase, isOver: ({ state }) => state.status !== 'open' },
)

const takeOutThing = thingOn(
  takeOut,
  (sight, [id = ''], { type }) => {
    const { setting, state, given } = sight
    const asked = requestFor(sight, id, type)
    if ('refused' in asked) return asked
    const { terminal, instruction, limitUs } = takenFrom(given, 'take-out')
    return {
      ...setting,
      request: asked,
      approval: covered(sight, id, 'takeOut', 'viewing'),
      instruction,
      limitUs,
      terminal: terminal === null ? null : factOf(state('terminal', terminal)),
    }
  },
  { ids: 2, file: inCase, isOver: copy => !isAlive(copy) },
)

const tellingThing = thingOn(
  eachAlone<Tell, Told, TellingFacts>(tell),
  (sight, [id = '']) => {
    const asked = sight.state('request', id)
    return {
      ...sight.setting,
      request: asked.status === 'open' ? asked : null,
      approval: covered(sight, id, 'telling', 'viewing'),
    }
  },
  { file: inCase, isOver: () => true },
)

export const caseThings: Things<
  'request' | 'approval' | 'sealed-copy' | 'viewing' | 'take-out' | 'telling'
> = {
  request: requestThing,
  approval: approvalThing,
  'sealed-copy': sealedCopyThing,
  viewing: viewingThing,
  'take-out': takeOutThing,
  telling: tellingThing,
}

/** The approval of this act, else the nearest one there is, so that the refusal can say what was approved. */
const covered = ({ state }: Sight, id: string, act: Act, nearest: Act): Approved | null => {
  const decisions = state('approval', id)
  return approvalOf(decisions, act) ?? approvalOf(decisions, nearest)
}

function requestFor(
  { state }: Sight,
  id: string,
  type: (typeof afterwards)[number],
): OpenRequest | Refusal {
  const asked = state('request', id)
  if (asked.status === 'open') return asked
  return asked.status !== 'none' && afterwards.includes(type) ? asked.request : notOpen()
}

const notOpen = (): Refusal =>
  refuse(
    'この求めは、受け付けていないか、終わっています',
    actHouse.stepsInOrder,
    '新しい求めとして受け付けてください',
  )
