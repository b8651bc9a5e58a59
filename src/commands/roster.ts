import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { printed } from '#civil/minute.ts'
import type { RosterReport } from '#keeper/orders/roster.ts'
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

export const roster: Command = {
  name: 'roster',
  usage: ['roster show', 'roster found FILE [--yes]', 'roster change FILE'].join('\n'),
  summary: text(
    '録画係が信じる人と鍵の名簿: 見る、この機械の前で初めに決める、二人が署名した変更を入れる。',
    'Whom this keeper believes: look, found it here at the console, enter a change that two people signed.',
  ),
  async run(args, terminal) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { yes: { type: 'boolean' } },
    })
    const [verb, file, ...more] = positionals
    const wants = verb === 'show' ? 1 : 2
    if (
      !['show', 'found', 'change'].includes(verb ?? '') ||
      positionals.length !== wants ||
      more.length
    ) {
      throw new UsageError(
        text('show、found、change のどれかです。', 'One of show, found, change.'),
      )
    }
    return withKeeper(terminal, keeper => {
      if (verb === 'found') return found(keeper, terminal, jsonIn(file!), values.yes === true)
      const order =
        verb === 'show'
          ? { order: 'roster.show' }
          : { order: 'roster.change', signed: jsonIn(file!) }
      return told(keeper, terminal, order)
    })
  },
}

/** The sheet first: who it is, and each key by its fingerprint. Then somebody at the machine says yes. */
async function found(
  keeper: KeeperClient,
  terminal: Terminal,
  founding: unknown,
  yes: boolean,
): Promise<ExitCode> {
  const preview = await keeper.order<RosterReport>({ order: 'roster.preview', founding })
  if ('refusal' in preview) return refused(terminal, preview.refusal)
  for (const line of lines(preview.result)) terminal.say(line)
  if (!yes) {
    const answer = await terminal.ask(
      text(
        'それぞれの人の紙にある鍵の指紋と同じですか（はい/いいえ）:',
        'Are these the fingerprints on the people’s sheets? (yes/no):',
      ),
    )
    if (!/^(y|yes|は|はい)$/i.test(answer)) {
      terminal.say(text('何も変えませんでした。', 'Nothing was changed.'))
      return exit.ok
    }
  }
  return told(keeper, terminal, { order: 'roster.found', founding })
}

async function told(
  keeper: KeeperClient,
  terminal: Terminal,
  order: { readonly order: string; readonly [field: string]: unknown },
): Promise<ExitCode> {
  const answer = await keeper.order<RosterReport | null>(order)
  if ('refusal' in answer) return refused(terminal, answer.refusal)
  terminal.result(answer.result, answer.result ? lines(answer.result) : none)
  return exit.ok
}

const none: readonly Text[] = [
  text(
    '名簿はまだありません。名簿のないうちは、どの映像も開きません。',
    'There is no roster yet; until there is, no picture opens.',
  ),
  text(
    '事務室で役員の鍵を登録し、その紙を持って、この機械の前で「tachiai roster found FILE」を実行してください。',
    'Enrol the officers’ keys in the office, then, with their sheets, run "tachiai roster found FILE" here.',
  ),
]

function lines({ number, atUs, ledger, people, terminals, envelopes, gradeC }: RosterReport) {
  return [
    text(
      `録画係の名簿 第${number}版（${printed(atUs)}）`,
      `The keeper’s roster, version ${number} (${printed(atUs)})`,
    ),
    ...people.flatMap(({ person, posts, keys }) => [
      text(`  ${person}　${posts.join('・')}`, `  ${person}  ${posts.join(', ')}`),
      ...keys.map(({ fingerprint }) =>
        text(`      鍵の指紋 ${fingerprint}`, `      key ${fingerprint}`),
      ),
    ]),
    text(
      `閲覧端末 ${terminals.length} 台、復旧の紙 ${envelopes} 通`,
      `${terminals.length} terminals, ${envelopes} sealed papers`,
    ),
    ...(gradeC
      ? [
          text(
            'ID番号とパスワードによる署名も数えます（登録した端末の前に限る）。',
            'Signing by ID and password counts, too (before an enrolled terminal).',
          ),
        ]
      : []),
    text(`台帳の鍵 ${ledger}`, `Key of the ledger ${ledger}`),
  ]
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw new OperatorError(
      text(
        `${file} が読めないか、名簿ではありません。`,
        `${file} cannot be read, or is no roster.`,
      ),
    )
  }
}
