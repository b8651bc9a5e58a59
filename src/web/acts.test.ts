import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { coSignatureIn } from '#cosign/cosignature.ts'
import { isRefusal } from '#law/basis.ts'
import { profiles } from '#law/profiles/held.ts'
import { association, request } from '../../test/booked-office.ts'
import { device } from '../../test/device.ts'
import { caseOffice, pathOf, wordsOf } from '../../test/web-case.ts'

const cited = profiles.map(one => (one.id === 'kai' ? association : one))

describe('画面から行う', () => {
  for (const profile of cited) {
    test(`${profile.id}: 求めから終わりまで、みなが自分の鍵で署名して進み、録画係もその記録で開く`, async t => {
      const { take, steps, ledger, seat, manager, broken, heldByKeeper } = await caseOffice(
        t,
        profile,
      )
      for (const step of steps) {
        const answer = await take(step)
        // Scenarios also answer what their ground does not ask, and vote on after the majority.
        const asked = ['Check', 'Vote'].includes(step.command.type) ? [201, 409] : [201]
        assert.ok(asked.includes(answer.status), `${pathOf(step)}: ${JSON.stringify(answer.json)}`)
        if (step.command.type !== 'Open') continue
        const held = await heldByKeeper()
        assert.ok(!isRefusal(held), JSON.stringify(held))
      }
      const own = await seat(manager)
      const thing = await own.get(`/api/things/request/${encodeURIComponent(request)}`)
      assert.equal(thing.json.state.status, 'closed')
      let witnessed = 0
      for await (const { leaf, body } of ledger.read(`viewing/${request}/1`)) {
        if (leaf.type !== 'ViewingOpened') continue
        witnessed = body?.cosigned?.map(coSignatureIn).filter(one => one !== null).length ?? 0
      }
      const opened = steps.find(({ command }) => command.type === 'Open')
      if (opened) assert.ok(witnessed > 0)
      assert.deepEqual(broken, [])
    })
  }

  test('だれが・いつは言えない。知らない語も受け付けない', async t => {
    const { steps, seat, speaker, clock } = await caseOffice(t, association)
    const [first] = steps
    const own = await seat(speaker(first!))
    for (const more of [{ by: '会長' }, { atUs: clock.us - 1 }, { given: {} }, { type: 'Close' }]) {
      const answer = await own.post(pathOf(first!), { ...wordsOf(first!), ...more })
      assert.equal(answer.status, 400)
      assert.equal(answer.json.members.length, 1)
    }
  })

  test('断りには理由・条文・次にすることがあり、記録に残る', async t => {
    const { steps, seat, ledger } = await caseOffice(t, association)
    const vote = steps.find(({ to }) => to === 'approval')!
    const own = await seat(vote.command.by)
    const before = (await ledger.head()).size
    const answer = await own.post(pathOf(vote), wordsOf(vote))
    assert.equal(answer.status, 409)
    assert.match(answer.headers.get('content-type')!, /application\/problem\+json/)
    const { detail, basis, next, index } = answer.json
    assert.ok(detail && basis.cite && basis.printed && next)
    assert.equal(index, before)
    assert.equal((await ledger.head()).size, before + 1)
  })

  test('署名: 別の人の鍵、二度目、時間切れ、よその人では決まらない', async t => {
    const { steps, take, seat, keys, clock } = await caseOffice(t, association)
    const at = steps.findIndex(({ command }) => command.type === 'Vote')
    for (const step of steps.slice(0, at)) await take(step)
    const vote = steps[at]!
    const own = await seat(vote.command.by)
    const pending = await own.post(pathOf(vote), wordsOf(vote))
    assert.equal(pending.status, 202)
    const { actId, checkpoint, people } = pending.json
    const [{ person, statement }] = people
    const path = `/api/signing/${actId}`
    const other = [...keys.keys()].find(name => name !== person)!
    const foreign = keys.get(other)!.cosign(statement, checkpoint)
    const wrong = await own.post(path, { person, proof: foreign.proof })
    assert.equal(wrong.status, 409)
    assert.match(wrong.json.type, /not-signed/)
    // Nobody else sees it.
    const stranger = await seat(other)
    assert.equal((await stranger.get(path)).status, 404)
    const stolen = keys.get(person)!.cosign(statement, checkpoint)
    assert.equal((await stranger.post(path, { person, proof: stolen.proof })).status, 404)
    assert.equal((await stranger.delete(path)).status, 404)
    assert.equal((await stranger.get('/api/signing')).json.pending.length, 0)
    assert.equal((await own.get('/api/signing')).json.pending.length, 1)
    // Another act's signature is none for this one.
    const again = (await own.post(pathOf(vote), wordsOf(vote))).json
    const elsewhere = await own.post(`/api/signing/${again.actId}`, { person, proof: stolen.proof })
    assert.equal(elsewhere.status, 409)
    const good = await own.post(path, {
      person,
      proof: keys.get(person)!.cosign(statement, checkpoint).proof,
    })
    assert.equal(good.status, 201, JSON.stringify(good.json))
    const twice = await own.post(path, {
      person,
      proof: keys.get(person)!.cosign(statement, checkpoint).proof,
    })
    assert.equal(twice.status, 404)
    clock.us += 5 * 60_000_000
    const late = keys.get(person)!.cosign(again.people[0].statement, again.checkpoint)
    const lapsed = await own.post(`/api/signing/${again.actId}`, { person, proof: late.proof })
    assert.equal(lapsed.status, 404)
  })

  test('等級C: 認められた事務室では、登録した端末の前で、パスワードと端末の鍵で署名になる', async t => {
    const { steps, take, seat, browser, clock, ledger } = await caseOffice(t, association)
    const at = steps.findIndex(({ command }) => command.type === 'Vote')
    for (const step of steps.slice(0, at)) await take(step)
    const vote = steps[at]!
    const chair = await seat('会長')
    const screen = device()
    const words = { terminal: '端末2', room: '会館', keptBy: null }
    const { code } = (await chair.post('/api/terminals', words)).json
    const challenge = async () => (await browser().post('/api/terminals/challenge')).json.challenge
    const asked = await challenge()
    const enrolment = { code, key: screen.key, challenge: asked, signature: screen.signed(asked) }
    assert.equal((await browser().post('/api/terminals/enrol', enrolment)).status, 201)
    clock.us += 1_000_000
    const shown = await challenge()
    const person = vote.command.by
    const password = `合言葉は${person}の十文字`
    const own = browser()
    const terminal = { terminal: '端末2', challenge: shown, signature: screen.signed(shown) }
    const signIn = { loginId: `id-${person}`, password, terminal }
    assert.equal((await own.post('/api/session', signIn)).status, 201)
    const pending = (await own.post(pathOf(vote), wordsOf(vote))).json
    const path = `/api/signing/${pending.actId}`
    const toSign = Buffer.from(pending.people[0].challenge, 'base64url')
    const proof = { grade: 'C', password, terminalSignature: screen.over(toSign) }
    const wrongKey = { ...proof, terminalSignature: device().over(toSign) }
    assert.equal((await own.post(path, { person, proof: wrongKey })).status, 409)
    const wrongWord = { ...proof, password: 'ちがう合言葉です' }
    assert.equal((await own.post(path, { person, proof: wrongWord })).status, 401)
    const done = await own.post(path, { person, proof })
    assert.equal(done.status, 201, JSON.stringify(done.json))
    const recorded: string[] = []
    for await (const { body } of ledger.read(`approval/${request}`)) {
      if (body?.cosigned) recorded.push(JSON.stringify(body.cosigned))
    }
    assert.match(recorded.at(-1)!, /"grade":"C"/)
    assert.ok(recorded.every(text => !text.includes('合言葉')))
  })
})
