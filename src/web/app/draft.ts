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

/** What a page of another version saved is filled up, never trusted to be whole. */
export function readDraft(words: string): Draft {
  try {
    return { ...emptyDraft, ...JSON.parse(words) }
  } catch {
    return emptyDraft
  }
}

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
