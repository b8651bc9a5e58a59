import type { Queries } from '#postgres/database.ts'
import type { ClosedRow, LineRow } from './rows.ts'

/** Puts a file's lines in the place of those it had, and whether it is closed; in the caller's transaction. */
export async function keepFile(
  tx: Queries,
  file: number,
  lines: readonly LineRow[],
  closed: ClosedRow | null,
): Promise<void> {
  await removeLines(tx, [file])
  if (lines.length > 0) {
    await tx.query(
      `insert into projection.line (file, register, place, held_at_us, closed_at_us, kept_until_us, sealed)
       select $1, * from unnest($2::text[], $3::integer[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bytea[])`,
      [
        file,
        lines.map(({ register }) => register),
        lines.map(({ place }) => place),
        lines.map(({ held_at_us }) => held_at_us),
        lines.map(({ closed_at_us }) => closed_at_us),
        lines.map(({ kept_until_us }) => kept_until_us),
        lines.map(({ sealed }) => sealed),
      ],
    )
  }
  if (closed) {
    await tx.query(
      `insert into projection.closed_file (file, register, closed_at_us, kept_until_us)
       values ($1, $2, $3, $4)`,
      [file, closed.register, closed.closed_at_us, closed.kept_until_us],
    )
  }
}

/** Takes away what is derived from these files. */
export async function removeLines(tx: Queries, files: readonly number[]): Promise<void> {
  await tx.query('delete from projection.line where file = any($1)', [files])
  await tx.query('delete from projection.closed_file where file = any($1)', [files])
}

/** Every file in which nothing is open: what the daily work lays on its register's shelf. */
export async function closedFiles(
  queries: Queries,
): Promise<readonly { file: number; register: string; keptUntilUs: number }[]> {
  const rows = await queries.query<ClosedRow>(
    'select file, register, closed_at_us, kept_until_us from projection.closed_file order by file',
  )
  return rows.map(({ file, register, kept_until_us }) => ({
    file,
    register,
    keptUntilUs: kept_until_us,
  }))
}

export type KeptLine = LineRow & { readonly name: string }

/** Rows of one register in the order in which they were held, or of all; `name` is the file's. */
export const keptLines = (
  queries: Queries,
  register: string | null = null,
): Promise<readonly KeptLine[]> =>
  queries.query<KeptLine>(
    `select line.*, file.name from projection.line join ledger.file on file.number = line.file
     where $1::text is null or register = $1 order by register, held_at_us, file, place`,
    [register],
  )
