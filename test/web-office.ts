/** The office over HTTP, on a real database, under a clock that only the test moves. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import type { TestContext } from 'node:test'
import { type Answered, Browser } from '#cast/browser.ts'
import { Accounts } from '#desk/accounts.ts'
import { Desk } from '#desk/desk.ts'
import { Drafts } from '#desk/drafts.ts'
import { FirstPerson } from '#desk/founding.ts'
import { Gatherings } from '#desk/gatherings.ts'
import { Instructions } from '#desk/instructions.ts'
import { Papers } from '#desk/papers.ts'
import { PersonalKeys } from '#desk/personal-keys.ts'
import { RegisterShelf } from '#desk/registers.ts'
import { Showings } from '#desk/showings.ts'
import { Signatures } from '#desk/signatures.ts'
import { Signing } from '#desk/signing.ts'
import { Terminals } from '#desk/terminals.ts'
import { Delays } from '#entrance/delays.ts'
import type { Hardness } from '#entrance/secret.ts'
import { Sessions } from '#entrance/sessions.ts'
import { passagesOf } from '#law/profiles/passages.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { ledgerOrders } from '#office/ledger-orders.ts'
import { askKeeper } from '#office/release-line.ts'
import { openShowing } from '#office/showing.ts'
import { Books } from '#projections/books.ts'
import type { Answer } from '#verification/answer.ts'
import type { AppFiles } from '#web/app-files.ts'
import type { Limits } from '#web/limits.ts'
import type { Rooms } from '#web/rooms.ts'
import { routes } from '#web/routes.ts'
import { serveOffice } from '#web/server.ts'
import { bookedOffice } from './booked-office.ts'
import { startUs } from './scenario/hours.ts'
import { atEnd } from './site.ts'

/** As many calls as one likes. */
export const unlimited = { take: () => 0 } as unknown as Limits

export const keeperHere = 'a1'.repeat(16)
/** A guess costs nothing in a test. */
export const soft: Hardness = { memoryKib: 8, passes: 1 }

export { type Answered, Browser }

export async function webOffice(
  t: TestContext,
  profile: Profile,
  limits: { address: Limits; person: Limits } = { address: unlimited, person: unlimited },
  /** Where a keeper takes receipts; null: there is none. */
  release: string | null = null,
  { app, host }: { app: AppFiles | null; host: string } = { app: null, host: '127.0.0.1' },
) {
  const booked = await bookedOffice(t, profile)
  const { ledger, database } = booked
  const clock = { us: startUs }
  let origin = ''
  const nowUs = () => clock.us
  const random = (length: number) => randomBytes(length)
  let { books } = booked
  const acting = {
    act: (...words: Parameters<Books['act']>) => books.act(...words),
    world: () => books.world(),
    profileAt: (atUs: number) => books.profileAt(atUs),
  }
  const desk = new Desk({
    books: acting as unknown as Books,
    ...{ ledger, database: database.app, profile, nowUs, random },
  })
  const sessions = new Sessions({ database: database.app, nowUs, random })
  const delays = new Delays(() => clock.us / 1000)
  const accounts = new Accounts({ desk, sessions, delays, hardness: soft })
  const terminals = new Terminals(desk)
  const first = new FirstPerson(desk, accounts)
  const party = () => ({ origin, rpId: host })
  const keeper = async () => keeperHere
  const signatures = new Signatures({ desk, accounts, party, gradeC: async () => true })
  const signing = new Signing({ desk, signatures, keeper })
  const showings = new Showings({
    ...{ desk, signatures, nowMs: () => performance.now() },
    open: act => {
      assert.ok(release, 'there is no keeper here')
      return openShowing({ ledger, books, profile, path: release }, act)
    },
  })
  atEnd(t, () => showings.close())
  const verifying = ledgerOrders({
    ...{ ledger, database: database.app, seen: booked.seen },
    profiles: [profile],
  })
  const rooms: Rooms = {
    ...{ showings, desk, accounts, sessions, terminals, first, signing },
    keys: new PersonalKeys(desk, party),
    instructions: new Instructions(desk),
    drafts: new Drafts(desk),
    gatherings: new Gatherings(desk),
    text: passagesOf(profile.id),
    papers: new Papers(desk),
    registers: new RegisterShelf(desk),
    office: {
      report: async () => ({ size: (await ledger.head()).size }),
      recorder: async () => (release === null ? null : askKeeper(release)),
      verify: () => verifying['ledger.verify']({ order: '' }, () => {}) as Promise<Answer>,
    },
    app,
  }
  const broken: unknown[] = []
  const server = await serveOffice({
    rooms,
    routes,
    port: 0,
    origin: null,
    nowMs: () => clock.us / 1000,
    broke: error => broken.push(error),
    limits: { pictures: unlimited, ...limits },
  })
  atEnd(t, () => server.close())
  origin = `http://${host}:${server.port}`
  const at = origin
  const browser = () => new Browser(at)
  const manager = profile.committee ? '会長' : '課長'

  /** With an ID and a password of their own, by the manager's hand. */
  async function enter(person: string): Promise<{ loginId: string; password: string }> {
    const loginId = `id-${person}`
    const password = `合言葉は${person}の十文字`
    const by = { person: manager, terminal: null }
    const { code } = await accounts.issue(by, { type: 'IssueCredential', person, loginId })
    const place = { address: 'test', device: null, terminal: null }
    await accounts.complete({ loginId, code: code!, password }, place)
    clock.us += 1_000_000
    return { loginId, password }
  }

  /** Signed in, at a browser of their own. */
  async function seated(person: string): Promise<Browser> {
    const words = await enter(person)
    const own = browser()
    const answer = await own.post('/api/session', { ...words, terminal: null })
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.json))
    return own
  }
  /** After something was written beside the books. */
  const reread = async () => {
    books = await Books.open(booked.parts)
  }
  return {
    ...booked,
    reread,
    rooms,
    clock,
    server,
    origin,
    browser,
    manager,
    enter,
    seated,
    broken,
  }
}
