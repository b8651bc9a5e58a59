import type { Report } from '#law/vocabulary/outside.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import type { ReportCommand } from './words.ts'

/** The reports that are owed to somebody outside because this happened, each by a number of its own. */
export const reportsAfter = (
  { reports }: Profile,
  what: Report['after'],
  of: string,
  { atUs, by }: { readonly atUs: number; readonly by: string },
): readonly Extract<ReportCommand, { type: 'OweReport' }>[] =>
  reports
    .filter(({ after }) => after === what)
    .map(({ id: report }) => ({
      type: 'OweReport',
      atUs,
      by,
      id: `${report} ${of}`,
      report,
      of,
      happenedAtUs: atUs,
    }))
