import type { Agreed, AgreementState, Breach } from './state.ts'
import type { AgreementEvent } from './words.ts'

const withBreach = (state: Agreed, id: string, change: Partial<Breach>): Agreed => ({
  ...state,
  breaches: state.breaches.map(breach => (breach.id === id ? { ...breach, ...change } : breach)),
})

export function evolve(state: AgreementState, event: AgreementEvent): AgreementState {
  if (event.type === 'AgreementDrafted') {
    const { type: _, atUs: _at, by: _by, basis: _basis, ...terms } = event
    return {
      ...terms,
      status: 'drafted',
      activatedAtUs: null,
      suspended: false,
      notices: [],
      provided: [],
      extracted: [],
      breaches: [],
      unmatched: [],
      keepingLearnedAtUs: null,
    }
  }
  if (state.status === 'none') return state
  const { atUs } = event
  switch (event.type) {
    case 'AgreementActivated':
      return { ...state, status: 'active', activatedAtUs: atUs }
    case 'ExtractionNoticed': {
      const { line, case: incident, officer, ranges } = event
      return {
        ...state,
        notices: [...state.notices, { line, case: incident, officer, ranges, atUs }],
      }
    }
    case 'ProvidedUnderAgreement': {
      const { line, to } = event
      return { ...state, provided: [...state.provided, { line, to, atUs }] }
    }
    case 'LogsCompared':
      return { ...state, unmatched: event.unmatched }
    case 'BreachSuspected': {
      const { id, extractedAtUs, officer, ranges } = event
      const breach = {
        id,
        extractedAtUs,
        officer,
        ranges,
        demand: null,
        answer: null,
        closed: false,
      }
      return { ...state, breaches: [...state.breaches, breach] }
    }
    case 'CorrectionDemanded': {
      const { says, dueUs } = event
      return withBreach(state, event.breach, { demand: { says, dueUs } })
    }
    case 'DemandAnswered':
      return withBreach(state, event.breach, { answer: event.says })
    case 'BreachClosed':
      return withBreach(state, event.breach, { closed: true })
    case 'MismatchExplained':
      return { ...state, unmatched: state.unmatched.filter(line => line !== event.line) }
    case 'AccessSuspended':
      return { ...state, suspended: true }
    case 'AccessResumed':
      return { ...state, suspended: false }
    case 'KeepingLearned':
      return { ...state, keepingLearnedAtUs: atUs }
    case 'AgreementEnded':
      return { ...state, status: 'ended' }
    case 'Extracted':
      return { ...state, extracted: [...state.extracted, { line: event.line, atUs }] }
  }
}
