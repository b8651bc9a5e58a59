import { appendix } from '#domain/camera/appendix.ts'
import { camera } from '#domain/camera/camera.ts'
import { manual } from '#domain/camera/manual.ts'
import type { Setting } from '#domain/decider.ts'
import {
  decideEarlyErasure,
  type EarlyErasureDecided,
  type EarlyErasureFacts,
  type EraseEarly,
} from '#domain/hold/early-erasure.ts'
import { hold, keeps } from '#domain/hold/hold.ts'
import { period } from '#domain/hold/period.ts'
import { type AimCheck, type AimChecked, checkAim } from '#domain/live/aim-check.ts'
import { type LiveWatched, type Watching, watchLive } from '#domain/live/watching.ts'
import { decideMachine, type MachineCommand, type MachineEvent } from '#domain/machine/machine.ts'
import { medium } from '#domain/medium/medium.ts'
import { profileAdoption } from '#domain/profile/adoption.ts'
import { key } from '#domain/terminal/keys.ts'
import { terminal } from '#domain/terminal/terminal.ts'
import { eachAlone, type Things, thing, thingOn, withEvents } from './thing.ts'

const mediumThing = thingOn(
  withEvents(medium),
  ({ setting, state }) => ({ ...setting, appendix: state('appendix', 'main') }),
  {
    names: said => (said.type === 'RegisterMedium' ? said.medium : null),
    isOver: ({ state: { status } }) => status === 'destroyed' || status === 'discarded',
  },
)

const cameraThing = thingOn(
  camera,
  ({ setting, state }) => ({
    ...setting,
    appendix: state('appendix', 'main'),
    manual: state('manual', 'main'),
    retentionDecided: state('period', 'main').rules.length > 0,
  }),
  { names: said => (said.type === 'PlanCamera' ? said.camera : null) },
)

/** Footage that somebody asks for, and what a hold keeps: nobody takes it away early. */
const earlyErasureThing = thingOn(
  eachAlone<EraseEarly, EarlyErasureDecided, EarlyErasureFacts>(decideEarlyErasure),
  ({ setting, state, every }, _, { atUs }) => ({
    ...setting,
    wanted: [
      ...every('request').flatMap(asked => (asked.status === 'open' ? asked.ranges : [])),
      ...state('hold', 'main').holds.filter(held => keeps(held, atUs)),
    ],
  }),
)

/** Cameras and footage, and the things they are kept in and seen on. */
export const keepingThings: Things<
  | 'camera'
  | 'appendix'
  | 'manual'
  | 'medium'
  | 'terminal'
  | 'key'
  | 'aim-check'
  | 'live'
  | 'hold'
  | 'period'
  | 'early-erasure'
  | 'machine'
  | 'profile'
> = {
  camera: cameraThing,
  appendix: thing(appendix),
  manual: thing(manual),
  medium: mediumThing,
  terminal: thing(terminal, {
    names: said => (said.type === 'EnrolTerminal' ? said.terminal : null),
    isOver: ({ status }) => status === 'revoked',
  }),
  key: thing(key),
  'aim-check': thing(eachAlone<AimCheck, AimChecked, Setting>(checkAim), {
    names: ({ camera }) => camera,
  }),
  live: thing(eachAlone<Watching, LiveWatched, Setting>(watchLive), { names: ({ room }) => room }),
  /** All of them in one stream: their numbers are told apart there. */
  hold: thing(hold),
  period: thing(period),
  'early-erasure': earlyErasureThing,
  machine: thing(eachAlone<MachineCommand, MachineEvent, Setting>(decideMachine)),
  /** All versions in one stream: each begins after the one before. */
  profile: thing(profileAdoption),
}
