import { Fault, sentence } from '#fault/fault.ts'
import type { Database, Queries, Row } from '#postgres/database.ts'

/** Which of the following statements goes wrong: counted from 0, begin and commit of a transaction too. */
export type Breaks = {
  readonly at: number
  /** Whether it took effect before the answer was lost. */
  readonly persisted: boolean
}

/**
 * A real database to which the connection breaks once: at the `at`th statement, before it took effect or after.
 * A statement inside a transaction that is cut off is rolled back by the server, whatever it did; a COMMIT that was
 * done stays done.
 */
export function faultyDatabase(real: Database) {
  let breaks: Breaks | null = null
  let count = 0
  const step = async <T>(work: () => Promise<T>): Promise<T> => {
    const due = breaks?.at === count++
    if (due && !breaks?.persisted) throw lost()
    const result = await work()
    if (due) throw lost()
    return result
  }
  const through = (queries: Queries): Queries => ({
    query: <R extends Row>(sql: string, values?: readonly unknown[]) =>
      step(() => queries.query<R>(sql, values)),
  })
  const database: Database = {
    ...through(real),
    session: work => real.session(one => work(through(one))),
    async transaction(work, options) {
      await step(async () => {})
      let done = false
      try {
        const result = await real.transaction(async tx => {
          const result = await work(through(tx))
          if (breaks?.at === count && !breaks.persisted) {
            count++
            throw lost()
          }
          return result
        }, options)
        done = true
        return await step(async () => result)
      } catch (error) {
        if (!done) throw error
        throw lost()
      }
    },
    close: () => real.close(),
  }
  return {
    database,
    /** From the next statement on. */
    breakAt(next: Breaks | null) {
      breaks = next
      count = 0
    },
    /** Statements since then. */
    get statements() {
      return count
    },
  }
}

const lost = () =>
  new Fault('Unavailable', sentence('接続が切れました。', 'the connection was lost'))
