import { bookIn } from '#acts/book.ts'
import type { ProfileOf, Replay } from '#acts/replay.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import type { Register } from '#law/vocabulary/registers.ts'
import type { Ledger } from '#ledger/ledger.ts'
import type { ActLeaf } from '#ledger/reading.ts'
import { type PrintedBook, printedBook } from '#registers/printed-book.ts'
import { type WrittenExcerpt, written } from './excerpt.ts'
import { replayLedger } from './read-world.ts'
import type { Writing } from './rows.ts'

/** A page of a register for somebody outside (design/ledger.md), as it is written into a file. */
export type WrittenPage = WrittenExcerpt & {
  readonly format: 1
  readonly page: 'tachiai/register-page/v1'
  readonly profile: string
  readonly version: string
  readonly register: string
  readonly book: PrintedBook
}

/**
 * The lines of one fiscal year with every leaf they were written from, and every leaf that a decision among those looked
 * at: whoever has the page and the rule document can ask each decision again. Written from the acts, not from the kept
 * lines, and under a checkpoint signed for it. In the form of the version in force now.
 */
export async function registerPage(
  { profile: founding, nameOf }: Writing,
  ledger: Ledger,
  { profile, register }: { readonly profile: Profile; readonly register: Register },
  year: number,
): Promise<WrittenPage> {
  const signed = await ledger.sign()
  const leaves: ActLeaf[] = []
  const known: ProfileOf = rule =>
    rule.profile === founding.id && rule.version === founding.version ? founding : null
  const { replay } = await replayLedger(ledger, known, signed.size, leaf => leaves.push(leaf))
  const { world } = replay
  const { lines, files, seen } = bookIn(world, profile, register, nameOf, year)
  const own = files.flatMap(file => Object.keys(world.files.get(file) ?? {}))
  const first = [...own, ...seen]
  const streams = stoodOn(replay, first.length > 0 ? [...first, 'profile/main'] : [])
  const wanted = leaves.filter(({ name }) => streams.has(name))
  return {
    format: 1,
    page: 'tachiai/register-page/v1',
    profile: profile.id,
    version: profile.version,
    register: register.id,
    book: printedBook(register, lines),
    ...(await written(ledger, signed, wanted)),
  }
}

/** These streams, those that their decisions looked at, and so on. */
function stoodOn(replay: Replay, first: readonly string[]): ReadonlySet<string> {
  const all = new Set<string>()
  for (const open = [...first]; open.length > 0; ) {
    const stream = open.pop()!
    if (all.has(stream)) continue
    all.add(stream)
    open.push(...replay.stoodOn(stream))
  }
  return all
}
