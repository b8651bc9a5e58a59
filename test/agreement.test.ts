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
import { opened, restoredOffice, succeeded } from './restored-office.ts'

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

/** Seven leaves out of a backup, what a successor made of them, and what was kept of the three that are lost. */
async function aSucceededLedger(t: TestContext) {
  const { was, is, disk, shelves, last } = await restoredOffice(t)
  const first = (await (await opened(was.app, disk, shelves)).checkpoints())[0]!
  await succeeded(is.app, disk, shelves)
  const ledger = await opened(is.app, disk, shelves)
  await ledger.append(
    Array.from({ length: 300 }, (_, at) => noted('request/1', 1 + at, '再', 'p1')),
  )
  const { note } = await ledger.sign()
  return { files: await exported(ledger), notes: [first, last.note, note], ledger }
}

for (const [which, prepared] of [
  ['an export', aLedger],
  ['an export of a ledger that succeeded another', aSucceededLedger],
] as const) {
  test(`whatever befalls ${which}, two programs in two languages say the same, and place it the same`, async t => {
    const { files, notes } = await prepared(t)
    await agreeOnDamaged(t, files, notes)
  })
}

async function agreeOnDamaged(t: TestContext, files: Files, notes: readonly string[]) {
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
    { numRuns: Number(process.env.TACHIAI_DAMAGES ?? 150) },
  )
  assert.ok(compared.wrong > compared.damaged / 2)
  t.diagnostic(JSON.stringify(compared))
}

const streamsOfPages = ['request/1', 'request/2', 'request/3', 'ledger/main']
for (const [which, prepared] of [
  ['a proof and a register page', aLedger],
  ['those of a ledger that succeeded another', aSucceededLedger],
] as const) {
  test(`${which} too: any byte, any cut, any line, any member`, async t => {
    const { ledger, notes } = await prepared(t)
    const index = Number((await ledger.head()).size) - 3
    await agreeOnBrought(t, {
      proof: await proofOf(ledger, index),
      page: await registerPageOf(ledger, streamsOfPages.slice(prepared === aLedger ? 1 : 0)),
      notes,
    })
  })
}

async function agreeOnBrought(
  t: TestContext,
  brought: {
    readonly proof: Buffer
    readonly page: Buffer
    readonly notes: readonly string[]
  },
) {
  const { proof, page, notes } = brought
  const ask = independentReader(t)
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
    { numRuns: Number(process.env.TACHIAI_DAMAGES ?? 200) },
  )
  assert.ok(compared.wrong > compared.damaged / 2)
  t.diagnostic(JSON.stringify(compared))
}

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
