import { join } from 'node:path'
import type { RelyingParty } from '#cosign/client-data.ts'
import { Accounts } from '#desk/accounts.ts'
import { Desk, type DeskParts } from '#desk/desk.ts'
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
import { closeLeftOpen } from '#desk/viewing-close.ts'
import { Delays } from '#entrance/delays.ts'
import { hardness } from '#entrance/secret.ts'
import { Sessions } from '#entrance/sessions.ts'
import { Fault, sentence } from '#fault/fault.ts'
import { issueCertificate } from '#lan/certificate.ts'
import type { Lan } from '#lan/lan-file.ts'
import { passagesOf } from '#law/profiles/passages.ts'
import type { OfficeOrders } from '#office/orders.ts'
import { openShowing } from '#office/showing.ts'
import { currentApp } from '#web/app-files.ts'
import type { OfficeView, Rooms } from '#web/rooms.ts'
import { routes } from '#web/routes.ts'
import { type LanDoor, serveOffice, type WebServer } from '#web/server.ts'
import { addressOf } from './office-lan.ts'

export type OfficeWeb = {
  /** What the console may ask at the office's door. */
  readonly orders: OfficeOrders
  /** Whether somebody who answers for the office can sign in. */
  isClaimed(): Promise<boolean>
  close(): Promise<void>
}

export type WebParts = Omit<DeskParts, 'books'> & {
  readonly openBooks: () => Promise<DeskParts['books']>
  readonly office: OfficeView
  /** Whose pictures a session opens. */
  readonly keeper: () => Promise<string | null>
  /** That keeper's socket for receipts; null: this office has none or several. */
  readonly release: string | null
  /** The name in the building's network; null: none. */
  readonly lan: () => Promise<Lan | null>
}

/** Where nothing else was said. */
const usualPort = 8460

/**
 * The desk, and the office over HTTP on this machine alone: `TACHIAI_HTTP` is a port or `none`, `TACHIAI_ORIGIN` the
 * name under which a proxy lets people in, `TACHIAI_PROXY` whether that proxy's word on who called is believed;
 * `written` (the file `http` in the office's folder) has the same on three lines.
 * What keeps it from opening is told to whoever asks (`web.address`) and keeps nothing else of the office from working.
 */
export async function openWeb(...parts: Parameters<typeof opened>): Promise<OfficeWeb> {
  try {
    return await opened(...parts)
  } catch (error) {
    const fault = error instanceof Fault ? error : notOpened(error)
    broke(error)
    return {
      orders: {
        'web.address': async () => ({ address: null, problem: fault.sentence }),
        'account.first': async () => {
          throw fault
        },
      },
      isClaimed: async () => false,
      close: async () => {},
    }
  }
}

const notOpened = (cause: unknown) =>
  new Fault(
    'Unavailable',
    sentence('画面を開けませんでした。', 'the pages could not be opened'),
    sentence('事務室を起動し直してください。', 'Start the office again.'),
    cause,
  )

async function opened(
  { office, keeper, release, openBooks, lan: readLan, ...rest }: WebParts,
  { TACHIAI_HTTP, TACHIAI_ORIGIN, TACHIAI_PROXY }: NodeJS.ProcessEnv,
  written: string,
): Promise<OfficeWeb> {
  const { database, nowUs, random } = rest
  const desk = new Desk({ ...rest, books: await openBooks() })
  const sessions = new Sessions({ database, nowUs, random })
  // Waiting is by a clock that nobody sets.
  const nowMs = () => performance.now()
  const accounts = new Accounts({ desk, sessions, delays: new Delays(nowMs), hardness })
  const terminals = new Terminals(desk)
  const first = new FirstPerson(desk, accounts)
  const lines = written.split('\n').map(line => line.trim())
  const [writtenPort = '', writtenOrigin = '', writtenProxy = ''] = lines
  const port = portIn(TACHIAI_HTTP || writtenPort)
  const named = originIn(TACHIAI_ORIGIN || writtenOrigin)
  const lan = named === null && (await first.isClaimed()) ? await readLan() : null
  const origin = lan ? addressOf(lan) : named
  const isProxyTrusted = trustIn(TACHIAI_PROXY || writtenProxy, named)
  const party = () => partyAt(origin ?? `http://localhost:${server?.port ?? 0}`)
  // By password before a screen only where the keeper's founding says so: it is asked, and where it is silent, no.
  const gradeC = async () => (await office.recorder())?.gradeC ?? false
  const signatures = new Signatures({ desk, accounts, party, gradeC })
  const { books, ledger, profile } = desk.parts
  const showings = new Showings({
    ...{ desk, signatures, nowMs },
    open: async act => {
      if (release === null) throw noKeeper()
      return openShowing({ ledger, books, profile, path: release }, act)
    },
  })
  const tidying = tidyViewings(desk, keeper, showings)
  const rooms: Rooms = {
    ...{ showings, desk, accounts, sessions, terminals, first, office },
    keys: new PersonalKeys(desk, party),
    signing: new Signing({ desk, signatures, keeper }),
    instructions: new Instructions(desk),
    drafts: new Drafts(desk),
    gatherings: new Gatherings(desk),
    text: passagesOf(rest.profile.id),
    papers: new Papers(desk),
    registers: new RegisterShelf(desk),
    app: currentApp(join(import.meta.dirname, '..', '..')),
  }
  let problem: Fault | null = null
  // A desk whose port is taken still lets the console ask.
  const server: WebServer | null =
    port === null
      ? null
      : await serveOffice({
          ...{ rooms, routes, port, origin, isProxyTrusted, nowMs, broke },
          ...(lan ? { lan: doorOf(lan) } : {}),
        }).catch(error => {
          if (!(error instanceof Fault)) throw error
          problem = error
          return null
        })
  return {
    orders: {
      'web.address': async () => ({
        address: server && (origin ?? `http://localhost:${server.port}`),
        problem: problem?.sentence ?? null,
      }),
      'account.first': async ({ by }) => first.invite(nameIn(by)),
    },
    isClaimed: () => first.isClaimed(),
    async close() {
      // Connections first: nobody begins anything while the last sessions are closed.
      await server?.close()
      await tidying.stop()
      await showings.close()
    },
  }
}

