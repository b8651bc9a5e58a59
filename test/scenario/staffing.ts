import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type People, Person, type Words } from './person.ts'
import type { RunningSite } from './running-site.ts'

/**
 * Whoever set the machine up asks for a number at its console; with it the first manager comes in, appointed on their word.
 */
export async function firstManager(
  site: RunningSite,
  by: string,
  name: string,
  appointments: readonly Words[],
): Promise<{ readonly manager: Person; readonly people: People }> {
  const { code, address } = await site.firstCode(by)
  const people: People = new Map()
  const manager = new Person(name, address, people)
  await manager.comesInFirst(code, appointments)
  await manager.sitsDown()
  await manager.enrolsKey()
  return { manager, people }
}

/** The manager hands out an ID and a number; the holder sets a password and enrols a key. */
export async function comesIn(manager: Person, people: People, name: string): Promise<Person> {
  const person = new Person(name, manager.origin, people)
  await person.comesInBy(manager)
  return person
}

/** The office's file goes to the recorder's own console, where it becomes the list of people whom the keeper believes. */
export async function foundRoster(
  site: RunningSite,
  manager: Person,
  byPasswordToo = false,
): Promise<string> {
  const more = byPasswordToo ? '?gradeC=yes' : ''
  const answer = await manager.get(`/api/roster/founding${more}`)
  assert.equal(answer.status, 200)
  const file = join(site.folder, 'founding-roster.json')
  await writeFile(file, JSON.stringify(answer.json))
  const { code, stdout, stderr } = await site.call(['roster', 'found', file, '--yes'])
  assert.equal(code, 0, stderr)
  return stdout
}
