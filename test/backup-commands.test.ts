import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { chmod, cp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { withOfficeDatabase } from '#commands/office-database.ts'
import { officePlace } from '#commands/office-place.ts'
import { ed25519Verify } from '#hash/ed25519.ts'
import { sha256 } from '#hash/sha256.ts'
import { readPremises } from '#keeper/premises.ts'
import { type Ledger, openLedger } from '#ledger/ledger.ts'
import { foundLedger, originName, readOrigin } from '#ledger/origin.ts'
import { seenOnDisk } from '#ledger/seen.ts'
import { serverAccount } from '#postgres/account.ts'
import { startServer } from '#postgres/server.ts'
import { readErased } from '#shelves/erased.ts'
import { foundShelves, openShelves } from '#shelves/shelves.ts'
import { createSigningKey, readSigningKey } from '#signing/key-file.ts'
import { noteKey, printedKey } from '#tlog/note.ts'
import { machineDisk } from './keeper-on-a-clock.ts'
import { noted } from './ledger.ts'
import { type SiteWithOffice, secretsOf, siteWithOffice } from './office-site.ts'
import { atEnd } from './site.ts'

const nowUs = Date.now() * 1000

/** An office of a founded site, opened for a moment as its process would. */
async function officeOf(t: TestContext, { env, data, place: { folder } }: SiteWithOffice) {
  const premises = await readPremises(data)
  const place = officePlace(premises!, { TACHIAI_OFFICE: folder })
  const store = {
    disk: machineDisk,
    directory: place.keyring,
    places: place.shares.map(slotsPath => ({ slotsPath })),
    site: Buffer.from(place.site, 'hex'),
    random: randomBytes,
  }
  const opened = <T>(use: (ledger: Ledger) => Promise<T>) =>
    withOfficeDatabase(place, env, async ({ app }) => {
      const shelves = await openShelves({
        store,
        nowUs: () => nowUs,
        erased: await readErased(app),
      })
      const { raw, sign } = await readSigningKey(machineDisk, place.signingKey)
      const { origin } = await readOrigin(app)
      const signer = { key: noteKey(sha256, origin, raw), sign, verify: ed25519Verify }
      const seen = seenOnDisk(machineDisk, place.seen)
      try {
        return await use(
          await openLedger({ database: app, shelves, random: randomBytes, seen, signer }),
        )
      } finally {
        await shelves.close()
      }
    })
  /** From now on; what else needs it adopts it. */
  const serve = async () => {
    const server = await startServer({ ...(await serverAccount()), directory: place.database })
    atEnd(t, () => server.stop())
    return server
  }
  const found = async () => {
    for (const folder of [place.folder, place.keyring, ...place.shares.map(dirname)]) {
      await machineDisk.makeDirectory(folder)
    }
    await chmod(place.folder, 0o711)
    const server = await serve()
    await foundShelves(store, nowUs)
    const { raw } = await createSigningKey(machineDisk, place.signingKey)
    const origin = originName(randomBytes(16))
    const key = printedKey(noteKey(sha256, origin, raw))
    await withOfficeDatabase(place, env, ({ app }) =>
      foundLedger(app, { origin, key, before: null, foundedAtUs: nowUs }),
    )
    return server
  }
  return { place, opened, found, serve }
}

const now = (stream: string, n: number, says: string) => ({
  ...noted(stream, n, says),
  atUs: nowUs,
})

async function filesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true })
  const files = await Promise.all(
    names.map(async name =>
      (await stat(join(folder, name))).isFile() ? [join(folder, name)] : [],
    ),
  )
  return files.flat()
}

async function founded(t: TestContext) {
  const site = await siteWithOffice(t)
  assert.equal((await site.init('kai')).code, 0)
  const office = await officeOf(t, site)
  const server = await office.found()
  await office.opened(async ledger => {
    await ledger.append([
      { ...now('ledger/main', 0, '始'), file: 'ledger' },
      now('request/1', 0, '控え前'),
    ])
    await ledger.sign()
  })
  return { site, server, ...office }
}

