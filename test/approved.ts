import type { Approved } from '#domain/approval/state.ts'
import type { OpenRequest } from '#domain/request/state.ts'
import type { Profile } from '#law/vocabulary/profile.ts'

/** A request approved as it stands, for one session, by the body its document names. */
export const approvedBy = (
  approvers: readonly string[],
  { approval }: Profile,
  request: OpenRequest,
  atUs: number,
): Approved => ({
  status: 'approved',
  request: request.id,
  ground: request.ground ?? '',
  purpose: request.purpose,
  acts: request.acts,
  ranges: request.ranges,
  conditions: [],
  sessions: 1,
  leadIn: false,
  approvers,
  way: approval.body === 'manager' ? 'manager' : 'terminal',
  atUs,
  basis: approval.by,
})
