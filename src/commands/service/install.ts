import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Account, accountNamed, keeperAccount, roomAccount } from '#keeper/accounts.ts'
import { dataDirectory, doorPath, type Premises, readPremises } from '#keeper/premises.ts'
import type { StatusReport } from '#keeper/report.ts'
import { type ExitCode, exit, OperatorError, text } from '../command.ts'
import { keeperAnswers, withRunningKeeper } from '../keeper-client.ts'
import type { Terminal } from '../terminal.ts'
import { giveTo } from './ownership.ts'
import { cannotReach, type Need } from './reach.ts'
import { requireRoot, requireSystemd, system } from './systemd.ts'
import {
  accountsFile,
  hardwareClockUnit,
  recorderUnit,
  type ServicePlan,
  synchronisedUnit,
  type UnitFile,
  unitFiles,
} from './units.ts'

const program = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '')

/**
 * Makes this machine record by itself from the next boot on: users, units, files given to the keeper's user, start.
 * May be run again at any time: after an update, a moved share, a crash in the middle.
 */
export async function install(
  terminal: Terminal,
  { print, root }: { readonly print: boolean; readonly root: string | undefined },
): Promise<ExitCode> {
  const directory = resolve(dataDirectory(terminal.env, 0))
  const written = print || root !== undefined
  if (!written) requireRoot(terminal, 'install', program)
  const premises = await readPremises(directory)
  const files = unitFiles(planOf(terminal, directory, premises))
  if (print) return printed(terminal, files)
  if (root !== undefined) return writtenBelow(terminal, resolve(root), files)
  requireSystemd()
  if (premises?.demo) throw demo()
  requireLasting([program, directory, ...(premises?.shares ?? [])])
  const away = premises?.shares.find(share => !existsSync(share))
  if (away !== undefined) throw notThere(away)
  const running = premises !== null && (await keeperAnswers(premises))
  if (running && (await stateOf(recorderUnit)) !== 'active') throw inTheWay()
  const account = await makeAccounts(files)
  await requireReach(account, foldersAbove(premises))
  if (premises) await giveTo(account, premises)
  await requireReach(account, ownFiles(premises))
  for (const file of files) await put('', file)
  await system('systemctl', 'daemon-reload')
  await system('systemctl', 'enable', hardwareClockUnit, synchronisedUnit)
  if (!premises) return needsFounding(terminal, directory)
  await system('systemctl', 'enable', recorderUnit)
  await system('systemctl', 'restart', '--no-block', synchronisedUnit)
  await system('systemctl', 'restart', recorderUnit)
  return recordingNow(terminal, premises)
}

function planOf(terminal: Terminal, data: string, premises: Premises | null): ServicePlan {
  const paths = [program, data, ...(premises?.shares ?? [])]
  const odd = paths.find(path => /\p{Cc}/u.test(path))
  if (odd !== undefined) {
    throw new OperatorError(
      text(
        `この場所の名前は使えません: ${JSON.stringify(odd)}`,
        `No unit can name this place: ${JSON.stringify(odd)}`,
      ),
    )
  }
  if (!doorPath(data).startsWith(`${data}/`)) {
    throw new OperatorError(
      text(
        `データの場所の名前が長すぎます: ${data}`,
        `The data directory's name is too long: ${data}`,
      ),
      text('90 文字以内の場所に移してください。', 'Move it to a path of at most 90 bytes.'),
    )
  }
  const pinned = join(program, 'node_modules', '.bin', 'node')
  const node = existsSync(pinned) ? pinned : process.execPath
  return { program, node, data, shares: premises?.shares ?? [], language: terminal.language }
}

