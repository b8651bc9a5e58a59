/**
 * Fuzzing for as long as is asked: `node test/fuzz/run.ts --minutes 30 [--only SUBJECT] [--seed N]`.
 *
 * Each subject in turn, with a new seed each time. A counter-example is written to a file of its own, shrunk; mended,
 * it goes into corpus/ under a name that says what it was. A subject that hangs is named: it is said before it begins.
 */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Broken, type Tried, tryOut } from './subject.ts'
import { subjects } from './subjects.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    only: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
  },
})
const chosen = subjects.filter(({ name }) => values.only === undefined || name === values.only)
if (chosen.length === 0) {
  console.error(`no such subject; there are: ${subjects.map(({ name }) => name).join(', ')}`)
  process.exit(2)
}

const endMs = performance.now() + Number(values.minutes) * 60_000
const sums = new Map<string, Tried>()
let found = 0
for (let seed = Number(values.seed); performance.now() < endMs; seed += 1_000_003) {
  for (const subject of chosen) {
    if (performance.now() >= endMs) break
    console.log(`${subject.name}: seed ${seed}`)
    try {
      add(subject.name, await tryOut(subject, seed, 20 * subject.runs))
    } catch (error) {
      found += 1
      console.error(error instanceof Error ? error.message : error)
      if (error instanceof Broken) console.error(kept(error))
    }
  }
}
console.table(Object.fromEntries(sums))
console.log(`${found} counter-examples`)
process.exitCode = found === 0 ? 0 : 1

function add(name: string, tried: Tried): void {
  const sum = sums.get(name)
  sums.set(name, {
    cases: tried.cases + (sum?.cases ?? 0),
    bytes: tried.bytes + (sum?.bytes ?? 0),
    steps: tried.steps + (sum?.steps ?? 0),
    mostStepsPerByte: Math.max(tried.mostStepsPerByte, sum?.mostStepsPerByte ?? 0),
    heldMiB: Math.max(tried.heldMiB, sum?.heldMiB ?? 0),
  })
}

function kept({ input }: Broken): string {
  const path = join(mkdtempSync(join(tmpdir(), 'tachiai-fuzz-')), 'input')
  writeFileSync(path, input)
  return `kept in ${path}`
}
