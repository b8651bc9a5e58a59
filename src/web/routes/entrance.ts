import { z } from 'zod'
import type { NotIn, Place } from '#desk/accounts.ts'
import { problems, refused, tooSoon } from '../problem.ts'
import { type Answer, type Call, type Route, route } from '../route.ts'
import { id, name } from '../said/notation.ts'
import { officeSaid } from '../said/office.ts'
import { acted } from './acts.ts'

const shownTerminal = z.strictObject({
  terminal: id,
  challenge: z.string().max(100),
  signature: z.string().max(200),
})
/** Long enough that nobody guesses it, and as many as one likes to type. */
const newPassword = z.string().min(10).max(200)
export const password = z.string().min(1).max(200)

const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/)
const { WriteSeatCount, SeatCommittee, NameSection, AppointManager, EnterPost } =
  officeSaid.appointment
const firstAppointment = z
  .union(
    Object.entries({ WriteSeatCount, SeatCommittee, NameSection, AppointManager, EnterPost }).map(
      ([type, words]) =>
        z.object({ type: z.literal(type), words: words as z.ZodType<object> }).strict(),
    ),
  )
  .transform(({ type, words }) => ({ type, ...words }))

/** Coming in and going out. */
export const entranceRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/session',
    who: 'anybody',
    says: 'ID番号とパスワードで入る',
    body: z.strictObject({ loginId: name, password, terminal: shownTerminal.nullable() }),
    does: async call => {
      const place = await placeOf(call, call.body.terminal)
      if (!place) return { problem: problems.wrong }
      const found = await call.rooms.accounts.signIn(call.body, place)
      if ('no' in found) return notIn(found)
      // Whoever sat here before is out.
      if (call.maybePresent) await call.rooms.sessions.end(call.maybePresent.session.id)
      const { person, terminal, id: session } = found.session
      const json = { person, terminal, session }
      return { json, status: 201, session: found.token, device: found.device }
    },
  }),
  route({
    method: 'GET',
    path: '/api/session',
    who: 'signedIn',
    says: 'いま入っている人',
    does: async ({ present: { session, actor, posts } }) => ({
      json: { ...actor, posts, session: session.id, startedAtUs: session.startedAtUs },
    }),
  }),
  route({
    method: 'DELETE',
    path: '/api/session',
    who: 'signedIn',
    says: '出る',
    does: async ({ rooms, present }) => {
      await rooms.sessions.end(present.session.id)
      return { json: {}, session: null }
    },
  }),
  route({
    method: 'POST',
    path: '/api/credentials/complete',
    who: 'anybody',
    says: '受け取った一度きりの番号で、自分のパスワードを決める',
    body: z.strictObject({
      loginId: name,
      code: name,
      password: newPassword,
      terminal: shownTerminal.nullable(),
    }),
    does: async call => {
      const place = await placeOf(call, call.body.terminal)
      if (!place) return { problem: problems.wrong }
      const found = await call.rooms.accounts.complete(call.body, place)
      if ('no' in found) return notIn(found)
      const { outcome, index } = found.acted
      return 'refused' in outcome
        ? { problem: refused(outcome, index) }
        : { json: { index }, status: 201 }
    },
  }),
  route({
    method: 'POST',
    path: '/api/first/asked',
    who: 'anybody',
    says: '設置者の番号を持つ人に、はじめに何を届け出てもらうか。規程が決める',
    body: z.strictObject({ code: name }),
    does: async ({ rooms, body }) => {
      const json = await rooms.first.look(body.code)
      return json ? { json } : { problem: problems.wrong }
    },
  }),
  route({
    method: 'POST',
    path: '/api/first',
    who: 'anybody',
    says: '管理責任者のだれも入れない事務室に、設置者の番号で、管理責任者が入る',
    body: z.strictObject({
      code: name,
      appointments: z.array(firstAppointment).max(200),
      person: id,
      loginId: name,
      password: newPassword,
    }),
    does: async ({ rooms, body }) => {
      const found = await rooms.first.enter(body)
      if (!found) return { problem: problems.wrong }
      return 'refused' in found ? { problem: refused(found) } : { json: found, status: 201 }
    },
  }),
  route({
    method: 'POST',
    path: '/api/terminals/enrol',
    who: 'anybody',
    says: '管理責任者の番号で、この端末をその鍵とともに登録する',
    body: z.strictObject({
      code: name,
      key: z.strictObject({
        kty: z.literal('EC'),
        crv: z.literal('P-256'),
        x: coordinate,
        y: coordinate,
      }),
      challenge: z.string().max(100),
      signature: z.string().max(200),
    }),
    does: async ({ rooms, body }) => {
      const found = await rooms.terminals.enrol(body)
      return found ? acted(found) : { problem: problems.wrong }
    },
  }),
  route({
    method: 'POST',
    path: '/api/terminals/challenge',
    who: 'anybody',
    says: '端末の鍵で署名するための一度きりの値',
    does: async ({ rooms }) => ({ json: { challenge: rooms.terminals.challenge() } }),
  }),
]

/** null: a screen was named whose key did not sign. */
export async function placeOf(
  { rooms, address, device }: Pick<Call, 'rooms' | 'address' | 'device'>,
  shown: z.infer<typeof shownTerminal> | null,
): Promise<Place | null> {
  if (!shown) return { address, device, terminal: null }
  const terminal = await rooms.terminals.proven(shown)
  return terminal && { address, device, terminal }
}

export function notIn(why: NotIn): Answer {
  switch (why.no) {
    case 'wrong':
      return { problem: problems.wrong }
    case 'wait':
      return { problem: tooSoon(why.waitMs), retryAfterS: Math.ceil(why.waitMs / 1000) }
    case 'refused':
      return { problem: refused(why.refusal) }
  }
}
