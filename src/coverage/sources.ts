import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Reading, readProofs } from './proof.ts'

const root = join(import.meta.dirname, '..')

/** The tests that prove rows: of the deciders by document, and of the profiles themselves. */
const proving = ['domain/documents/*/*.test.ts', 'law/profiles/*/profile.test.ts']

/** Everything those tests say. Empty where the program was installed without its tests. */
export function readTests(): Reading {
  const read = globSync(proving, { cwd: root })
    .sort()
    .map(file => readProofs(readFileSync(join(root, file), 'utf8')))
  return {
    proofs: read.flatMap(({ proofs }) => proofs),
    unfounded: read.flatMap(({ unfounded }) => unfounded),
  }
}

/** Whether a source file, named from `src/`, exports something of that name. */
export function exportsName(file: string, name: string): boolean {
  const path = join(root, file)
  if (!existsSync(path)) return false
  const declared = /^export (?:async )?(?:const|function|type|interface|class) (\w+)/gm
  return [...readFileSync(path, 'utf8').matchAll(declared)].some(([, found]) => found === name)
}
