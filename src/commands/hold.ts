import { parseArgs } from 'node:util'
import { printed } from '#civil/minute.ts'
import type { HoldReport } from '#keeper/report.ts'
import { printedBasis } from '#law/basis.ts'
import { type Command, type ExitCode, exit, text, UsageError } from './command.ts'
import { type KeeperClient, refused, withKeeper } from './keeper-client.ts'
import { momentOf } from './moment.ts'
import type { Terminal } from './terminal.ts'

const options = {
  from: { type: 'string' },
  to: { type: 'string' },
  by: { type: 'string' },
  ground: { type: 'string' },
  reason: { type: 'string' },
  document: { type: 'string' },
  until: { type: 'string' },
} as const
type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']

export const hold: Command = {
  name: 'hold',
  usage: [
    'hold add CAMERA --from "yyyy-mm-dd hh:mm" --to "yyyy-mm-dd hh:mm" --by 決定者 --ground 根拠 --reason 理由 --until yyyy-mm-dd [--document 文書の名称・日付・番号]',
    'hold list',
    'hold release HOLD --by 決定者 --reason 理由',
  ].join('\n'),
  summary: text(
    '保存期間の延長（分単位）。規程に延長の定めが無ければ、その根拠を示して断る。',
    'Extends the life of a range, exact to the minute; refused with its basis where the document has no such clause.',
  ),
  async run(args, terminal) {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const [verb, target] = positionals
    if (verb === 'list') return withKeeper(terminal, keeper => list(keeper, terminal))
    if (!target) throw new UsageError(text('対象がありません。', 'The target is missing.'))
    if (verb === 'add') {
      const range = { fromUs: momentOf(values.from, '--from'), toUs: momentOf(values.to, '--to') }
      return withKeeper(terminal, keeper => add(keeper, terminal, target, range, values))
    }
    if (verb === 'release')
      return withKeeper(terminal, keeper => release(keeper, terminal, target, values))
    throw new UsageError(text('add・list・release のどれかです。', 'add, list or release.'))
  },
}

async function add(
  keeper: KeeperClient,
  terminal: Terminal,
  camera: string,
  range: { fromUs: number; toUs: number },
  { by = '', ground = '', reason = '', until = '', document = '' }: Values,
): Promise<ExitCode> {
  const answer = await keeper.order<HoldReport>({
    order: 'hold.add',
    camera,
    ...range,
    decidedBy: by,
    ground,
    reason,
    document,
    endsOn: until,
  })
  if ('refusal' in answer) return refused(terminal, answer.refusal)
  terminal.result(answer.result, [line(answer.result)])
  return exit.ok
}

async function list(keeper: KeeperClient, terminal: Terminal): Promise<ExitCode> {
  const answer = await keeper.order<readonly HoldReport[]>({ order: 'hold.list' })
  if ('refusal' in answer) return refused(terminal, answer.refusal)
  const none = text('延長はありません。', 'No holds.')
  terminal.result(answer.result, answer.result.length > 0 ? answer.result.map(line) : [none])
  return exit.ok
}

async function release(
  keeper: KeeperClient,
  terminal: Terminal,
  target: string,
  { by = '', reason = '' }: Values,
): Promise<ExitCode> {
  const answer = await keeper.order<HoldReport>({
    order: 'hold.release',
    hold: target,
    decidedBy: by,
    reason,
  })
  if ('refusal' in answer) return refused(terminal, answer.refusal)
  terminal.result(answer.result, [line(answer.result)])
  return exit.ok
}

function line(hold: HoldReport) {
  const range = `${printed(hold.fromUs).slice(0, 16)} — ${printed(hold.toUs).slice(0, 16)}`
  const head = `${hold.id.slice(0, 8)}  ${hold.camera}  ${range}  ${hold.decidedBy}「${hold.reason}」`
  const end = printed(hold.endsOnUs - 1).slice(0, 10)
  const basis = printedBasis(hold.basis)
  return hold.released
    ? text(`${head}  解除済み`, `${head}  released`)
    : text(`${head}  ${end} まで（${basis}）`, `${head}  until ${end} (${basis})`)
}
