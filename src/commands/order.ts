import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { AskedOrders } from '#keeper/orders/signed-orders.ts'
import {
  type Command,
  type ExitCode,
  exit,
  OperatorError,
  type Text,
  text,
  UsageError,
} from './command.ts'
import { type KeeperClient, refused, withKeeper } from './keeper-client.ts'
import type { Terminal } from './terminal.ts'

export const order: Command = {
  name: 'order',
  usage: ['order list', 'order ask FILE', 'order enter FILE'].join('\n'),
  summary: text(
    '署名を待つ指示: 見る、署名してもらうために書き出す、署名を入れて行わせる。',
    'Orders that wait for signatures: look, write the newest out to be signed, enter the signatures.',
  ),
  async run(args, terminal) {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} })
    const [verb = 'list', file, ...more] = positionals
    const isUsed = verb === 'list' ? !file : ['ask', 'enter'].includes(verb) && file
    if (!isUsed || more.length > 0) {
      throw new UsageError(text('list、ask、enter のどれかです。', 'One of list, ask, enter.'))
    }
    return withKeeper(terminal, keeper =>
      verb === 'enter' ? enter(keeper, terminal, file!) : ask(keeper, terminal, file),
    )
  },
}

async function ask(keeper: KeeperClient, terminal: Terminal, file?: string): Promise<ExitCode> {
  const answer = await keeper.order<AskedOrders>({ order: 'order.asked' })
  if ('refusal' in answer) return refused(terminal, answer.refusal)
  const { asked } = answer.result
  const newest = asked.at(-1)
  if (!file || !newest) {
    terminal.result(answer.result, newest ? asked.map(({ order }) => saying(order)) : none)
    return exit.ok
  }
  writeFileSync(file, `${JSON.stringify(newest, null, 2)}\n`, { flag: 'wx', mode: 0o600 })
  terminal.result(newest, [saying(newest.order), written(file)])
  return exit.ok
}

async function enter(keeper: KeeperClient, terminal: Terminal, file: string): Promise<ExitCode> {
  const { nonce, signed } = jsonIn(file)
  const answer = await keeper.order<unknown>({ order: 'order.enter', nonce, signed })
  if ('refusal' in answer) return refused(terminal, answer.refusal)
  terminal.result(answer.result, [
    text(
      '署名を確かめて、指示を行いました。だれの署名かは記録されました。',
      'The signatures are good and the order was carried out; whose they are was recorded.',
    ),
  ])
  return exit.ok
}

/** As the keeper heard it, so that nobody signs anything else. */
const saying = (order: object): Text => text(`  ${JSON.stringify(order)}`, JSON.stringify(order))
const written = (file: string): Text =>
  text(
    `${file} に書き出しました。三十分のうちに署名してもらい、「tachiai order enter」で入れてください。`,
    `Written to ${file}. Have it signed within half an hour, then "tachiai order enter".`,
  )
const none: readonly Text[] = [
  text(
    '署名を待つ指示はありません。録画している録画係（tachiai run）だけが、指示を三十分覚えています。',
    'No order waits for signatures. Only a keeper that records (tachiai run) remembers one, for half an hour.',
  ),
]

function jsonIn(file: string): { readonly nonce?: unknown; readonly signed?: unknown } {
  try {
    return Object(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    throw new OperatorError(
      text(
        `${file} が読めないか、署名ではありません。`,
        `${file} cannot be read, or holds no signatures.`,
      ),
    )
  }
}
