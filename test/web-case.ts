/** A whole case through HTTP, everybody at a browser and with a key of their own. */
import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { type SecurityKey, securityKey } from '#cast/security-key.ts'
import { tenuresOf } from '#desk/posts.ts'
import { deviceKeyHash } from '#desk/presence.ts'
import { sha256 } from '#hash/sha256.ts'
import { isRefusal } from '#law/basis.ts'
import type { Act } from '#law/vocabulary/grounds.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { Books } from '#projections/books.ts'
import { receiptFor } from '#projections/receipt.ts'
import { examineReceipt } from '#receipt/examine.ts'
import { readReceipt } from '#receipt/receipt.ts'
import { refuseUnsignedAct } from '#roster/acts.ts'
import { beforeFirst, type SignedChange } from '#roster/change.ts'
import { decideChange } from '#roster/decide.ts'
import { readKey } from '#tlog/note.ts'
import { profileAmong } from '#verification/profile-among.ts'
import { request } from './booked-office.ts'
import { primitives } from './exported.ts'
import { settingOf } from './given.ts'
import { opened } from './receipts.ts'
import { cosignPrimitives } from './rosters.ts'
import { waysOf } from './scenario/decided.ts'
import type { Step } from './scenario/desk.ts'
import { officeFor } from './scenario/office.ts'
import { ordinary } from './scenario/ordinary.ts'
import { type Answered, type Browser, keeperHere, webOffice } from './web-office.ts'

const kinds = { request: 1, approval: 1, viewing: 2, takeOut: 2, telling: 1 } as const

export const pathOf = ({ to, command }: Step): string => {
  const kind = to === 'takeOut' ? 'take-out' : to
  const ids = [request, '1'].slice(0, kinds[to]).map(encodeURIComponent)
  return `/api/acts/${kind}/${ids.join('/')}/${command.type}`
}
const saidByScreen = ['Show', 'ShowPresence', 'LeaveSeat', 'Close']
/** Words without who and when, which nobody may say. */
export const wordsOf = ({ command }: Step): object => {
  const { type: _, atUs: __, by: ___, ...words } = command as Step['command'] & object
  // Scenarios have hashes that nobody could have computed.
  const text = JSON.stringify(words).replaceAll(
    /"(sha256|photo)":"([^"]+)"/g,
    (_, member) => `"${member}":"${'c0ffee00'.repeat(8)}"`,
  )
  return JSON.parse(text)
}

