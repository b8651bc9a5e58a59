/**
 * Starts Tachiai from a fresh clone on any Node ≥ 20: plain JavaScript, nothing to install first.
 *
 * The program itself runs on the Node that the lock file pins (node_modules/.bin/node). This file
 * installs it with `npm ci` when node_modules does not match the lock file, then hands over, passing
 * signals on. It never installs on a machine that already records: there `update` does it, asked for.
 */
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(fileURLToPath(import.meta.url))
const node = join(root, 'node_modules', '.bin', 'node')
const [verb = 'help', ...rest] = process.argv.slice(2)

const japanese = /^ja/.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '')
const say = (ja, en) => console.error(japanese ? ja : en)

function installedMatchesLock() {
  try {
    const read = file => JSON.parse(readFileSync(join(root, file), 'utf8')).packages
    const wanted = read('package-lock.json')
    const have = read(join('node_modules', '.package-lock.json'))
    return (
      existsSync(node) &&
      Object.entries(wanted).every(
        ([path, { integrity, optional }]) =>
          path === '' || (have[path] ? have[path].integrity === integrity : optional === true),
      )
    )
  } catch {
    return false
  }
}

/** Where the keeper of this machine lives unless TACHIAI_DATA says otherwise (design/architecture.md). */
function dataDirectory() {
  if (process.env.TACHIAI_DATA) return process.env.TACHIAI_DATA
  if (process.getuid?.() === 0) return '/var/lib/tachiai'
  return join(process.env.XDG_STATE_HOME ?? join(homedir(), '.local', 'state'), 'tachiai')
}

/**
 * Puts the parts together beside those that are there and exchanges them at the end: without a network, or broken off,
 * the machine still starts with what it had. A crash between the two renames is made good by the next call.
 */
function install() {
  say(
    '部品を入れています（インターネットを使います）…',
    'Installing the parts (needs the network) …',
  )
  const parts = join(root, 'node_modules')
  const fresh = join(root, '.update')
  const old = join(fresh, 'old')
  if (!existsSync(parts) && existsSync(join(old, 'node_modules'))) {
    renameSync(join(old, 'node_modules'), parts)
  }
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(old, { recursive: true })
  for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
    cpSync(join(root, file), join(fresh, file))
  }
  const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: fresh,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const whole = done.status === 0 && existsSync(join(fresh, 'node_modules', '.bin', 'node'))
  if (whole) {
    if (existsSync(parts)) renameSync(parts, join(old, 'node_modules'))
    renameSync(join(fresh, 'node_modules'), parts)
  }
  rmSync(fresh, { recursive: true, force: true })
  if (whole) return
  say(
    '部品を入れられませんでした。前からある部品はそのままです。インターネット接続を確かめ、もう一度同じコマンドを実行してください。',
    'The parts could not be installed; those that were there are untouched. Check the network and run the same command again.',
  )
  process.exit(1)
}

/** Whether a keeper records here: it takes orders at its door, which is closed to all but its own user and root. */
async function isRecording() {
  const { status } = spawnSync('systemctl', ['is-active', '--quiet', 'tachiai.service'])
  if (status === 0) return true
  return new Promise(done => {
    const door = connect(join(dataDirectory(), 'run', 'door'))
    door.once('connect', () => {
      door.destroy()
      done(true)
    })
    door.once('error', () => done(false))
  })
}

function buildPages() {
  const build = join(root, 'src', 'web', 'app', 'build.mjs')
  if (existsSync(build)) spawnSync(node, [build], { stdio: 'inherit' })
}

if (verb === 'update') {
  if (await isRecording()) {
    say(
      '録画中です。先に止めてください: 「sudo systemctl stop tachiai」、または動かしている窓で Ctrl+C。',
      'A keeper is recording. Stop it first: "sudo systemctl stop tachiai", or Ctrl+C in its window.',
    )
    process.exit(1)
  }
  install()
  buildPages()
  say(
    '部品を入れ替えました。次に: サービスなら「sudo ./tachiai service install」、そうでなければ「npm start」。',
    'The parts are exchanged. Next: "sudo ./tachiai service install" for a service, else "npm start".',
  )
  process.exit(0)
}
if (!installedMatchesLock()) {
  if (existsSync(join(dataDirectory(), 'site.json')) && !['test', 'demo', 'bench'].includes(verb)) {
    say(
      'この機械では録画が設定済みです。部品の入れ替えは自動では行いません。録画を止めてから「node launch.mjs update」を実行してください。',
      'This machine is set up for recording, so parts are not exchanged by themselves. Stop recording, then run: node launch.mjs update',
    )
    process.exit(1)
  }
  install()
}

const main = join(root, 'src', 'main.ts')
// Whatever may start an office has its pages. Without them everything but the screens works.
if (['start', 'run', 'demo', 'service', 'test'].includes(verb)) buildPages()
const program = {
  start: [main, 'start', ...rest],
  test: [join(root, 'test', 'run.ts'), ...rest],
  bench: [join(root, 'bench', 'main.ts'), ...rest],
}
const { NODE_OPTIONS: _, ...env } = process.env
const words = program[verb] ?? [main, verb, ...rest]
const child = spawn(node, verb === 'test' ? words : ['--disable-sigusr1', ...words], {
  stdio: 'inherit',
  env: verb === 'test' ? { ...env, NODE_OPTIONS: '' } : env,
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
