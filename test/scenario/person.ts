import assert from 'node:assert/strict'
import { OfficeUser, type Thing, type Words } from '#cast/office-user.ts'
import type { Answered } from '../web-office.ts'

export { created, type Thing, type Words } from '#cast/office-user.ts'

/** Everybody of one office, for whoever must sign beside somebody else. */
export type People = Map<string, Person>

/** Somebody who also tries what is not allowed. */
export class Person extends OfficeUser {
  constructor(name: string, origin: string, people: People) {
    super({ name, loginId: loginIdOf(name), password: passwordOf(name) }, origin, people)
  }

  /** It was refused on this basis, as it is printed, and the refusal stands in the record. */
  async isRefused(basis: string, thing: Thing, type: string, words: Words = {}): Promise<string> {
    const answer = await this.says(thing, type, words)
    const detail = refusedOn(basis, answer)
    assert.ok(answer.json.index > 0, 'a refusal is recorded')
    return detail
  }
}

/** Turned away before anything was looked at, all the same on a rule. */
export function turnedAway(basis: string, { status, json }: Answered): void {
  assert.equal(status, 403, JSON.stringify(json))
  assert.equal(json.basis?.printed, basis, json.detail)
}

export const loginIdOf = (name: string): string => `id-${name}`
export const passwordOf = (name: string): string => `${name}が決めた長い合言葉`

/**
 * `basis` as it is printed; behind a house rule also some of the words of the refusal, for there are many: 「内規: 署名が…」.
 * Answers why, in its own words.
 */
export function refusedOn(basis: string, { status, json }: Answered): string {
  assert.equal(status, 409, `not refused: ${status} ${JSON.stringify(json)}`)
  const [printed, words = ''] = basis.split(': ')
  assert.equal(json.basis?.printed, printed, json.detail)
  assert.ok(printed !== '内規' || words !== '', `which house rule: ${json.detail}`)
  assert.ok(json.detail.includes(words), json.detail)
  assert.notEqual(json.next.trim(), '')
  return json.detail
}
