import type { Premises } from '#keeper/premises.ts'
import type { StatusReport } from '#keeper/report.ts'
import type { OfficeReport } from '#office/report.ts'
import type { Text } from './command.ts'
import { askOffice, officeAnswers } from './office-door.ts'
import { officeLines, officeSilent } from './office-lines.ts'
import { officePlace, withoutOffice } from './office-place.ts'

/** An office that is busy or stuck keeps nobody from seeing how the recording goes. */
const patienceMs = 5000

/** What the office of these premises says of itself, and how that reads beside what the keeper says. */
export async function officeState(
  premises: Premises,
  env: NodeJS.ProcessEnv,
  { clock, recording }: Pick<StatusReport, 'clock' | 'recording'>,
): Promise<{ readonly report: OfficeReport | null; readonly lines: readonly Text[] }> {
  if (withoutOffice(env)) return { report: null, lines: [officeSilent('none', recording)] }
  const place = officePlace(premises, env)
  const isThere = await officeAnswers(place)
  const report = isThere
    ? await askOffice<OfficeReport>(place, { order: 'status' }, { patienceMs }).catch(() => null)
    : null
  if (report) return { report, lines: officeLines(report, clock.nowUs) }
  return { report, lines: [officeSilent(isThere ? 'silent' : 'off', recording)] }
}
