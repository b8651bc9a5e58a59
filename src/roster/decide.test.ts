import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { securityKey } from '#cast/security-key.ts'
import { sha256 } from '#hash/sha256.ts'
import { isRefusal } from '#law/basis.ts'
import { rosterHouse } from '#law/house/rosters.ts'
import { peopleHouse } from '#law/house/site.ts'
import { signCheckpoint } from '#tlog/checkpoint.ts'
import { printedKey } from '#tlog/note.ts'
import { freshSigner } from '../../test/ledger.ts'
import { cosignPrimitives, crewOf, party } from '../../test/rosters.ts'
import type { Alteration, SignedChange } from './change.ts'
import { decideChange } from './decide.ts'
import { credentialNamed, type Roster, signersAt } from './roster.ts'

const keeper = 'a1'.repeat(16)
const atUs = 1_795_400_000_000_000
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
  操作: ['operator'],
} as const
const ground = { keeper, nowUs: atUs, leaves: 10, signCount: () => 0 }

function founded() {
  const crew = crewOf(posts, { ledger: printedKey(signer.key), keeper })
  const roster = decideChange(cosignPrimitives, null, crew.founding(atUs, ['操作']), ground)
  assert.ok(!isRefusal(roster))
  const decide = (signed: SignedChange, on: Roster = roster, nowUs = atUs) =>
    decideChange(cosignPrimitives, on, signed, { ...ground, nowUs })
  const ask = (alteration: Alteration, by: readonly string[], on: Roster = roster, us = atUs) =>
    decide(crew.change(on, alteration, { atUs: us, by, checkpoint }), on, us)
  return { crew, roster, decide, ask }
}
const basisOf = (found: Roster | { basis?: unknown }) => ('basis' in found ? found.basis : null)
const next = (found: ReturnType<typeof decideChange>): Roster => {
  assert.ok(!isRefusal(found), JSON.stringify(found))
  return found
}
const fresh = () => {
  const key = securityKey(party)
  return { key, entry: { id: key.id, key: key.key, attachment: 'cross-platform' } as const }
}

test('内規: 名簿は、別の二人が別の鍵で署名したときだけ変わる', () => {
  const { ask, decide, crew, roster } = founded()
  const posts: Alteration = { kind: 'posts', person: '操作', posts: ['operator'] }
  assert.equal(next(ask(posts, ['会長', '髙橋'])).number, 2)
  for (const by of [[], ['会長'], ['会長', '会長'], ['会長', '髙橋', '山﨑']]) {
    assert.equal(basisOf(ask(posts, by)), rosterHouse.byTwo, by.join())
  }
  const good = crew.change(roster, posts, { atUs, by: ['会長', '髙橋'], checkpoint })
  const other = { ...good, change: { ...good.change, alteration: { ...posts, person: '甲' } } }
  assert.equal(basisOf(decide(other)), rosterHouse.byTwo)
  assert.equal(basisOf(decide(good, next(decide(good)))), rosterHouse.inOrder, 'a second time')
  assert.equal(basisOf(decide(crew.founding(atUs))), rosterHouse.inOrder)
  const stranger = founded().crew.change(roster, posts, { atUs, by: ['会長', '髙橋'], checkpoint })
  assert.equal(basisOf(decide(stranger)), rosterHouse.byTwo)
})

test('内規: 鍵を渡した人と受けた人は、並んで名簿を変えられない', () => {
  const { ask, crew } = founded()
  const entry = crew.newKey(crew.keyOf('操作'))
  const seated = next(ask({ kind: 'posts', person: '操作', posts: ['operator'] }, ['会長', '髙橋']))
  const enrolled = next(
    ask({ kind: 'enrol', person: '操作', key: entry, by: '会長' }, ['会長', '山﨑'], seated),
  )
  assert.deepEqual(credentialNamed(enrolled, entry.id)?.notBeside, ['会長'])
  const staff: Alteration = { kind: 'posts', person: '甲', posts: ['staff'] }
  assert.equal(basisOf(ask(staff, ['会長', '操作'], enrolled)), peopleHouse.notBeside)
  assert.equal(next(ask(staff, ['山﨑', '操作'], enrolled)).number, 4)
  const noIssuer = ask({ kind: 'enrol', person: '乙', key: fresh().entry, by: '会長' }, [
    '髙橋',
    '山﨑',
  ])
  assert.equal(basisOf(noIssuer), rosterHouse.byTwo)
})

test('内規: なくした鍵は、ほかの二人の署名から48時間たってから、それより後の件にだけ使える', () => {
  const { ask } = founded()
  const { entry } = fresh()
  const lost: Alteration = { kind: 'recover', person: '髙橋', key: entry }
  assert.equal(basisOf(ask(lost, ['会長', '髙橋'])), rosterHouse.notOwn)
  const recovered = next(ask(lost, ['会長', '副会長']))
  const credential = credentialNamed(recovered, entry.id)!
  assert.equal(credential.fromUs, atUs + 48 * 3_600_000_000)
  assert.equal(credential.sinceUs, atUs)
  assert.deepEqual(credential.notBeside, ['会長', '副会長'])
  assert.equal(signersAt(recovered, atUs).length, 3)
})

