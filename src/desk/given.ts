import { givenTo } from '#acts/given.ts'
import { firstGoneUs } from '#acts/gone.ts'
import type { Sight } from '#acts/sight.ts'
import { readStreamName } from '#acts/stream-name.ts'
import type { FootageRange } from '#domain/footage-range.ts'
import type { Instruction } from '#domain/operating.ts'
import type { Given, Said } from '#leaf/body.ts'
import type { Queries } from '#postgres/database.ts'
import type { Actor } from './desk.ts'

/** The facts that no stream has, for the kinds that take any; null: this one takes none. */
export async function givenFor(
  queries: Queries,
  sight: Sight,
  stream: string,
  said: Said,
  { person, terminal }: Actor,
): Promise<Given | null> {
  const { kind, ids: [request = ''] = [] } = readStreamName(stream) ?? {}
  if (kind !== 'viewing' && kind !== 'take-out') return null
  const facts = {
    terminal,
    instruction: await instructionFor(queries, person, request),
    permitted: await permittedFor(queries, request),
    limitUs: firstGoneUs(sight, rangesOf(sight, request, said), Number(said.atUs)),
  }
  return Object.fromEntries(givenTo[kind].map(fact => [fact, facts[fact]]))
}

/** What it is about: the ranges it names, else those of its request. */
function rangesOf({ state }: Sight, request: string, { ranges }: Said): readonly FootageRange[] {
  if (Array.isArray(ranges)) return ranges as FootageRange[]
  const asked = state('request', request)
  if (asked.status === 'none') return []
  return asked.status === 'open' ? asked.ranges : asked.request.ranges
}

/** The manager's newest word to this person for this request, else the one for routine work. */
export async function instructionFor(
  queries: Queries,
  person: string,
  request: string,
): Promise<Instruction | null> {
  const rows = await queries.query<{ by: string; request: string | null; at_us: number }>(
    `select by, request, at_us from desk.instruction
     where told = $1 and (request = $2 or request is null)
     order by request is null, number desc limit 1`,
    [person, request],
  )
  const [row] = rows
  return row ? { by: row.by, to: person, atUs: row.at_us, request: row.request } : null
}

async function permittedFor(queries: Queries, request: string): Promise<readonly string[]> {
  const rows = await queries.query<{ name: string }>(
    'select name from desk.permitted where request = $1 order by name',
    [request],
  )
  return rows.map(({ name }) => name)
}
