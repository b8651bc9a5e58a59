import { QueryClient } from '@tanstack/react-query'
import { Refused } from './client.ts'
import { sessionQuery } from './session.ts'

/** What was read lately. Nothing of it is kept when the page goes. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      throwOnError: true,
      retry: (times, error) =>
        error instanceof Refused && error.problem.status === 503 && times < 2,
    },
  },
})

/** Somebody sits down or gets up: what the one before read goes. */
export async function seatChanged(): Promise<void> {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' })
  await queries.fetchQuery({ ...sessionQuery, staleTime: 0 })
}

queries.getQueryCache().subscribe(({ query }) => {
  const { error } = query.state
  // Time passed, or a post ended: the office no longer knows who sits here.
  if (error instanceof Refused && error.problem.status === 401) {
    queries.setQueryData(sessionQuery.queryKey, null)
  }
})
