import { differences, sayingOf } from '#law/said/differences.ts'
import { checked } from '#law/said/own-rules.ts'
import type { ReadAmendment, Versions } from '../answers.ts'
import { type Route, route } from '../route.ts'
import { mayManage } from '../sayers.ts'
import { lookers } from '../who.ts'

/** The five here have some 100 kB. */
const longestDocument = 512 << 10

/** The versions of the document that this office runs by. */
export const amendingRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/document/versions',
    who: lookers,
    says: '当てはめられた改正と、その施行の日',
    does: async ({ rooms: { desk } }) => {
      const [inForce, sight] = [await desk.profile(), await desk.sight()]
      const adopted = sight
        .state('profile', 'main')
        .map(({ profile: { version }, fromUs }) => ({ version, fromUs }))
      const versions: Versions = { nowUs: desk.nowUs(), inForce: inForce.version, adopted }
      return { json: versions }
    },
  }),
  route({
    method: 'POST',
    path: '/api/document/reading',
    who: mayManage,
    says: '改正した規程のファイルを読む。形の誤りか、いまの版と違うところが返り、何も変わらない',
    fileBytes: longestDocument,
    does: async ({ bytes, rooms: { desk } }) => {
      const answer = (found: Partial<ReadAmendment>) => ({
        json: { document: null, wrong: [], changes: [], ...found } satisfies ReadAmendment,
      })
      const read = checked(Buffer.from(await bytes()).toString('utf8'))
      if (!read.profile) {
        const wrong = read.problems.slice(0, 100).map(({ path, ja }) => ({ path, says: ja }))
        return answer({ wrong })
      }
      const now = await desk.profile()
      if (read.profile.id !== now.id) {
        const says = `いまの規程（${now.id}）の改正ではありません`
        return answer({ wrong: [{ path: 'id', says }] })
      }
      const changes = differences(now, read.profile).map(({ place, one, other }) => ({
        place,
        before: one && sayingOf(one),
        after: other && sayingOf(other),
      }))
      return answer({ document: read.profile, changes })
    },
  }),
]
