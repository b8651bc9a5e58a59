import assert from 'node:assert/strict'
import type { Person } from './person.ts'

/** The newest line of a register as it is printed: words by their heads. */
export async function newestLine(
  person: Person,
  register: string,
): Promise<Readonly<Record<string, string>>> {
  const { status, json } = await person.get(`/api/registers/${register}`)
  assert.equal(status, 200, JSON.stringify(json))
  const { heads, rows } = json.book
  const cells: readonly string[] = rows.at(-1)?.cells ?? []
  return Object.fromEntries(cells.map((words, at) => [heads[at].name, words]))
}
