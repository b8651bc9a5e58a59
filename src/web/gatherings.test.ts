import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import { minuteUs } from '#civil/minute.ts'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { association, request } from '../../test/booked-office.ts'
import { caseOffice } from '../../test/web-case.ts'

const hourUs = 60 * minuteUs
const path = `/api/cases/${encodeURIComponent(request)}/gatherings`
type Link = { readonly person: string; readonly code: string }

/** An office whose case stands right before its viewing, or before its decision. */
async function before(t: TestContext, profile: Profile, what: 'Open' | 'decision' = 'Open') {
  const office = await caseOffice(t, profile)
  for (const step of office.steps) {
    const isNext = what === 'Open' ? step.to === 'viewing' : step.to === 'approval'
    if (isNext) break
    await office.take(step)
  }
  const operator = profile.committee ? '操作' : '担当'
  const fromUs = office.clock.us + 20 * hourUs
  const words = {
    ...{ act: 'viewing', operator, fromUs, minutes: 30, place: '公民館の二階' },
    answerByUs: fromUs - 3 * hourUs,
  }
  const own = await office.seat(operator)
  const now = async () => (await own.get(path)).json
  const links = async (...people: string[]): Promise<readonly Link[]> => {
    const { status, json } = await own.post(path, { ...words, people })
    assert.equal(status, 201, JSON.stringify(json))
    return json.links
  }
  return { ...office, own, words, now, links }
}

