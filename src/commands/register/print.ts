import type { ShownRegister } from '#office/register-orders.ts'
import { type Text, text } from '../command.ts'

/** A book as lines of text: each row under its margin, a cell a line, blank ones left out. */
export function printedLines({ book, closedToUs }: ShownRegister): readonly (Text | string)[] {
  const { title, formName, mark, heads, rows } = book
  return [
    [title, formName && `（${formName}）`, mark && `［${mark}］`].filter(Boolean).join(''),
    ...rows.flatMap(({ cells, margin }) => [
      '',
      `■ ${margin}`,
      ...heads.flatMap(({ name, within }, at) => {
        const words = cells[at] ?? ''
        const head = within === null ? name : `${within}／${name}`
        return words === '' ? [] : [`  ${head}: ${words.replaceAll('\n', '\n    ')}`]
      }),
    ]),
    ...(rows.length === 0 ? [text('行はありません。', 'No lines.')] : []),
    ...(closedToUs > 0
      ? [
          text(
            `ほかに、保存の年数が終わって読めない行が${closedToUs}行あります。`,
            `${closedToUs} more lines cannot be read: their years are over.`,
          ),
        ]
      : []),
  ]
}
