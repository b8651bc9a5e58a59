import { type Command, text, UsageError } from './command.ts'
import { later } from './later.ts'

/** What may be done with the ledger as a whole; each verb's code is loaded when it is called. */
const verbs: Readonly<Record<string, () => Promise<Command['run']>>> = {
  rebuild: async () => (await import('./register/rebuild.ts')).rebuild,
  'check-lines': async () => (await import('./register/rebuild.ts')).checkLines,
  succeed: async () => (await import('./ledger/succeed.ts')).succeed,
}

export const ledger = later(
  {
    name: 'ledger',
    usage: [
      'ledger check-lines',
      'ledger rebuild',
      'ledger succeed --cause TEXT --by NAME --by NAME [--checkpoint FILE]…',
    ].join('\n'),
    summary: text(
      '改ざん防止記録そのものの扱い: 帳簿の行の照合と作り直し（check-lines、rebuild）、引き継ぎ（succeed）。',
      'The ledger as a whole: the registers’ lines held to it (check-lines) or made anew (rebuild), its succession (succeed).',
    ),
  },
  async () =>
    async ([name = '', ...args], terminal) => {
      const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined
      if (!verb) {
        const known = Object.keys(verbs).join(', ')
        throw new UsageError(text(`次のどれかです: ${known}`, `It is one of: ${known}`))
      }
      return (await verb())(args, terminal)
    },
)
