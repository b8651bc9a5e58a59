import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import fc from 'fast-check'
import { decodeBundle, encodeBundle } from '#tlog/entry-bundle.ts'
import { verifyFile } from '#verification/brought-file.ts'
import { verifyExported } from '#verification/exported.ts'
import type { Finding } from '#verification/finding.ts'
import { withDatabase } from './database.ts'
import { exported, type Files, primitives } from './exported.ts'
import { independentReader, put } from './independent.ts'
import { makeKeeperFrames } from './keeper-frames.ts'
import { freshLedger, noted } from './ledger.ts'
import { proofOf, registerPageOf } from './proofs.ts'

/** Compared as sets: which of two independent findings comes first is nobody's business. */
const said = (findings: readonly Finding[]): readonly string[] =>
  [
    ...new Set(findings.map(finding => JSON.stringify([finding.kind, sorted(finding.place)]))),
  ].toSorted()
const sorted = (place: object): readonly unknown[] => Object.entries(place).toSorted()

async function aLedger(t: TestContext) {
  const { app } = await withDatabase(t)
  const { ledger } = await freshLedger(app)
  const notes: string[] = []
  const keeper = makeKeeperFrames(20)
  await ledger.append([keeper.enrolled, ...keeper.acts(1, 6)])
  for (const count of [100, 149, 40]) {
    const last = await ledger.lastOf('request/1')
    await ledger.append(
      Array.from({ length: count }, (_, at) => noted('request/1', last + at, '山田', 'p1')),
    )
    notes.push((await ledger.sign()).note)
  }
  await ledger.append(keeper.acts(7, 9))
  await ledger.append([noted('request/2', 0, 'a', 'p2'), noted('request/3', 0, 'b', 'p1')])
  return { files: await exported(ledger), notes, keeper, ledger }
}

const copy = (files: Files): Files =>
  new Map([...files].map(([path, bytes]) => [path, Buffer.from(bytes)]))

/** What may befall an export; each takes two numbers from the search. */
const damage: Readonly<Record<string, (files: Files, one: number, two: number) => void>> = {
  'a byte changed': (files, one, two) => {
    const bytes = pick(files, one)[1]
    if (bytes.length > 0) bytes[two % bytes.length]! ^= 1 + (one % 255)
  },
  'a file cut': (files, one, two) => {
    const [path, bytes] = pick(files, one)
    files.set(path, bytes.subarray(0, two % (bytes.length + 1)))
  },
  'a file gone': (files, one) => void files.delete(pick(files, one)[0]),
  'two files exchanged': (files, one, two) => {
    const [[first, a], [second, b]] = [pick(files, one), pick(files, two)]
    files.set(first, b).set(second, a)
  },
  'leaves exchanged': (files, one, two) =>
    bundle(files, one, entries => {
      const [a, b] = [one % entries.length, two % entries.length]
      return entries.with(a, entries[b]!).with(b, entries[a]!)
    }),
  'a leaf taken out': (files, one, two) =>
    bundle(files, one, entries => entries.toSpliced(two % entries.length, 1)),
  'a leaf put in twice': (files, one, two) =>
    bundle(files, one, entries => entries.toSpliced(two % entries.length, 0, entries[0]!)),
  'lines of a text exchanged': (files, one, two) =>
    lines(files, one, rows => {
      const [a, b] = [one % rows.length, two % rows.length]
      return rows.with(a, rows[b]!).with(b, rows[a]!)
    }),
  'a line taken out': (files, one, two) =>
    lines(files, one, rows => rows.toSpliced(two % rows.length, 1)),
  'an opening at another place': (files, one, two) =>
    lines(files, 0, rows =>
      rows.map((row, at) =>
        at === one % rows.length ? row.replace(/"index":\d+/, `"index":${two % 400}`) : row,
      ),
    ),
}

function pick(files: Files, number: number): [string, Buffer] {
  return [...files][number % files.size]!
}
function bundle(
  files: Files,
  number: number,
  change: (entries: Uint8Array[]) => Uint8Array[],
): void {
  const bundles = [...files].filter(([path]) => path.startsWith('tile/entries/'))
  const [path, bytes] = bundles[number % bundles.length]!
  const entries = decodeBundle(bytes)
  if (entries && entries.length > 0) files.set(path, Buffer.from(encodeBundle(change(entries))))
}
function lines(files: Files, number: number, change: (rows: string[]) => string[]): void {
  const texts = ['openings.jsonl', 'streams.jsonl', 'checkpoints', 'checkpoint', 'ledger.json']
  const path = texts[number % texts.length]!
  const rows = files.get(path)?.toString().split('\n')
  if (rows) files.set(path, Buffer.from(change(rows).join('\n')))
}

