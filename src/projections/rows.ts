import { closingOf } from '#acts/closing.ts'
import { type NameOf, standingLinesIn } from '#acts/lines.ts'
import { profileAt } from '#acts/profile-at.ts'
import { Sight } from '#acts/sight.ts'
import type { World } from '#acts/world.ts'
import { canonicalJson } from '#canonical/json.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import type { Register } from '#law/vocabulary/registers.ts'
import { projectedPlace } from '#ledger/places.ts'
import type { OpenFile } from '#ledger/writer.ts'
import type { StandingLine } from '#registers/corrected-lines.ts'
import { seal, unseal } from '#sealing/seal.ts'

/** How lines are written: under which document (the one the site was founded with), and how people are called. */
export type Writing = { readonly profile: Profile; readonly nameOf: NameOf }

/** A line as it lies in the database. */
export type LineRow = {
  readonly file: number
  readonly register: string
  readonly place: number
  readonly held_at_us: number
  readonly closed_at_us: number | null
  readonly kept_until_us: number | null
  readonly sealed: Buffer
}

export type ClosedRow = {
  readonly file: number
  readonly register: string
  readonly closed_at_us: number
  readonly kept_until_us: number
}

/** All lines that a file leaves, register by register in the document's order, each register's in theirs. */
export function linesOf(
  { profile, nameOf }: Writing,
  world: World,
  file: string,
): readonly StandingLine[] {
  const form = formOf(world, profile, file)
  const sight = new Sight(world, form)
  return form.registers.list.flatMap(register => standingLinesIn(sight, register, file, nameOf))
}

/** A file's lines follow the version of its last act: what is closed stays as it was written when another came into force. */
function formOf(world: World, founding: Profile, file: string): Profile {
  const last = Object.values(world.files.get(file) ?? {}).map(({ lastAtUs }) => lastAtUs)
  return profileAt(world, founding, Math.max(0, ...last))
}

/** The same as rows, sealed with the file's key. */
export function rowsOf(
  lines: readonly StandingLine[],
  { number: file, key }: OpenFile,
  random: (length: number) => Uint8Array,
): readonly LineRow[] {
  const counts = new Map<string, number>()
  return lines.map(line => {
    const { register, heldAtUs, closedAtUs, keptUntilUs } = line
    const place = counts.get(register) ?? 0
    counts.set(register, place + 1)
    const text = Buffer.from(writtenIn(line))
    const sealed = seal(key, random(12), placeOf({ file, register, place }), text)
    return {
      ...{ file, register, place, sealed },
      held_at_us: heldAtUs,
      closed_at_us: closedAtUs,
      kept_until_us: keptUntilUs,
    }
  })
}

export function closedRow(
  { profile }: Writing,
  world: World,
  name: string,
  file: number,
): ClosedRow | null {
  const closing = closingOf(world, formOf(world, profile, name), name)
  return (
    closing && {
      file,
      register: closing.register,
      closed_at_us: closing.closedAtUs,
      kept_until_us: closing.keptUntilUs,
    }
  )
}

/** The line that a row holds; null: another key, another place, or not a line of this register. */
export function lineIn(register: Register, key: Uint8Array, row: LineRow): StandingLine | null {
  const text = unseal(key, placeOf(row), row.sealed)?.toString('utf8')
  if (text === undefined) return null
  const { number, cells, corrects, disposed } = JSON.parse(text) as Written
  return {
    register: register.id,
    number,
    heldAtUs: row.held_at_us,
    closedAtUs: row.closed_at_us,
    keptUntilUs: row.kept_until_us,
    corrects,
    disposed,
    cells: register.cells.flatMap(({ id, name, within, by }) => {
      const cell = cells.find(cell => cell.id === id)
      return cell ? [{ ...cell, name, within, by }] : []
    }),
  }
}

/** What is sealed: not the form, which the document has, nor what stands in columns of its own. */
type Written = Pick<StandingLine, 'number' | 'corrects' | 'disposed'> & {
  readonly cells: readonly Pick<StandingLine['cells'][number], 'id' | 'text' | 'state'>[]
}

function writtenIn({ number, cells, corrects, disposed }: StandingLine): string {
  const written: Written = {
    number,
    corrects,
    disposed,
    cells: cells.map(({ id, text, state }) => ({ id, text, state })),
  }
  return canonicalJson(written)
}

const placeOf = ({ file, register, place }: Pick<LineRow, 'file' | 'register' | 'place'>) =>
  projectedPlace(`${file}/${register}/${place}`)
