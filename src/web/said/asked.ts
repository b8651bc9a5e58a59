import type { z } from 'zod'
import type { CommandOf, Kind } from '#acts/kinds.ts'

type Command<K extends Kind> = CommandOf<K>
/** The words of one command as a client may say them. */
export type WordsOf<K extends Kind, Type extends Command<K>['type']> = Omit<
  Extract<Command<K>, { readonly type: Type }>,
  'type' | 'atUs' | 'by'
>
/** Every command of these kinds with its schema: one left out, or with other members, does not compile. */
export type Asked<K extends Kind> = {
  readonly [Each in K]: {
    readonly [Type in Command<Each>['type']]: z.ZodType<WordsOf<Each, Type>>
  }
}
