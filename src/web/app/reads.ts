import { queryOptions } from '@tanstack/react-query'
import type { OpenDuty } from '#acts/duties.ts'
import type { Kind, StateOf } from '#acts/kinds.ts'
import type { KeeperNow } from '#desk/camera-now.ts'
import type { CamerasNamed, CaseLine, CaseNow } from '#desk/case-now.ts'
import type { AppointmentState } from '#domain/appointment/words.ts'
import type { PrintedBook } from '#registers/printed-book.ts'
import { pathOf, read } from './client.ts'
import { whileTouched } from './touch.ts'

export type Duties = {
  readonly nowUs: number
  readonly duties: readonly (OpenDuty & { readonly mine: boolean })[]
}

export const dutiesQuery = queryOptions({
  queryKey: ['duties'],
  queryFn: () => read<Duties>('/api/duties'),
  refetchInterval: whileTouched(60_000),
})

export const keepersQuery = queryOptions({
  queryKey: ['keepers'],
  queryFn: async () => await read<{ keepers: readonly KeeperNow[]; nowUs: number }>('/api/cameras'),
  refetchInterval: whileTouched(30_000),
})

export const camerasQuery = queryOptions({
  queryKey: ['cameras-named'],
  queryFn: async () => (await read<{ cameras: CamerasNamed }>('/api/cameras/named')).cameras,
  staleTime: 60_000,
})

export const casesQuery = queryOptions({
  queryKey: ['cases'],
  queryFn: () => read<{ nowUs: number; next: string; cases: readonly CaseLine[] }>('/api/cases'),
  refetchInterval: whileTouched(60_000),
})

export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: ['case', id],
    queryFn: () => read<CaseNow>(pathOf('api', 'cases', id)),
    // How a session on another page ended is soon known here.
    refetchInterval: ({ state }) => {
      const isOpen = state.data?.viewings.some(({ how }) => how === null)
      return isOpen && whileTouched(120_000)() ? 3_000 : whileTouched(30_000)()
    },
  })

export type DraftRow = {
  readonly id: string
  readonly by: string
  readonly words: string
  readonly savedAtUs: number
}

export const draftsQuery = queryOptions({
  queryKey: ['drafts'],
  queryFn: async () => (await read<{ drafts: readonly DraftRow[] }>('/api/drafts')).drafts,
})

export type RegisterLine = {
  readonly id: string
  readonly title: string
  readonly formName: string | null
  readonly official: boolean
  readonly years: readonly number[]
  readonly lines: number
}

export const registersQuery = queryOptions({
  queryKey: ['registers'],
  queryFn: async () =>
    (await read<{ registers: readonly RegisterLine[] }>('/api/registers')).registers,
})

export const bookQuery = (register: string, year: string, words: string) =>
  queryOptions({
    queryKey: ['book', register, year, words],
    queryFn: () =>
      read<{ book: PrintedBook; closedToUs: number }>(
        `${pathOf('api', 'registers', register)}?${new URLSearchParams({ year, words })}`,
      ),
    placeholderData: before => before,
  })

/** What the recorder says of itself; null: it does not answer. */
export const recorderQuery = queryOptions({
  queryKey: ['recorder'],
  queryFn: async () =>
    (await read<{ recorder: { readonly gradeC: boolean } | null }>('/api/recorder')).recorder,
})

/** Who holds a post now. */
export const officeQuery = queryOptions({
  queryKey: ['thing', 'appointment', 'main'],
  queryFn: async () =>
    (await read<{ state: AppointmentState }>('/api/things/appointment/main')).state,
})

export const peopleQuery = queryOptions({
  ...officeQuery,
  select: ({ tenures }: AppointmentState): readonly string[] => {
    const nowUs = Date.now() * 1000
    const now = tenures.filter(({ untilUs }) => untilUs === null || untilUs > nowUs)
    return [...new Set(now.map(({ person }) => person))].toSorted()
  },
})

/** All things of a kind as they stand, the newest first. */
export const thingsQuery = <K extends Kind>(kind: K) =>
  queryOptions({
    queryKey: ['things', kind],
    queryFn: async () => {
      type Line = { ids: readonly string[]; lastAtUs: number; state: StateOf<K> }
      const { things } = await read<{ things: readonly Line[] }>(`/api/things/${kind}?states=yes`)
      return things.toSorted((one, other) => other.lastAtUs - one.lastAtUs)
    },
    refetchInterval: whileTouched(60_000),
  })

export const thingQuery = <K extends Kind>(kind: K, ids: readonly string[]) =>
  queryOptions({
    queryKey: ['thing', kind, ...ids],
    queryFn: async () =>
      (await read<{ state: StateOf<K> }>(pathOf('api', 'things', kind, ...ids))).state,
  })