test('backup, the database lost, restore, succession: what was kept is there, what is lost has a number', async t => {
  const { site, place, opened, server, serve } = await founded(t)
  const folder = join(site.folder, 'stick')
  const made = await site.json(['backup', folder])
  assert.deepEqual([made.code, made.value.size, made.value.noted], [0, 2, false])
  const secrets = await secretsOf(site)
  assert.ok(secrets.length >= 4)
  for (const file of await filesIn(folder)) {
    const bytes = await readFile(file)
    for (const secret of secrets) assert.equal(bytes.indexOf(secret), -1, file)
  }
  assert.equal((await site.call(['backup', folder])).code, 1, 'never overwritten')

  const last = await opened(async ledger => {
    await ledger.append([now('request/1', 1, '控え後'), now('request/2', 0, '控え後')])
    return ledger.sign()
  })
  await server.stop()
  await rm(place.database, { recursive: true })
  await serve()
  const restored = await site.json(['restore', folder])
  assert.deepEqual([restored.code, restored.value.size, restored.value.lost], [0, 2, 2])
  await assert.rejects(
    opened(async () => {}),
    { kind: 'Conflict' },
  )
  assert.equal((await site.call(['restore', folder])).code, 1, 'into an empty office only')
  const words = ['ledger', 'succeed', '--cause', 'ディスクの故障', '--by', '佐藤']
  assert.equal((await site.call(words)).code, 2, 'one person is not two')
  const succeeded = await site.json([...words, '--by', '鈴木'])
  assert.deepEqual([succeeded.code, succeeded.value.before.checkpoint], [0, last.note])
  await opened(async ledger => {
    await ledger.append([now('request/1', 1, '入れ直し')])
    const said = (await Array.fromAsync(ledger.openings())).map(one => 'body' in one && one.body)
    assert.equal(said.length, 4)
    assert.match(String(said[2]), /"lost":2/)
  })
})

test('a machine that lost its office whole gets the leaves back, and a checkpoint from paper counts', async t => {
  const { site, place, opened, server, serve } = await founded(t)
  const folder = join(site.folder, 'stick')
  assert.equal((await site.call(['backup', folder])).code, 0)
  const { note } = await opened(async ledger => {
    await ledger.append([now('request/2', 0, '控え後')])
    return ledger.sign()
  })
  const paper = join(site.folder, 'paper.txt')
  await writeFile(paper, note)
  await server.stop()
  await rm(place.folder, { recursive: true })
  for (const share of place.shares) await rm(dirname(share), { recursive: true })
  await serve()
  const words = ['restore', folder, '--checkpoint', paper, '--without-contents']
  const restored = await site.json(words)
  assert.deepEqual([restored.code, restored.value.lost], [0, 1])
  const by = ['--by', '佐藤', '--by', '鈴木']
  assert.equal((await site.call(['ledger', 'succeed', '--cause', '火災', ...by])).code, 0)
  await opened(async ledger => {
    assert.equal((await ledger.head()).size, 3)
    assert.equal((await Array.fromAsync(ledger.openings())).length, 1)
    await ledger.append([now('request/3', 0, '新しい件')])
  })
})

test('on a new machine the office opens with the share that lay elsewhere', async t => {
  const { site, place, server } = await founded(t)
  const folder = join(site.folder, 'stick')
  assert.equal((await site.call(['backup', folder])).code, 0)
  await server.stop()
  const next = await siteWithOffice(t)
  assert.equal((await next.init('kai')).code, 0)
  await (await officeOf(t, next)).serve()
  const without = await next.call(['restore', folder])
  assert.match(without.stderr, /片割れがありません/)
  await cp(dirname(place.shares[0]!), dirname(next.place.shares[0]!), { recursive: true })
  assert.equal((await next.call(['restore', folder])).code, 0)
  const by = ['--by', '佐藤', '--by', '鈴木']
  assert.equal((await next.call(['ledger', 'succeed', '--cause', '盗難', ...by])).code, 0)
  const { opened } = await officeOf(t, next)
  await opened(async ledger => {
    const said = (await Array.fromAsync(ledger.openings())).map(one => 'body' in one && one.body)
    assert.equal(said.length, 3)
    assert.match(String(said[1]), /控え前/)
  })
})
