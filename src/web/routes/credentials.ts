import { z } from 'zod'
import { refused } from '../problem.ts'
import { type Route, route } from '../route.ts'
import { id, name } from '../said/notation.ts'
import { officeSaid } from '../said/office.ts'
import { mayManage } from '../sayers.ts'
import { acted } from './acts.ts'

const said = officeSaid.credential

/** IDs, codes and screens: given out by whoever answers as the manager. */
export const credentialRoutes: readonly Route[] = [
  ...(['IssueCredential', 'RotateCredential'] as const).map(type =>
    route({
      method: 'POST',
      path: type === 'IssueCredential' ? '/api/credentials' : '/api/credentials/rotate',
      who: mayManage,
      says:
        type === 'IssueCredential'
          ? 'ID番号を発行し、本人に渡す一度きりの番号を受け取る'
          : 'ID番号とパスワードを変え、一度きりの番号を受け取る',
      body: said[type],
      does: async ({ rooms, present, body }) => {
        const { code, ...done } = await rooms.accounts.issue(present.actor, { type, ...body })
        const answer = acted(done)
        return 'json' in answer ? { ...answer, json: { ...(answer.json as object), code } } : answer
      },
    }),
  ),
  route({
    method: 'POST',
    path: '/api/credentials/revoke',
    who: mayManage,
    says: '資格を取り消す。その人はすべての画面から出る',
    body: said.RevokeCredential,
    does: async ({ rooms, present, body }) =>
      acted(await rooms.accounts.revoke(present.actor, { type: 'RevokeCredential', ...body })),
  }),
  route({
    method: 'POST',
    path: '/api/terminals',
    who: mayManage,
    says: '端末を登録するための一度きりの番号を出す',
    body: z.strictObject({ terminal: id, room: name, keptBy: name.nullable() }),
    does: async ({ rooms, present, body }) => {
      const found = await rooms.terminals.invite(present.actor, body)
      return 'refused' in found ? { problem: refused(found) } : { json: found, status: 201 }
    },
  }),
]
