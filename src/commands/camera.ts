import { parseArgs } from 'node:util'
import type { CameraReport, CameraTrial } from '#keeper/report.ts'
import { cameraLine, trialLines } from './camera-lines.ts'
import { type Command, type ExitCode, exit, OperatorError, text, UsageError } from './command.ts'
import { type KeeperClient, refused, withKeeper } from './keeper-client.ts'
import type { Terminal } from './terminal.ts'

const options = {
  name: { type: 'string' },
  place: { type: 'string' },
  area: { type: 'string' },
  purpose: { type: 'string' },
  user: { type: 'string' },
  'allow-basic': { type: 'boolean' },
  'no-test': { type: 'boolean' },
  reason: { type: 'string' },
} as const

export const camera: Command = {
  name: 'camera',
  usage: [
    'camera add rtsp://HOST/PATH [--name N] [--place P] [--area A] [--purpose P] [--user U] [--allow-basic] [--no-test]',
    'camera list',
    'camera test CAMERA | rtsp://HOST/PATH [--user U]',
    'camera password CAMERA [--user U]',
    'camera remove CAMERA --reason R',
  ].join('\n'),
  summary: text(
    'カメラを加える・一覧・接続を試す・パスワードを変える・外す。別紙（設置場所・撮影区域）を一緒に記録する。',
    'Adds, lists, tries and removes cameras, with their entry in the appendix (別紙); changes their password.',
  ),
  async run(args, terminal) {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const [verb, target] = positionals
    if (verb === 'list') return withKeeper(terminal, keeper => list(keeper, terminal))
    if (!target) throw new UsageError(text('対象がありません。', 'The camera is missing.'))
    switch (verb) {
      case 'add':
        return withKeeper(terminal, keeper => add(keeper, terminal, target, values))
      case 'test':
        return withKeeper(terminal, keeper => test(keeper, terminal, target, values))
      case 'password':
        return withKeeper(terminal, keeper => password(keeper, terminal, target, values))
      case 'remove':
        return withKeeper(terminal, keeper => remove(keeper, terminal, target, values))
      default:
        throw new UsageError(
          text(
            'add・list・test・password・remove のどれかです。',
            'add, list, test, password or remove.',
          ),
        )
    }
  },
}

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values']

/** A password on the command line would already stand in `ps` and in the shell's history. */
function cameraUrl(target: string): URL {
  const url = URL.canParse(target) ? new URL(target) : null
  if (url?.protocol !== 'rtsp:') {
    throw new UsageError(
      text('カメラの住所は rtsp:// で始まります。', 'A camera address begins with rtsp://'),
    )
  }
  if (url.password) {
    throw new UsageError(
      text(
        'パスワードはコマンド行に書かないでください（画面と履歴に残ります）。あとで聞きます。このパスワードは変更をお勧めします。',
        'Do not write the password on the command line: it stays in ps and history. You will be asked. Consider changing it now.',
      ),
    )
  }
  return url
}

async function access(terminal: Terminal, url: URL, values: Values) {
  const secret = await secretOf(terminal, values.user ?? (url.username || undefined))
  url.username = ''
  return { url: url.href, ...secret, allowBasic: values['allow-basic'] === true }
}

async function secretOf(terminal: Terminal, named: string | undefined) {
  const question = text('カメラの利用者名（無ければ空）:', 'Camera user (empty if none):')
  const user = named ?? (await terminal.ask(question))
  const hidden = text('カメラのパスワード:', 'Camera password:')
  const password = user ? await terminal.ask(hidden, { hidden: true }) : ''
  return { user, password }
}

