import type { ProfileOf } from '#acts/replay.ts'
import { readStreamName } from '#acts/stream-name.ts'
import type { CosignPrimitives } from '#cosign/check.ts'
import { type CoSignature, coSignatureIn } from '#cosign/cosignature.ts'
import type { Disk } from '#disk/disk.ts'
import { credentialVerify } from '#hash/credential-verify.ts'
import { ed25519Verify } from '#hash/ed25519.ts'
import { hmacSha256 } from '#hash/hmac.ts'
import { sha256 } from '#hash/sha256.ts'
import { isRefusal, type Refusal, refuse } from '#law/basis.ts'
import { machineHouse } from '#law/house/machine.ts'
import { receiptHouse } from '#law/house/receipts.ts'
import { isRecord } from '#leaf/leaf.ts'
import { examineOrder, examineReceipt } from '#receipt/examine.ts'
import type { Ground, SignedAct } from '#receipt/ground.ts'
import type { Ordered } from '#receipt/ordered.ts'
import { type Receipt, readReceipt } from '#receipt/receipt.ts'
import { noLedger, unreadable } from '#receipt/refusals.ts'
import { refuseUnsignedAct } from '#roster/acts.ts'
import type { SignedChange } from '#roster/change.ts'
import { type Asked, confirmedBy } from '#roster/confirmation.ts'
import type { Roster } from '#roster/roster.ts'
import { ledgerKey } from '#roster/signing.ts'
import { borderOf } from '../rendition/border.ts'
import type { Footage } from '../rendition/footage.ts'
import type { StartRoom } from '../rendition/room-line.ts'
import { Screen } from '../rendition/screen.ts'
import type { Spool } from '../spool/spool.ts'
import { Nonces } from './nonces.ts'
import { ownEventIn } from './own-proof.ts'
import { ReleaseBook } from './release-book.ts'
import { RosterBook } from './roster-book.ts'
import { Session } from './session.ts'

const primitives: CosignPrimitives = {
  sha256,
  hmac: hmacSha256,
  verify: ed25519Verify,
  verifySignature: credentialVerify,
}

export type ReleaseParts = {
  readonly disk: Disk
  readonly places: { readonly roster: string; readonly releases: string }
  readonly keeper: string
  readonly spool: Spool
  readonly profileOf: ProfileOf
  readonly nowUs: () => number
  /** An older keyring was put back and two people have not yet looked. */
  readonly rolledBack: () => boolean
  readonly clockState: () => 'certain' | 'uncertain'
  readonly footage: Footage
  readonly startRoom: StartRoom
  /** Does what an order says, and says so in the spool; doing it again changes nothing. A refusal where it cannot be done. */
  readonly carryOut: (ordered: Ordered) => Promise<Refusal | null>
}

/** What an office must know before it shows a receipt. */
export type Greeting = {
  readonly keeper: string
  /** So many leaves of the ledger were proven last: what is shown next continues from there. */
  readonly from: number
  /** The keeper's event that must be proven first: what the last session showed. null: none. */
  readonly untold: number | null
  /** What it asks people to confirm, if they confirm anything of it now. */
  readonly nonce: string
  readonly clock: 'certain' | 'uncertain'
  readonly nowUs: number
  /** An older keyring was put back, and two people have not yet looked. */
  readonly rolledBack: boolean
  /** Signing by password before an enrolled screen counts for its people. */
  readonly gradeC: boolean
}

/**
 * The keeper's side of every viewing: roster, burnt receipts, the one session there may be.
 *
 * The order of an opening: the receipt is examined; it is burnt on the disk; `ReleaseStarted` is on the spool; the office
 * proves that event to stand in the ledger; pictures. A crash after the burning opens nothing again, and the next start
 * writes `FootageReleased` for what may have been shown.
 */
export class Releases {
  readonly #parts: ReleaseParts
  readonly #roster: RosterBook
  readonly #book: ReleaseBook
  #session: Session | null = null
  /** A receipt is being looked at: another one waits for its end, whatever that is. */
  #isOpening = false
  #ordering: Promise<unknown> = Promise.resolve()
  readonly #nonces = new Nonces()

  private constructor(parts: ReleaseParts, roster: RosterBook, book: ReleaseBook) {
    this.#parts = parts
    this.#roster = roster
    this.#book = book
  }

  static async open(parts: ReleaseParts): Promise<Releases> {
    const { disk, places, spool, keeper } = parts
    const changed = await spool.lastOf('RosterChanged')
    const last = changed?.hash ?? null
    const roster = await RosterBook.open(disk, places.roster, primitives, { keeper, last })
    const releases = new Releases(parts, roster, await ReleaseBook.open(disk, places.releases))
    await releases.#tellUntoldChange()
    await releases.#endWhatCrashed()
    return releases
  }

  get roster(): Roster | null {
    return this.#roster.roster
  }
  get session(): Session | null {
    return this.#session
  }

