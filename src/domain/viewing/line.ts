import { type Refusal, refuse } from '#law/basis.ts'
import { registerFor } from '#law/called.ts'
import type { CellFact, Register } from '#law/vocabulary/registers.ts'
import type { Setting } from '../decider.ts'
import type { OpenRequest } from '../request/state.ts'
import type { Viewer } from './words.ts'

/** The register in which a session has its line; undefined where there is none. */
const registerOf = ({ profile }: Setting, internal: boolean): Register | undefined =>
  internal
    ? registerFor(profile, 'internalViewing', 'viewing', 'handling')
    : registerFor(profile, 'viewing', 'viewingAndTakeOut', 'handling')

/**
 * What the line of a session must say and nothing that happens in it will tell: it is known before the first
 * picture, or there is none.
 */
export function refuseBlankLine(
  setting: Setting,
  { requester, purpose, internal }: OpenRequest,
  viewers: readonly Viewer[],
): Refusal | null {
  const told: Partial<Record<CellFact, readonly string[]>> = {
    purpose: [purpose],
    who: viewers.length > 0 ? viewers.map(({ name }) => name) : [''],
    organisation: [requester.organisation],
    postAndName: [requester.name],
    contact: [requester.contact],
  }
  const register = registerOf(setting, internal)
  const blank = register?.cells.find(
    ({ required, fact }) => required && told[fact]?.some(words => words.trim() === ''),
  )
  return blank && register
    ? refuse(
        `${register.title}の「${blank.name}」が空いたままになります`,
        blank.by,
        `${blank.name}を書いてから始めてください`,
      )
    : null
}
