import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { securityKey } from '#cast/security-key.ts'
import { Hasher } from '#entrance/secret.ts'
import { sakai } from '#law/profiles/sakai/profile.ts'
import { association } from '../../../test/booked-office.ts'
import { device } from '../../../test/device.ts'
import { type Answered, type Browser, soft, webOffice } from '../../../test/web-office.ts'

const minuteUs = 60_000_000
const without = ({ json, headers }: Answered) => [
  json,
  headers.get('set-cookie'),
  headers.get('retry-after'),
]

describe('だれがいるかを、外から知ろうとする人', () => {
  test('いる人・いない人・取り消された人・番号待ちの人・端末の名は、同じ言葉で断られる', async t => {
    const { seated, enter, browser, clock } = await webOffice(t, association)
    const chair = await seated('会長')
    await enter('髙橋')
    await chair.post('/api/credentials', { person: '副会長', loginId: 'waiting' })
    await enter('操作')
    clock.us += minuteUs
    const gone = { person: '操作', reason: '紛失' }
    assert.equal((await chair.post('/api/credentials/revoke', gone)).status, 201)
    const ids = [
      'id-髙橋',
      'だれでもない',
      'waiting',
      'id-操作',
      '',
      "' or 1=1 --",
      '__proto__',
      'x'.repeat(200),
    ]
    const guessed = { password: 'ちがう合言葉です', terminal: null }
    const signIns = []
    for (const loginId of ids) {
      signIns.push(without(await browser().post('/api/session', { loginId, ...guessed })))
    }
    const screen = device()
    for (const terminal of ['端末1', 'ない端末']) {
      const { challenge } = (await browser().post('/api/terminals/challenge')).json
      const shown = { terminal, challenge, signature: screen.signed(challenge) }
      signIns.push(
        without(
          await browser().post('/api/session', {
            loginId: 'id-髙橋',
            password: 'x',
            terminal: shown,
          }),
        ),
      )
    }
    for (const answer of signIns) assert.deepEqual(answer, signIns[0])
    const codes = []
    for (const loginId of ids) {
      const words = {
        loginId,
        code: '0000-0000-0000-0000',
        password: '十文字より長い合言葉',
        terminal: null,
      }
      codes.push(without(await browser().post('/api/credentials/complete', words)))
    }
    for (const answer of codes) assert.deepEqual(answer, signIns[0])
  })

  test('だれでもないIDも、いる人のIDも、同じように待たされ、待つ長さも同じ', async t => {
    const { enter, browser } = await webOffice(t, association)
    await enter('髙橋')
    const tried = async (loginId: string) => {
      const answers = []
      for (let time = 0; time < 6; time++) {
        const words = { loginId, password: 'ちがう', terminal: null }
        answers.push(without(await browser().post('/api/session', words)))
      }
      return answers
    }
    assert.deepEqual(await tried('id-髙橋'), await tried('だれでもない'))
  })
})

describe('入るところを塞ごうとする人', () => {
  test('ひとつの所からいくつ試されても、ほかの所の人は計算を待てる', async () => {
    const hasher = new Hasher()
    const salt = Buffer.alloc(16)
    const flood = Array.from({ length: 100 }, () =>
      hasher.hash('x', soft, salt, 'address 192.0.2.7'),
    )
    const own = ['device a', 'device b', 'terminal 端末1'].map(place =>
      hasher.hash('y', soft, salt, place),
    )
    const settled = await Promise.allSettled(flood)
    assert.ok(settled.filter(({ status }) => status === 'fulfilled').length <= 8)
    assert.equal((await Promise.all(own)).length, 3)
    // And the place itself is not shut out afterwards.
    await hasher.hash('x', soft, salt, 'address 192.0.2.7')
  })

  test('いくら間違えられても、その人を締め出すことはできない', async t => {
    const { enter, browser, clock } = await webOffice(t, association)
    const own = { ...(await enter('会長')), terminal: null }
    for (let time = 0; time < 40; time++) {
      await browser().post('/api/session', { ...own, password: 'x' })
      clock.us += 400_000_000
    }
    clock.us += 300_000_000
    assert.equal((await browser().post('/api/session', own)).status, 201)
  })
})

