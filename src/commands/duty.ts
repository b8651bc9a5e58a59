import { parseArgs } from 'node:util'
import { printed } from '#civil/minute.ts'
import { type Basis, printedBasis } from '#law/basis.ts'
import { columns } from './columns.ts'
import { type Command, type ExitCode, exit, text, UsageError } from './command.ts'
import { type KeeperClient, refused, withKeeper } from './keeper-client.ts'
import type { Terminal } from './terminal.ts'

const options = { by: { type: 'string', multiple: true }, how: { type: 'string' } } as const

export const duty: Command = {
  name: 'duty',
  usage: ['duty list', 'duty done DUTY --by NAME [--by NAME] --how HOW'].join('\n'),
  summary: text(
    '取り込んだあとに残る務め（元の媒体の消去）を一覧し、済んだことを記録する。',
    'Lists what imports leave to do (erasing their medium), and records that it was done.',
  ),
  async run(args, terminal) {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const [verb, id] = positionals
    if (verb === 'list') return withKeeper(terminal, keeper => list(keeper, terminal))
    if (verb !== 'done' || !id) {
      throw new UsageError(text('list か done です。', 'list or done.'))
    }
    const { by = [], how = '' } = values
    return withKeeper(terminal, async keeper => {
      const answer = await keeper.order({ order: 'duty.done', duty: id, by, how })
      if ('refusal' in answer) return refused(terminal, answer.refusal)
      terminal.result(answer.result, [
        text('媒体の消去を記録しました。', 'The erasure of the medium is recorded.'),
      ])
      return exit.ok
    })
  },
}

type Listed = {
  readonly basis: Basis
  readonly duties: readonly {
    readonly id: string
    readonly cameraName: string
    readonly medium: string
    readonly dueUs: number
    readonly overdue: boolean
  }[]
}

async function list(keeper: KeeperClient, terminal: Terminal): Promise<ExitCode> {
  const answer = await keeper.order<Listed>({ order: 'duty.list' })
  if ('refusal' in answer) return refused(terminal, answer.refusal)
  const { duties, basis } = answer.result
  const none = text('残っている務めはありません。', 'Nothing is left to do.')
  const state = (overdue: boolean) =>
    terminal.in(overdue ? text('期限超過', 'OVERDUE') : text('未完了', 'open'))
  const rows = duties.map(({ id, cameraName, medium, dueUs, overdue }) => [
    id,
    `${cameraName}・${medium}`,
    printed(dueUs).slice(0, 16),
    state(overdue),
  ])
  const head = text(
    `取込元媒体の消去（${printedBasis(basis)}）`,
    `Media to be erased (${printedBasis(basis)})`,
  )
  const table = columns(rows, [false, false, false, false])
  terminal.result(answer.result, duties.length === 0 ? [none] : [head, ...table])
  return exit.ok
}
