import { parseArgs } from 'node:util'
import { type Command, text, UsageError } from './command.ts'
import { install } from './service/install.ts'
import { remove } from './service/remove.ts'
import { status } from './service/status.ts'

const options = {
  print: { type: 'boolean' },
  root: { type: 'string' },
  yes: { type: 'boolean' },
} as const

export const service: Command = {
  name: 'service',
  usage: 'service install [--print | --root DIR]\nservice status\nservice remove [--yes]',
  summary: text(
    '機械の電源を入れると録画が自動で始まるようにする（systemd）。状態を見る。やめる。',
    'Makes recording begin by itself when the machine starts (systemd); shows its state; removes it.',
  ),
  async run(args, terminal) {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const [verb = '', ...rest] = positionals
    const { print = false, root, yes = false } = values
    if (rest.length === 0) {
      if (verb === 'install') return install(terminal, { print, root })
      if (verb === 'status') return status(terminal)
      if (verb === 'remove') return remove(terminal, yes)
    }
    throw new UsageError(
      text('install、status、remove のどれかです。', 'One of install, status, remove.'),
    )
  },
}
