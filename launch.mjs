/**
 * Starts Tachiai from a fresh clone on any Node ≥ 20: plain JavaScript, nothing to install first.
 *
 * The program itself runs on the Node that the lock file pins (node_modules/.bin/node). This file
 * installs it with `npm ci` when node_modules does not match the lock file, then hands over, passing
 * signals on. It never installs on a machine that already records: there `update` does it, asked for.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(fileURLToPath(import.meta.url))
const node = join(root, 'node_modules', '.bin', 'node')
const [verb = 'help', ...rest] = process.argv.slice(2)

const japanese = /^ja/.test(process.env.LC_ALL ?? process.env.LC_MESSAGES ?? process.env.LANG ?? '')
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

function install() {
  say(
    '部品を入れています（初回のみ、インターネットを使います）…',
    'Installing the parts (first time only, needs the network) …',
  )
  const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (done.status === 0 && existsSync(node)) return
  say(
    '部品を入れられませんでした。インターネット接続を確かめ、もう一度同じコマンドを実行してください。',
    'The parts could not be installed. Check the network and run the same command again.',
  )
  process.exit(1)
}

if (verb === 'update') {
  install()
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
