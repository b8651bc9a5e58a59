import { refuse } from '#law/basis.ts'
import { siteHouse } from '#law/house/site.ts'
import { actHouse } from '#law/house.ts'
import type { Decider } from '../decider.ts'
import { review } from './coverage.ts'
import { setHours, switchOff, switchOn } from './running.ts'
import { attestSign } from './sign.ts'
import { refuseLeavingOut, refusePlan } from './siting.ts'
import type { CameraCommand, CameraEvent, CameraFacts, CameraState } from './words.ts'

/** A camera from its plan on: of the document's kind, reviewed, signed, switched on; never stopped by paper. */
export const camera: Decider<CameraState, CameraCommand, CameraEvent, CameraFacts> = {
  initial: { status: 'none' },
  decide: (facts, state, command) => {
    const { profile } = facts
    if (command.type === 'LeaveOut') return refuseLeavingOut(profile, command)
    if (command.type === 'PlanCamera') {
      if (state.status !== 'none') {
        return refuse('すでに登録したカメラです', actHouse.stepsInOrder, '別の名で登録してください')
      }
      const { type: _, ...plan } = command
      const basis = profile.cameras.kind.means
      return refusePlan(profile, plan) ?? [{ type: 'CameraPlanned', ...plan, basis }]
    }
    if (state.status === 'none') {
      return refuse(
        'まだ登録していないカメラです',
        actHouse.stepsInOrder,
        'カメラの目的と場所を先に登録してください',
      )
    }
    switch (command.type) {
      case 'ChangeCamera': {
        const { type: _, ...plan } = command
        const basis = profile.cameras.kind.means
        return refusePlan(profile, plan) ?? [{ type: 'CameraChanged', ...plan, basis }]
      }
      case 'ReviewCoverage':
        return review(facts, command)
      case 'NoticeAimMoved':
        return [{ type: 'AimMoved', atUs: command.atUs, by: command.by, basis: siteHouse.moved }]
      case 'AttestSign':
        return attestSign(facts, command)
      case 'SwitchOn':
        return switchOn(facts, state, command)
      case 'SwitchOff':
        return switchOff(facts, command)
      case 'SetHours':
        return setHours(facts, command)
    }
  },
  evolve: (state, event) => {
    if (event.type === 'CameraPlanned') {
      const { camera, purpose, traits, site, agency } = event
      return {
        ...{ camera, purpose, traits, site, agency },
        status: 'planned',
        firstOnAtUs: null,
        coverageAtUs: null,
        signAtUs: null,
        movedAtUs: null,
        exception: null,
      }
    }
    if (state.status === 'none') return state
    switch (event.type) {
      case 'CameraChanged': {
        const { purpose, traits, site, agency } = event
        return { ...state, purpose, traits, site, agency }
      }
      case 'CoverageReviewed':
        return { ...state, coverageAtUs: event.atUs }
      case 'AimMoved':
        return { ...state, movedAtUs: event.atUs }
      case 'SignAttested':
        return { ...state, signAtUs: event.atUs }
      case 'FirstSwitchedOn':
        return { ...state, status: 'running', firstOnAtUs: event.atUs }
      case 'SwitchedOn':
        return { ...state, status: 'running' }
      case 'SwitchedOff':
        return { ...state, status: 'off' }
      case 'HoursSet':
        return { ...state, exception: event.exception }
    }
  },
}
