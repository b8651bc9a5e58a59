import type { CosignPrimitives } from '#cosign/check.ts'
import type { Disk } from '#disk/disk.ts'
import { Fault, sentence } from '#fault/fault.ts'
import { isRefusal, type Refusal } from '#law/basis.ts'
import { after, hashOf, type SignedChange } from '#roster/change.ts'
import { decideChange, type RosterGround } from '#roster/decide.ts'
import type { Roster } from '#roster/roster.ts'
import { signedChangeIn } from '#roster/shape.ts'
import { LineFile } from './line-file.ts'

/**
 * The keeper's roster on its disk: every change ever made, in order. Who can change this file can name other people;
 * the spool's `RosterChanged` of the last change, which the ledger has, then says otherwise, and nothing opens.
 */
export class RosterBook {
  readonly #primitives: CosignPrimitives
  readonly #file: LineFile
  readonly #versions: { readonly atUs: number; readonly roster: Roster }[] = []

  private constructor(primitives: CosignPrimitives, file: LineFile) {
    this.#primitives = primitives
    this.#file = file
  }

  /** `last`: the hash of the last change as the spool has it; null: it has none. Throws Fault 'DataLoss' where they differ. */
  static async open(
    disk: Disk,
    path: string,
    primitives: CosignPrimitives,
    { keeper, last }: { readonly keeper: string; readonly last: string | null },
  ): Promise<RosterBook> {
    const { file, lines } = await LineFile.open(disk, path)
    const book = new RosterBook(primitives, file)
    const changes = lines.map(signedChangeIn)
    if (changes.includes(null)) throw another()
    const written = changes as readonly SignedChange[]
    const known = written.findIndex(one => hashOf(primitives.sha256, one) === last) + 1
    if (last !== null && known === 0) throw another()
    for (const change of written.slice(0, known)) book.#take(change)
    // A crash between the file and the spool leaves one change that the spool does not know yet: nothing but its
    // signatures speaks for it.
    const [untold, ...more] = written.slice(known)
    if (more.length > 0 || (untold && !book.#holds(untold, keeper))) throw another()
    if (untold) book.#take(untold)
    return book
  }

  /** null: not founded yet. */
  get roster(): Roster | null {
    return this.#versions.at(-1)?.roster ?? null
  }

  /** As it was then; before its founding, as it was founded. */
  at(us: number): Roster | null {
    const found = this.#versions.findLast(({ atUs }) => atUs <= us) ?? this.#versions[0]
    return found?.roster ?? null
  }

  /** What would come of it; nothing is changed. */
  preview(signed: SignedChange, ground: RosterGround): Roster | Refusal {
    return decideChange(this.#primitives, this.roster, signed, ground)
  }

  /** Durable when it resolves with a roster. */
  async change(signed: SignedChange, ground: RosterGround): Promise<Roster | Refusal> {
    const next = this.preview(signed, ground)
    if (isRefusal(next)) return next
    await this.#file.append(signed)
    this.#versions.push({ atUs: signed.change.atUs, roster: next })
    return next
  }

  close(): Promise<void> {
    return this.#file.close()
  }

  #holds(signed: SignedChange, keeper: string): boolean {
    const { atUs } = signed.change
    const ground = { keeper, nowUs: atUs, leaves: Number.MAX_SAFE_INTEGER, signCount: () => 0 }
    return !isRefusal(this.preview(signed, ground))
  }

  /** What was decided when it was written is taken as it stands; the chain says whether it is the one. */
  #take(signed: SignedChange): void {
    const head = hashOf(this.#primitives.sha256, signed)
    const { roster } = this
    const follows = signed.change.previous === (roster?.head ?? '0'.repeat(64))
    if (!follows) throw another()
    this.#versions.push({ atUs: signed.change.atUs, roster: after(roster, signed, head) })
  }
}

const another = () =>
  new Fault(
    'DataLoss',
    sentence(
      '録画係の名簿が、記録にあるものと違います。',
      'The keeper’s roster is not the one that was recorded.',
    ),
    sentence(
      '名簿のファイル（roster）を控えから戻してください。録画は続けられます。',
      'Put the file "roster" back from a copy. Recording can go on.',
    ),
  )
