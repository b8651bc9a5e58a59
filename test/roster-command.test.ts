import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { sha256 } from '#hash/sha256.ts'
import { signCheckpoint } from '#tlog/checkpoint.ts'
import { printedKey } from '#tlog/note.ts'
import { freshSigner } from './ledger.ts'
import { crewOf } from './rosters.ts'
import { siteFor } from './site.ts'

test('録画係の名簿: 機械の前で決め、二人の署名で変わり、起動しなおしても同じで、書き換えられたら使わない', async t => {
  const site = await siteFor(t)
  await site.init('hokuto')
  const { keeper } = JSON.parse(await readFile(join(site.data, 'site.json'), 'utf8'))
  const signer = freshSigner()
  const people = { 課長: ['manager'], 担当: ['operator'], 職員: ['staff'] } as const
  const crew = crewOf(people, { ledger: printedKey(signer.key), keeper })
  const none = await site.call(['roster', 'show'])
  assert.match(none.stdout, /名簿のないうちは、どの映像も開きません/)

  const file = join(site.folder, 'founding.json')
  const { alteration } = crew.founding(0).change
  await writeFile(file, JSON.stringify(alteration))
  const no = await site.call(['roster', 'found', file], { input: 'いいえ\n' })
  assert.match(
    no.stdout,
    /課長　管理責任者[\s\S]*鍵の指紋 [0-9a-f ]{39}[\s\S]*何も変えませんでした/,
  )
  assert.match((await site.call(['roster', 'show'])).stdout, /名簿はまだありません/)
  const yes = await site.call(['roster', 'found', file, '--yes'])
  assert.equal(yes.code, 0, yes.stderr)
  assert.equal((await site.call(['roster', 'found', file, '--yes'])).code, 3, 'only once')
  await writeFile(file, JSON.stringify({ ...alteration, extra: 1 }))
  assert.equal((await site.call(['roster', 'found', file, '--yes'])).code, 1)

  const checkpoint = signCheckpoint(
    { origin: signer.key.name, size: 0, root: sha256() },
    signer.key,
    signer.sign,
  )
  const { value: first } = await site.json(['roster', 'show'])
  const change = async (by: readonly string[]) => {
    const atUs = Date.now() * 1000
    const posts = { kind: 'posts', person: '新任', posts: ['operator'] } as const
    await writeFile(file, JSON.stringify(crew.change(first, posts, { atUs, by, checkpoint })))
    return site.call(['roster', 'change', file])
  }
  const alone = await change(['課長'])
  assert.equal(alone.code, 3)
  assert.match(alone.stdout + alone.stderr, /別の二人の署名がそろっていません/)
  const both = await change(['課長', '担当'])
  assert.equal(both.code, 0, both.stderr)
  const { value: second } = await site.json(['roster', 'show'])
  assert.deepEqual([second.number, second.people.length], [2, 4])

  const path = join(site.data, 'roster')
  const kept = await readFile(path, 'utf8')
  const [founded] = kept.split('\n')
  await writeFile(path, `${founded!.replaceAll('職員', '乗取')}\n`)
  const tampered = await site.call(['roster', 'show'])
  assert.equal(tampered.code, 1)
  assert.match(tampered.stderr, /名簿が、記録にあるものと違います/)
  assert.equal((await site.call(['status'])).code, 0, 'the rest goes on')
  await writeFile(path, kept)
  assert.deepEqual((await site.json(['roster', 'show'])).value, second)
})
