import { queryOptions, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import type { Profile } from '#law/profile.ts'
import type { SessionAnswer } from '#web/answers.ts'
import { Refused, read } from './client.ts'

/** Who is in; null: nobody. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async (): Promise<SessionAnswer | null> =>
    read<SessionAnswer>('/api/session').catch(error => {
      if (error instanceof Refused && error.problem.status === 401) return null
      throw error
    }),
  staleTime: 30_000,
})

const documentQuery = queryOptions({
  queryKey: ['document'],
  queryFn: () => read<Profile>('/api/document'),
  // An amended version comes into force at a midnight.
  staleTime: 600_000,
})

export const useSession = (): SessionAnswer | null =>
  useQuery({ ...sessionQuery, throwOnError: false }).data ?? null

const managers: readonly string[] = ['manager', 'deputy', 'chair', 'president']
/** Who might be the manager now; whether they are, the deciders say. */
export const answersForOffice = ({ posts }: SessionAnswer): boolean =>
  posts.some(post => managers.includes(post))

/** Whoever is in, on a screen that is for those who are. */
export function usePresent(): SessionAnswer {
  const { data } = useSuspenseQuery(sessionQuery)
  if (!data) throw new Refused(out)
  return data
}

const out = {
  type: 'urn:tachiai:problem:not-signed-in',
  title: '入っていません',
  status: 401,
  detail: 'まだ入っていないか、時間が過ぎました',
  next: 'ID番号とパスワードで入ってください',
} as const

/** The office's rule document: every word, step and form comes from it. */
export const useProfile = (): Profile => useSuspenseQuery(documentQuery).data
