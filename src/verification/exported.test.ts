import assert from 'node:assert/strict'
import { generateKeyPairSync, sign } from 'node:crypto'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { decodeBundle, encodeBundle } from '#tlog/entry-bundle.ts'
import { withDatabase } from '../../test/database.ts'
import { exported, type Files, primitives } from '../../test/exported.ts'
import { makeKeeperFrames } from '../../test/keeper-frames.ts'
import { freshLedger, noted } from '../../test/ledger.ts'
import { verifyExported } from './exported.ts'
import type { Finding } from './finding.ts'

const verdict = (files: Files, brought: readonly string[] = []) =>
  verifyExported(primitives, path => files.get(path) ?? null, brought)
/** Days without a heartbeat are another matter. */
const wrong = (files: Files, brought: readonly string[] = []): readonly Finding[] =>
  verdict(files, brought).findings.filter(({ kind }) => kind !== 'silence')
const copy = (files: Files): Files =>
  new Map([...files].map(([path, bytes]) => [path, Buffer.from(bytes)]))
const bundleOf = (files: Files, n: number) =>
  [...files.keys()].find(path => path.startsWith(`tile/entries/${String(n).padStart(3, '0')}`))!

/** Every export here has 300 leaves: one full bundle, one partial, tiles on two levels. */
async function someLedger(t: Parameters<typeof withDatabase>[0]) {
  const { app } = await withDatabase(t)
  const { ledger, signer } = await freshLedger(app)
  const notes = []
  for (const [from, to] of [
    [0, 100],
    [100, 256],
    [256, 290],
  ] as const) {
    await ledger.append(
      Array.from({ length: to - from }, (_, at) =>
        noted(`request/${(from + at) % 7}`, Math.floor((from + at) / 7), 'x', 'p1'),
      ),
    )
    notes.push((await ledger.sign()).note)
  }
  const keeper = makeKeeperFrames(10)
  await ledger.append([keeper.enrolled])
  await ledger.append(keeper.acts(1, 9))
  return { files: await exported(ledger), signer, notes, ledger, keeper }
}