test('whatever befalls an export, two programs in two languages say the same, and place it the same', async t => {
  const { files, notes } = await aLedger(t)
  const ask = independentReader(t)
  const compared = { damaged: 0, wrong: 0 }
  const compare = async (damaged: Files, brought: readonly string[], what: string) => {
    const folder = mkdtempSync(join(tmpdir(), 'tachiai-damaged-'))
    try {
      put(folder, damaged)
      const read = (path: string) => damaged.get(path) ?? null
      const ours = said(verifyExported(primitives, read, brought).findings)
      assert.deepEqual(said(await ask(folder, brought)), ours, what)
      compared.damaged++
      if (ours.some(finding => !finding.includes('silence'))) compared.wrong++
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  await compare(files, notes, 'whole')
  const kinds = fc.constantFrom(...Object.keys(damage))
  const once = fc.tuple(kinds, fc.nat(), fc.nat())
  await fc.assert(
    fc.asyncProperty(
      fc.array(once, { minLength: 1, maxLength: 3 }),
      fc.boolean(),
      async (list, more) => {
        const damaged = copy(files)
        for (const [kind, one, two] of list) if (damaged.size > 0) damage[kind]!(damaged, one, two)
        await compare(damaged, more ? notes : [], JSON.stringify(list))
      },
    ),
    { numRuns: Number(process.env.TACHIAI_DAMAGES ?? 250) },
  )
  assert.ok(compared.wrong > compared.damaged / 2)
  t.diagnostic(JSON.stringify(compared))
})

test('a proof and a register page too: any byte, any cut, any line, any member', async t => {
  const { ledger, notes } = await aLedger(t)
  const ask = independentReader(t)
  const proof = await proofOf(ledger, 120)
  const page = await registerPageOf(ledger, ['request/2', 'request/3', 'ledger/main'])
  const folder = mkdtempSync(join(tmpdir(), 'tachiai-damaged-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const compared = { damaged: 0, wrong: 0 }
  const compare = async (bytes: Buffer, brought: readonly string[], what: string) => {
    put(folder, new Map([['brought', bytes]]))
    const ours = said(verifyFile(primitives, bytes, brought).findings)
    assert.deepEqual(said(await ask(join(folder, 'brought'), brought)), ours, what)
    compared.damaged++
    if (ours.length > 0) compared.wrong++
  }
  assert.deepEqual(verifyFile(primitives, proof).findings, [])
  assert.deepEqual(verifyFile(primitives, page).findings, [])
  for (const whole of [proof, page]) await compare(whole, notes, 'whole')
  const how = fc.constantFrom('byte', 'cut', 'line', 'twice', 'member')
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('proof', 'page'),
      how,
      fc.nat(),
      fc.nat(),
      async (which, how, one, two) => {
        const whole = which === 'proof' ? proof : page
        await compare(harmed(whole, how, one, two), two % 2 ? notes : [], `${how} ${one} ${two}`)
      },
    ),
    { numRuns: Number(process.env.TACHIAI_DAMAGES ?? 300) },
  )
  assert.ok(compared.wrong > compared.damaged / 2)
  t.diagnostic(JSON.stringify(compared))
})

function harmed(whole: Buffer, how: string, one: number, two: number): Buffer {
  const rows = whole.toString().split('\n')
  const [a, b] = [one % rows.length, two % rows.length]
  switch (how) {
    case 'byte': {
      const bytes = Buffer.from(whole)
      bytes[one % bytes.length]! ^= 1 + (two % 255)
      return bytes
    }
    case 'cut':
      return whole.subarray(0, one % whole.length)
    case 'line':
      return Buffer.from(rows.with(a, rows[b]!).with(b, rows[a]!).join('\n'))
    case 'twice':
      return Buffer.from(rows.toSpliced(a, 0, rows[b]!).join('\n'))
    default:
      return Buffer.from(rows.toSpliced(a, 1).join('\n'))
  }
}
