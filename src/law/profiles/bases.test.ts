import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { type Basis, printedBasis } from '../basis.ts'
import { dataOf, type Fact, pathOf } from '../data.ts'
import type { Profile } from '../profile.ts'
import { profiles } from './held.ts'

/** Each datum, what it rests on and what it says, one line each; house rules with their sentence, because all print alike. */
const basesOf = (profile: Profile): string =>
  dataOf(profile)
    .map(datum => [pathOf(datum), restsOn(datum.basis), ...datum.facts.map(said)].join('\t'))
    .map(line => `${line}\n`)
    .join('')

function restsOn(basis: Basis | null): string {
  if (!basis) return '—'
  if (basis.kind === 'houseRule') return `内規「${basis.rule}」`
  return basis.kind === 'otherLaw' ? basis.cite : printedBasis(basis)
}

const said = ({ key, value }: Fact): string =>
  `${key}: ${Array.isArray(value) ? value.join('・') : value}`

for (const profile of profiles) {
  test(`${profile.called}: what each datum says and rests on changes only where somebody wrote the list anew`, () => {
    const file = join(import.meta.dirname, profile.id, 'bases.txt')
    if (process.env.WRITE_BASES) writeFileSync(file, basesOf(profile))
    assert.equal(basesOf(profile), readFileSync(file, 'utf8'))
  })
}