describe('終わったはずのところに居続ける人', () => {
  const seatsOf = async (
    { enter, browser }: Awaited<ReturnType<typeof webOffice>>,
    person: string,
  ): Promise<Browser[]> => {
    const words = { ...(await enter(person)), terminal: null }
    const seats = [browser(), browser(), browser()]
    for (const seat of seats) assert.equal((await seat.post('/api/session', words)).status, 201)
    return seats
  }
  const statuses = (seats: readonly Browser[]) =>
    Promise.all(seats.map(async seat => (await seat.get('/api/session')).status))

  test('資格を変えると、どの機械でも出る。古い合言葉でも、古い番号でも入れない', async t => {
    const office = await webOffice(t, association)
    const { seated, browser, clock } = office
    const chair = await seated('会長')
    const seats = await seatsOf(office, '髙橋')
    assert.deepEqual(await statuses(seats), [200, 200, 200])
    const first = (await chair.post('/api/credentials/rotate', { person: '髙橋', loginId: 'neu' }))
      .json
    assert.deepEqual(await statuses(seats), [401, 401, 401])
    const second = (await chair.post('/api/credentials/rotate', { person: '髙橋', loginId: 'neu' }))
      .json
    const old = { loginId: 'id-髙橋', password: '合言葉は髙橋の十文字', terminal: null }
    assert.equal((await browser().post('/api/session', old)).status, 401)
    assert.equal((await browser().post('/api/session', { ...old, loginId: 'neu' })).status, 401)
    const complete = (code: string) =>
      browser().post('/api/credentials/complete', {
        loginId: 'neu',
        code,
        password: '新しい合言葉です十文字',
        terminal: null,
      })
    assert.equal((await complete(first.code)).status, 401)
    assert.equal((await complete(second.code)).status, 201)
    clock.us += minuteUs
    assert.deepEqual(await statuses(seats), [401, 401, 401])
  })

  test('設置者の番号で入り直すと、その人の前の席はみな終わる', async t => {
    const office = await webOffice(t, sakai)
    const { rooms, seated, browser, clock } = office
    const head = await seated('課長')
    const seats = await seatsOf(office, '職員')
    const transfer = await head.post('/api/acts/appointment/main/Transfer', {
      person: '課長',
      fromUs: 'now',
    })
    assert.equal(transfer.status, 201)
    clock.us += minuteUs
    const { code } = await rooms.first.invite('設置 花子')
    const named = { person: '職員', of: null, unit: '総務課', inOffice: true, fromUs: 'now' }
    const entered = await browser().post('/api/first', {
      code,
      appointments: [{ type: 'AppointManager', words: named }],
      ...{ person: '職員', loginId: 'shokuin-2', password: '十文字より長い合言葉' },
    })
    assert.equal(entered.status, 201, JSON.stringify(entered.json))
    assert.deepEqual(await statuses(seats), [401, 401, 401])
  })

  test('ほかの人がその機械で入ると前の人は出て、出た席の署名待ちや鍵の問いは使えない', async t => {
    const office = await webOffice(t, association)
    const { enter, browser, seated, origin } = office
    const own = await seated('会長')
    const { challenge } = (await own.post('/api/keys/challenge')).json
    const before = own.cookie
    const words = { ...(await enter('髙橋')), terminal: null }
    assert.equal((await own.post('/api/session', words)).status, 201)
    const kept = browser()
    kept.cookie = before
    assert.equal((await kept.get('/api/session')).status, 401)
    const made = securityKey({ origin, rpId: '127.0.0.1' }).attestation(
      Buffer.from(challenge, 'base64url'),
    )
    const key = { password: words.password, attachment: 'cross-platform', ...made }
    assert.equal((await own.post('/api/keys', key)).status, 409)
    assert.equal((await own.get('/api/keys')).json.keys.length, 0)
  })
})
