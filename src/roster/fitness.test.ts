import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { securityKey } from '#cast/security-key.ts'
import { sha256 } from '#hash/sha256.ts'
import { type Basis, isRefusal } from '#law/basis.ts'
import { rosterHouse } from '#law/house/rosters.ts'
import { peopleHouse } from '#law/house/site.ts'
import { signCheckpoint } from '#tlog/checkpoint.ts'
import { printedKey } from '#tlog/note.ts'
import { freshSigner } from '../../test/ledger.ts'
import { cosignPrimitives, crewOf, party } from '../../test/rosters.ts'
import type { Alteration, SignedChange } from './change.ts'
import { decideChange } from './decide.ts'
import { credentialNamed, type Roster } from './roster.ts'
import { signedChangeIn } from './shape.ts'

const keeper = 'a1'.repeat(16)
const atUs = 1_795_400_000_000_000
const hourUs = 3_600_000_000
const signer = freshSigner()
const checkpoint = signCheckpoint(
  { origin: signer.key.name, size: 10, root: sha256() },
  signer.key,
  signer.sign,
)
const posts = {
  会長: ['chair'],
  副会長: ['viceChair'],
  髙橋: ['member'],
  山﨑: ['member'],
  甲: ['staff'],
  乙: ['staff'],
} as const

function founded() {
  const crew = crewOf(posts, { ledger: printedKey(signer.key), keeper })
  const ground = { keeper, nowUs: atUs, leaves: 10, signCount: () => 0 }
  const decide = (on: Roster | null, signed: SignedChange, nowUs = atUs) =>
    decideChange(cosignPrimitives, on, signed, { ...ground, nowUs })
  const first = decide(null, crew.founding(atUs - 1000 * hourUs, ['甲', '乙']))
  assert.ok(!isRefusal(first))
  const ask = (alteration: Alteration, by: readonly string[], on: Roster = first) =>
    decide(on, crew.change(on, alteration, { atUs, by, checkpoint }))
  return { crew, first, ask, decide }
}
const next = (found: ReturnType<typeof decideChange>): Roster => {
  assert.ok(!isRefusal(found), JSON.stringify(found))
  return found
}
const refusedBy = (found: ReturnType<typeof decideChange>, basis: Basis) => {
  assert.ok(isRefusal(found), 'taken')
  assert.deepEqual(found.basis, basis)
}
const fresh = () => {
  const key = securityKey(party)
  return { entry: { id: key.id, key: key.key, attachment: 'cross-platform' } as const }
}

test('内規: 変更の時刻をさかのぼらせても先に延ばしても、復旧の48時間は縮まらず、前の名簿にも入らない', () => {
  const { crew, first, decide } = founded()
  const recover: Alteration = { kind: 'recover', person: '髙橋', key: fresh().entry }
  const good = crew.change(first, recover, { atUs, by: ['会長', '副会長'], checkpoint })
  assert.equal(next(decide(first, good)).number, 2)
  const at = (us: number) => decide(first, { ...good, change: { ...good.change, atUs: us } })
  for (const us of [0, atUs - 48 * hourUs, atUs - 301_000_000, atUs + hourUs]) {
    refusedBy(at(us), rosterHouse.atOnce)
  }
  refusedBy(at(atUs + 240_000_000), rosterHouse.byTwo)
  refusedBy(decide(first, good, atUs + 61_000_000), rosterHouse.byTwo)
})

test('内規: 自分の鍵を増やし、自分に職を与える変更には、自分の署名は数えない', () => {
  const { ask } = founded()
  const own: Alteration = { kind: 'enrol', person: '髙橋', key: fresh().entry, by: '髙橋' }
  refusedBy(ask(own, ['会長', '髙橋']), rosterHouse.notOwn)
  refusedBy(ask({ ...own, by: '会長' }, ['会長', '髙橋']), rosterHouse.notOwn)
  const post: Alteration = { kind: 'posts', person: '髙橋', posts: ['member', 'chair'] }
  refusedBy(ask(post, ['会長', '髙橋']), rosterHouse.notOwn)
  assert.equal(next(ask(post, ['会長', '山﨑'])).number, 2)
  const leaves: Alteration = { kind: 'posts', person: '髙橋', posts: [] }
  assert.equal(next(ask(leaves, ['会長', '髙橋'])).number, 2)
})

test('内規: 渡された鍵で渡した鍵も、はじめに渡した人と並んで署名できない', () => {
  const { crew, ask, first } = founded()
  const [held, further] = ['甲', '乙'].map(person => crew.newKey(crew.keyOf(person)))
  let now = first
  const step = (alteration: Alteration, by: readonly string[]) => {
    now = next(ask(alteration, by, now))
  }
  step({ kind: 'posts', person: '甲', posts: ['staff'] }, ['会長', '副会長'])
  step({ kind: 'posts', person: '乙', posts: ['staff'] }, ['会長', '副会長'])
  step({ kind: 'enrol', person: '甲', key: held!, by: '会長' }, ['会長', '副会長'])
  step({ kind: 'enrol', person: '乙', key: further!, by: '甲' }, ['甲', '副会長'])
  assert.deepEqual(credentialNamed(now, further!.id)?.notBeside, ['甲', '会長'])
  const staff: Alteration = { kind: 'posts', person: '丙', posts: ['staff'] }
  refusedBy(ask(staff, ['乙', '会長'], now), peopleHouse.notBeside)
  assert.equal(next(ask(staff, ['乙', '山﨑'], now)).number, now.number + 1)
})

