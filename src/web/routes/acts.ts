import { streamName } from '#acts/stream-name.ts'
import type { Words } from '#desk/desk.ts'
import type { Acted } from '#projections/books.ts'
import { shownPending } from '../pending.ts'
import { refused } from '../problem.ts'
import { type Answer, type Call, type Route, route } from '../route.ts'
import { type Command, commands } from '../said/commands.ts'
import { sayersOf } from '../sayers.ts'

/** What is done before an enrolled screen alone. */
const beforeScreen: readonly string[] = ['viewing Open', 'take-out MakeCopy']
/** Said through a route of its own, because more belongs to it than words. */
export const saidElsewhere: Readonly<Record<string, string>> = {
  'credential IssueCredential': 'POST /api/credentials',
  'credential RotateCredential': 'POST /api/credentials/rotate',
  'credential RevokeCredential': 'POST /api/credentials/revoke',
  'credential CompleteCredential': 'POST /api/credentials/complete',
  'credential SignIn': 'POST /api/session',
  'terminal EnrolTerminal': 'POST /api/terminals/enrol',
  'viewing Show': 'POST /api/showings/{showing}/picture',
  'viewing ShowPresence': 'POST /api/showings/{showing}/present',
  'viewing LeaveSeat': 'POST /api/showings/{showing}/leave',
  'viewing Close': 'POST /api/showings/{showing}/end',
}

const nameOf = ({ kind, type }: Pick<Command, 'kind' | 'type'>) => `${kind} ${type}`

/** A thing's ids in a path: `/{id}`, `/{id}/{id2}` … */
export const idsPath = (ids: number): string =>
  Array.from({ length: ids }, (_, at) => `/{id${at === 0 ? '' : at + 1}}`).join('')

export const idsIn = ({ path }: Pick<Call, 'path'>, ids: number): readonly string[] =>
  Array.from({ length: ids }, (_, at) => path(`id${at === 0 ? '' : at + 1}`))

/** One line for each command of each kind. */
export const actRoutes: readonly Route[] = commands
  .filter(command => !(nameOf(command) in saidElsewhere))
  .map(command => {
    const { kind, type, ids, words } = command
    return route({
      method: 'POST',
      path: `/api/acts/${kind}${idsPath(ids)}/${type}`,
      who: sayersOf(kind, type),
      terminal: beforeScreen.includes(nameOf(command)),
      says: `${kind} に ${type} を届ける`,
      body: words,
      does: async call => {
        const stream = streamName(kind, ...idsIn(call, ids))
        const said = { type, ...(call.body as object) } as Words
        const asked = await call.rooms.signing.ask(call.present.actor, stream, said)
        if ('acted' in asked) return acted(asked.acted)
        if ('refusal' in asked) return { problem: refused(asked.refusal) }
        return { json: shownPending(asked.pending), status: 202 }
      },
    })
  })

/** What came of it; a refusal was recorded too. */
export const acted = ({ outcome, index }: Acted): Answer =>
  'refused' in outcome
    ? { problem: refused(outcome, index) }
    : { json: { index, happened: outcome }, status: 201 }
