import type { z } from 'zod'
import type { Kind } from '#acts/kinds.ts'
import { things } from '#acts/things.ts'
import type { Asked } from './asked.ts'
import { caseSaid } from './case.ts'
import { keepingSaid } from './keeping.ts'
import { officeSaid } from './office.ts'

const said: Asked<Kind> = { ...caseSaid, ...keepingSaid, ...officeSaid }

/** One command of one kind: what a client may say in it, and how many ids name the thing. */
export type Command = {
  readonly kind: Kind
  readonly type: string
  readonly ids: number
  readonly words: z.ZodType
}

/** Every command there is. */
export const commands: readonly Command[] = Object.entries(said).flatMap(([kind, types]) =>
  Object.entries(types).map(([type, words]) => {
    const { ids } = things[kind as Kind]
    return { kind: kind as Kind, type, ids, words: words as z.ZodType }
  }),
)