  async greeting(): Promise<Greeting> {
    const { spool, keeper } = this.#parts
    const last = await spool.lastOf('FootageReleased')
    const untold = last && this.#book.told < last.n ? last.n : null
    return {
      ...{ keeper, from: this.#book.verified.size, untold },
      nonce: this.#nonces.newest(),
      clock: this.#parts.clockState(),
      nowUs: this.#parts.nowUs(),
      rolledBack: this.#parts.rolledBack(),
      gradeC: this.roster?.gradeC ?? false,
    }
  }

  /** The founding at the console, or a change that two people of the roster signed. */
  async changeRoster(signed: SignedChange): Promise<Roster | Refusal> {
    const next = await this.#roster.change(signed, this.#rosterGround())
    if (isRefusal(next)) return next
    await this.#tellUntoldChange()
    return next
  }
  previewRoster(signed: SignedChange): Roster | Refusal {
    return this.#roster.preview(signed, this.#rosterGround())
  }

  /** Who of the roster signed an order that was asked at the console; their keys' counts are kept. */
  async confirm(
    asked: Asked,
    signed: readonly CoSignature[],
  ): Promise<readonly string[] | Refusal> {
    const { roster } = this
    if (!roster) return noLedger()
    const by = confirmedBy(primitives, roster, asked, signed, this.#rosterGround())
    if (isRefusal(by)) return by
    for (const [key, count] of countsOf(signed)) await this.#book.counted(key, count)
    return by
  }

  #rosterGround() {
    const { keeper, nowUs } = this.#parts
    const { signCount } = this.#book
    return { keeper, nowUs: nowUs(), leaves: Number.MAX_SAFE_INTEGER, signCount }
  }

  /** What the last session showed stands in the ledger; false: that is not shown by this. */
  async told(proof: unknown): Promise<boolean> {
    const { untold } = await this.greeting()
    if (untold === null || (await this.#prove(proof)) !== untold) return false
    await this.#book.tell(untold)
    return true
  }

  /** Burns a receipt. Pictures come only after `begin`. */
  async open(text: string): Promise<Session | Refusal> {
    if (this.#session || this.#isOpening) return oneReader()
    this.#isOpening = true
    try {
      return await this.#open(text)
    } finally {
      this.#isOpening = false
    }
  }

  async #open(text: string): Promise<Session | Refusal> {
    const { keeper, spool, nowUs, rolledBack } = this.#parts
    if (rolledBack()) return notLooked()
    const { untold } = await this.greeting()
    if (untold !== null) return notTold()
    const receipt = readReceipt(primitives, text)
    if (!receipt) return this.roster ? unreadable() : noLedger()
    const ground = this.#ground(receipt.act.stream)
    const examined = ground ? examineReceipt(primitives, receipt, ground) : noLedger()
    if (isRefusal(examined)) return examined
    const { what: opening, proven } = examined
    const book = this.#book
    await book.burn(examined, countsIn(receipt))
    const { id, ranges } = opening
    const started = await spool.append({
      ...{ type: 'ReleaseStarted', receipt: id, ledgerSize: proven.size },
      ranges: ranges.map(({ camera, fromMinute, toMinute }) => ({ camera, fromMinute, toMinute })),
    })
    const { footage, startRoom } = this.#parts
    const border = (camera: string) => borderOf(opening, footage.nameOf(camera))
    const session = new Session({
      ...{ opening, started, keeper, spool, book, primitives, nowUs, footage },
      screen: new Screen({ footage, startRoom, border }),
      roster: () => this.#roster.roster,
      ended: () => {
        if (this.#session === session) this.#session = null
      },
    })
    this.#session = session
    return session
  }

  /**
   * Carries out what an act of the office orders: examined like every receipt, done, then burnt. A crash in between leaves
   * it to be shown again: doing it twice is doing it once.
   */
  async order(text: string): Promise<Ordered['command'] | Refusal> {
    const receipt = readReceipt(primitives, text)
    if (!receipt) return this.roster ? unreadable() : noLedger()
    const next = this.#ordering.then(async () => {
      // What a session is about to prove continues from the head that it was told.
      if (this.#isOpening || this.#session?.state === 'waiting') return opening()
      const known = this.#ground(null)
      // What is confirmed of a doubtful clock is not held to that clock: the keeper's fresh bytes say that it is new.
      const ground = known && isOfMachine(receipt.act) ? { ...known, nowUs: never } : known
      const examined = ground ? examineOrder(primitives, receipt, ground) : noLedger()
      if (isRefusal(examined)) return examined
      const { command } = examined.what
      if ('nonce' in command && !this.#nonces.isFresh(command.nonce)) return notAskedNow()
      const refusal = await this.#parts.carryOut(examined.what)
      if (refusal) return refusal
      await this.#book.burn(examined)
      return examined.what.command
    })
    this.#ordering = next.catch(() => {})
    return next
  }

  /** null: this keeper knows nobody yet. */
  #ground(opens: string | null): Ground | null {
    const { keeper, nowUs, profileOf } = this.#parts
    const roster = this.#roster.roster
    const book = this.#book
    return (
      roster && {
        ...{ keeper, profileOf, verified: book.verified, nowUs: nowUs() },
        ledger: ledgerKey(sha256, roster),
        isBurnt: book.isBurnt,
        opened: book.opened,
        lastSeen: book.lastSeen,
        refuseUnsigned: act => this.#refuseUnsigned(act, act.stream === opens),
      }
    )
  }

  /** The session's own beginning stands in the ledger; false: that is not shown by this. */
  async begin(session: Session, proof: unknown): Promise<boolean> {
    if (session.state !== 'waiting' || (await this.#prove(proof)) !== session.started) return false
    session.begin()
    return true
  }

  async close(): Promise<void> {
    await this.#session?.close('ended')
    await this.#book.close()
    await this.#roster.close()
  }

  /** The number of the keeper's own event that is proven, the ledger's newer head kept; null: none is. */
  async #prove(proof: unknown): Promise<number | null> {
    const roster = this.#roster.roster
    if (!roster) return null
    const found = ownEventIn(primitives, proof, {
      ledger: ledgerKey(sha256, roster),
      verified: this.#book.verified,
      publicKey: this.#parts.spool.publicKey,
    })
    if (found) await this.#book.proven(found)
    return found?.n ?? null
  }

  /** `opens`: it is the act that opens now. What an earlier session of the case was signed with is counted already. */
  #refuseUnsigned(act: SignedAct, opens: boolean): Refusal | null {
    const isNow = act.verb === 'witness' || isOfMachine(act)
    const roster = isNow ? this.#roster.roster : this.#roster.at(act.atUs)
    const signCount = opens ? this.#book.signCount : () => 0
    const { keeper } = this.#parts
    return roster ? refuseUnsignedAct(primitives, roster, act, { keeper, signCount }) : noLedger()
  }

  /** After a change, or a crash between file and spool: the spool says which roster it is. */
  async #tellUntoldChange(): Promise<void> {
    const { roster } = this.#roster
    const { spool } = this.#parts
    const told = await spool.lastOf('RosterChanged')
    if (!roster || told?.hash === roster.head) return
    const { number, head } = roster
    await spool.append({ type: 'RosterChanged', number, hash: head, change: String(number) })
  }

  async #endWhatCrashed(): Promise<void> {
    const { spool } = this.#parts
    const started = await spool.lastOf('ReleaseStarted')
    const released = await spool.lastOf('FootageReleased')
    if (!started || (released && released.started >= started.n)) return
    const { receipt, ranges, n } = started
    await spool.append({
      ...{ type: 'FootageReleased', receipt, started: n, how: 'powerCut' },
      ...{ ranges, pictures: null },
    })
  }
}

const never = Number.MAX_SAFE_INTEGER
const isOfMachine = ({ stream }: { readonly stream: string }) =>
  readStreamName(stream)?.kind === 'machine'

/** The counts that the keys of the opening gave, so that they can only rise. */
function countsIn({ excerpt }: Receipt): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { opening } of excerpt.leaves) {
    const body: unknown = opening ? JSON.parse(opening.body) : null
    const cosigned = isRecord(body) && Array.isArray(body.cosigned) ? body.cosigned : []
    const known = cosigned.map(coSignatureIn).filter(one => one !== null)
    for (const [key, count] of countsOf(known)) {
      counts.set(key, Math.max(count, counts.get(key) ?? 0))
    }
  }
  return counts
}

