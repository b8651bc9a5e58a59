import type { StatefulAuthorizationCall } from '@cedar-policy/cedar-wasm'
import type { Case } from './cases.ts'

/** The rule of the cases in Cedar's own language: who works it, before whom, on what approval, who was told. */
const policies = `
permit (principal, action == Action::"OpenViewing", resource) when {
  (principal in Post::"chair" || principal in Post::"operator") &&
  context.approval.request == resource &&
  context.approval.acts.contains("viewing") &&
  context.held < context.approval.sessions &&
  context.range.camera == context.approval.range.camera &&
  context.range.fromMinute < context.range.toMinute &&
  context.range.fromMinute >= context.approval.range.fromMinute &&
  context.range.toMinute <= context.approval.range.toMinute &&
  context.terminal.enrolled &&
  context.one != context.other &&
  context.one in Post::"member" && context.other in Post::"member" &&
  context.one != principal && context.other != principal &&
  context.told.containsAll([principal, context.one, context.other, context.viewer])
};`

type Decider = (call: StatefulAuthorizationCall) => boolean

/** Cedar with the policies parsed once; throws where it is not installed or does not take them. */
export async function cedar(): Promise<Decider> {
  const { preparsePolicySet, statefulIsAuthorized } = await import(
    '@cedar-policy/cedar-wasm/nodejs'
  )
  const parsed = preparsePolicySet('viewing', { staticPolicies: policies })
  if (parsed.type === 'failure') throw new Error(parsed.errors.map(one => one.message).join())
  return call => {
    const answer = statefulIsAuthorized(call)
    if (answer.type === 'failure') throw new Error(answer.errors.map(one => one.message).join())
    return answer.response.decision === 'allow'
  }
}

const person = (id: string) => ({ type: 'Person', id })
const personIn = (id: string) => ({ __entity: person(id) })

/** A case as Cedar is asked it: people with their posts as entities, everything else as context. */
export function callOf({ opening, facts }: Case): StatefulAuthorizationCall {
  const [range] = opening.ranges
  const { approval } = facts
  const tenures = Map.groupBy(facts.office.tenures, tenure => tenure.person)
  return {
    principal: person(opening.by),
    action: { type: 'Action', id: 'OpenViewing' },
    resource: { type: 'Request', id: facts.request.id },
    context: {
      approval: {
        request: { __entity: { type: 'Request', id: approval!.request } },
        acts: [...approval!.acts],
        sessions: approval!.sessions,
        range: { ...approval!.ranges[0]! },
      },
      held: facts.held,
      range: { ...range! },
      terminal: { enrolled: facts.terminal!.enrolled },
      one: personIn(opening.witnesses[0]!),
      other: personIn(opening.witnesses[1]!),
      viewer: personIn(opening.viewers[0]!.name),
      told: opening.noticeShownTo.map(personIn),
    },
    preparsedPolicySetId: 'viewing',
    entities: [...tenures].map(([id, held]) => ({
      uid: person(id),
      attrs: {},
      parents: held.map(({ post }) => ({ type: 'Post', id: post })),
    })),
  }
}