async function add(
  keeper: KeeperClient,
  terminal: Terminal,
  target: string,
  values: Values,
): Promise<ExitCode> {
  const reach = await access(terminal, cameraUrl(target), values)
  const name = values.name ?? (await terminal.ask(text('カメラの呼び名:', 'Name of the camera:')))
  const place = values.place ?? (await terminal.ask(text('別紙: 設置場所:', 'Appendix: place:')))
  const area =
    values.area ?? (await terminal.ask(text('別紙: 撮影区域:', 'Appendix: filmed area:')))
  const purpose = values.purpose ?? ''
  if (!values['no-test']) {
    const trial = await keeper.order<CameraTrial>({ order: 'camera.test', ...reach })
    if ('refusal' in trial) return refused(terminal, trial.refusal)
    for (const line of trialLines(trial.result)) terminal.say(line)
    if (trial.result.problem) {
      throw new OperatorError(
        text('つながらないため、カメラを加えていません。', 'Not added: there is no picture.'),
        text(
          '直してからもう一度実行するか、つながらないまま加えるには --no-test を付けてください。',
          'Mend it and try again, or add it all the same with --no-test.',
        ),
      )
    }
  }
  const added = await keeper.order<CameraReport>({
    order: 'camera.add',
    ...reach,
    name,
    appendix: { place, area, purpose },
  })
  if ('refusal' in added) return refused(terminal, added.refusal)
  terminal.result(added.result, [
    text(
      `カメラ「${added.result.name}」を加えました（${added.result.id.slice(0, 8)}）。`,
      `Camera "${added.result.name}" was added (${added.result.id.slice(0, 8)}).`,
    ),
    keeper.recording
      ? text('録画を始めています。', 'Recording begins.')
      : text('「tachiai run」で録画が始まります。', 'Recording begins with "tachiai run".'),
  ])
  return exit.ok
}

async function list(keeper: KeeperClient, terminal: Terminal): Promise<ExitCode> {
  const answer = await keeper.order<readonly CameraReport[]>({ order: 'camera.list' })
  if ('refusal' in answer) return refused(terminal, answer.refusal)
  const none = text(
    'カメラはまだありません。「tachiai camera add rtsp://…」で加えます。',
    'No camera yet. Add one with "tachiai camera add rtsp://…".',
  )
  const lines = answer.result.map(camera => cameraLine(camera))
  terminal.result(answer.result, lines.length > 0 ? lines : [none])
  return exit.ok
}

async function test(
  keeper: KeeperClient,
  terminal: Terminal,
  target: string,
  values: Values,
): Promise<ExitCode> {
  const order = target.includes('://')
    ? await access(terminal, cameraUrl(target), values)
    : { camera: target }
  const trial = await keeper.order<CameraTrial>({ order: 'camera.test', ...order })
  if ('refusal' in trial) return refused(terminal, trial.refusal)
  terminal.result(trial.result, trialLines(trial.result))
  return trial.result.problem ? exit.fault : exit.ok
}

async function password(
  keeper: KeeperClient,
  terminal: Terminal,
  target: string,
  values: Values,
): Promise<ExitCode> {
  const { user, password } = await secretOf(terminal, values.user)
  const order = { order: 'camera.password', camera: target, user, password }
  const answer = await keeper.order<CameraReport>(order)
  if ('refusal' in answer) return refused(terminal, answer.refusal)
  terminal.result(answer.result, [
    text(
      `カメラ「${answer.result.name}」のパスワードを変えました。`,
      `The password of camera "${answer.result.name}" was changed.`,
    ),
  ])
  return exit.ok
}

async function remove(
  keeper: KeeperClient,
  terminal: Terminal,
  target: string,
  values: Values,
): Promise<ExitCode> {
  const reason = values.reason ?? (await terminal.ask(text('外す理由:', 'Reason:')))
  const answer = await keeper.order<CameraReport>({
    order: 'camera.remove',
    camera: target,
    reason,
  })
  if ('refusal' in answer) return refused(terminal, answer.refusal)
  terminal.result(answer.result, [
    text(
      `カメラ「${answer.result.name}」を外しました。残っている映像は、期限どおりに消えます。`,
      `Camera "${answer.result.name}" was removed. What it recorded goes when it is due.`,
    ),
  ])
  return exit.ok
}
