import { proofFile } from '#ledger/proof.ts'
import type { LedgerSource } from '#ledger/source.ts'
import { type Answer, outcomeOf } from '#verification/answer.ts'
import { problems } from '../problem.ts'
import type { OfficeView } from '../rooms.ts'
import { type Route, route } from '../route.ts'
import { seersOf } from '../seers.ts'
import { lookers, office, refuseCaller } from '../who.ts'

/** The tamper-evident record: its state, and what shows it to somebody outside. */
export const ledgerRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/recorder',
    who: office,
    says: '録画係のいまの時計と鍵束。確かめて署名する人は、この値を書く',
    does: async ({ rooms }) => {
      // null: it does not answer, or there are several.
      return { json: { recorder: await rooms.office.recorder() } }
    },
  }),
  route({
    method: 'GET',
    path: '/api/ledger',
    who: lookers,
    says: '改ざん防止記録の状態',
    does: async ({ rooms }) => ({ json: await rooms.office.report() }),
  }),
  route({
    method: 'GET',
    path: '/api/ledger/checkpoint',
    who: lookers,
    says: '外の人に渡す控え（署名つき）',
    does: async ({ rooms: { desk } }) => {
      const { size, note } = await desk.parts.ledger.sign()
      return { json: { size, note, key: desk.parts.ledger.origin.key } }
    },
  }),
  route({
    method: 'GET',
    path: '/api/ledger/proof/{index}',
    who: lookers,
    says: 'ひとつの記録の証明。contents=1 で中身も',
    does: async ({ rooms: { desk }, present, path, query }) => {
      const { ledger } = desk.parts
      const index = /^\d{1,15}$/.test(path('index')) ? Number(path('index')) : -1
      const stream = await streamAt(ledger, index)
      if (stream === null) return { problem: problems.notThere }
      const contents = query('contents') === '1'
      const who = contents ? seersOf(stream.split('/')[0]!) : lookers
      const refused = refuseCaller({ who, terminal: false }, present)
      if (refused) return { problem: refused }
      const text = await proofFile(ledger, index, contents)
      const file = new TextEncoder().encode(text)
      return { file, mediaType: 'application/octet-stream', name: `${index}.tlog-proof` }
    },
  }),
  route({
    method: 'POST',
    path: '/api/ledger/verify',
    who: lookers,
    says: '改ざん防止記録の全部を確かめる',
    does: async ({ rooms }) => {
      const answer = await verified(rooms.office)
      return { json: { ...answer, outcome: outcomeOf(answer) } }
    },
  }),
]

const running = new WeakMap<OfficeView, Promise<Answer>>()

/** One reading of the whole ledger at a time, whoever asks: they are told what it finds together. */
function verified(office: OfficeView): Promise<Answer> {
  const known = running.get(office)
  if (known) return known
  const begun = office.verify().finally(() => running.delete(office))
  running.set(office, begun)
  return begun
}

/** Whose leaf it is; null: nobody's yet. */
async function streamAt(ledger: LedgerSource, index: number): Promise<string | null> {
  if (index < 0) return null
  const leaf = (await ledger.leaves(index, index + 1).next()).value
  return (await ledger.streams()).find(({ stream }) => stream === leaf?.stream)?.name ?? null
}
