import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { checkpointOf, type Era, erasIn, type SignedCheckpoint } from '#backup/eras.ts'
import { examine } from '#backup/examine.ts'
import { type BackupFolder, openBackup } from '#backup/folder-reader.ts'
import { restoreDatabase } from '#backup/restore.ts'
import { printed } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'
import { localDisk } from '#disk/local-disk.ts'
import { ownSteward } from '#disk/own-steward.ts'
import { sha256 } from '#hash/sha256.ts'
import { seenOnDisk } from '#ledger/seen.ts'
import type { OfficePlace } from '#office/place.ts'
import { fingerprintOf } from '#verification/fingerprint.ts'
import { type ExitCode, exit, OperatorError, text, UsageError } from '../command.ts'
import { requireOffice } from '../office-client.ts'
import { withOfficeDatabase } from '../office-database.ts'
import { officeAnswers, officeRuns } from '../office-door.ts'
import type { Terminal } from '../terminal.ts'
import { broughtCheckpoints } from './brought.ts'
import { restoreKeyring } from './keyring.ts'
import { giveToOwner } from './owner.ts'

/**
 * Order: examine; the keyring, where there is none; the newest checkpoint known into `seen`; the database. Crashed
 * in between the database is empty, and the same call may be made again.
 */
export async function restore(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      checkpoint: { type: 'string', multiple: true, default: [] },
      'without-contents': { type: 'boolean', default: false },
    },
  })
  const [name] = positionals
  if (!name || positionals.length > 1) {
    throw new UsageError(text('控えのフォルダーを一つ指定してください。', 'Name one backup.'))
  }
  const { place } = await requireOffice(terminal)
  if (await officeAnswers(place)) throw officeRuns()
  const disk = localDisk(ownSteward)
  const backup = await openBackup(disk, resolve(name))
  const eras = await erasIn(backup)
  const brought = await broughtCheckpoints(values.checkpoint, eras)
  const examined = await examine(backup, brought, (done, of) =>
    terminal.progress(text(`確かめています ${done}/${of}`, `examining ${done}/${of}`)),
  )
  const withContents = !values['without-contents']
  await disk.makeDirectory(place.folder)
  if (withContents) await restoreKeyring(disk, backup, place)
  const known = await rememberNewest(disk, place, eras, [
    ...brought,
    ...(await noteIn(backup, eras)),
    ...(examined.newest ? [examined.newest] : []),
  ])
  await withOfficeDatabase(place, terminal.env, ({ owner }) =>
    restoreDatabase(owner, backup, examined, {
      withContents,
      progress: (done, of) =>
        terminal.progress(text(`戻しています ${done}/${of}`, `restoring ${done}/${of}`)),
    }),
  )
  terminal.progress(null)
  const { size, origin, madeAtUs } = backup.manifest
  const lost = Math.max(0, (known?.size ?? 0) - size)
  const fingerprint = fingerprintOf(sha256, eras.at(-1)!.key)
  terminal.result({ origin, fingerprint, size, madeAtUs, lost, withContents }, [
    text(
      `○ ${printed(madeAtUs)} の控えを戻しました（記録 ${size} 件）。`,
      `○ The backup of ${printed(madeAtUs)} is restored (${size} leaves).`,
    ),
    text(`  鍵の指紋: ${fingerprint}`, `  Fingerprint of its key: ${fingerprint}`),
    text(
      '  紙や公開ページの指紋と見比べてください。',
      '  Compare it with the one on paper or on the public page.',
    ),
    ...(withContents
      ? []
      : [
          text(
            '  内容（氏名・文）は戻していません。控えは捨てないでください。',
            '  Contents were left out; keep the backup.',
          ),
        ]),
    text(
      '  記録簿の行は、事務室が動き始めてから「tachiai ledger rebuild」で作り直します。',
      '  Lines of registers are made anew by "tachiai ledger rebuild", once the office runs.',
    ),
    lost > 0
      ? text(
          `  すでに示した記録より ${lost} 件少ないため、このままは続けられません →「tachiai ledger succeed」`,
          `  It has ${lost} leaves less than were shown and cannot go on as it is → "tachiai ledger succeed"`,
        )
      : text(
          '  署名の鍵（office.key）が残っていればそのまま続けられます。無ければ →「tachiai ledger succeed」',
          '  With its office.key it goes on as it is; without → "tachiai ledger succeed"',
        ),
  ])
  return exit.ok
}

/** What the office had shown when the backup was made: perhaps more than the backup has. */
async function noteIn(
  backup: BackupFolder,
  eras: readonly Era[],
): Promise<readonly SignedCheckpoint[]> {
  const [file] = backup.below('office').filter(({ path }) => path === 'office/seen')
  if (!file) return []
  const found = checkpointOf(
    eras,
    Buffer.concat(await Array.fromAsync(backup.bytes(file))).toString(),
  )
  return found ? [found] : []
}

/** From here on no head below the newest checkpoint known of this ledger is continued, whoever brought it. */
async function rememberNewest(
  disk: Disk,
  { folder, seen: path }: OfficePlace,
  eras: readonly Era[],
  known: readonly SignedCheckpoint[],
): Promise<SignedCheckpoint | null> {
  const seen = seenOnDisk(disk, path)
  const there = await seen.get()
  const mine = there === null ? null : checkpointOf(eras, there)
  if (there !== null && !mine) throw anotherLedger()
  const own = [...known, ...(mine ? [mine] : [])].filter(
    ({ origin }) => origin === eras.at(-1)!.key.name,
  )
  const newest = own.toSorted((a, b) => a.size - b.size).at(-1) ?? null
  if (!newest) return null
  await seen.put(newest.note)
  await giveToOwner(folder, [path])
  return newest
}

const anotherLedger = () =>
  new OperatorError(
    text(
      'この機械の事務室は、別の改ざん防止記録を示したことがあります。',
      'This office has shown checkpoints of another ledger.',
    ),
    text(
      '別のデータフォルダーに戻してください。',
      'Restore the backup into another data directory.',
    ),
  )