test('内規: 復旧の紙は、三通のうち別の二通でその場で使え、使った紙は二度と使えない', () => {
  const { ask, decide, roster } = founded()
  const secrets = ['松', '竹', '梅'].map((secret, at) => ({ number: at + 1, secret }))
  const envelopes = secrets.map(({ number, secret }) => ({
    number,
    sha256: Buffer.from(sha256(Buffer.from(secret))).toString('hex'),
  }))
  const sealed = next(ask({ kind: 'envelopes', envelopes }, ['会長', '髙橋']))
  assert.equal(roster.envelopes.length, 0)
  const { entry } = fresh()
  const onPaper = (papers: typeof secrets, on = sealed) =>
    decide(
      {
        change: {
          ...{ v: 1, number: on.number + 1, previous: on.head, atUs },
          alteration: { kind: 'recoverOnPaper', person: '髙橋', key: entry, papers },
        },
        signed: [],
      },
      on,
    )
  const [first, second, third] = secrets as [
    (typeof secrets)[0],
    (typeof secrets)[0],
    (typeof secrets)[0],
  ]
  for (const wrong of [
    [],
    [first],
    [first, first],
    [first, { number: 2, secret: '松' }],
    secrets,
  ]) {
    assert.equal(basisOf(onPaper(wrong)), rosterHouse.envelopes)
  }
  const opened = next(onPaper([first, third]))
  assert.deepEqual(credentialNamed(opened, entry.id)?.fromUs, atUs)
  assert.deepEqual(
    opened.envelopes.map(({ number }) => number),
    [2],
  )
  assert.equal(basisOf(onPaper([first, second], opened)), rosterHouse.envelopes)
})

test('内規: 一つの鍵は一人のもの。署名できる人が二人を割る変更はできない', () => {
  const { ask, crew, roster } = founded()
  const [taken] = roster.people[0]!.credentials
  const { id, key, attachment } = taken!
  const twice: Alteration = {
    kind: 'enrol',
    person: '甲',
    key: { id, key, attachment },
    by: '会長',
  }
  assert.equal(basisOf(ask(twice, ['会長', '髙橋'])), rosterHouse.ownKey)
  const renamed: Alteration = { ...twice, key: { id: fresh().entry.id, key, attachment } }
  assert.equal(basisOf(ask(renamed, ['会長', '髙橋'])), rosterHouse.ownKey)
  const without = (person: string, on: Roster) =>
    ask({ kind: 'posts', person, posts: [] }, ['会長', '髙橋'], on)
  const two = next(without('山﨑', next(without('副会長', roster))))
  assert.equal(basisOf(without('髙橋', two)), rosterHouse.lastTwo)
  assert.ok(crew)
})

test('内規: どんな順に何をしても、二人が立たない変更は一つも入らない', () => {
  const names = Object.keys(posts).filter(name => name !== '操作')
  const step = fc.record({
    kind: fc.constantFrom('posts', 'enrol', 'recover', 'strike', 'ledger'),
    person: fc.constantFrom(...names, '甲'),
    by: fc.array(fc.constantFrom(...names), { maxLength: 3 }),
    wrong: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), steps => {
      const { crew, roster } = founded()
      let now: Roster = roster
      for (const { kind, person, by, wrong } of steps) {
        const made = fresh()
        const alteration = {
          posts: { kind: 'posts', person, posts: ['member'] },
          enrol: { kind: 'enrol', person, key: made.entry, by: by[0] ?? '会長' },
          recover: { kind: 'recover', person, key: made.entry },
          strike: {
            kind: 'strike',
            credential: now.people.find(one => one.person === person)?.credentials[0]?.id ?? 'x',
            reason: '',
          },
          ledger: { kind: 'ledger', key: now.ledger },
        }[kind] as Alteration
        const signed = crew.change(now, alteration, { atUs, by, checkpoint })
        const asked = wrong ? { ...signed, signed: signed.signed.slice(0, 1) } : signed
        const found = decideChange(cosignPrimitives, now, asked, ground)
        if (isRefusal(found)) continue
        const people = new Set(asked.signed.map(({ statement }) => statement.person))
        assert.equal(people.size, 2)
        for (const { proof, statement } of asked.signed) {
          assert.ok(proof.grade === 'A')
          assert.equal(credentialNamed(now, proof.credential)?.person, statement.person)
        }
        assert.ok(signersAt(found, atUs).length >= 2)
        now = found
      }
    }),
    { numRuns: 60 },
  )
})
