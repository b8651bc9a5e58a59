import { refuse } from '#law/basis.ts'
import { mediaHouse } from '#law/house/copies.ts'
import type { Decider } from '../decider.ts'
import { destroy, discard, erase, reuse } from './ending.ts'
import { attest, importFrom, move, register } from './keeping.ts'
import type { MediumCommand, MediumEvent, MediumFacts, MediumState } from './words.ts'

/** A medium from its number to its end: in use, retired, erased, destroyed by two before a camera, discarded. */
export const medium: Decider<MediumState, MediumCommand, MediumEvent, MediumFacts> = {
  initial: { status: 'none' },
  decide: (facts, state, command) => {
    const { media } = facts.profile
    if (command.type === 'RegisterMedium') return register(facts, state, command)
    if (state.status === 'none') {
      return refuse(
        '台帳に載っていない媒体です',
        media.register,
        '番号を付けて、台帳に載せてから使ってください',
      )
    }
    if (state.status === 'destroyed' || state.status === 'discarded') {
      if (command.type === 'DiscardMedium') return discard(facts, state, command)
      return refuse('廃棄した媒体です', media.destroy, '媒体の番号を確かめてください')
    }
    const { atUs, by } = command
    switch (command.type) {
      case 'MoveMedium':
        return move(facts, command)
      case 'MissMedium':
        return [{ type: 'MediumMissed', atUs, by, basis: mediaHouse.whereabouts }]
      case 'AttestMedium':
        return attest(facts, command)
      case 'ImportFrom':
        return importFrom(facts, command)
      case 'RetireMedium': {
        const { reason } = command
        return [{ type: 'MediumRetired', atUs, by, basis: media.register, reason }]
      }
      case 'ReuseMedium':
        return reuse(facts, state, command)
      case 'EraseMedium':
        return erase(facts, command)
      case 'DestroyMedium':
        return destroy(facts, state, command)
      case 'DiscardMedium':
        return discard(facts, state, command)
    }
  },
  evolve: (state, event) => {
    if (event.type === 'MediumRegistered') {
      const { medium, kind, serial, place, atUs } = event
      const known = { medium, kind, serial, place, seenAtUs: atUs }
      return { status: 'inUse', ...known, erasedAtUs: null, sourceDueUs: null }
    }
    if (state.status === 'none') return state
    switch (event.type) {
      case 'MediumMoved':
        return { ...state, place: event.to }
      case 'MediumMissed':
        return { ...state, place: null }
      case 'MediumAttested':
        return { ...state, seenAtUs: event.atUs }
      case 'SourceImported': {
        const dueUs = Math.min(event.oldestDueUs, state.sourceDueUs ?? event.oldestDueUs)
        return { ...state, sourceDueUs: dueUs, erasedAtUs: null }
      }
      case 'MediumRetired':
        return { ...state, status: 'retired' }
      case 'MediumReused':
        return { ...state, status: 'inUse', erasedAtUs: null }
      case 'MediumErased':
        return { ...state, erasedAtUs: event.atUs, sourceDueUs: null }
      case 'MediumDestroyed':
        return { ...state, status: 'destroyed', sourceDueUs: null }
      case 'MediumDiscarded':
        return { ...state, status: 'discarded' }
    }
  },
}
