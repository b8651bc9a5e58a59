import { z } from 'zod'
import type { Minute } from '#civil/minute.ts'
import type { PictureShown, Shown } from '#desk/showings.ts'
import { shownPresence } from '#desk/showings.ts'
import { isRefusal, type Refusal } from '#law/basis.ts'
import { notSigned, problems, refused } from '../problem.ts'
import { type Answer, type Call, type Route, route } from '../route.ts'
import { id } from '../said/notation.ts'
import { office } from '../who.ts'
import { notIn } from './entrance.ts'
import { proof } from './proof.ts'

/** A session that was opened and signed: what is on the screen, picture by picture. Only the page that began it may read. */
export const showingRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/showings',
    who: office,
    terminal: true,
    says: '開いた閲覧を、この画面に映し始める。読むための一度きりの値が返る',
    body: z.strictObject({ stream: id }),
    does: async ({ rooms, present, body }) => {
      const begun = await rooms.showings.begin(present, body.stream)
      if (!begun) return { problem: problems.notThere }
      if (isRefusal(begun)) return { problem: refused(begun) }
      const { shown, reader } = begun
      const { witnesses } = await rooms.desk.profile()
      return {
        json: { ...shownAs(shown, witnesses.presence), reader },
        status: 201,
      }
    },
  }),
  route({
    method: 'GET',
    path: '/api/showings/{showing}',
    who: office,
    terminal: true,
    says: '映している閲覧のいま。画面が毎秒尋ね、尋ねなくなれば止まる',
    does: ours(async ({ rooms }, shown) => {
      const presence = await rooms.showings.presence(shown)
      const { state, how } = shown
      const question = presence && shownPresence(presence)
      return { json: { state, how, question, nowUs: rooms.desk.nowUs() } }
    }),
  }),
  route({
    method: 'GET',
    path: '/api/showings/{showing}/minutes/{camera}/{minute}',
    who: office,
    terminal: true,
    says: '承認された一分の、コマの時刻と、欠けているところ',
    does: ours(async ({ rooms, path }, shown) => {
      const minute = minuteIn(path('minute'))
      if (minute === null) return { problem: problems.notThere }
      const found = await rooms.showings.minute(shown, path('camera'), minute)
      return isRefusal(found) ? { problem: refused(found) } : { json: found }
    }),
  }),
  route({
    method: 'POST',
    path: '/api/showings/{showing}/picture',
    who: office,
    terminal: true,
    yields: 'pictures',
    says: '承認された一分の一コマ。名と時刻を縁に入れたもの',
    body: z.strictObject({
      camera: id,
      minute: z.int().min(0),
      picture: z.int().min(0).max(1_000_000),
    }),
    does: ours(async ({ rooms, body }, shown) => {
      const { camera, minute, picture } = body
      const found = await rooms.showings.picture(shown, camera, minute, picture)
      return pictureAnswer(found, picture)
    }),
  }),
  route({
    method: 'POST',
    path: '/api/showings/{showing}/present',
    who: office,
    terminal: true,
    says: '立会いの人が、その場にいることを自分の鍵で示す',
    body: z.strictObject({ person: id, proof }),
    does: ours(async ({ rooms, present, body, address, device }, shown) => {
      const { actor, session } = present
      const key = session.terminalKey
      const terminal = actor.terminal !== null && key ? { terminal: actor.terminal, key } : null
      const place = { address, device, terminal }
      const refusal = await rooms.showings.answer(shown, body.person, body.proof, place)
      if (refusal === null) return { json: {} }
      if ('no' in refusal) return notIn(refusal)
      return { problem: 'fault' in refusal ? notSigned(refusal.fault) : refused(refusal) }
    }),
  }),
  route({
    method: 'POST',
    path: '/api/showings/{showing}/leave',
    who: office,
    terminal: true,
    says: '立会いの人が席を外す。映像はすぐに止まる',
    body: z.strictObject({ person: id }),
    does: ours(async ({ rooms, body }, shown) => {
      const refusal = await rooms.showings.leave(shown, body.person)
      return refusal ? { problem: refused(refusal) } : { json: {} }
    }),
  }),
  route({
    method: 'POST',
    path: '/api/showings/{showing}/end',
    who: office,
    terminal: true,
    says: '閲覧を終える',
    does: ours(async ({ rooms }, shown) => {
      rooms.showings.end(shown)
      return { json: {} }
    }),
  }),
]

/** Only for the page that began it: nobody else learns that there is one. */
function ours<Body>(does: (call: Call<Body>, shown: Shown) => Promise<Answer>) {
  return async (call: Call<Body>): Promise<Answer> => {
    const { rooms, present, path, header } = call
    const shown = rooms.showings.named(present, path('showing'), header('tachiai-reader') ?? '')
    return shown ? does(call, shown) : { problem: problems.notThere }
  }
}

const shownAs = ({ id: showing, viewing }: Shown, { everyMinutes }: { everyMinutes: number }) => {
  const { request, session, ranges, viewers, operator, present } = viewing
  const witnesses = Object.keys(present)
  return {
    ...{ showing, request, session, ranges, viewers, operator, witnesses },
    presence: witnesses.length > 0 ? { everyMinutes } : null,
  }
}

function pictureAnswer(found: PictureShown | null | Refusal, picture: number): Answer {
  if (!found) return { problem: problems.notThere }
  if (isRefusal(found)) return { problem: refused(found) }
  const { captureUs, jpeg } = found
  // A picture that no decoder makes anything of is said, not left out.
  return jpeg
    ? { picture: jpeg, captureUs, number: picture }
    : { json: { captureUs, picture: null } }
}

const minuteIn = (word: string): Minute | null => (/^\d{1,9}$/.test(word) ? Number(word) : null)
