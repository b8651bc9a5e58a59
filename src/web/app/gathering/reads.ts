import { queryOptions } from '@tanstack/react-query'
import type { Arrangement, GatheringNow, Invited } from '#desk/gatherings.ts'
import type { PrintedBasis, Problem } from '#web/problem.ts'
import { pathOf, read } from '../client.ts'
import { whileTouched } from '../touch.ts'

export type Candidate = {
  readonly person: string
  readonly posts: Arrangement['people'][number]['posts']
  readonly why: PrintedBasis | null
}
export type ArrangedAct = Omit<Arrangement, 'people'> & { readonly people: readonly Candidate[] }
export type CaseGatherings = {
  readonly nowUs: number
  readonly goneUs: number
  readonly operator: string
  /** Why nobody is asked to come; null: people can be. */
  readonly problem: Problem | null
  readonly acts: readonly ArrangedAct[]
}

export const caseGatheringsQuery = (request: string, operator: string) =>
  queryOptions({
    queryKey: ['gatherings', request, operator],
    queryFn: () =>
      read<CaseGatherings>(
        `${pathOf('api', 'cases', request, 'gatherings')}?${new URLSearchParams({ operator })}`,
      ),
    placeholderData: before => before,
    refetchInterval: whileTouched(15_000),
  })

export const gatheringsQuery = queryOptions({
  queryKey: ['gatherings'],
  queryFn: async () =>
    (await read<{ gatherings: readonly GatheringNow[] }>('/api/gatherings')).gatherings,
  refetchInterval: whileTouched(60_000),
})

export const invitedQuery = queryOptions({
  queryKey: ['invited'],
  queryFn: async () =>
    (await read<{ invited: readonly Invited[] }>('/api/gatherings/mine')).invited,
  refetchInterval: whileTouched(60_000),
})