const countsOf = (signed: readonly CoSignature[]): readonly (readonly [string, number])[] =>
  signed.flatMap(({ proof }) =>
    proof.grade === 'A'
      ? [
          [
            proof.credential,
            Buffer.from(proof.authenticatorData, 'base64url').readUInt32BE(33),
          ] as const,
        ]
      : [],
  )

const opening = (): Refusal =>
  refuse(
    'いま、閲覧が始まるところです',
    receiptHouse.oneReader,
    '始まってから、事務室がもう一度届けます',
  )
const notAskedNow = (): Refusal =>
  refuse(
    '録画係がいま尋ねていることへの答えではありません',
    machineHouse.asked,
    'この画面を開き直してから、もう一度確かめて署名してください',
  )
const notLooked = (): Refusal =>
  refuse(
    '古い鍵束が戻されているので、映像は出ません',
    receiptHouse.looked,
    '事務室の画面で、二名で確かめて署名してください',
  )
const oneReader = (): Refusal =>
  refuse(
    'ほかの画面で閲覧が続いています',
    receiptHouse.oneReader,
    'その閲覧を終えてから開いてください',
  )
const notTold = (): Refusal =>
  refuse(
    '前の閲覧で映したものが、まだ台帳に残っていません',
    receiptHouse.told,
    '事務室が取り込むまで、少し待ってから開いてください',
  )
