import { text } from '#commands/command.ts'
import { resultOf } from '#commands/door-client.ts'
import { withOffice } from '#commands/office-client.ts'
import type { Terminal } from '#commands/terminal.ts'
import type { Answer } from '#verification/answer.ts'

/**
 * The ledger of this machine as it lies in its database. The office looks through it, because it alone has the keys;
 * it holds it also to the newest checkpoint that it has ever shown. Who does not trust the office takes an export.
 */
export const verifyOwn = (terminal: Terminal, brought: readonly string[]): Promise<Answer> =>
  withOffice(terminal, async office =>
    resultOf(
      await office.order<Answer>({ order: 'ledger.verify', brought }, progress => {
        const { done, of } = progress as { readonly done: number; readonly of: number }
        terminal.progress(text(`調べています ${done}/${of}`, `checking ${done}/${of}`))
      }),
    ),
  )
