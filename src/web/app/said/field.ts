import { firstMinute, minuteUs, startOfDayUs } from '#civil/minute.ts'
import { readDay, readTime } from '#civil/read-day.ts'
import type { FootageRange } from '#domain/footage-range.ts'
import type { Choice } from '../components/select.tsx'

/** What somebody put into a field, before it is a word of an act. */
export type Typed =
  | string
  | boolean
  | readonly string[]
  | File
  | null
  | Readonly<Record<string, string>>

type Input =
  | 'line'
  | 'lines'
  | 'flag'
  | 'day'
  | 'dayTime'
  | 'choice'
  | 'choices'
  | 'person'
  | 'people'
  | 'camera'
  | 'cameras'
  | 'ranges'
  | 'paper'
  | 'cells'
  | 'none'

/** One word of an act: how it is asked, and what it is once it was answered. */
export type Field<T> = {
  readonly input: Input
  readonly label: string
  readonly hint: string | null
  readonly isRequired: boolean
  readonly choices: readonly Choice[]
  readonly first: Typed
  /** undefined: it is not there yet, or cannot be read. `upload` answers a file's SHA-256. */
  readonly read: (
    typed: Typed,
    upload: (file: File) => Promise<string>,
  ) => T | undefined | Promise<T | undefined>
}

type More = { readonly hint?: string; readonly first?: Typed }

const field = <T>(
  input: Input,
  label: string,
  read: Field<T>['read'],
  {
    hint = null,
    isRequired = true,
    choices = [],
    first = '',
  }: Partial<Pick<Field<T>, 'isRequired' | 'choices' | 'first'>> & { hint?: string | null } = {},
): Field<T> => ({ input, label, hint, isRequired, choices, first, read })

const words = (typed: Typed): string | undefined =>
  typeof typed === 'string' && typed.trim() !== '' ? typed.trim() : undefined
const several = (typed: Typed): readonly string[] => (Array.isArray(typed) ? typed : [])

export const line = (label: string, more: More = {}) => field('line', label, words, more)
export const lines = (label: string, more: More = {}) => field('lines', label, words, more)
/** May stay empty: then it says so with `none`. */
export const maybe = <T, N>(of: Field<T>, none: N): Field<T | N> => ({
  ...of,
  isRequired: false,
  read: async (typed, upload) => (await of.read(typed, upload)) ?? none,
})
export const flag = (label: string, more: More = {}): Field<boolean> =>
  field('flag', label, typed => typed === true, { first: false, isRequired: false, ...more })
export const choice = <T extends string>(
  label: string,
  of: Readonly<Record<T, string>>,
  more: More = {},
): Field<T> =>
  field('choice', label, typed => words(typed) as T | undefined, {
    ...more,
    choices: Object.entries<string>(of).map(([value, name]) => ({ value, label: name })),
  })
export const choices = (label: string, of: readonly Choice[], more: More = {}) =>
  field('choices', label, several, { first: [], ...more, choices: of })
export const person = (label: string, more: More = {}) => field('person', label, words, more)
export const people = (label: string, more: More = {}) =>
  field('people', label, typed => (several(typed).length > 0 ? several(typed) : undefined), {
    first: [],
    ...more,
  })
export const camera = (label: string, more: More = {}) => field('camera', label, words, more)
export const cameras = (label: string, more: More = {}) =>
  field('cameras', label, several, { first: [], isRequired: false, ...more })

const dayOf = (typed: Typed): string | undefined => {
  const read = typeof typed === 'string' && typed.trim() !== '' ? readDay(typed) : null
  return read && 'day' in read ? read.day : undefined
}
/** `yyyy-mm-dd`. */
export const day = (label: string, more: More = {}) => field('day', label, dayOf, more)
/** The beginning of a day, or of the one after it, µs. */
export const dayUs = (label: string, end = false, more: More = {}) =>
  field(
    'day',
    label,
    typed => {
      const found = dayOf(typed)
      return found === undefined ? undefined : startOfDayUs(found) + (end ? 1440 * minuteUs : 0)
    },
    more,
  )
/** A day and a time of it, µs. */
export const dayTime = (label: string, more: More = {}) =>
  field(
    'dayTime',
    label,
    typed => {
      const [typedDay = '', typedTime = ''] = several(typed)
      const found = dayOf(typedDay)
      const minute = readTime(typedTime)
      return found === undefined || minute === null
        ? undefined
        : startOfDayUs(found) + minute * minuteUs
    },
    { first: ['', ''], ...more },
  )
/** One camera, one day, from when to when. */
export const ranges = (label: string): Field<readonly FootageRange[]> =>
  field(
    'ranges',
    label,
    typed => {
      const [of = '', typedDay = '', from = '', to = ''] = several(typed)
      const found = dayOf(typedDay)
      const [fromMinute, toMinute] = [readTime(from), readTime(to)]
      if (of === '' || found === undefined || fromMinute === null || toMinute === null) {
        return undefined
      }
      const first = firstMinute(found)
      return [{ camera: of, fromMinute: first + fromMinute, toMinute: first + toMinute }]
    },
    { first: ['', '', '', ''] },
  )
export const count = (label: string, more: More = {}) =>
  field(
    'line',
    label,
    typed => {
      const plain = String(typed).normalize('NFKC').replaceAll(',', '').trim()
      return /^\d{1,12}$/.test(plain) ? Number(plain) : undefined
    },
    more,
  )
/** A scan or a photo: laid with the thing first; the act names it by its hash. */
export const paper = (label: string, more: More = {}) =>
  field(
    'paper',
    label,
    async (typed, upload) => (typed instanceof File ? upload(typed) : undefined),
    {
      first: null,
      ...more,
    },
  )
/** Names of people that the office need not know, one on each line. */
export const names = (label: string, more: More = {}) =>
  field(
    'lines',
    label,
    typed => {
      const found = String(typed)
        .split('\n')
        .map(one => one.trim())
        .filter(one => one !== '')
      return found.length > 0 ? found : undefined
    },
    { hint: '一行にひとつずつ', ...more },
  )
export const cells = (of: readonly { readonly id: string; readonly name: string }[]) =>
  field<Readonly<Record<string, string>>>(
    'cells',
    '',
    typed => (typed && typeof typed === 'object' ? (typed as Record<string, string>) : {}),
    {
      first: {},
      isRequired: false,
      choices: of.map(({ id, name }) => ({ value: id, label: name })),
    },
  )
/** Not asked: it is known. */
export const given = <T>(value: T): Field<T> =>
  field('none', '', () => value, { isRequired: false })
/** The moment at which the act is recorded. */
export const atOnce: Field<number> = given('now' as unknown as number)
