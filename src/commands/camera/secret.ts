import { text } from '../command.ts'
import type { Terminal } from '../terminal.ts'

/** User and password as the person at the keyboard gives them; the password is never shown. */
export async function secretOf(terminal: Terminal, named: string | undefined) {
  const question = text('カメラの利用者名（無ければ空）:', 'Camera user (empty if none):')
  const user = named ?? (await terminal.ask(question))
  const hidden = text('カメラのパスワード:', 'Camera password:')
  const password = user ? await terminal.ask(hidden, { hidden: true }) : ''
  return { user, password }
}
