import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { sakai } from '#law/profiles/sakai/profile.ts'
import { association } from '../../test/booked-office.ts'
import { webOffice } from '../../test/web-office.ts'

const minuteUs = 60_000_000

describe('入るとき', () => {
  test('設置者の番号ではじめの管理責任者が入り、番号は二度と使えない', async t => {
    const { rooms, browser, clock } = await webOffice(t, association)
    const { code } = await rooms.first.invite('設置 花子')
    const words = { person: '会長', loginId: 'kaicho', password: '十文字より長い合言葉' }
    const first = { code, appointments: [], ...words }
    const wrong = await browser().post('/api/first', { ...first, code: `${code.slice(0, -1)}?` })
    assert.equal(wrong.status, 401)
    const stranger = await browser().post('/api/first', { ...first, person: '部外者' })
    assert.equal(stranger.status, 409)
    assert.equal(stranger.json.basis.kind, 'text')
    const entered = await browser().post('/api/first', first)
    assert.equal(entered.status, 201, JSON.stringify(entered.json))
    assert.equal((await browser().post('/api/first', first)).status, 401)
    await assert.rejects(rooms.first.invite('設置 花子'), { kind: 'Conflict' })
    clock.us += minuteUs
    const chair = browser()
    const signedIn = await chair.post('/api/session', {
      ...words,
      person: undefined,
      terminal: null,
    })
    assert.equal(signedIn.status, 201)
    assert.deepEqual((await chair.get('/api/session')).json.posts.toSorted(), [
      'chair',
      'manager',
      'member',
      'president',
    ])
  })

  test('管理責任者の席が空いたら、設置者の番号で次の人が入る。空くまでは出ない', async t => {
    const { rooms, browser, enter, seated, clock } = await webOffice(t, sakai)
    const head = await seated('課長')
    await enter('職員')
    await assert.rejects(rooms.first.invite('設置 花子'), { kind: 'Conflict' })
    const path = '/api/acts/appointment/main/Transfer'
    const gone = await head.post(path, { person: '課長', fromUs: 'now' })
    assert.equal(gone.status, 201, JSON.stringify(gone.json))
    clock.us += minuteUs
    assert.equal((await head.get('/api/session')).status, 401)
    const { code } = await rooms.first.invite('設置 花子')
    const named = { person: '職員', of: null, unit: '総務課', inOffice: true, fromUs: 'now' }
    const entered = await browser().post('/api/first', {
      code,
      appointments: [{ type: 'AppointManager', words: named }],
      ...{ person: '職員', loginId: 'shokuin-2', password: '十文字より長い合言葉' },
    })
    assert.equal(entered.status, 201, JSON.stringify(entered.json))
  })

  test('設置者の番号は30分で終わり、新しい番号が出ると古い番号は使えない', async t => {
    const { rooms, browser, clock } = await webOffice(t, association)
    const words = {
      appointments: [],
      person: '会長',
      loginId: 'a',
      password: '十文字より長い合言葉',
    }
    const old = await rooms.first.invite('設置 花子')
    const late = await rooms.first.invite('設置 花子')
    assert.equal((await browser().post('/api/first', { ...words, code: old.code })).status, 401)
    clock.us += 30 * minuteUs
    assert.equal((await browser().post('/api/first', { ...words, code: late.code })).status, 401)
  })

  test('管理責任者がIDと番号を発行し、本人だけがパスワードを決めて入る', async t => {
    const { seated, browser, clock } = await webOffice(t, association)
    const chair = await seated('会長')
    const issued = await chair.post('/api/credentials', { person: '髙橋', loginId: 'takahashi' })
    assert.equal(issued.status, 201, JSON.stringify(issued.json))
    const { code } = issued.json
    const own = { loginId: 'takahashi', password: '私だけが知る長い合言葉' }
    // The code opens nothing by itself.
    const byCode = await browser().post('/api/session', { ...own, password: code, terminal: null })
    assert.equal(byCode.status, 401)
    const completion = { ...own, code: code.toLowerCase(), terminal: null }
    assert.equal((await browser().post('/api/credentials/complete', completion)).status, 201)
    assert.equal((await browser().post('/api/credentials/complete', completion)).status, 401)
    clock.us += minuteUs
    const member = browser()
    assert.equal((await member.post('/api/session', { ...own, terminal: null })).status, 201)
    const again = await member.post('/api/credentials', { person: '山﨑', loginId: 'x' })
    assert.equal(again.status, 403)
  })

  test('知らないIDと違うパスワードは、同じ答えになる', async t => {
    const { seated, browser } = await webOffice(t, association)
    await seated('会長')
    const answers = await Promise.all(
      [
        { loginId: 'id-会長', password: 'ちがう' },
        { loginId: 'だれでもない', password: 'ちがう' },
        { loginId: '', password: 'ちがう' },
      ].map(words => browser().post('/api/session', { ...words, terminal: null })),
    )
    for (const { status, json } of answers) {
      assert.equal(status, 401)
      assert.deepEqual(json, answers[0]!.json)
    }
  })

  test('続けて間違えると待つ。ほかの人も、ほかの端末のその人も待たない', async t => {
    const { enter, browser, rooms, clock } = await webOffice(t, association)
    const own = await enter('会長')
    const other = await enter('髙橋')
    for (let time = 0; time < 3; time++) {
      const answer = await browser().post('/api/session', { ...own, password: 'x', terminal: null })
      assert.equal(answer.status, 401)
    }
    const late = await browser().post('/api/session', { ...own, terminal: null })
    assert.equal(late.status, 429)
    assert.equal(late.headers.get('retry-after'), '1')
    assert.equal((await browser().post('/api/session', { ...other, terminal: null })).status, 201)
    const elsewhere = { address: '192.0.2.7', device: null, terminal: null }
    assert.ok('token' in (await rooms.accounts.signIn(own, elsewhere)))
    clock.us += 1_000_000
    assert.equal((await browser().post('/api/session', { ...own, terminal: null })).status, 201)
  })

  test('入ったことのある画面では、同じ所でほかの人が間違え続けても待たない', async t => {
    const { enter, browser } = await webOffice(t, association)
    const own = { ...(await enter('会長')), terminal: null }
    const takahashi = { ...(await enter('髙橋')), terminal: null }
    const desk = browser()
    assert.equal((await desk.post('/api/session', own)).status, 201)
    await desk.delete('/api/session')
    for (let time = 0; time < 5; time++) {
      await browser().post('/api/session', { ...own, password: 'x' })
    }
    assert.equal((await browser().post('/api/session', own)).status, 429)
    // Somebody else's mark, or one that was made up, is none.
    const other = browser()
    await other.post('/api/session', takahashi)
    assert.equal((await other.post('/api/session', own)).status, 429)
    const forged = browser()
    forged.device = `${desk.device!.slice(0, -3)}AAA`
    assert.equal((await forged.post('/api/session', own)).status, 429)
    assert.equal((await desk.post('/api/session', own)).status, 201)
  })

  test('会長が戻って入ると、代行は終わる', async t => {
    const { seated, rooms, clock } = await webOffice(t, association)
    const chair = await seated('会長')
    const vice = await seated('副会長')
    await chair.delete('/api/session')
    clock.us += minuteUs
    const path = '/api/acts/appointment/main/DeclareAbsence'
    const declared = await vice.post(path, { of: null, reason: '入院' })
    assert.equal(declared.status, 201, JSON.stringify(declared.json))
    assert.ok((await vice.get('/api/session')).json.posts.includes('manager'))
    clock.us += minuteUs
    const words = { loginId: 'id-会長', password: '合言葉は会長の十文字', terminal: null }
    assert.equal((await chair.post('/api/session', words)).status, 201)
    assert.ok(!(await vice.get('/api/session')).json.posts.includes('manager'))
    const { absences } = (await rooms.desk.setting()).office
    assert.equal(absences[0]!.endedAtUs, clock.us)
  })

  test('入るたびに新しい鍵になり、持ち込まれた鍵では入らない', async t => {
    const { enter, browser } = await webOffice(t, association)
    const words = await enter('会長')
    const planted = `__Host-tachiai=${'A'.repeat(43)}`
    const chair = browser()
    chair.cookie = planted
    const answer = await chair.post('/api/session', { ...words, terminal: null })
    const given = answer.headers.getSetCookie()[0]!
    for (const part of ['__Host-tachiai=', 'Path=/', 'Secure', 'HttpOnly', 'SameSite=Strict']) {
      assert.ok(given.includes(part), given)
    }
    assert.ok(!/Domain/i.test(given))
    assert.notEqual(chair.cookie, planted)
    const first = chair.cookie
    await chair.post('/api/session', { ...words, terminal: null })
    assert.notEqual(chair.cookie, first)
    const old = browser()
    old.cookie = first
    assert.equal((await old.get('/api/session')).status, 401)
  })

  test('15分使わないと出る。使っていても10時間で出る', async t => {
    const { seated, clock } = await webOffice(t, association)
    const idle = await seated('会長')
    clock.us += 14 * minuteUs
    assert.equal((await idle.get('/api/session')).status, 200)
    clock.us += 15 * minuteUs
    assert.equal((await idle.get('/api/session')).status, 401)
    const busy = await seated('髙橋')
    for (let minutes = 0; minutes < 600; minutes += 10) {
      assert.equal((await busy.get('/api/session')).status, 200)
      clock.us += 10 * minuteUs
    }
    assert.equal((await busy.get('/api/session')).status, 401)
  })

  test('資格を変えられた人、取り消された人、役の終わった人は、その時に出る', async t => {
    const { seated, rooms, clock } = await webOffice(t, association)
    const chair = await seated('会長')
    const [member, vice, operator] = [
      await seated('髙橋'),
      await seated('副会長'),
      await seated('操作'),
    ]
    clock.us += minuteUs
    const rotated = await chair.post('/api/credentials/rotate', { person: '髙橋', loginId: 'neu' })
    assert.equal(rotated.status, 201)
    assert.equal((await member.get('/api/session')).status, 401)
    const revoked = { person: '副会長', reason: '紛失' }
    assert.equal((await chair.post('/api/credentials/revoke', revoked)).status, 201)
    assert.equal((await vice.get('/api/session')).status, 401)
    assert.equal((await operator.get('/api/session')).status, 200)
    const ended = await chair.post('/api/acts/appointment/main/EndDesignation', {
      person: '操作',
      of: null,
    })
    assert.equal(ended.status, 201, JSON.stringify(ended.json))
    assert.equal((await operator.get('/api/session')).status, 401)
    assert.equal((await chair.get('/api/session')).status, 200)
    assert.equal(await rooms.sessions.of('x'), null)
  })

  test('堺市: 変える日を過ぎたIDとパスワードでは入れず、理由と条文が示される', async t => {
    const { enter, browser, clock } = await webOffice(t, sakai)
    const words = await enter('課長')
    clock.us += 91 * 24 * 60 * minuteUs
    const answer = await browser().post('/api/session', { ...words, terminal: null })
    assert.equal(answer.status, 409)
    assert.equal(answer.json.basis.kind, 'houseRule')
    assert.ok(answer.json.next.length > 0)
  })
})
