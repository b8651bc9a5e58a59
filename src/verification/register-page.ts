import { adoptedIn } from '#acts/profile-at.ts'
import type { ProfileOf } from '#acts/replay.ts'
import type { World } from '#acts/world.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { isRecord } from '#leaf/leaf.ts'
import type { NoteKey } from '#tlog/note.ts'
import { type Excerpt, type ExcerptEvent, excerptIn, verifyExcerpt } from './excerpt.ts'
import { type Finding, mostFindings, type Verdict } from './finding.ts'
import { wrongLines } from './page-lines.ts'
import type { Primitives } from './primitives.ts'
import { list, object, words } from './shape.ts'

/** One page of a register with what shows that it is right (design/ledger.md). */
export type RegisterPage = Excerpt & {
  readonly profile: string
  readonly version: string
  readonly register: string
  readonly book: Book
}

/** The lines as they were printed, in the form's order (registers/printed-book.ts). */
export type Book = {
  readonly title: string
  readonly formName: string | null
  readonly mark: string | null
  readonly heads: readonly { readonly name: string; readonly within: string | null }[]
  readonly rows: readonly { readonly cells: readonly string[]; readonly margin: string }[]
}

export type PageVerdict = Verdict & {
  readonly key: NoteKey | null
  readonly page: RegisterPage | null
  /** How many leaves the ledger had when it signed; null where nobody signed. */
  readonly size: number | null
  /** The leaves with what they say, for who asks the deciders again. */
  readonly events: readonly ExcerptEvent[]
}

/**
 * A page of a register: an excerpt of the ledger (`verifyExcerpt`) and the lines that were printed. Whether they follow
 * from the events is asked by who has the rule document.
 */
export function verifyRegisterPage(
  primitives: Primitives,
  text: string,
  brought: readonly string[] = [],
  profileOf?: ProfileOf,
): PageVerdict {
  const page = pageIn(primitives, text)
  if (!page) {
    const checked = { leaves: 0, openings: 0, checkpoints: 0, keeperEvents: 0 }
    const findings: Finding[] = [{ kind: 'unreadable', place: { file: 'page' } }]
    return { key: null, page, size: null, events: [], findings, checked, decisions: null }
  }
  const { key, leaves } = page
  const { signed, events, checkpoints, replayed, ...own } = verifyExcerpt(
    primitives,
    page,
    brought,
    profileOf,
  )
  const form = replayed && profileOf ? printedUnder(page, replayed.world, profileOf) : null
  const lines = replayed && profileOf ? wrongLines(page, replayed.world, form) : []
  return {
    key,
    page,
    size: signed?.size ?? null,
    events,
    findings: [...own.findings, ...lines].slice(0, mostFindings),
    checked: {
      leaves: leaves.length,
      openings: leaves.filter(({ opening }) => opening).length,
      checkpoints,
      keeperEvents: 0,
    },
    decisions: replayed && { asked: replayed.asked, notAsked: replayed.notAsked },
  }
}

/** The version whose form the page has: one that is held here, or one that the page itself shows to be adopted. */
const printedUnder = (page: RegisterPage, world: World, profileOf: ProfileOf): Profile | null =>
  profileOf(page, 0) ??
  adoptedIn(world).find(
    ({ profile: { id, version } }) => id === page.profile && version === page.version,
  )?.profile ??
  null

function pageIn(primitives: Primitives, text: string): RegisterPage | null {
  try {
    const value: unknown = JSON.parse(text)
    if (!isRecord(value)) return null
    const { format, page, profile, version, register, book } = value
    if (format !== 1 || page !== 'tachiai/register-page/v1') return null
    return {
      ...excerptIn(primitives, value),
      profile: words(profile),
      version: words(version),
      register: words(register),
      book: bookIn(book),
    }
  } catch {
    return null
  }
}

/** Throws SyntaxError, as the rest of what reads a page. */
function bookIn(value: unknown): Book {
  const { title, formName, mark, heads, rows } = object(value)
  return {
    title: words(title),
    formName: formName === null ? null : words(formName),
    mark: mark === null ? null : words(mark),
    heads: list(heads).map(head => {
      const { name, within } = object(head)
      return { name: words(name), within: within === null ? null : words(within) }
    }),
    rows: list(rows).map(row => {
      const { cells, margin } = object(row)
      return { cells: list(cells).map(words), margin: words(margin) }
    }),
  }
}
