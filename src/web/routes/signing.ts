import { z } from 'zod'
import { shownPending } from '../pending.ts'
import { notSigned, problems } from '../problem.ts'
import { type Route, route } from '../route.ts'
import { id } from '../said/notation.ts'
import { mayManage } from '../sayers.ts'
import { office } from '../who.ts'
import { acted } from './acts.ts'
import { notIn, password } from './entrance.ts'
import { base64url, proof } from './proof.ts'

/** Acts that wait for signatures, and the keys that people sign with. */
export const signingRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/signing',
    who: office,
    says: '自分が求めたか、自分の署名を待つ行為',
    does: async ({ rooms, present }) => ({
      json: { pending: rooms.signing.of(present.actor.person).map(shownPending) },
    }),
  }),
  route({
    method: 'GET',
    path: '/api/signing/{actId}',
    who: office,
    says: '署名を待つ行為ひとつ',
    does: async ({ rooms, present, path }) => {
      const found = rooms.signing.named(path('actId'), present.actor.person)
      return found ? { json: shownPending(found) } : { problem: problems.notThere }
    },
  }),
  route({
    method: 'POST',
    path: '/api/signing/{actId}',
    who: office,
    says: '署名する。そろった時に、決まり、記録される',
    body: z.strictObject({ person: id, proof }),
    does: async ({ rooms, present, path, body, address, device }) => {
      const { actor, session } = present
      const key = session.terminalKey
      const terminal = actor.terminal !== null && key ? { terminal: actor.terminal, key } : null
      const { person, proof } = body
      const place = { address, device, terminal }
      const found = await rooms.signing.sign(actor, path('actId'), person, proof, place)
      if (!found) return { problem: problems.notThere }
      if ('no' in found) return notIn(found)
      if ('fault' in found) return { problem: notSigned(found.fault) }
      return 'acted' in found
        ? acted(found.acted)
        : { json: shownPending(found.pending), status: 202 }
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/signing/{actId}',
    who: office,
    says: '求めた行為を、署名がそろう前に取り下げる',
    does: async ({ rooms, present, path }) =>
      rooms.signing.drop(path('actId'), present.actor.person)
        ? { json: {} }
        : { problem: problems.notThere },
  }),
  route({
    method: 'GET',
    path: '/api/keys',
    who: office,
    says: '自分の署名の鍵',
    does: async ({ rooms, present }) => {
      const keys = await rooms.keys.of(present.actor.person)
      return {
        json: {
          keys: keys.map(({ id, attachment, addedAtUs }) => ({ id, attachment, addedAtUs })),
        },
      }
    },
  }),
  route({
    method: 'POST',
    path: '/api/keys/challenge',
    who: office,
    says: '署名の鍵を作るための一度きりの値',
    does: async ({ rooms, present }) => ({ json: rooms.keys.challenge(present.session.id) }),
  }),
  route({
    method: 'POST',
    path: '/api/keys',
    who: office,
    says: '自分の署名の鍵を届ける。パスワードをもう一度入れる',
    body: z.strictObject({
      password,
      attachment: z.enum(['cross-platform', 'platform']),
      clientDataJSON: base64url,
      attestationObject: base64url,
    }),
    does: async ({ rooms, present, body, address, device }) => {
      const { person } = present.actor
      const { password, attachment, ...attestation } = body
      const place = { address, device, terminal: null }
      const own = await rooms.accounts.isOwn(person, password, place)
      if ('no' in own) return notIn(own)
      const key = await rooms.keys.add(present.session.id, person, attestation, attachment)
      return key ? { json: { id: key.id }, status: 201 } : { problem: notSigned('challenge') }
    },
  }),
  route({
    method: 'GET',
    path: '/api/roster/founding',
    who: mayManage,
    says: '録画機の前で名簿を決めるためのファイル: いまの人と役と鍵と端末。gradeC=yes なら、端末の前のID番号とパスワードも署名に数える',
    does: async ({ rooms, query }) => {
      const founding = await rooms.keys.founding(query('gradeC') === 'yes')
      const file = new TextEncoder().encode(JSON.stringify(founding, null, 2))
      return { file, mediaType: 'application/json', name: 'founding-roster.json' }
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/keys/{key}',
    who: office,
    says: '自分の署名の鍵を、この事務室で使わなくする',
    does: async ({ rooms, present, path }) =>
      (await rooms.keys.drop(path('key'), present.actor.person))
        ? { json: {} }
        : { problem: problems.notThere },
  }),
]
