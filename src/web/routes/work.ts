import { z } from 'zod'
import { dutiesIn } from '#acts/duties.ts'
import { camerasNow } from '#desk/cameras.ts'
import { ownPassages } from '#law/own-passages.ts'
import { openApi } from '../openapi.ts'
import { refused } from '../problem.ts'
import { type Route, route } from '../route.ts'
import { id } from '../said/notation.ts'
import { mayManage } from '../sayers.ts'
import { everyPost, lookers } from '../who.ts'

/** What there is to do today, how the cameras go, and the manager's word. */
export const workRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/duties',
    who: everyPost,
    says: '今日やること。自分の役のものに印がつく',
    does: async ({ rooms: { desk }, present }) => {
      const nowUs = desk.nowUs()
      const duties = dutiesIn(await desk.sight(), nowUs, await desk.recorded.all())
      const { posts } = present
      const all = posts.some(post => lookers.includes(post))
      const shown = duties.map(duty => ({ ...duty, mine: posts.includes(duty.post) }))
      return { json: { nowUs, duties: all ? shown : shown.filter(({ mine }) => mine) } }
    },
  }),
  route({
    method: 'GET',
    path: '/api/cameras',
    who: lookers,
    says: 'カメラの状態。映像はない',
    does: async ({ rooms }) => ({
      json: { nowUs: rooms.desk.nowUs(), keepers: await camerasNow(rooms.desk) },
    }),
  }),
  route({
    method: 'GET',
    path: '/api/document',
    who: 'signedIn',
    says: 'この事務室の規程',
    does: async ({ rooms: { desk } }) => ({ json: await desk.profile() }),
  }),
  route({
    method: 'GET',
    path: '/api/document/text',
    who: 'signedIn',
    says: 'この事務室の規程の文を、もとの順で。改正された版では、その版が引く文',
    does: async ({ rooms }) => {
      const profile = await rooms.desk.profile()
      const isAmended = profile.version !== rooms.desk.parts.profile.version
      return { json: { passages: isAmended ? ownPassages(profile) : rooms.text } }
    },
  }),
  route({
    method: 'GET',
    path: '/api/openapi.json',
    who: 'signedIn',
    says: 'この経路の表',
    does: async ({ routes }) => ({ json: openApi(routes) }),
  }),
  route({
    method: 'POST',
    path: '/api/instructions',
    who: mayManage,
    says: '担当者に、この件の（または、いつもの）操作を指示する',
    body: z.strictObject({ to: id, request: id.nullable() }),
    does: async ({ rooms, present, body }) => {
      const refusal = await rooms.instructions.instruct(present.actor, body.to, body.request)
      return refusal ? { problem: refused(refusal) } : { json: {}, status: 201 }
    },
  }),
  route({
    method: 'POST',
    path: '/api/permitted',
    who: mayManage,
    says: '求めた人のほかに、この件の映像を見てよい人を認める',
    body: z.strictObject({ request: id, name: id }),
    does: async ({ rooms, present, body }) => {
      const { request, name } = body
      const refusal = await rooms.instructions.permit(present.actor, request, name)
      return refusal ? { problem: refused(refusal) } : { json: {}, status: 201 }
    },
  }),
]
