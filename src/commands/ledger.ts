import { type Command, text, UsageError } from './command.ts'
import { later } from './later.ts'

/** What may be done with the ledger as a whole; each verb's code is loaded when it is called. */
const verbs: Readonly<Record<string, () => Promise<Command['run']>>> = {
  rebuild: async () => (await import('./register/rebuild.ts')).rebuild,
  'check-lines': async () => (await import('./register/rebuild.ts')).checkLines,
  status: async () => (await import('./ledger/status.ts')).status,
  checkpoint: async () => (await import('./ledger/checkpoint.ts')).checkpoint,
  export: async () => (await import('./ledger/export.ts')).exportTo,
  prove: async () => (await import('./ledger/prove.ts')).prove,
  accept: async () => (await import('./ledger/accept.ts')).accept,
  succeed: async () => (await import('./ledger/succeed.ts')).succeed,
}

export const ledger = later(
  {
    name: 'ledger',
    usage: [
      'ledger status',
      'ledger checkpoint [--out FILE]',
      'ledger export DIR [--contents]',
      'ledger prove INDEX FILE [--contents]',
      'ledger prove STREAM DIR [--contents]',
      'ledger check-lines',
      'ledger rebuild',
      'ledger accept KEEPER --by NAME --reason TEXT [--yes]',
      'ledger succeed --cause TEXT --by NAME --by NAME [--checkpoint FILE]…',
    ].join('\n'),
    summary: text(
      '改ざん防止記録そのものの扱い: 状態、外に渡す控え、全体の書き出し、ひとつの記録の証明、記録簿の行の照合（check-lines）と作り直し（rebuild）、食い違った録画係の受け入れ（accept）、引き継ぎ（succeed）。',
      'The ledger as a whole: its state, a checkpoint to hand out, all of it as files, proofs, the registers’ lines held to it (check-lines) or made anew (rebuild), a keeper whose record was cut or forked (accept), its succession (succeed).',
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
