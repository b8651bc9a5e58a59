import assert from 'node:assert/strict'
import { cp, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { officePid, siteWithOffice } from './office-site.ts'
import { cameraWords, childrenOf, until } from './site.ts'

test('状態: 改ざん防止記録も見える。事務室が止まっていても、答えなくても、録画の状態は見える', async t => {
  const site = await siteWithOffice(t)
  await site.init('hokuto')
  assert.match((await site.call(['status'])).stdout, /事務室が動いていません（録画を始めると/)
  const none = await site.call(['status'], { env: { TACHIAI_OFFICE: 'none' } })
  assert.match(none.stdout, /改ざん防止記録: この機械では付けていません/)
  const run = await site.start(['run'])
  await until(
    async () => (await site.json(['status'])).value.office?.keepers[0]?.state === 'draining',
    () => run.said(),
  )
  await until(
    async () => {
      const { stdout } = await site.call(['status'])
      return (
        /改ざん防止記録: \d+ 件（最後の署名 /.test(stdout) && /\d+ 番まで取り込み済み/.test(stdout)
      )
    },
    () => 'a signed ledger in the status',
  )
  const { stdout } = await site.call(['status'])
  assert.doesNotMatch(stdout, /✕/)
  assert.match(stdout, /控え: まだ一度もありません/)
  assert.match(stdout, /外部確認待ち: /)

  // A database that hangs without a word: what is known is told, what is not known is not made up.
  const pidFile = join(site.place.database, 'cluster', 'postmaster.pid')
  const postmaster = Number((await readFile(pidFile, 'utf8')).split('\n')[0])
  const servers = [postmaster, ...(await childrenOf(postmaster))]
  for (const pid of servers) process.kill(pid, 'SIGSTOP')
  const hanging = await site.call(['status'])
  for (const pid of servers) process.kill(pid, 'SIGCONT')
  assert.match(hanging.stdout, /改ざん防止記録: \d+ 件/)
  assert.match(hanging.stdout, /✕ 事務室: データベースが答えません/)
  assert.match(hanging.stdout, /控え: いまは分かりません/)
  assert.doesNotMatch(hanging.stdout, /まだ一度もありません/)

  const office = await officePid(run.child.pid!)
  process.kill(office, 'SIGSTOP')
  const stuck = await site.call(['status'])
  process.kill(office, 'SIGCONT')
  assert.equal(stuck.code, 0)
  assert.match(stuck.stdout, /事務室が答えません/)
  assert.match(stuck.stdout, /録画: 動いています/)
})

test('録画係が古い状態に戻されて別の記録を続けたとき: 番号を示して止まり、人が受け入れると続く', async t => {
  const site = await siteWithOffice(t)
  await site.init('hokuto')
  const older = join(site.folder, 'older')
  for (const path of [site.data, site.share]) {
    await cp(path, join(older, path), { recursive: true, preserveTimestamps: true })
  }
  const first = await site.start(['run'])
  const added = await site.call(cameraWords('rtsp://127.0.0.1:9/a', '表'), { input: '\n\n' })
  assert.equal(added.code, 0, added.stderr)
  await until(
    async () => (await site.json(['status'])).value.office?.keepers[0]?.last > 3,
    () => first.said(),
  )
  await first.stop()
  for (const path of [site.data, site.share]) {
    await rm(path, { recursive: true })
    await cp(join(older, path), path, { recursive: true, preserveTimestamps: true })
  }
  // Without an office it writes other events under the numbers that the ledger has already.
  const alone = { env: { TACHIAI_OFFICE: 'none' } }
  for (const name of ['裏', '横', '庭']) {
    await site.call(cameraWords(`rtsp://127.0.0.1:9/${name}`, name), { ...alone, input: '\n\n' })
  }
  const again = await site.start(['run'])
  type Drain = { state: string; trouble: { kind: string } | null; keeper: string; last: number }
  let drain: Drain | undefined
  await until(
    async () => {
      ;[drain] = (await site.json(['status'])).value.office?.keepers ?? []
      return drain?.state === 'stopped'
    },
    () => again.said(),
  )
  assert.equal(drain?.trouble?.kind, 'forked')
  const said = await site.call(['status'])
  assert.match(said.stdout, /取り込みが止まっています: \d+番の記録が[\s\S]*次に: .*ledger accept/)
  const words = ['ledger', 'accept', drain!.keeper.slice(0, 8)]
  assert.equal((await site.call(words)).code, 2)
  const unknown = await site.call(['ledger', 'accept', 'ffffffff', '--by', '佐藤', '--reason', 'x'])
  assert.equal(unknown.code, 1)
  const why = [...words, '--by', '佐藤', '--reason', 'ディスクを昨日の控えから戻した']
  const no = await site.call(why, { input: 'いいえ\n' })
  assert.equal(no.code, 1)
  assert.match(
    no.stdout,
    /台帳にある記録: \d+番まで[\s\S]*受け入れると: \d+番から取り込みます.*戻りません/,
  )
  assert.equal((await site.json(['status'])).value.office.keepers[0].state, 'stopped')
  const yes = await site.call([...why, '--yes'])
  assert.equal(yes.code, 0, yes.stderr)
  await until(
    async () => {
      const [now] = (await site.json(['status'])).value.office.keepers
      return now.state === 'draining' && now.last > drain!.last
    },
    () => again.said(),
  )
  const verified = await site.call(['verify'])
  // Whoever verifies is told of it for ever: two histories under one number stay two.
  assert.equal(verified.code, 4, verified.stdout + verified.stderr)
  assert.match(verified.stdout, /合わないところが 1 件/)
  assert.match(verified.stdout, /その前の出来事に続いていません/)
})
