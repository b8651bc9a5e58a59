import type { Gathering } from '#domain/gathering.ts'
import type { Queries, Row } from '#postgres/database.ts'

export type GatheredAct = 'viewing' | 'takeOut'

/** A gathering as it is kept. */
export type KeptGathering = Gathering & {
  readonly id: string
  readonly request: string
  readonly act: GatheredAct
  readonly operator: string
  readonly by: string
  readonly askedAtUs: number
}

/** One of those who were asked, and their answer; `coming` null: none yet. */
export type Called = {
  readonly gathering: string
  readonly person: string
  readonly coming: boolean | null
  readonly how: 'link' | 'seat' | 'told' | null
  readonly notedBy: string | null
  readonly answeredAtUs: number | null
  /** Whether their link still works. */
  readonly hasLink: boolean
}

/** What somebody answers, and in which of the three ways it came. */
export type Answer = {
  readonly coming: boolean
  readonly how: 'link' | 'seat' | 'told'
  readonly notedBy: string | null
}

const columns =
  'g.id, g.request, g.act, g.operator, g.from_us, g.minutes, g.place, g.answer_by_us, g.by, g.asked_at_us'

/** Those that nobody called off, the next first. */
export async function gatheringsKept(queries: Queries): Promise<readonly KeptGathering[]> {
  const rows = await queries.query(
    `select ${columns} from desk.gathering g where g.ended_at_us is null order by g.from_us, g.id`,
  )
  return rows.map(gatheringOf)
}

export async function calledTo(queries: Queries, gathering: string): Promise<readonly Called[]> {
  const rows = await queries.query(
    'select * from desk.called where gathering = $1 order by person',
    [gathering],
  )
  return rows.map(calledOf)
}

/** What a link leads to; null: it was used, or there never was one. */
export async function behindLink(
  queries: Queries,
  codeHash: Buffer,
): Promise<(KeptGathering & { readonly person: string }) | null> {
  const [row] = await queries.query(
    `select ${columns}, c.person from desk.called c join desk.gathering g on g.id = c.gathering
     where c.code_hash = $1 and g.ended_at_us is null`,
    [codeHash],
  )
  return row ? { ...gatheringOf(row), person: String(row.person) } : null
}

/** Of two at once with one link one goes on; who is not asked is told nothing. */
export async function noteAnswer(
  queries: Queries,
  { gathering, person }: { readonly gathering: string; readonly person: string },
  { coming, how, notedBy }: Answer,
  nowUs: number,
  codeHash: Buffer | null = null,
): Promise<boolean> {
  const rows = await queries.query(
    `update desk.called set coming = $3, how = $4, noted_by = $5, answered_at_us = $6, code_hash = null
     where gathering = $1 and person = $2 and ($7::bytea is null or code_hash = $7) returning person`,
    [gathering, person, coming, how, notedBy, nowUs, codeHash],
  )
  return rows.length > 0
}

const gatheringOf = (row: Row): KeptGathering => ({
  id: String(row.id),
  request: String(row.request),
  act: row.act as GatheredAct,
  operator: String(row.operator),
  fromUs: Number(row.from_us),
  minutes: Number(row.minutes),
  place: String(row.place),
  answerByUs: Number(row.answer_by_us),
  by: String(row.by),
  askedAtUs: Number(row.asked_at_us),
})

const calledOf = (row: Row): Called => ({
  gathering: String(row.gathering),
  person: String(row.person),
  coming: row.coming as boolean | null,
  how: row.how as Called['how'],
  notedBy: row.noted_by as string | null,
  answeredAtUs: row.answered_at_us as number | null,
  hasLink: row.code_hash !== null,
})