describe('立会いの手配', () => {
  test('内規: 番号で開くお願いには日時・場所・長さだけがあり、返事をするか件が終わると番号は使えない', async t => {
    const { links, browser, now, own, words, ledger } = await before(t, association)
    const before_ = (await ledger.head()).size
    const [other, { code }, last] = (await links('山﨑', '髙橋', '副会長')) as [Link, Link, Link]
    const phone = browser()
    const { json } = await phone.post('/api/come', { code: code.toLowerCase() })
    const { fromUs, minutes, place, answerByUs } = words
    assert.deepEqual(json, { person: '髙橋', fromUs, minutes, place, answerByUs })
    assert.equal((await phone.post('/api/come/answer', { code, coming: true })).status, 200)
    for (const used of ['/api/come', '/api/come/answer']) {
      const more = used.endsWith('answer') ? { coming: false } : {}
      const { status, json } = await phone.post(used, { code, ...more })
      assert.deepEqual([status, json.type], [404, 'urn:tachiai:problem:not-invited'])
    }
    const [{ gathering }] = (await now()).acts
    assert.deepEqual([gathering.counted, gathering.needed], [1, 2])
    assert.match(gathering.short.refused, /いま数えられるのは1名/)
    assert.equal(
      (await phone.post('/api/come/answer', { code: other.code, coming: true })).status,
      200,
    )
    assert.equal((await now()).acts[0].gathering.short, null)
    assert.equal((await ledger.head()).size, before_)
    await own.post(`/api/acts/request/${encodeURIComponent(request)}/Withdraw`, { reason: '解決' })
    assert.equal((await phone.post('/api/come', { code: last.code })).status, 404)
  })

  test('番号は、期限・取りやめ・出し直しで開かなくなり、どれも同じ言葉で断る', async t => {
    const { links, browser, own, now, clock, words } = await before(t, association)
    const said: string[] = []
    const opens = async (code: string) => {
      const { status, json } = await browser().post('/api/come', { code })
      if (status !== 200) said.push(JSON.stringify(json))
      return status
    }
    const [first] = (await links('髙橋')) as [Link]
    const { id } = (await now()).acts[0].gathering
    assert.equal((await own.delete(`/api/gatherings/${id}`)).status, 200)
    assert.equal(await opens(first.code), 404)
    const [second] = (await links('髙橋')) as [Link]
    const again = (await now()).acts[0].gathering.id
    const renewed = await own.post(`/api/gatherings/${again}/link`, { person: '髙橋' })
    assert.equal(await opens(second.code), 404)
    assert.equal(await opens(renewed.json.code), 200)
    assert.equal(await opens('0000-0000-0000-0000'), 404)
    clock.us = words.answerByUs
    assert.equal(await opens(renewed.json.code), 404)
    assert.equal(said.length, 4)
    assert.equal(new Set(said).size, 1)
  })

  test('入った人は、自分の分だけを見て返事をし、始まるまで変えられる。電話の返事は聞いた人の名が残る', async t => {
    const { links, seat, now, own, clock, words } = await before(t, association)
    await links('髙橋', '山﨑')
    const member = await seat('髙橋')
    const { invited } = (await member.get('/api/gatherings/mine')).json
    const { fromUs, minutes, place, answerByUs } = words
    const [{ id, ...told }] = invited
    assert.deepEqual(told, { fromUs, minutes, place, answerByUs, coming: null })
    const answer = async (who: string, coming: boolean) =>
      (await (await seat(who)).post(`/api/gatherings/${id}/answer`, { coming })).status
    assert.equal(await answer('髙橋', true), 200)
    assert.equal(await answer('髙橋', false), 200)
    assert.equal(await answer('副会長', true), 404)
    await own.post(`/api/gatherings/${id}/told`, { person: '山﨑', coming: true })
    const called = (await now()).acts[0].gathering.called
    assert.deepEqual(
      called.map(({ person, coming, how, notedBy }: Record<string, unknown>) => [
        ...[person, coming, how, notedBy],
      ]),
      [
        ['山﨑', true, 'told', '操作'],
        ['髙橋', false, 'seat', null],
      ],
    )
    clock.us = words.fromUs
    assert.equal(await answer('髙橋', true), 404)
  })

  test('内規: 過ぎた日時・期限のない日時・同じ立会いの二重の手配は断る', async t => {
    const { own, words, clock, links } = await before(t, association)
    const refused = async (but: object) => {
      const { status, json } = await own.post(path, { ...words, people: ['髙橋'], ...but })
      assert.equal(status, 409, JSON.stringify(json))
      return [json.basis.kind, json.detail]
    }
    const past = await refused({ fromUs: clock.us - 1, answerByUs: clock.us - 2 })
    assert.deepEqual(past, ['houseRule', '立会いの日時が過ぎています'])
    const late = await refused({ answerByUs: words.fromUs + 1 })
    assert.deepEqual(late, ['houseRule', '返事の期限が、いまから始まりまでの間にありません'])
    await links('髙橋')
    const twice = await refused({})
    assert.deepEqual(twice, ['houseRule', 'この立会いは、もう頼んであります'])
  })

  test('運用基準10（2）・内規: 委員でない人にも、操作する人にも、映像が消えた後にも頼まない', async t => {
    const { own, words } = await before(t, association)
    const refused = async (but: object) => {
      const { json } = await own.post(path, { ...words, people: ['髙橋'], ...but })
      return [json.basis?.cite, json.detail]
    }
    const { rules } = association.witnesses
    const [{ from, operatorCounts }] = rules as [(typeof rules)[0]]
    const stranger = await refused({ people: ['だれか'] })
    assert.deepEqual(stranger, [from.by.cite, 'だれかさんは、この立会いに数えられません'])
    const operator = await refused({ people: ['操作'] })
    assert.deepEqual(operator, [operatorCounts.by.cite, '操作さんは、この立会いに数えられません'])
    const after = words.fromUs + 8 * 24 * hourUs
    const [cite, detail] = await refused({ fromUs: after, answerByUs: after })
    assert.equal(cite, association.retention.by.cite)
    assert.match(detail, /映像が残っていません/)
  })

  test('北斗市 第6条第2項: 二人いても、内規の役がいなければ足りないと言う', async t => {
    const { links, browser, now } = await before(t, hokuto)
    const asked = await links('課長', '職員')
    for (const { code } of asked) await browser().post('/api/come/answer', { code, coming: true })
    const [{ gathering }] = (await now()).acts
    assert.deepEqual([gathering.counted, gathering.needed], [2, 2])
    assert.match(gathering.short.refused, /立会いに運用取扱者が加わっていません/)
    assert.equal(gathering.short.basis.kind, 'houseRule')
  })

  test('承認の前と、立会いの定めがない規程では、頼まずに根拠を言う', async t => {
    const early = await before(t, association, 'decision')
    const { problem, acts } = await early.now()
    assert.deepEqual(acts, [])
    assert.equal(problem.detail, 'この件は、まだ承認されていません')
    const alone = await before(t, nishinari)
    const told = (await alone.now()).problem
    assert.equal(told.detail, 'この規程には、立会いの定めがありません')
    assert.equal(told.basis.cite, nishinari.witnesses.without!.by.cite)
    const { status } = await alone.own.post(path, { ...alone.words, people: ['課長'] })
    assert.equal(status, 409)
  })

  test('手配は、その日から30日で消える', async t => {
    const { links, clock, database, seat, words } = await before(t, association)
    await links('髙橋')
    clock.us = words.fromUs + 31 * 24 * hourUs
    assert.deepEqual((await (await seat('操作')).get('/api/gatherings/mine')).json.invited, [])
    const [row] = await database.app.query('select count(*) as n from desk.called')
    assert.equal(Number(row!.n), 0)
  })
})
