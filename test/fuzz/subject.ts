import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { stepsSinceLast } from './steps.ts'

/** Something that reads bytes which nobody can vouch for. */
export type Subject = {
  readonly name: string
  readonly inputs: fc.Arbitrary<Uint8Array>
  /** Reads one input. Throws where a property does not hold: that is a defect. What is typed as a fault it catches itself. */
  try(input: Uint8Array): void | Promise<void>
  /** Blocks of our code that may run for each byte of input, and for an input without bytes. */
  readonly stepsPerByte: number
  readonly stepsAtLeast?: number
  /** What the process may hold more, once all is collected, than before the first case. */
  readonly heldMiB?: number
  /** How many cases `npm test` tries. */
  readonly runs: number
}

export type Tried = {
  readonly cases: number
  readonly bytes: number
  readonly steps: number
  readonly mostStepsPerByte: number
  readonly heldMiB: number
}

/** A counter-example with the seed that leads to it. */
export class Broken extends Error {
  readonly input: Uint8Array

  constructor(subject: Subject, seed: number, input: Uint8Array, cause: unknown) {
    const what = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
    super(`${subject.name}: seed ${seed}, ${input.length} bytes: ${what}`, { cause })
    this.input = input
  }
}

/** In one go; steps are counted over so many cases together, for reading the count costs. */
const batch = 250

/** Tries `cases` inputs drawn from `seed`, and `until` says so where that comes first. Rejects with `Broken`. */
export async function tryOut(
  subject: Subject,
  seed: number,
  cases: number,
  until: () => boolean = () => false,
): Promise<Tried> {
  const heldBefore = await held()
  const sums = { cases: 0, bytes: 0, steps: 0, mostStepsPerByte: 0 }
  for (let n = 0; sums.cases < cases && !until(); n++) {
    const numRuns = Math.min(batch, cases - sums.cases)
    let bytes = 0
    stepsSinceLast()
    await check(subject, seed + n, numRuns, size => {
      bytes += size
    })
    const taken = stepsSinceLast()
    const perByte = (taken - numRuns * (subject.stepsAtLeast ?? 0)) / Math.max(1, bytes)
    if (perByte > subject.stepsPerByte) {
      throw new Error(`${subject.name}: seed ${seed + n}: ${perByte} steps for each byte`)
    }
    sums.cases += numRuns
    sums.bytes += bytes
    sums.steps += taken
    sums.mostStepsPerByte = Math.max(sums.mostStepsPerByte, perByte)
  }
  const heldMiB = ((await held()) - heldBefore) / 2 ** 20
  if (heldMiB > (subject.heldMiB ?? 16)) {
    throw new Error(`${subject.name}: seed ${seed}: ${heldMiB} MiB are still held`)
  }
  return { ...sums, heldMiB }
}

async function check(
  subject: Subject,
  seed: number,
  numRuns: number,
  note: (bytes: number) => void,
): Promise<void> {
  const property = fc.asyncProperty(subject.inputs, async input => {
    note(input.length)
    await subject.try(input)
  })
  const { failed, counterexample, errorInstance } = await fc.check(property, { seed, numRuns })
  if (failed) throw new Broken(subject, seed, counterexample![0], errorInstance)
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Bytes alive, buffers outside the heap included: those are let go behind the collector. */
async function held(): Promise<number> {
  for (let n = 0; n < 3; n++) {
    collect()
    await new Promise(resolve => setImmediate(resolve))
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/** Inputs that once were counter-examples: each file's name says what it was. */
export function corpusOf(subject: Subject): readonly { name: string; input: Uint8Array }[] {
  const folder = join(import.meta.dirname, 'corpus', subject.name.replaceAll(' ', '-'))
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .toSorted()
    .map(name => ({ name, input: new Uint8Array(readFileSync(join(folder, name))) }))
}

export function captureNamed(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(import.meta.dirname, 'captures', name)))
}