/** Everybody of the scenarios is in, before the enrolled screen, and has a key. */
export async function caseOffice(t: TestContext, profile: Profile) {
  const office = await webOffice(t, profile)
  const { rooms, clock, origin, manager } = office
  const people = profile.committee
    ? ['会長', '副会長', '髙橋', '山﨑', '操作']
    : ['課長', '担当', '職員']
  const before = clock.us
  clock.us -= 10 * 60_000_000
  const browsers = new Map<string, Browser>()
  const keys = new Map<string, SecurityKey>()
  for (const person of people) {
    const words = await office.enter(person)
    const own = office.browser()
    await own.post('/api/session', { ...words, terminal: null })
    const key = securityKey({ origin, rpId: '127.0.0.1' })
    const { challenge } = (await own.post('/api/keys/challenge')).json
    const made = key.attestation(Buffer.from(challenge, 'base64url'))
    const answer = await own.post('/api/keys', {
      ...{ password: words.password, attachment: 'cross-platform' },
      ...made,
    })
    assert.equal(answer.status, 201, JSON.stringify(answer.json))
    keys.set(person, key)
  }
  const operator = profile.committee ? '操作' : '担当'
  const { actor } = { actor: { person: manager, terminal: null } }
  clock.us = before
  assert.equal(await rooms.instructions.instruct(actor, operator, request), null)

  /** Sits down anew where they are no longer in. */
  async function seat(person: string): Promise<Browser> {
    const known = browsers.get(person)
    if (known && (await known.get('/api/session')).status === 200) return known
    const own = office.browser()
    const terminalKey = deviceKeyHash('鍵')
    const begun = { person, posts: [], terminal: '端末1', terminalKey }
    own.cookie = `__Host-tachiai=${(await rooms.sessions.begin(begun)).token}`
    browsers.set(person, own)
    return own
  }

  /** The scenarios' counter is nobody in particular. */
  const speaker = ({ command: { by } }: Step): string => {
    const counter: Record<string, string> = profile.committee
      ? { 受付: '副会長', 二人目: '髙橋' }
      : { 受付: '職員', 二人目: '担当' }
    return counter[by] ?? by
  }

  /** Everybody named signs until it is done. */
  async function signed(own: Browser, pending: Answered, but: readonly string[] = []) {
    let answer = pending
    const { actId, checkpoint, people } = pending.json
    for (const { person, statement } of people) {
      const key = keys.get(person)
      if (!key || but.includes(person)) continue
      const { proof } = key.cosign(statement, checkpoint)
      answer = await own.post(`/api/signing/${actId}`, { person, proof })
    }
    return answer
  }

  async function take(step: Step): Promise<Answered> {
    clock.us = Math.max(clock.us, step.command.atUs)
    const { to, command } = step
    if (to === 'viewing' && saidByScreen.includes(command.type)) return onScreen(step)
    const own = await seat(speaker(step))
    const answer = await own.post(pathOf(step), wordsOf(step))
    return answer.status === 202 ? signed(own, answer) : answer
  }

  /** What the desk itself writes down of a session on a screen, where no keeper shows anything. */
  async function onScreen(step: Step): Promise<Answered> {
    const actor = { person: step.command.by, terminal: '端末1' }
    const words = { type: step.command.type, ...wordsOf(step) }
    const { outcome } = await rooms.desk.act(actor, opened.stream, words)
    return {
      status: isRefusal(outcome) ? 409 : 201,
      headers: new Headers(),
      bytes: new Uint8Array(),
      json: outcome,
    }
  }

  /** What a keeper with a roster of the same people and keys makes of the session that was opened. */
  async function heldByKeeper() {
    const { ledger, parts } = office
    const setting = await rooms.desk.setting()
    const nowUs = clock.us
    const founding: SignedChange = {
      change: {
        ...{ v: 1, number: 1, previous: beforeFirst, atUs: 0 },
        alteration: {
          kind: 'found',
          people: [...keys].map(([person, { id, key }]) => ({
            person,
            posts: tenuresOf(setting, person, nowUs),
            credentials: [{ id, key, attachment: 'cross-platform' }],
          })),
          ledger: ledger.origin.key,
          relyingParty: { origin, rpId: '127.0.0.1' },
          gradeC: false,
          terminals: [],
          envelopes: [],
        },
      },
      signed: [],
    }
    const facts = { keeper: keeperHere, nowUs, leaves: 0, signCount: () => 0 }
    const roster = decideChange(cosignPrimitives, null, founding, facts)
    assert.ok(!isRefusal(roster), JSON.stringify(roster))
    const books = await Books.open(parts)
    const receipt = await receiptFor(
      { ledger, books, profile },
      { keeper: keeperHere, act: opened, from: 0 },
    )
    const read = readReceipt(primitives, JSON.stringify(receipt))!
    return examineReceipt(primitives, read, {
      keeper: keeperHere,
      ledger: readKey(sha256, ledger.origin.key),
      verified: { size: 0, root: sha256() },
      nowUs: clock.us + 20_000_000,
      profileOf: profileAmong([profile]),
      refuseUnsigned: act =>
        refuseUnsignedAct(cosignPrimitives, roster, act, {
          keeper: keeperHere,
          signCount: () => 0,
        }),
      isBurnt: () => false,
      opened: () => 0,
      lastSeen: () => 0,
    })
  }

  const setting = settingOf(profile, officeFor(profile))
  const known = (act: Act) => profile.approval.acts.some(rule => rule.act === act)
  const ground = profile.grounds.list.find(({ acts }) => acts.includes('takeOut'))!
  const steps = ordinary(setting, ground.code, ground.acts.filter(known), waysOf(setting)[0]!)
  return { ...office, heldByKeeper, seat, speaker, signed, take, steps, keys, people }
}