const doorOf = ({ port, authority }: Lan): LanDoor => ({
  port,
  certificate: () => issueCertificate(authority, Date.now()),
})

const tidyEveryMs = 5000

/** Sessions that nobody closed are closed as soon as it is known how they ended. */
function tidyViewings(desk: Desk, keeper: WebParts['keeper'], showings: Showings) {
  let running: Promise<void> = Promise.resolve()
  const again = setInterval(() => {
    running = running
      .then(async () => closeLeftOpen(desk, await keeper(), showings.running))
      // The next time, or the next start, does what could not be done now.
      .catch(broke)
  }, tidyEveryMs)
  return {
    stop() {
      clearInterval(again)
      return running
    },
  }
}

const noKeeper = () =>
  new Fault(
    'Unavailable',
    sentence('映像を開く録画係が決まりません。', 'there is not exactly one keeper'),
    sentence('録画係のつながりを「tachiai status」で確かめてください。', 'See "tachiai status".'),
  )

/** Keys are bound to the name without its port. */
const partyAt = (origin: string): RelyingParty => {
  const { origin: exact, hostname } = new URL(origin)
  return { origin: exact, rpId: hostname }
}

function portIn(words: string): number | null {
  if (words === '') return usualPort
  if (words === 'none') return null
  const port = Number(words)
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port
  throw new Fault(
    'Misconfigured',
    sentence(`「${words}」はポート番号ではありません。`, `not a port: ${words}`),
    sentence('番号か none にしてください。', 'Give a number, or "none".'),
  )
}

/** Null: no name but this machine's own. */
function originIn(words: string): string | null {
  if (words === '') return null
  if (URL.canParse(words) && new URL(words).origin === words && words.startsWith('https:')) {
    return words
  }
  throw new Fault(
    'Misconfigured',
    sentence(`「${words}」は https の名前ではありません。`, `not an https origin: ${words}`),
    sentence('https://名前 と書いてください。', 'Write it as https://name.'),
  )
}

/** Nobody's word on where a call comes from is believed, unless the operator says that their proxy's is. */
function trustIn(words: string, origin: string | null): boolean {
  if (words === '' || words === 'none') return false
  if (words === 'x-forwarded-for' && origin !== null) return true
  throw new Fault(
    'Misconfigured',
    sentence(
      `「${words}」という中継の設定はできません。`,
      `TACHIAI_PROXY cannot be ${words}${origin === null ? ' without TACHIAI_ORIGIN' : ''}`,
    ),
    sentence(
      'https の名前を決めたうえで x-forwarded-for とするか、none にしてください。',
      'Name an https origin and say "x-forwarded-for", or "none".',
    ),
  )
}

function nameIn(value: unknown): string {
  if (typeof value === 'string' && value.trim() !== '' && value.length <= 200) return value.trim()
  throw new Fault('Misconfigured', sentence('誰が頼むのかを書いてください。', 'say who asks'))
}

/** For the operator: what broke, and nothing of what was sent. */
function broke(error: unknown): void {
  const said = error instanceof Fault ? error.sentence.en : String((error as Error)?.name ?? error)
  console.error(`office: ${said}`)
}
