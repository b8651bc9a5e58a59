import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { takeBackup } from '#backup/take.ts'
import { localDisk } from '#disk/local-disk.ts'
import { ownSteward } from '#disk/own-steward.ts'
import { type ExitCode, exit, OperatorError, text, UsageError } from '../command.ts'
import { requireOffice } from '../office-client.ts'
import { withOfficeDatabase } from '../office-database.ts'
import { askOffice } from '../office-door.ts'
import { program } from '../program.ts'
import type { Terminal } from '../terminal.ts'
import { companionsOf } from './companions.ts'

export async function take(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true })
  const [name] = positionals
  if (!name || positionals.length > 1) {
    throw new UsageError(text('控えを書くフォルダーを一つ指定してください。', 'Name one folder.'))
  }
  const { premises, place } = await requireOffice(terminal)
  if (!existsSync(place.folder)) throw noOffice()
  const directory = resolve(name)
  const disk = localDisk(ownSteward)
  const { version } = JSON.parse(await readFile(join(program, 'package.json'), 'utf8'))
  const made = await withOfficeDatabase(place, terminal.env, ({ app }) =>
    takeBackup({
      disk,
      directory,
      database: app,
      companions: () => companionsOf(disk, premises, place),
      site: premises.site,
      software: version,
      atUs: Date.now() * 1000,
      progress: (step, done, of) =>
        terminal.progress(
          step === 'writing'
            ? text(`書いています ${done}/${of}`, `writing ${done}/${of}`)
            : text(`読み直して確かめています ${done}/${of}`, `reading it back ${done}/${of}`),
        ),
    }),
  )
  terminal.progress(null)
  const { size, root, files, madeAtUs } = made
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  const noted = await askOffice(place, { order: 'backup.made', size, root, bytes, madeAtUs })
  terminal.result({ directory, size, root, bytes, noted: noted !== null }, [
    text(
      `○ 控えを取り、読み直して確かめました: ${directory}（記録 ${size} 件、${(bytes / 1e6).toFixed(1)} MB）`,
      `○ Written and proven: ${directory} (${size} leaves, ${(bytes / 1e6).toFixed(1)} MB)`,
    ),
    text(
      '  鍵の片割れと署名の鍵（office.key、keeper.key）は入っていません。映像も入っていません。',
      '  No key share, no signing key (office.key, keeper.key) and no footage is in it.',
    ),
    noted === null
      ? text(
          '  事務室が動いていないので、控えを取ったことは記録していません。',
          '  The office does not run, so that it was made is not recorded.',
        )
      : text('  控えを取ったことを記録しました。', '  That it was made is recorded.'),
  ])
  return exit.ok
}

const noOffice = () =>
  new OperatorError(
    text('事務室の記録がまだありません。', 'There is no office yet.'),
    text('「tachiai run」で始まります。', '"tachiai run" begins one.'),
  )
