import { describe, test } from 'node:test'
import { corpusOf, tryOut } from './subject.ts'
import { subjects } from './subjects.ts'

/** A whole number makes `npm test` try so many times as many cases; `run.ts` is for hours. */
const times = Number(process.env.TACHIAI_FUZZ ?? 1)
const seed = Number(process.env.TACHIAI_SEED ?? 20261123)

for (const subject of subjects) {
  describe(subject.name, () => {
    for (const { name, input } of corpusOf(subject)) test(name, async () => subject.try(input))

    test(`mutated, seed ${seed}`, async t => {
      t.diagnostic(JSON.stringify(await tryOut(subject, seed, subject.runs * times)))
    })
  })
}
