import type { Register } from '#law/vocabulary/registers.ts'
import type { CaseFile, Clerk } from './case-file.ts'
import { copyLine } from './copy-line.ts'
import { searchLines, tellingLines } from './handling-lines.ts'
import type { Line } from './line.ts'
import { sessionLine } from './session-line.ts'

/** The lines that one case leaves in one register, by when they were held. */
export function caseLines(clerk: Clerk, register: Register, file: CaseFile): readonly Line[] {
  const { of } = register
  const internal = (at: number) => {
    const session = file.sessions[at]?.state
    return session?.status !== 'none' && session?.internal === true
  }
  const sessions = (wanted: boolean) =>
    file.sessions.flatMap((_, at) =>
      internal(at) === wanted ? (sessionLine(clerk, register, file, at) ?? []) : [],
    )
  const copies = () => file.copies.flatMap((_, at) => copyLine(clerk, register, file, at) ?? [])
  const lines = (): readonly Line[] => {
    switch (of) {
      case 'viewing':
        return [...sessions(false), ...tellingLines(clerk, register, file)]
      case 'takeOut':
      case 'copies':
        return copies()
      case 'viewingAndTakeOut':
        return [...sessions(false), ...copies()]
      case 'internalViewing':
        return sessions(true)
      case 'handling':
        return [
          ...searchLines(clerk, register, file),
          ...sessions(false),
          ...sessions(true),
          ...copies(),
          ...tellingLines(clerk, register, file),
        ]
      case 'tellings':
        return tellingLines(clerk, register, file)
      case 'cameras':
      case 'complaints':
      case 'media':
      case 'engagements':
      case 'funds':
        return []
    }
  }
  return lines().toSorted((one, other) => one.heldAtUs - other.heldAtUs)
}
