import { z } from 'zod'
import { isRefusal } from '#law/basis.ts'
import { printedAs, problems, refused } from '../problem.ts'
import { type Route, route } from '../route.ts'
import { flag, id, us } from '../said/notation.ts'
import { office } from '../who.ts'

const code = z.string().min(1).max(100)
const minutes = z.int().min(1).max(720)
const called = z.array(id).min(1).max(100).readonly()
/** As far as a minute has a name on screens and paper. */
const moment = us.max(0x7ff_ffff * 60_000_000)

/** Asking people to come as witnesses, and their answers. Behind a link stand day, place and length, and nothing else. */
export const gatheringRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/cases/{id}/gatherings',
    who: office,
    says: 'この件の立会いに、だれを頼めるか。だれに頼み、どう返事があったか',
    does: async ({ rooms, present, path, query }) => {
      const found = await rooms.gatherings.ofCase(present.actor, path('id'), query('operator'))
      if (!found) return { problem: problems.notThere }
      const { acts, refusal, ...more } = found
      return {
        json: {
          ...more,
          problem: refusal && refused(refusal),
          acts: acts.map(({ people, ...one }) => ({
            ...one,
            people: people.map(({ why, ...two }) => ({ ...two, why: why && printedAs(why) })),
          })),
        },
      }
    },
  }),
  route({
    method: 'POST',
    path: '/api/cases/{id}/gatherings',
    who: office,
    says: '立会いを頼む。一人ずつに、一度だけ使える番号ができる',
    body: z.strictObject({
      act: z.enum(['viewing', 'takeOut']),
      operator: id,
      people: called,
      ...{ fromUs: moment, minutes, place: id, answerByUs: moment },
    }),
    does: async ({ rooms, present, path, body }) => {
      const links = await rooms.gatherings.ask(present.actor, path('id'), body)
      if (!links) return { problem: problems.notThere }
      return isRefusal(links) ? { problem: refused(links) } : { json: { links }, status: 201 }
    },
  }),
  route({
    method: 'GET',
    path: '/api/gatherings',
    who: office,
    says: 'これからの立会いと、足りない人',
    does: async ({ rooms }) => ({ json: { gatherings: await rooms.gatherings.all() } }),
  }),
  route({
    method: 'GET',
    path: '/api/gatherings/mine',
    who: office,
    says: '自分が頼まれている立会い。何の件かは出ない',
    does: async ({ rooms, present }) => ({
      json: { invited: await rooms.gatherings.mine(present.actor) },
    }),
  }),
  route({
    method: 'POST',
    path: '/api/gatherings/{id}/answer',
    who: office,
    says: '頼まれた立会いに、行けるかどうかを自分で返事する',
    body: z.strictObject({ coming: flag }),
    does: async ({ rooms, present, path, body }) =>
      (await rooms.gatherings.answer(present.actor, path('id'), body.coming))
        ? { json: {} }
        : { problem: problems.notInvited },
  }),
  route({
    method: 'POST',
    path: '/api/gatherings/{id}/link',
    who: office,
    says: 'もう一人に頼む。または、番号をなくした人に新しい番号を出す',
    body: z.strictObject({ person: id }),
    does: async ({ rooms, path, body }) => {
      const link = await rooms.gatherings.link(path('id'), body.person)
      if (!link) return { problem: problems.notThere }
      return isRefusal(link) ? { problem: refused(link) } : { json: link, status: 201 }
    },
  }),
  route({
    method: 'POST',
    path: '/api/gatherings/{id}/told',
    who: office,
    says: '電話や戸口で聞いた返事を書き入れる。聞いた人の名が残る',
    body: z.strictObject({ person: id, coming: flag }),
    does: async ({ rooms, present, path, body }) =>
      (await rooms.gatherings.told(present.actor, path('id'), body.person, body.coming))
        ? { json: {} }
        : { problem: problems.notThere },
  }),
  route({
    method: 'DELETE',
    path: '/api/gatherings/{id}',
    who: office,
    says: '立会いの手配を取りやめる。番号はみな使えなくなる',
    does: async ({ rooms, path }) =>
      (await rooms.gatherings.callOff(path('id'))) ? { json: {} } : { problem: problems.notThere },
  }),
  route({
    method: 'POST',
    path: '/api/come',
    who: 'anybody',
    says: '番号で開く立会いのお願い: 日時・場所・長さ。何の件かは出ない',
    body: z.strictObject({ code }),
    does: async ({ rooms, body }) => {
      const found = await rooms.gatherings.behind(body.code)
      if (!found) return { problem: problems.notInvited }
      const { id: _, coming: __, ...told } = found
      return { json: told }
    },
  }),
  route({
    method: 'POST',
    path: '/api/come/answer',
    who: 'anybody',
    says: '番号で開いた立会いのお願いに返事をする。番号は使えなくなる',
    body: z.strictObject({ code, coming: flag }),
    does: async ({ rooms, body }) =>
      (await rooms.gatherings.answerBy(body.code, body.coming))
        ? { json: {} }
        : { problem: problems.notInvited },
  }),
]
