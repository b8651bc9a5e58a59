import type { Kind } from '#acts/kinds.ts'
import { streamName } from '#acts/stream-name.ts'
import { things } from '#acts/things.ts'
import { problems } from '../problem.ts'
import { type Route, route } from '../route.ts'
import { lookers, office } from '../who.ts'
import { idsIn, idsPath } from './acts.ts'

const kinds = Object.keys(things) as Kind[]
/** What has papers of its own; all that follows from a request lies with the request. */
const withPapers = kinds.filter(
  kind =>
    things[kind].ids === 1 &&
    !['approval', 'sealed-copy', 'telling', 'credential', 'key', 'live', 'aim-check'].includes(
      kind,
    ),
)
/** A scan of an application or a photo. */
const longestPaper = 16 << 20

/** Papers of a case or thing. They come back as a download that no browser opens by itself. */
export const paperRoutes: readonly Route[] = withPapers.flatMap(kind => {
  const path = `/api/papers/${kind}${idsPath(1)}`
  return [
    route({
      method: 'GET',
      path,
      who: lookers,
      says: `${kind} に添えられた書類の一覧`,
      does: async call => ({
        json: { papers: await call.rooms.papers.of(streamName(kind, ...idsIn(call, 1))) },
      }),
    }),
    route({
      method: 'POST',
      path,
      who: office,
      says: `${kind} に書類を添える。中身をそのまま送る`,
      fileBytes: longestPaper,
      does: async call => {
        const bytes = await call.bytes()
        if (bytes.length === 0) return { problem: problems.unreadable }
        const stream = streamName(kind, ...idsIn(call, 1))
        const paper = await call.rooms.papers.add(stream, bytes)
        return paper ? { json: paper, status: 201 } : { problem: problems.notThere }
      },
    }),
    route({
      method: 'GET',
      path: `${path}/{sha256}`,
      who: lookers,
      says: `${kind} に添えられた書類`,
      does: async call => {
        const hash = call.path('sha256')
        const stream = streamName(kind, ...idsIn(call, 1))
        const found = await call.rooms.papers.read(stream, hash)
        if (!found) return { problem: problems.notThere }
        const name = `${hash.slice(0, 16)}.bin`
        return { file: found.bytes, mediaType: 'application/octet-stream', name }
      },
    }),
  ]
})
