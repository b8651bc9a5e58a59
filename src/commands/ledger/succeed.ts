import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { succeedLedger } from '#backup/succession.ts'
import type { Disk } from '#disk/disk.ts'
import { localDisk } from '#disk/local-disk.ts'
import { ownSteward } from '#disk/own-steward.ts'
import { sha256 } from '#hash/sha256.ts'
import { seenOnDisk } from '#ledger/seen.ts'
import type { OfficePlace } from '#office/place.ts'
import type { Database } from '#postgres/database.ts'
import { readErased } from '#shelves/erased.ts'
import { neededAt } from '#shelves/keyring.ts'
import { foundShelves, openShelves, type Shelves } from '#shelves/shelves.ts'
import { readKey } from '#tlog/note.ts'
import { notesIn } from '#verification/brought-file.ts'
import { fingerprintOf } from '#verification/fingerprint.ts'
import { giveToOwner } from '../backup/owner.ts'
import { type ExitCode, exit, text, UsageError } from '../command.ts'
import { requireOffice } from '../office-client.ts'
import { withOfficeDatabase } from '../office-database.ts'
import { officeAnswers, officeRuns } from '../office-door.ts'
import type { Terminal } from '../terminal.ts'

/** `ledger succeed`: a restored ledger goes on under a new name and key, and says what is lost. */
export async function succeed(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { cause, by, brought } = await wordsOf(args)
  const { place } = await requireOffice(terminal)
  if (await officeAnswers(place)) throw officeRuns()
  const disk = localDisk(ownSteward)
  const nowUs = Date.now() * 1000
  const { origin, signed } = await withOfficeDatabase(place, terminal.env, async ({ app }) => {
    const shelves = await shelvesOf(disk, place, app, nowUs)
    try {
      const parts = { database: app, shelves, disk, keyPath: place.signingKey, random: randomBytes }
      const seen = seenOnDisk(disk, place.seen)
      return await succeedLedger({ ...parts, seen, atUs: nowUs }, { cause, by, brought })
    } finally {
      await shelves.close()
    }
  })
  await giveToOwner(place.folder, [place.signingKey, place.seen])
  const fingerprint = fingerprintOf(sha256, readKey(sha256, origin.key)!)
  const handed = origin.before?.size ?? 0
  terminal.result(
    { origin: origin.origin, before: origin.before, fingerprint, size: signed.size },
    [
      text(
        `○ 改ざん防止記録を引き継ぎました（引き継いだ記録 ${handed} 件）。`,
        `○ The ledger is succeeded; ${handed} leaves were handed on.`,
      ),
      text(`  新しい鍵の指紋: ${fingerprint}`, `  Fingerprint of the new key: ${fingerprint}`),
      text(
        '  公開ページと紙の台帳に、新しい指紋を書き加えてください（古い指紋も残す）。',
        '  Add it to the public page and the paper register, and leave the old one there.',
      ),
      text(
        '  欠けた期間に紙へ印刷した行は、あとで「復元」として入れ直します。',
        '  Lines printed in the gap are to be entered again from paper.',
      ),
    ],
  )
  return exit.ok
}

async function wordsOf(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      cause: { type: 'string' },
      by: { type: 'string', multiple: true, default: [] },
      checkpoint: { type: 'string', multiple: true, default: [] },
    },
  })
  const [one, other, ...more] = values.by.map(name => name.trim())
  if (!values.cause?.trim() || !one || !other || more.length > 0 || one === other) {
    throw new UsageError(
      text(
        '原因（--cause）と、設立時の名簿の2人の氏名（--by を2回）を書いてください。',
        'Say the cause (--cause) and two people of the founding roster (--by, twice).',
      ),
    )
  }
  const texts = await Promise.all(values.checkpoint.map(file => readFile(file, 'utf8')))
  return { cause: values.cause.trim(), by: [one, other] as const, brought: texts.flatMap(notesIn) }
}

/** The office's keyring; where it is lost, a new one. */
async function shelvesOf(
  disk: Disk,
  { site, keyring, shares }: OfficePlace,
  database: Database,
  nowUs: number,
): Promise<Shelves> {
  const store = {
    disk,
    directory: keyring,
    places: shares.map(slotsPath => ({ slotsPath })),
    site: Buffer.from(site, 'hex'),
    random: randomBytes,
  }
  if (!(await disk.list(keyring)).includes('blob-0')) {
    for (const folder of [keyring, ...shares.map(dirname)]) await disk.makeDirectory(folder)
    await foundShelves(store, nowUs)
    await giveToOwner(dirname(keyring), [keyring])
    for (const share of shares) await giveToOwner(dirname(keyring), [dirname(share), share])
  }
  const shelves = await openShelves({
    store,
    nowUs: () => nowUs,
    erased: await readErased(database),
  })
  await shelves.ensure(neededAt(nowUs))
  return shelves
}
