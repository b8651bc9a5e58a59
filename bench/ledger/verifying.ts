import { text } from '#commands/command.ts'
import { verifyExported } from '#verification/exported.ts'
import { exported, primitives } from '../../test/exported.ts'
import type { Line } from '../line.ts'
import type { Plan } from '../plan.ts'
import type { OurStore } from './our-ledger.ts'

/** What was written before, exported and verified whole in this process: with what happened, and without. */
export async function verifyingLines(
  { ledger }: OurStore,
  { windows }: Plan['ledger'],
): Promise<readonly Line[]> {
  const files = await exported(ledger)
  const { size } = await ledger.head()
  const verify = (read: (path: string) => Uint8Array | null) =>
    Array.from({ length: windows + 1 }, () => {
      const before = process.cpuUsage()
      const { findings, checked } = verifyExported(primitives, read)
      const { user, system } = process.cpuUsage(before)
      if (findings.length > 0 || checked.leaves !== size)
        throw new Error(
          `not verified: ${JSON.stringify(findings.slice(0, 3))} ${checked.leaves}/${size}`,
        )
      return size / ((user + system) / 1e6)
    }).slice(1)
  const read = (path: string) => files.get(path) ?? null
  const line = (
    key: string,
    what: Line['what'],
    target: Line['target'],
    ours: readonly number[],
  ): Line => ({
    figure: 'N7',
    key,
    what,
    unit: '/CPU-s',
    better: 'higher',
    target,
    digits: 0,
    ours,
    beside: [],
  })
  return [
    line(
      'N7/verify',
      text('書き出した記録を検証する（内容なし）', 'verifying an export, without contents'),
      { atLeast: 300_000 },
      verify(path => (path === 'openings.jsonl' ? null : read(path))),
    ),
    line(
      'N7/verify/contents',
      text('書き出した記録を検証する（内容とも）', 'verifying an export with its contents'),
      null,
      verify(read),
    ),
  ]
}