/** What lies there is gone after a boot, and the unit has a /tmp of its own. */
function requireLasting(paths: readonly string[]): void {
  const passing = paths.find(path => /^\/(tmp|var\/tmp|run|dev)\//.test(path))
  if (passing === undefined) return
  throw new OperatorError(
    text(
      `${passing} は、機械を止めると消える場所にあります。`,
      `${passing} lies where files go away when the machine stops.`,
    ),
    text(
      '別の場所（/opt や /var/lib の下）に移してください。',
      'Move it, e.g. below /opt or /var/lib.',
    ),
  )
}

function printed(terminal: Terminal, files: readonly UnitFile[]): ExitCode {
  terminal.result(
    files,
    files.map(({ path, text: body }) => `# ${path}\n${body}`),
  )
  return exit.ok
}

async function writtenBelow(
  terminal: Terminal,
  root: string,
  files: readonly UnitFile[],
): Promise<ExitCode> {
  for (const file of files) await put(root, file)
  const paths = files.map(({ path }) => join(root, path))
  terminal.result({ written: paths }, [
    text(
      `${root} の下に書きました（この機械では何も始めていません）:`,
      `Written below ${root} (nothing was started on this machine):`,
    ),
    ...paths.map(path => `  ${path}`),
  ])
  return exit.ok
}

/** Whole or not at all: systemd may read it at any moment. */
async function put(root: string, { path, text: body }: UnitFile): Promise<void> {
  const place = join(root, path)
  if ((await readFile(place, 'utf8').catch(() => null)) === body) return
  await mkdir(dirname(place), { recursive: true })
  await writeFile(`${place}.new`, body, { mode: 0o644 })
  await rename(`${place}.new`, place)
}

async function makeAccounts(files: readonly UnitFile[]): Promise<Account> {
  for (const file of files.filter(({ path }) => path === accountsFile)) await put('', file)
  await system('systemd-sysusers', accountsFile)
  const account = await accountNamed(keeperAccount)
  if (account && (await accountNamed(roomAccount))) return account
  throw new OperatorError(
    text(
      `利用者 ${keeperAccount} を作れませんでした。`,
      `The user ${keeperAccount} could not be made.`,
    ),
    text(
      `「systemd-sysusers ${accountsFile}」を実行して、理由を確かめてください。`,
      `Run "systemd-sysusers ${accountsFile}" and see why.`,
    ),
  )
}

/** Asked before anything changes hands: below a closed folder the keeper could not come to what is its own. */
const foldersAbove = (premises: Premises | null): readonly Need[] =>
  [premises?.directory, ...(premises?.shares.map(share => dirname(share)) ?? [])].flatMap(
    (folder): Need[] => (folder === undefined ? [] : [{ path: dirname(folder), for: 'passing' }]),
  )

const ownFiles = (premises: Premises | null): readonly Need[] =>
  premises
    ? [premises.directory, ...premises.shares].map((path): Need => ({ path, for: 'writing' }))
    : []

/** The keeper's user must come to the program and to its own files; a home directory is usually closed to it. */
async function requireReach(account: Account, places: readonly Need[]): Promise<void> {
  const needs: readonly Need[] = [{ path: join(program, 'src/main.ts'), for: 'reading' }, ...places]
  const [closed] = await cannotReach(account, needs)
  if (!closed) return
  const ofProgram = closed.path.startsWith(`${program}/`)
  throw new OperatorError(
    text(
      `録画係の利用者（${account.name}）が ${closed.path} に届きません。上のフォルダーがほかの利用者に閉じています。`,
      `The keeper's user (${account.name}) cannot reach ${closed.path}: a folder above it is closed to others.`,
    ),
    ofProgram
      ? text(
          `プログラムを開いた場所に移してください: sudo mv ${program} /opt/tachiai　そのあと: sudo /opt/tachiai/tachiai service install`,
          `Move the program to an open place: sudo mv ${program} /opt/tachiai   then: sudo /opt/tachiai/tachiai service install`,
        )
      : text(
          'データと鍵の片割れの移し方は guide/設置.md にあります。',
          'guide/設置.md says how to move data and key share.',
        ),
  )
}

const stateOf = async (unit: string): Promise<string> =>
  (await system('systemctl', 'show', unit, '--property=ActiveState', '--value')).trim()

function needsFounding(terminal: Terminal, directory: string): ExitCode {
  terminal.result({ installed: true, directory, next: './tachiai init' }, [
    text(
      `利用者とサービスを用意しました。録画の設定がまだありません（${directory}）。`,
      `Users and units are there. Nothing is set up to record yet (${directory}).`,
    ),
    text(
      `\n  次に: sudo ${program}/tachiai init\n  そのあと: sudo ${program}/tachiai service install`,
      `\n  Next: sudo ${program}/tachiai init\n  Then: sudo ${program}/tachiai service install`,
    ),
  ])
  return exit.ok
}

/** Waits until the keeper answers: a unit that is active may still be erasing what fell due. */
async function recordingNow(terminal: Terminal, premises: Premises): Promise<ExitCode> {
  const endMs = performance.now() + 60_000
  while (!(await keeperAnswers(premises))) {
    if (performance.now() > endMs) throw doesNotAnswer()
    await pause(500)
  }
  const separated = await withRunningKeeper(premises, async keeper => {
    const answer = await keeper.order<StatusReport>({ order: 'status' })
    return 'result' in answer && answer.result.separated
  })
  terminal.result({ installed: true, directory: premises.directory, separated }, [
    text(
      `サービスにしました。録画しています。機械の電源を入れると、録画は自動で始まります（${separated ? '分離あり' : '分離なし'}）。`,
      `Installed and recording; it begins by itself whenever the machine starts (${separated ? '分離あり, separated' : '分離なし, not separated'}).`,
    ),
    text(
      `状態は「sudo ${program}/tachiai service status」。これからの操作にも sudo を付けてください。`,
      `See "sudo ${program}/tachiai service status". From now on commands need sudo.`,
    ),
  ])
  return exit.ok
}

const demo = () =>
  new OperatorError(
    text(
      'ここはデモのデータです。サービスにはできません。',
      'This directory belongs to the demo; it is no service.',
    ),
  )

const notThere = (share: string) =>
  new OperatorError(
    text(`鍵の片割れが見つかりません: ${share}`, `The key share is not there: ${share}`),
    text(
      '片割れの入った媒体をつないで、もう一度実行してください。何も変更していません。',
      'Plug in the medium it lies on and run this again. Nothing was changed.',
    ),
  )

const inTheWay = () =>
  new OperatorError(
    text(
      '録画係が、サービスの外ですでに動いています。',
      'A keeper is already running outside the service.',
    ),
    text(
      '動かしている窓で Ctrl+C を押して止めてから、もう一度実行してください。',
      'Stop it in its window with Ctrl+C, then run this again.',
    ),
  )

const doesNotAnswer = () =>
  new OperatorError(
    text(
      'サービスは始まりましたが、録画係がまだ答えません。',
      'The service started, but the keeper does not answer yet.',
    ),
    text('理由は「journalctl -u tachiai」で見られます。', 'See "journalctl -u tachiai".'),
  )
