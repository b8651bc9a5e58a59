import { z } from 'zod'
import { camerasNamed, caseNow, casesNow, goneNow } from '#desk/cases.ts'
import { viewingAhead } from '#desk/viewing-room.ts'
import { printedAs, problems, refused } from '../problem.ts'
import { type Route, route } from '../route.ts'
import { id, list, name, people, ranges } from '../said/notation.ts'
import { lookers, office } from '../who.ts'

/** Requests as people look at them: what the machine finds, how long there is, who decides. */
export const caseRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/cases',
    who: lookers,
    says: '求めの一覧と、次の番号',
    does: async ({ rooms }) => ({ json: await casesNow(rooms.desk) }),
  }),
  route({
    method: 'GET',
    path: '/api/cases/{id}',
    who: lookers,
    says: '求めひとつ: 内容・点検・消去までの時間・決める人',
    does: async ({ rooms, path }) => {
      const found = await caseNow(rooms.desk, path('id'))
      return found ? { json: found } : { problem: problems.notThere }
    },
  }),
  route({
    method: 'POST',
    path: '/api/cases/{id}/ahead',
    who: office,
    says: 'いま閲覧を始めるとどうなるか: だれが立ち会えるか、何が妨げになるか。何も記録しない',
    body: z.strictObject({
      viewers: list(z.strictObject({ name, person: id.nullable() })),
      witnesses: people,
    }),
    does: async ({ rooms, present, path, body }) => {
      const ahead = await viewingAhead(rooms.desk, present.actor, path('id'), body)
      if (!ahead) return { problem: problems.notThere }
      const recorder = await rooms.office.recorder().catch(() => null)
      const { refusal, people, ...more } = ahead
      return {
        json: {
          ...more,
          people: people.map(({ why, ...one }) => ({ ...one, why: why && printedAs(why) })),
          problem: refusal ? refused(refusal) : recorder ? null : problems.noRecorder,
          gradeC: recorder?.gradeC ?? false,
        },
      }
    },
  }),
  route({
    method: 'GET',
    path: '/api/cameras/named',
    who: lookers,
    says: 'カメラの名と場所',
    does: async ({ rooms }) => ({ json: { cameras: await camerasNamed(rooms.desk) } }),
  }),
  route({
    method: 'POST',
    path: '/api/cameras/gone',
    who: office,
    says: 'この範囲の映像がいつ消えるか。何も記録しない',
    body: z.strictObject({ ranges }),
    does: async ({ rooms, body }) => ({
      json: { nowUs: rooms.desk.nowUs(), goneUs: await goneNow(rooms.desk, body.ranges) },
    }),
  }),
  route({
    method: 'GET',
    path: '/api/drafts',
    who: office,
    says: '書きかけの求め',
    does: async ({ rooms }) => ({ json: { drafts: await rooms.drafts.all() } }),
  }),
  route({
    method: 'POST',
    path: '/api/drafts/{id}',
    who: office,
    says: '書きかけの求めを取っておく',
    body: z.strictObject({ words: z.string().max(40_000) }),
    does: async ({ rooms, present, path, body }) =>
      (await rooms.drafts.save(present.actor, path('id'), body.words))
        ? { json: {} }
        : { problem: problems.tooManyDrafts },
  }),
  route({
    method: 'DELETE',
    path: '/api/drafts/{id}',
    who: office,
    says: '書きかけの求めを捨てる',
    does: async ({ rooms, path }) => {
      await rooms.drafts.drop(path('id'))
      return { json: {} }
    },
  }),
]