test('内規: 一つの鍵は、書き方を変えても、二人の鍵にはならない', () => {
  const { crew, ask, first } = founded()
  const { key } = crew.newKey(crew.keyOf('山﨑'))
  assert.ok(key.kty === 'EC')
  const { kty, crv, x, y } = key
  const { id } = fresh().entry
  const mirror = Buffer.alloc(32, 1).toString('base64url')
  for (const same of [
    { y, x, crv, kty },
    { kty, crv, x, y: mirror },
  ]) {
    const named = { id, key: same, attachment: 'cross-platform' } as const
    const twice: Alteration = { kind: 'enrol', person: '甲', by: '会長', key: named }
    refusedBy(ask(twice, ['会長', '髙橋']), rosterHouse.ownKey)
  }
  const padded = { kty, crv, x: `${x}=`, y }
  const change = { v: 1, number: 2, previous: first.head, atUs }
  const asked = (written: object) => ({
    change: {
      ...change,
      alteration: {
        ...{ kind: 'enrol', person: '甲', by: '会長' },
        key: { id, key: written, attachment: 'cross-platform' },
      },
    },
    signed: [],
  })
  assert.ok(signedChangeIn(asked(key)))
  assert.equal(signedChangeIn(asked(padded)), null)
})

test('内規: 読めない台帳の鍵に替える変更は、録画係を動けなくするので、入らない', () => {
  const { ask } = founded()
  refusedBy(ask({ kind: 'ledger', key: 'x' }, ['会長', '髙橋']), rosterHouse.readable)
})

test('内規: 並んで署名できる二人が残らなくなる変更は、できない', () => {
  const { crew, ask, first } = founded()
  const held = crew.newKey(crew.keyOf('甲'))
  let now = first
  const step = (alteration: Alteration) => {
    now = next(ask(alteration, ['会長', '副会長'], now))
  }
  step({ kind: 'posts', person: '甲', posts: ['staff'] })
  step({ kind: 'enrol', person: '甲', key: held, by: '会長' })
  step({ kind: 'posts', person: '髙橋', posts: [] })
  step({ kind: 'posts', person: '山﨑', posts: [] })
  const last: Alteration = { kind: 'posts', person: '副会長', posts: [] }
  refusedBy(ask(last, ['会長', '副会長'], now), rosterHouse.lastTwo)
})

test('内規: 復旧の紙は三通で、書かれたことは一通ずつ違う', () => {
  const { ask } = founded()
  const paper = (number: number, text: string) => ({
    number,
    sha256: Buffer.from(sha256(Buffer.from(text))).toString('hex'),
  })
  const by = ['会長', '髙橋']
  for (const envelopes of [
    [paper(1, '松'), paper(2, '竹')],
    [paper(1, '松'), paper(2, '松'), paper(3, '梅')],
    [paper(1, '松'), paper(1, '竹'), paper(3, '梅')],
  ]) {
    refusedBy(ask({ kind: 'envelopes', envelopes }, by), rosterHouse.envelopes)
  }
  const three = [paper(1, '松'), paper(2, '竹'), paper(3, '梅')]
  assert.equal(next(ask({ kind: 'envelopes', envelopes: three }, by)).envelopes.length, 3)
})

test('内規: 初めの名簿に、同じ人が二度は載らない', () => {
  const { crew, decide } = founded()
  const founding = crew.founding(atUs)
  const { alteration } = founding.change
  assert.ok(alteration.kind === 'found')
  const [one, two] = alteration.people
  const twice = { ...alteration, people: [one!, { ...two!, person: one!.person }] }
  const found = decide(null, { ...founding, change: { ...founding.change, alteration: twice } })
  refusedBy(found, rosterHouse.oneEntry)
})

test('内規: 一人が渡した鍵で次の鍵を渡しつづけても、その列のだれとだれも、二人とは数えない', () => {
  const later = ['甲', '乙', '丙', '丁', '戊'] as const
  const staff = Object.fromEntries(later.map(person => [person, ['staff'] as const]))
  fc.assert(
    fc.property(fc.integer({ min: 1, max: later.length }), fc.nat(3), (length, turn) => {
      const founders = { 会長: ['chair'], 副会長: ['viceChair'], 髙橋: ['member'] } as const
      const crew = crewOf({ ...founders, ...staff }, { ledger: printedKey(signer.key), keeper })
      const ground = { keeper, nowUs: atUs, leaves: 10, signCount: () => 0 }
      const honest = ['副会長', '髙橋']
      let now = next(decideChange(cosignPrimitives, null, crew.founding(atUs, later), ground))
      const asked = (alteration: Alteration, by: readonly string[]) =>
        decideChange(
          cosignPrimitives,
          now,
          crew.change(now, alteration, { atUs, by, checkpoint }),
          ground,
        )
      const chain = ['会長']
      for (const [at, person] of later.slice(0, length).entries()) {
        const beside = honest[(at + turn) % 2]!
        const key = crew.newKey(crew.keyOf(person))
        const by = chain.at(-1)!
        now = next(asked({ kind: 'posts', person, posts: ['staff'] }, honest))
        now = next(asked({ kind: 'enrol', person, key, by }, [by, beside]))
        chain.push(person)
      }
      const wanted: Alteration = { kind: 'posts', person: '己', posts: ['staff'] }
      for (const one of chain) {
        for (const other of chain) assert.ok(isRefusal(asked(wanted, [one, other])))
        next(asked(wanted, [one, '髙橋']))
      }
    }),
    { numRuns: 20 },
  )
})
