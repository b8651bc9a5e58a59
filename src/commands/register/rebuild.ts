import type { Compared } from '#projections/rebuild.ts'
import { type Command, exit, noWords, type Text, text } from '../command.ts'
import { resultOf } from '../door-client.ts'
import { withOffice } from '../office-client.ts'
import type { Terminal } from '../terminal.ts'

type Progress = { readonly done: number; readonly of: number }

/** `ledger rebuild`: the lines of all registers made anew from what was recorded. */
export const rebuild: Command['run'] = (args, terminal) =>
  ordered(args, terminal, 'register.rebuild', lines =>
    text(`${lines}行を、記録のとおりにしました。`, `${lines} lines stand as the ledger says.`),
  )

/** `ledger check-lines`: the same without writing: whether the kept lines are what was recorded. */
export const checkLines: Command['run'] = (args, terminal) =>
  ordered(args, terminal, 'register.compare', lines =>
    text(`${lines}行を、記録と見比べました。`, `${lines} lines were held to the ledger.`),
  )

const ordered = (
  args: readonly string[],
  terminal: Terminal,
  order: string,
  done: (lines: number) => Text,
) => {
  noWords(args)
  return withOffice(terminal, async office => {
    const answer = await office.order<Compared>({ order }, progress => {
      const { done, of } = progress as Progress
      terminal.progress(text(`${done}／${of}件`, `${done} of ${of} files`))
    })
    terminal.progress(null)
    const { lines, differing } = resultOf(answer)
    terminal.result({ lines, differing }, [
      done(lines),
      ...differing.map(({ register, number }) =>
        text(
          `違っていた行: ${register} ${number ?? '（読めない行）'}`,
          `Differed: ${register} ${number ?? '(does not open)'}`,
        ),
      ),
    ])
    return differing.length > 0 ? exit.findings : exit.ok
  })
}
