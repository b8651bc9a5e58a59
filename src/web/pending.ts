import { challengeFor } from '#desk/signatures.ts'
import type { Pending } from '#desk/signing.ts'

/** An act that waits, as its people are shown it: what they sign, and who has. */
export const shownPending = (pending: Pending) => {
  const { actId, by, order, checkpoint, statements, signed, endsAtUs } = pending
  const { stream, said, given } = order
  return {
    ...{ actId, by, endsAtUs, stream, checkpoint, said },
    ...(given ? { given } : {}),
    people: [...statements].map(([person, statement]) => ({
      person,
      signed: signed.has(person),
      statement,
      challenge: challengeFor(statement, checkpoint),
    })),
  }
}