describe('an exported ledger', () => {
  test('whole: nothing is wrong, and everything was looked at', async t => {
    const { files } = await someLedger(t)
    const { findings, checked, size } = verdict(files)
    assert.deepEqual(
      findings.filter(({ kind }) => kind !== 'silence'),
      [],
    )
    assert.equal(size, 300)
    assert.deepEqual(checked, { leaves: 300, openings: 300, checkpoints: 4, keeperEvents: 9 })
  })

  test('any changed byte of any file is found', async t => {
    const { files } = await someLedger(t)
    const paths = [...files.keys()]
    fc.assert(
      fc.property(
        fc.constantFrom(...paths),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (path, at, change) => {
          const edited = copy(files)
          const bytes = edited.get(path)!
          bytes[at % bytes.length]! ^= change
          // A heading of JSON may be written otherwise and say the same.
          if (path === 'ledger.json' && sameJson(bytes, files.get(path)!)) return
          assert.ok(wrong(edited).length > 0, `${path} at ${at % bytes.length}`)
        },
      ),
      { numRuns: 400 },
    )
  })

  test('an edited leaf is named, and so is the first checkpoint that it does not fit', async t => {
    const { files } = await someLedger(t)
    for (const index of [0, 99, 100, 255, 256, 299]) {
      const edited = copy(files)
      const path = bundleOf(edited, Math.floor(index / 256))
      const entries = decodeBundle(edited.get(path)!)!
      const entry = entries[index % 256]!
      entry[entry.length - 3]! ^= 1
      const findings = wrong(edited)
      assert.ok(
        findings.some(
          ({ kind, place }) => kind === 'leaf' && 'index' in place && place.index === index,
        ),
      )
      assert.ok(
        findings.every(
          ({ kind, place }) => kind !== 'leaf' || ('index' in place && place.index === index),
        ),
      )
      const roots = findings.flatMap(({ kind, place }) =>
        kind === 'root' && 'size' in place ? [place.size] : [],
      )
      assert.equal(
        Math.min(...roots),
        [100, 256, 290, 300].find(size => size > index),
      )
    }
  })

  test('two leaves that changed places are both named', async t => {
    const { files } = await someLedger(t)
    const path = bundleOf(files, 0)
    const entries = decodeBundle(files.get(path)!)!
    const swapped = entries.with(10, entries[11]!).with(11, entries[10]!)
    const found = wrong(copy(files).set(path, Buffer.from(encodeBundle(swapped))))
    for (const index of [10, 11]) {
      assert.ok(
        found.some(
          ({ kind, place }) => kind === 'leaf' && 'index' in place && place.index === index,
        ),
      )
    }
  })

  test('an edited tile is named as a tile: the leaves are as they were signed', async t => {
    const { files } = await someLedger(t)
    for (const [path, level, n] of [
      ['tile/0/000', 0, 0],
      ['tile/0/001.p/44', 0, 1],
      ['tile/1/000.p/1', 1, 0],
    ] as const) {
      const edited = copy(files)
      edited.get(path)![5]! ^= 1
      assert.deepEqual(wrong(edited), [{ kind: 'tile', place: { level, n } }])
    }
  })

  test('a tail that was cut shows against a checkpoint that somebody kept', async t => {
    const { files, notes, ledger } = await someLedger(t)
    await ledger.append([noted('request/9', 0, 'later')])
    const { note } = await ledger.sign()
    assert.deepEqual(wrong(files, [...notes, note]), [
      { kind: 'cut', place: { size: 301, leaves: 300 } },
    ])
  })

  test('a checkpoint of another ledger, or of nobody, is no checkpoint', async t => {
    const { files } = await someLedger(t)
    const { files: other, notes } = await someLedger(t)
    assert.deepEqual(wrong(files, [notes[0]!]), [{ kind: 'signature', place: { size: 100 } }])
    assert.deepEqual(wrong(files, ['なにか']), [{ kind: 'signature', place: { size: null } }])
    assert.deepEqual(wrong(copy(files).set('ledger.json', other.get('ledger.json')!)).slice(0, 1), [
      { kind: 'signature', place: { size: 300 } },
    ])
  })

  test('an opening of another leaf, an edited one, and one of no leaf', async t => {
    const { files } = await someLedger(t)
    const lines = files.get('openings.jsonl')!.toString().trimEnd().split('\n')
    const put = (changed: readonly string[]) =>
      wrong(copy(files).set('openings.jsonl', Buffer.from(`${changed.join('\n')}\n`)))
    const at = (index: number) => [{ kind: 'body', place: { index } }]
    assert.deepEqual(put(lines.with(5, lines[5]!.replace('\\"x\\"', '\\"y\\"'))), at(5))
    assert.deepEqual(put(lines.with(5, lines[6]!.replace('"index":6', '"index":5'))), at(5))
    assert.deepEqual(put([...lines, lines[0]!.replace('"index":0', '"index":777')]), at(777))
    assert.deepEqual(put(lines.slice(1)), [], 'bodies whose years are over are not missed')
  })

  test('a keeper: a gap, a second history, a signature of somebody else', async t => {
    const { app } = await withDatabase(t)
    const { ledger } = await freshLedger(app)
    const keeper = makeKeeperFrames(12)
    const { privateKey } = generateKeyPairSync('ed25519')
    const other = makeKeeperFrames(12, bytes => sign(null, bytes, privateKey))
    await ledger.append([keeper.enrolled])
    await ledger.append([...keeper.acts(1, 4), ...keeper.acts(7, 8)])
    await ledger.append(other.acts(9, 9))
    const found = wrong(await exported(ledger))
    assert.deepEqual(found, [
      { kind: 'keeper-signature', place: { index: 7, n: 9 } },
      { kind: 'keeper-gap', place: { index: 5, from: 5, to: 6 } },
    ])
  })

  test('days without a heartbeat', async t => {
    const { app } = await withDatabase(t)
    const { ledger } = await freshLedger(app)
    const dayUs = 86_400_000_000
    const beat = (day: number, expected: number) => ({
      ...noted('ledger/main', expected, ''),
      atUs: 1_795_400_000_000_000 + day * dayUs,
      entries: [{ type: 'Heartbeat', basis: null, body: { event: { type: 'Heartbeat' } } }],
    })
    await ledger.append([beat(0, 0), beat(1, 1), beat(4, 2)])
    const { findings } = verdict(await exported(ledger))
    assert.deepEqual(findings, [
      { kind: 'silence', place: { day: '2026-11-25' } },
      { kind: 'silence', place: { day: '2026-11-26' } },
    ])
  })

  test('whatever lies in the folder, it says something and ends', async t => {
    const { files } = await someLedger(t)
    const paths = [...files.keys()]
    const junk = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.json().map(text => Buffer.from(text)),
    )
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...paths), junk, { minKeys: 1 }), found => {
        const edited = copy(files)
        for (const [path, bytes] of Object.entries(found)) edited.set(path, Buffer.from(bytes))
        verdict(edited)
      }),
      { numRuns: 200 },
    )
    assert.deepEqual(wrong(new Map()), [{ kind: 'unreadable', place: { file: 'ledger.json' } }])
  })
})

function sameJson(one: Uint8Array, other: Uint8Array): boolean {
  try {
    const said = (bytes: Uint8Array) => JSON.parse(Buffer.from(bytes).toString())
    return ['origin', 'key', 'format'].every(name => said(one)[name] === said(other)[name])
  } catch {
    return false
  }
}
