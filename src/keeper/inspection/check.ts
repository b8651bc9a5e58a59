import { minuteOf, printed, startUs } from '#civil/minute.ts'
import type { Progress } from '#door/door.ts'
import { catalogue } from '#vault/catalogue.ts'
import type { SpoolHead } from '../forgetting/eraser.ts'
import type { Keeper } from '../keeper.ts'
import { knownFiles } from '../recording/foreign-files.ts'
import type { CheckReport } from '../report.ts'
import { booksAt, type Coverage, checkCoverage } from './check-coverage.ts'
import { checkFile } from './check-file.ts'
import { checkKeys } from './check-keys.ts'
import { checkRoots, type SealsByMinute } from './check-roots.ts'
import { checkSpace } from './check-space.ts'
import { checkTakes, finishedTakes, type ImportedUnits } from './check-takes.ts'
import { type FindingLog, findingLog } from './findings.ts'
import { checkAgainstLedger, type Remembered } from './ledger-memory.ts'

export type Checked = {
  readonly findings: FindingLog
  readonly coverage: Coverage
  readonly seals: SealsByMinute
  readonly imported: ImportedUnits
  readonly counts: { files: number; minutes: number; records: number; units: number }
}

/**
 * Proves the invariants against the disk, reading only: nothing older than its limit can be derived,
 * nothing younger is missing without a gap record, every file belongs to somebody, every record opens,
 * seals match what the spool signed, keyring and shares agree. Looks at what was complete when it began.
 * `ledger`: what the office has of this keeper. Its events are links of one chain: with the newest of them at its place in
 * the spool, all the minutes sealed and erasures told there are those that the files are held to here.
 */
export async function check(
  keeper: Keeper,
  progress: Progress,
  ledger: Remembered | null = null,
): Promise<CheckReport> {
  const { disk, premises, custody } = keeper
  const beganUs = keeper.nowUs()
  const books = booksAt(keeper, beganUs)
  // Events come to the disk in the order of telling: behind this mark every gap the books know of can be read.
  const mark = { type: 'TimeMarked', keyringVersion: custody.version } as const
  await keeper.spool.append(mark).catch(() => {})
  const takes = finishedTakes(keeper, beganUs)
  const findings = findingLog()
  const checked: Checked = {
    findings,
    coverage: new Map(),
    seals: new Map(),
    imported: new Map(),
    counts: { files: 0, minutes: 0, records: 0, units: 0 },
  }
  await checkKeys(keeper, findings, beganUs)
  const { files, foreign } = await catalogue(
    disk,
    premises.directory,
    knownFiles(keeper),
    'headers',
  )
  for (const { path, why } of foreign) {
    findings.add(
      'foreign',
      path,
      `このファイルは、この設置のものではありません: ${why}`,
      `not a file of ours: ${why}`,
    )
  }
  for (const [index, file] of files.entries()) {
    await checkFile(keeper, file, checked, beganUs)
    progress({ done: index + 1, of: files.length })
  }
  await checkSpace(keeper, findings)
  const remembered = [...rememberedHead(keeper), ...(ledger?.newest ?? [])]
  const verified = await keeper.spool.verify(remembered)
  checkAgainstLedger(keeper, findings, ledger)
  for (const { kind, place, detail } of verified.problems) {
    findings.add(
      `spool.${kind}`,
      place,
      `記録が壊れているか、改ざんされています: ${detail}`,
      `the spool does not hold: ${detail}`,
    )
  }
  await checkRoots(keeper, checked)
  checkTakes(keeper, checked, takes)
  await checkCoverage(keeper, checked, books, beganUs)
  return {
    findings: findings.all,
    cameras: custody.keyring.cameras.size,
    ...checked.counts,
    events: keeper.spool.head.n,
  }
}

/** The head that the last keyring version sealed in: a spool cut off before it has lost its tail. */
function rememberedHead({ custody }: Keeper) {
  const head = custody.keyring.settings.spoolHead as SpoolHead | undefined
  return head ? [{ n: head.n, hash: Buffer.from(head.hash, 'hex') }] : []
}

/** Minutes still being written, or not yet sealed, are not judged. */
export const settledBefore = (beganUs: number): number => minuteOf(beganUs) - 2

export const minuteName = (minute: number): string => printed(startUs(minute)).slice(0, 16)
