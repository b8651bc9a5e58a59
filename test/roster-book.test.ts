import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { sha256 } from '#hash/sha256.ts'
import { RosterBook } from '#keeper/release/roster-book.ts'
import { isRefusal } from '#law/basis.ts'
import { signCheckpoint } from '#tlog/checkpoint.ts'
import { printedKey } from '#tlog/note.ts'
import { machineDisk } from './keeper-on-a-clock.ts'
import { freshSigner } from './ledger.ts'
import { cosignPrimitives, crewOf } from './rosters.ts'
import { folderFor } from './site.ts'

const keeper = 'a1'.repeat(16)
const atUs = 1_795_400_000_000_000

test('内規: 録画係の名簿のファイルに、署名のない変更を一行書き足しても、入らない', async t => {
  const path = join(await folderFor(t), 'roster')
  const signer = freshSigner()
  const people = { 課長: ['manager'], 担当: ['operator'], 職員: ['staff'] } as const
  const crew = crewOf(people, { ledger: printedKey(signer.key), keeper })
  const checkpoint = signCheckpoint(
    { origin: signer.key.name, size: 0, root: sha256() },
    signer.key,
    signer.sign,
  )
  const ground = { keeper, nowUs: atUs, leaves: 0, signCount: () => 0 }
  const open = (last: string | null) =>
    RosterBook.open(machineDisk, path, cosignPrimitives, { keeper, last })
  const book = await open(null)
  const first = await book.change(crew.founding(atUs - 1), ground)
  assert.ok(!isRefusal(first))
  const posts = { kind: 'posts', person: '新任', posts: ['manager'] } as const
  const asked = { atUs, by: ['課長', '担当'], checkpoint }
  const good = crew.change(first, posts, asked)
  const line = (value: object) => `${JSON.stringify(value)}\n`
  const kept = await readFile(path, 'utf8')

  for (const forged of [
    { ...good, signed: [] },
    { ...good, signed: good.signed.slice(0, 1) },
    { change: { ...good.change, alteration: { ...posts, person: '乗取' } }, signed: good.signed },
    { change: { ...crew.founding(atUs).change, number: 2, previous: first.head }, signed: [] },
    {},
  ]) {
    await writeFile(path, kept + line(forged))
    await assert.rejects(open(first.head), { kind: 'DataLoss' }, JSON.stringify(forged))
  }
  await writeFile(path, kept + line(good))
  assert.equal((await open(first.head)).roster?.number, 2, 'a crash before the spool had it')
  await writeFile(path, kept + line(good) + line(good))
  await assert.rejects(open(first.head), { kind: 'DataLoss' })
})
