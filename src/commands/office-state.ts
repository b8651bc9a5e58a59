import type { Premises } from '#keeper/premises.ts'
import type { OfficeReport } from '#office/report.ts'
import type { Text } from './command.ts'
import { askOffice, officeAnswers } from './office-door.ts'
import { officeLines, officeSilent } from './office-lines.ts'
import { officePlace, withoutOffice } from './office-place.ts'

/** An office that is busy or stuck keeps nobody from seeing how the recording goes. */
const patienceMs = 5000

/** What the office of these premises says of itself, and how that reads; nothing where this machine only records. */
export async function officeState(
  premises: Premises,
  env: NodeJS.ProcessEnv,
  nowUs: number,
): Promise<{ readonly report: OfficeReport | null; readonly lines: readonly Text[] }> {
  if (withoutOffice(env)) return { report: null, lines: [] }
  const place = officePlace(premises, env)
  const isThere = await officeAnswers(place)
  const report = isThere
    ? await askOffice<OfficeReport>(place, { order: 'status' }, { patienceMs }).catch(() => null)
    : null
  return { report, lines: report ? officeLines(report, nowUs) : [officeSilent(isThere)] }
}
