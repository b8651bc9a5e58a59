import { type Refusal, refuse } from '#law/basis.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import type { Register } from '#law/vocabulary/registers.ts'

/** A line written by hand while the machine was down, entered later. */
export type PaperLine = {
  readonly of: 'viewing' | 'takeOut' | 'internalViewing'
  /** What stands in each cell of the form, by its id. */
  readonly cells: Readonly<Record<string, string>>
}

/** Facts that only a hand-over has. */
const ofTakeOut = new Set(['conditions', 'medium', 'hash', 'handedOverAt'])
/** 年月日時分 at both ends: the grain of the form. */
const toTheMinute = /年.*月.*日.*時.*分.*から.*年.*月.*日.*時.*分/s

/**
 * Whether a hand-written line may stand in a register: the form's own cells and no others, the demanded ones
 * filled, the period to the minute, and looking inside the office on its own sheet.
 */
export function refusePaperLine(
  { internalViewing }: Profile,
  register: Register,
  { of, cells }: PaperLine,
): Refusal | null {
  if (of === 'internalViewing' && register.of !== 'internalViewing' && register.of !== 'handling') {
    return refuse(
      `職員の閲覧は、${register.title}に書きません`,
      internalViewing.recorded.by,
      '内部閲覧の用紙に書いてください',
    )
  }
  const ids = new Set(register.cells.map(({ id }) => id))
  const stranger = Object.keys(cells).find(id => !ids.has(id))
  if (stranger !== undefined || register.cells.some(({ id }) => !(id in cells))) {
    return refuse(
      `${register.title}の欄と違います`,
      register.by,
      `${register.formName ?? register.title}の欄を、並びのとおりに使ってください`,
    )
  }
  const blank = register.cells.find(
    ({ id, fact, required }) =>
      required && !(of !== 'takeOut' && ofTakeOut.has(fact)) && cells[id]!.trim() === '',
  )
  if (blank) {
    return refuse(`「${blank.name}」が空いています`, blank.by, `「${blank.name}」を書いてください`)
  }
  const rounded = register.cells.find(
    ({ id, fact }) => fact === 'period' && !toTheMinute.test(cells[id]!),
  )
  return rounded
    ? refuse(
        `「${rounded.name}」が分まで書かれていません`,
        rounded.by,
        '始まりと終わりを、年月日時分で書いてください',
      )
    : null
}
