import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Account, accountNamed } from '#accounts/accounts.ts'
import { keeperAccount, officeAccount, roomAccount } from '#keeper/accounts.ts'
import { dataDirectory, type Premises, readPremises } from '#keeper/premises.ts'
import type { StatusReport } from '#keeper/report.ts'
import { type ExitCode, exit, OperatorError, text } from '../command.ts'
import { keeperAnswers, withRunningKeeper } from '../keeper-client.ts'
import { officeFolder, officePlace, withoutOffice } from '../office-place.ts'
import { givePlace } from '../office-user.ts'
import { program } from '../program.ts'
import type { Terminal } from '../terminal.ts'
import { giveOfficeTo, giveTo } from './ownership.ts'
import {
  foldersAbove,
  inTheWay,
  ownFiles,
  requireNames,
  requirePlaces,
  requireReach,
} from './preconditions.ts'
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
  if (!written) requireRoot(terminal, 'install')
  const premises = await readPremises(directory)
  requireNames(directory, premises)
  const files = unitFiles(planOf(terminal, directory, premises))
  if (print) return printed(terminal, files)
  if (root !== undefined) return writtenBelow(terminal, resolve(root), files)
  requireSystemd()
  requirePlaces(directory, premises)
  const running = premises !== null && (await keeperAnswers(premises))
  if (running && (await stateOf(recorderUnit)) !== 'active') throw inTheWay()
  const { keeper, office } = await makeAccounts(files)
  await requireReach(keeper, foldersAbove(premises))
  await requireReach(office, foldersAbove(premises))
  if (premises) await giveTo(keeper, premises)
  await requireReach(keeper, ownFiles(premises))
  if (premises && !withoutOffice(terminal.env)) {
    const place = officePlace(premises, terminal.env)
    await givePlace(office, premises, place)
    await giveOfficeTo(office, place)
  }
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
  const pinned = join(program, 'node_modules', '.bin', 'node')
  const node = existsSync(pinned) ? pinned : process.execPath
  const { language, env } = terminal
  const office = env.TACHIAI_OFFICE || officeFolder(data)
  return { program, node, data, shares: premises?.shares ?? [], office, language }
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

async function makeAccounts(
  files: readonly UnitFile[],
): Promise<{ readonly keeper: Account; readonly office: Account }> {
  for (const file of files.filter(({ path }) => path === accountsFile)) await put('', file)
  await system('systemd-sysusers', accountsFile)
  const [keeper, room, office] = await Promise.all(
    [keeperAccount, roomAccount, officeAccount].map(accountNamed),
  )
  if (keeper && room && office) return { keeper, office }
  throw new OperatorError(
    text(
      `利用者 ${keeperAccount}・${officeAccount} を作れませんでした。`,
      `The users ${keeperAccount} and ${officeAccount} could not be made.`,
    ),
    text(
      `「systemd-sysusers ${accountsFile}」を実行して、理由を確かめてください。`,
      `Run "systemd-sysusers ${accountsFile}" and see why.`,
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

const doesNotAnswer = () =>
  new OperatorError(
    text(
      'サービスは始まりましたが、録画係がまだ答えません。',
      'The service started, but the keeper does not answer yet.',
    ),
    text('理由は「journalctl -u tachiai」で見られます。', 'See "journalctl -u tachiai".'),
  )
