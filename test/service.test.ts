import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import {
  chmod,
  chown,
  lstat,
  mkdir,
  readdir,
  readFile,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import { minuteUs, printed, readMoment } from '#civil/minute.ts'
import { keeperAnswers } from '#commands/keeper-client.ts'
import { officePlace } from '#commands/office-place.ts'
import { givePlace } from '#commands/office-user.ts'
import { giveOfficeTo, giveTo } from '#commands/service/ownership.ts'
import { cannotReach } from '#commands/service/reach.ts'
import { dataIn, unitFiles } from '#commands/service/units.ts'
import { readPremises } from '#keeper/premises.ts'
import type { ErasureReport } from '#keeper/report.ts'
import { FakeMachine } from '#keeper/time/fake-machine.ts'
import { hardwareClockNote } from '#keeper/time/readings.ts'
import { foundSite, openWatched } from './keeper-on-a-clock.ts'
import { officePid } from './office-site.ts'
import {
  atEnd,
  cameraWords,
  childrenOf,
  demoCameras,
  folderFor,
  type Site,
  siteFor,
  until,
} from './site.ts'

const has = (program: string) => spawnSync(program, ['--version']).status === 0
const isRoot = process.getuid?.() === 0
const keeper = { name: 'tachiai-keeper', uid: 61201, gid: 61201 }
const room = { name: 'tachiai-room', uid: 61202, gid: 61202 }
const office = { name: 'tachiai-office', uid: 61203, gid: 61203 }
const units = join('etc', 'systemd', 'system')

const plan = {
  program: '/opt/tachiai',
  node: '/opt/tachiai/node_modules/.bin/node',
  data: '/var/lib/tachiai',
  shares: ['/mnt/金庫 50% "A" $HOME/one.share'],
  office: '/var/lib/tachiai-office',
  language: 'ja',
} as const
const recorder = (): string =>
  unitFiles(plan).find(({ path }) => path.endsWith('/tachiai.service'))!.text

describe('what would be written', () => {
  test('--root writes all of it below a folder and starts nothing; --print shows the same', async t => {
    const site = await siteFor(t)
    const root = join(site.folder, 'root')
    const { code } = await site.call(['service', 'install', '--root', root])
    assert.equal(code, 0)
    const { value } = await site.json(['service', 'install', '--print'])
    assert.equal(value.length, 4)
    for (const { path, text } of value) assert.equal(await readFile(root + path, 'utf8'), text)
    const recorder = await readFile(join(root, units, 'tachiai.service'), 'utf8')
    assert.match(recorder, new RegExp(`^Environment="TACHIAI_DATA=${site.data}"$`, 'm'))
    assert.doesNotMatch(recorder, /npm|launch\.mjs/)
  })

  test('systemd finds nothing to complain about, and little exposed', async t => {
    if (!has('systemd-analyze')) return t.skip('no systemd-analyze here')
    const site = await siteFor(t)
    await site.call(['service', 'install', '--root', site.folder])
    for (const name of await readdir(join(site.folder, units))) {
      const words = ['verify', '--man=no', join(site.folder, units, name)]
      const { status, stderr } = spawnSync('systemd-analyze', words, { encoding: 'utf8' })
      assert.equal(stderr, '', name)
      assert.equal(status, 0)
    }
    const version = spawnSync('systemd-analyze', ['--version'], { encoding: 'utf8' }).stdout
    if (Number(/^systemd (\d+)/.exec(version)?.[1]) < 250) return
    const words = ['security', '--offline=true', '--no-pager', '--threshold=35']
    const unit = join(site.folder, units, 'tachiai.service')
    const { status, stdout, stderr } = spawnSync('systemd-analyze', [...words, unit], {
      encoding: 'utf8',
    })
    assert.equal(status, 0, stdout.slice(-400) + stderr)
  })

  test('sysusers makes the three users from it', { skip: !isRoot && 'only for root' }, async t => {
    if (!has('systemd-sysusers')) return t.skip('no systemd-sysusers here')
    const site = await siteFor(t)
    await site.call(['service', 'install', '--root', site.folder])
    const { status, stderr } = spawnSync(
      'systemd-sysusers',
      [`--root=${site.folder}`, 'tachiai.conf'],
      { encoding: 'utf8' },
    )
    assert.equal(status, 0, stderr)
    const passwd = await readFile(join(site.folder, 'etc', 'passwd'), 'utf8')
    assert.match(passwd, /^tachiai-keeper:.*nologin$/m)
    assert.match(passwd, /^tachiai-room:.*nologin$/m)
    assert.match(passwd, /^tachiai-office:.*nologin$/m)
  })

  test('it waits neither for time nor for a network, comes back whatever happens, and leaves no memory behind', () => {
    const text = recorder()
    assert.doesNotMatch(text, /time-sync\.target|time-set\.target|network-online/)
    for (const line of [
      ...['Restart=always', 'StartLimitIntervalSec=0', 'WantedBy=multi-user.target'],
      ...['MemorySwapMax=0', 'LimitCORE=0', 'OOMScoreAdjust=-900', 'KillMode=mixed'],
    ]) {
      assert.ok(text.split('\n').includes(line), line)
    }
    assert.doesNotMatch(text, /MemoryDenyWriteExecute/, 'V8 compiles while it runs')
  })

  test('names with spaces, quotes, per cent and dollar signs come through systemd’s reading', () => {
    assert.match(recorder(), /"-\/mnt\/金庫 50%% \\"A\\" \$HOME"/)
    const odd = unitFiles({ ...plan, program: '/srv/$HOME 1%' })
    assert.match(odd[1]!.text, /"\/srv\/\$\$HOME 1%%\/src\/main\.ts"/)
    for (const data of ['/var/lib/tachiai', '/mnt/50% "A" \\ $HOME/データ']) {
      assert.equal(dataIn(unitFiles({ ...plan, data })[1]!.text), data)
    }
    assert.match(recorder(), /ProtectHome=yes/)
    assert.match(unitFiles({ ...plan, data: '/home/taro/d' })[1]!.text, /ProtectHome=read-only/)
  })

  test('the hardware clock is noted as two numbers, which the keeper reads', async t => {
    const folder = await folderFor(t)
    const [clock, note] = [join(folder, 'rtc'), join(folder, 'note')]
    await writeFile(clock, '1795400441\n')
    const text = unitFiles(plan).find(({ path }) => path.includes('hardware-clock'))!.text
    const script = /^ExecStart=\/bin\/sh -c '(.*)'$/m.exec(text)![1]!
    const here = script
      .replaceAll('$$', '$')
      .replaceAll('/sys/class/rtc/rtc0/since_epoch', clock)
      .replaceAll(hardwareClockNote, note)
    assert.equal(spawnSync('/bin/sh', ['-c', here]).status, 0)
    assert.match(await readFile(note, 'utf8'), /^1795400441 \d+\.\d+\n$/)
    assert.match(text, /^RefuseManualStart=yes$/m)
  })
})

describe('who may', () => {
  test('without systemd it says so, and status says what is missing', async t => {
    if (existsSync('/run/systemd/system')) return t.skip('this machine runs under systemd')
    const site = await siteFor(t)
    const status = await site.call(['service', 'status'])
    assert.equal(status.code, 0)
    assert.match(status.stdout, /録画は自動では始まりません[\s\S]*sudo .*service install/)
    const odd = await site.call(['service', 'start'])
    assert.equal(odd.code, 2)
    if (!isRoot) return
    for (const verb of ['install', 'remove']) {
      const { code, stderr } = await site.call(['service', verb])
      assert.equal(code, 1)
      assert.match(stderr, /systemd で動いていない/)
    }
  })

  test('anybody but root is told the line to type', {
    skip: !isRoot && 'only for root',
  }, async t => {
    if ((await cannotReach(keeper, [])).length > 0) return t.skip('this clone is closed to others')
    const site = await siteFor(t)
    const main = join(import.meta.dirname, '..', 'src', 'main.ts')
    const { status, stderr } = spawnSync(process.execPath, [main, 'service', 'install'], {
      ...{ uid: keeper.uid, gid: keeper.gid, cwd: '/', encoding: 'utf8' },
      env: { LANG: 'ja_JP.UTF-8', TACHIAI_DATA: join(site.folder, 'none') },
    })
    assert.equal(status, 1)
    assert.match(
      stderr,
      /管理者（root）の権限[\s\S]*sudo TACHIAI_DATA=\S+ \S+\/tachiai service install/,
    )
    const closed = join(site.folder, 'closed')
    await mkdir(closed, { mode: 0o700 })
    await writeFile(join(closed, 'site.json'), '{}')
    await chmod(site.folder, 0o755)
    const other = spawnSync(process.execPath, [main, 'status'], {
      ...{ uid: keeper.uid, gid: keeper.gid, cwd: '/', encoding: 'utf8' },
      env: { LANG: 'ja_JP.UTF-8', TACHIAI_DATA: closed },
    })
    assert.equal(other.status, 1)
    assert.match(other.stderr, /ほかの利用者[\s\S]*sudo/)
  })
})

test('a site is given to the keeper’s user whole, and nothing beside it', {
  skip: !isRoot && 'only for root',
}, async t => {
  const folder = await folderFor(t)
  const [data, alone, stick] = ['data', 'alone', 'stick'].map(name => join(folder, name))
  const outside = join(folder, 'outside')
  for (const made of [data!, join(data!, 'footage'), alone!, stick!]) await mkdir(made)
  const shares = [join(alone!, 'one.share'), join(stick!, 'two.share')]
  for (const file of [...shares, join(data!, 'footage', 'x'), join(stick!, 'letter'), outside]) {
    await writeFile(file, '')
  }
  await symlink(outside, join(data!, 'link'))
  const premises = { directory: data!, site: '', keeper: '', shares, demo: false }
  assert.ok((await giveTo(keeper, premises)) > 0)
  assert.equal(await giveTo(keeper, premises), 0, 'a second time there is nothing to do')
  const owner = async (path: string) => (await lstat(path)).uid
  for (const path of [data!, join(data!, 'footage', 'x'), join(data!, 'link'), alone!, ...shares]) {
    assert.equal(await owner(path), keeper.uid, path)
  }
  for (const path of [stick!, join(stick!, 'letter'), outside]) assert.equal(await owner(path), 0)
  assert.equal((await stat(data!)).mode & 0o777, 0o700)
})

test('what is closed to a user is found before anything changes hands', {
  skip: !isRoot && 'only for root',
}, async t => {
  if ((await cannotReach(keeper, [])).length > 0) return t.skip('this clone is closed to others')
  const folder = await folderFor(t)
  await chmod(folder, 0o755)
  const [open, shut] = [join(folder, 'open'), join(folder, 'shut')]
  for (const made of [open, shut, join(shut, 'inside')]) await mkdir(made)
  await chmod(shut, 0o700)
  await chown(open, keeper.uid, keeper.gid)
  const needs = [
    { path: open, for: 'writing' },
    { path: folder, for: 'passing' },
    { path: folder, for: 'writing' },
    { path: join(shut, 'inside'), for: 'passing' },
  ] as const
  assert.deepEqual(await cannotReach(keeper, needs), needs.slice(2))
})

/** Runs a command where /etc/passwd knows the three users, in a mount name space of its own. */
async function withAccounts(
  site: Site,
): Promise<((words: readonly string[]) => ChildProcess) | null> {
  const passwd = join(site.folder, 'passwd')
  const line = ({ name, uid, gid }: typeof keeper) =>
    `${name}:x:${uid}:${gid}::/:/usr/sbin/nologin\n`
  const known = (await readFile('/etc/passwd', 'utf8')).replace(/^tachiai-.*\n/gm, '')
  await writeFile(passwd, known + line(keeper) + line(room) + line(office))
  const inside = (words: readonly string[]) =>
    spawn(
      'unshare',
      ['-m', 'sh', '-c', 'mount --bind "$0" /etc/passwd && exec "$@"', passwd, ...words],
      { cwd: '/', env: site.env },
    )
  const ended = await new Promise<number | null>(done => inside(['true']).on('close', done))
  return ended === 0 ? inside : null
}

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise(done => child.once('close', done))

test('the unit’s own line, as root: three users, 分離あり on the start event and on the certificate', {
  skip: !isRoot && 'only for root',
}, async (t: TestContext) => {
  if ((await cannotReach(keeper, [])).length > 0) return t.skip('this clone is closed to others')
  const site = await siteFor(t)
  const inside = await withAccounts(site)
  if (!inside) return t.skip('no mount name space to be had here')
  await chmod(site.folder, 0o755)
  const main = join(import.meta.dirname, '..', 'src', 'main.ts')
  const words = [
    'init',
    '--profile',
    'hokuto',
    '--organisation',
    'x',
    '--yes',
    '--share',
    site.share,
  ]
  assert.equal(await ended(inside([process.execPath, main, ...words])), 0)
  assert.equal((await stat(join(site.data, 'keyring'))).uid, keeper.uid)
  assert.equal((await stat(site.share)).uid, keeper.uid)

  const { value } = await site.json(['service', 'install', '--print'])
  const unit = value.find(({ path }: { path: string }) => path.endsWith('/tachiai.service')).text
  const line: string = /^ExecStart=(.*)$/m.exec(unit)![1]!
  const running = inside([...line.matchAll(/"([^"]*)"/g)].map(([, word]) => word!))
  atEnd(t, async () => {
    running.kill('SIGTERM')
    await ended(running)
  })
  const premises = (await readPremises(site.data))!
  await until(() => keeperAnswers(premises))
  const [url] = await demoCameras(t, ['門'])
  assert.equal((await site.call(cameraWords(url!, '門'), { input: '\n' })).code, 0)
  await until(async () => {
    const { value } = await site.json(['camera', 'list'])
    return value[0].now.state === 'recording'
  })
  const status = await site.json(['status'])
  assert.equal(status.value.separated, true)
  assert.equal(status.value.started.before, 'first')
  assert.equal((await site.json(['erasure'])).value.separated, true)
  const chunk = await readFile(join(site.data, 'spool', '00000001.chunk'), 'utf8')
  assert.match(chunk, /"separation":"分離あり"/)
  const sealedFile = async () =>
    (await readdir(join(site.data, 'footage'), { recursive: true })).find(name =>
      name.endsWith('.tachi'),
    )
  await until(async () => (await sealedFile()) !== undefined)
  const sealed = (await sealedFile())!
  assert.equal((await stat(join(site.data, 'footage', sealed))).uid, keeper.uid)

  const keeperProcess = async () => {
    for (const pid of await childrenOf(running.pid!)) {
      const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
      if (words.includes('keeper-process')) return pid
    }
    return null
  }
  const killed = (await keeperProcess())!
  process.kill(killed, 'SIGKILL')
  await until(async () => {
    const next = await keeperProcess()
    return next !== null && next !== killed && (await keeperAnswers(premises))
  })
  await until(async () => (await site.json(['camera', 'list'])).value[0].now.state === 'recording')
  assert.equal((await site.json(['status'])).value.started.before, 'died')
  const { value: report } = await site.json(['uptime'])
  assert.ok(report.rows[0].byCause.keeperRestart > 0)
  assert.ok(report.rows[0].recordedUs > 0)
})

test('the office of a service: a user of its own for books and database, with the rights of the unit and no more', {
  skip: !isRoot && 'only for root',
}, async (t: TestContext) => {
  if ((await cannotReach(office, [])).length > 0) return t.skip('this clone is closed to others')
  const site = await siteFor(t)
  const env = { TACHIAI_OFFICE: join(site.folder, 'office') }
  const inside = await withAccounts({ ...site, env: { ...site.env, ...env } })
  if (!inside) return t.skip('no mount name space to be had here')
  await chmod(site.folder, 0o755)
  await site.init('hokuto')
  const premises = (await readPremises(site.data))!
  const place = officePlace(premises, env)
  // It was kept by root before: a first life of the office, whose files change hands.
  const before = await site.start(['run'], env)
  await until(
    async () => (await site.json(['status'], { env })).value.office?.size > 0,
    () => before.said(),
  )
  await before.stop()
  await giveTo(keeper, premises)
  await givePlace(office, premises, place)
  await giveOfficeTo(office, place)

  const { value } = await site.json(['service', 'install', '--print'], { env })
  const unit = value.find(({ path }: { path: string }) => path.endsWith('/tachiai.service')).text
  assert.match(unit, new RegExp(`^ReadWritePaths=.*"-${place.folder}"`, 'm'))
  const line: string = /^ExecStart=(.*)$/m.exec(unit)![1]!
  const rights = ['setuid', 'setgid', 'kill', 'dac_read_search'].map(one => `+${one}`).join()
  const running = inside([
    ...['setpriv', '--no-new-privs', `--bounding-set=-all,${rights}`],
    ...[...line.matchAll(/"([^"]*)"/g)].map(([, word]) => word!),
  ])
  let said = ''
  for (const stream of [running.stdout, running.stderr]) stream?.on('data', data => (said += data))
  atEnd(t, async () => {
    running.kill('SIGTERM')
    await ended(running)
  })
  await until(
    async () => (await keeperAnswers(premises)) && /改ざん防止記録も始めました/.test(said),
    () => said,
  )
  assert.match(said, /事務室、分離あり/)
  const { value: status } = await site.json(['status'], { env })
  assert.equal(status.separated, true)
  const ofOffice = await officePid(running.pid!)
  const own = async (pid: number) =>
    /^Uid:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]
  assert.equal(await own(ofOffice), String(office.uid))
  const servers = await childrenOf(ofOffice)
  assert.ok(servers.length > 0)
  for (const pid of servers) assert.equal(await own(pid), String(office.uid))
  assert.equal((await stat(place.signingKey)).uid, office.uid)
  await until(
    async () => (await site.json(['status'], { env })).value.office?.keepers[0]?.last > 3,
    () => said,
  )
  assert.equal((await site.call(['verify'], { env })).code, 0)
})

test('a certificate says of its own day whether the keeper was separated, not of today', async t => {
  const machine = new FakeMachine(readMoment('2026-11-01 10:00'))
  const premises = await foundSite({ folder: await folderFor(t), profile: 'kai', machine })
  const site = await openWatched({ t, premises, machine })
  const gate = await site.addCamera('門')
  const dayErasedBy = async (separation: '分離あり' | '分離なし') => {
    await site.record([gate], 1)
    const started = (await site.keeper.spool.lastOf('KeeperStarted'))!
    const { n: _, atUs: _at, wallUs: _wall, bootId: _boot, bootUs: _bootUs, ...event } = started
    await site.keeper.spool.append({ ...event, separation })
    await site.stepAt(machine.trueUs + 168 * 60 * minuteUs)
    return printed(machine.trueUs).slice(0, 10)
  }
  const certificate = (day: string) => site.order<ErasureReport>('erasure', { day })
  const first = await dayErasedBy('分離あり')
  const second = await dayErasedBy('分離なし')
  assert.ok((await certificate(first)).erased.length > 0)
  assert.equal((await certificate(first)).separated, true)
  assert.ok((await certificate(second)).erased.length > 0)
  assert.equal((await certificate(second)).separated, false)
})
