import type { CommandOf, Kind } from '#acts/kinds.ts'
import type { WordsOf } from '#web/said/asked.ts'
import type { Field } from './field.ts'

export type FieldsOf<K extends Kind, Type extends CommandOf<K>['type']> = {
  readonly [Name in keyof WordsOf<K, Type>]-?: Field<WordsOf<K, Type>[Name]>
}

/** How one act is said on a screen: every word of it has its field, or it does not compile. */
export type Saying<K extends Kind> = {
  readonly [Type in CommandOf<K>['type']]: {
    readonly type: Type
    /** What is done, as a heading. */
    readonly title: string
    readonly button: string
    /** What follows from it, where that is not plain. */
    readonly says?: string
    /** It ends something. */
    readonly isFinal?: boolean
    readonly fields: FieldsOf<K, Type>
  }
}[CommandOf<K>['type']]
