import { firstMinute } from '#civil/minute.ts'
import { readDay, readTime } from '#civil/read-day.ts'
import type { FootageRange } from '#domain/footage-range.ts'
import type { Act, RequesterKind } from '#law/vocabulary/grounds.ts'

/** One camera and a time on one day, as they are typed. */
export type WrittenRange = {
  readonly cameras: readonly string[]
  readonly day: string
  readonly from: string
  readonly to: string
}

/** A request before it is received: what was typed, step by step. */
export type Draft = {
  readonly step: number
  readonly kind: RequesterKind | ''
  readonly organisation: string
  readonly post: string
  readonly name: string
  readonly contact: string
  readonly address: string
  readonly acts: readonly Act[]
  readonly internal: boolean
  readonly purpose: string
  readonly ground: string
  readonly answers: Readonly<Record<string, { readonly holds: boolean; readonly facts: string }>>
  readonly entries: Readonly<Record<string, string>>
  readonly ranges: readonly WrittenRange[]
}

export const emptyRange: WrittenRange = { cameras: [], day: '', from: '', to: '' }

export const emptyDraft: Draft = {
  step: 0,
  kind: '',
  organisation: '',
  post: '',
  name: '',
  contact: '',
  address: '',
  acts: [],
  internal: false,
  purpose: '',
  ground: '',
  answers: {},
  entries: {},
  ranges: [emptyRange],
}

/** What a page of another version, or nobody's page, saved: what has the shape of a member is taken, the rest left empty. */
export function readDraft(words: string): Draft {
  const { acts, answers, entries, ranges, ...read } = shapedAs(emptyDraft, jsonIn(words))
  return {
    ...read,
    step: [0, 1, 2, 3, 4].includes(read.step) ? read.step : 0,
    acts: acts.filter(isText),
    answers: recordOf(answers, one => shapedAs({ holds: false, facts: '' }, one)),
    entries: recordOf(entries, one => (isText(one) ? (one as string) : '')),
    ranges: ranges.map(one => {
      const range = shapedAs(emptyRange, one)
      return { ...range, cameras: range.cameras.filter(isText) }
    }),
  }
}

function jsonIn(words: string): unknown {
  try {
    return JSON.parse(words)
  } catch {
    return null
  }
}

const isText = (value: unknown): boolean => typeof value === 'string'

/** Members of `sample` alone, each of its own kind. */
function shapedAs<T extends object>(sample: T, value: unknown): T {
  const given = (typeof value === 'object' && value !== null ? value : {}) as Record<
    string,
    unknown
  >
  const members = Object.entries(sample).map(([name, empty]) => {
    const one = Object.hasOwn(given, name) ? given[name] : null
    const isSame = typeof one === typeof empty && Array.isArray(one) === Array.isArray(empty)
    return [name, isSame && one !== null ? one : empty]
  })
  return Object.fromEntries(members) as T
}

const recordOf = <T>(of: object, read: (one: unknown) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(of).map(([name, one]) => [name, read(one)]))

/** Each camera with the minutes that were written; null while something is missing or wrong. */
export function rangesOf({ cameras, day, from, to }: WrittenRange): readonly FootageRange[] | null {
  const read = readDay(day)
  const begins = readTime(from)
  const ends = readTime(to)
  if (!('day' in read) || begins === null || ends === null || cameras.length === 0) return null
  if (ends <= begins) return null
  const first = firstMinute(read.day)
  return cameras.map(camera => ({
    camera,
    fromMinute: first + begins,
    toMinute: first + ends,
  }))
}

/** Why a time is none, in words below its field. */
export function wrongTimes({ from, to }: WrittenRange): string | null {
  const begins = readTime(from)
  const ends = readTime(to)
  if (begins === null || ends === null) return null
  return ends <= begins ? '終わりは始まりより後にしてください。日をまたぐときは2つに分けます' : null
}
