import { Session } from 'node:inspector'

const session = new Session()
session.connect()
session.post('Profiler.enable')
// Blocks are counted in what is compiled from here on: this module comes before anything of ours runs.
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })

/**
 * Blocks of our own code that ran since the last call, as V8's coverage counts them: the same work is the same number
 * on every machine, so that "ends within so many steps for each byte" is no question of time.
 */
export function stepsSinceLast(): number {
  let steps = 0
  session.post('Profiler.takePreciseCoverage', (error, coverage) => {
    if (error) throw error
    for (const { url, functions } of coverage.result) {
      if (!url.includes('/src/')) continue
      for (const { ranges } of functions) for (const { count } of ranges) steps += count
    }
  })
  return steps
}
