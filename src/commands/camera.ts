import { parseArgs } from 'node:util'
import type { CameraReport, CameraTrial } from '#keeper/report.ts'
import { accessLine } from './camera/access-lines.ts'
import { add } from './camera/add.ts'
import { address } from './camera/address.ts'
import { card } from './camera/card.ts'
import { discover } from './camera/discover.ts'
import { options, type Values } from './camera/options.ts'
import { reachOf } from './camera/reach.ts'
import { secretOf } from './camera/secret.ts'
import { trust } from './camera/trust.ts'
import { cameraLine, trialLines } from './camera-lines.ts'
import { type Command, type ExitCode, exit, text, UsageError } from './command.ts'
import { type KeeperClient, refused, withKeeper } from './keeper-client.ts'
import type { Terminal } from './terminal.ts'

export const camera: Command = {
  name: 'camera',
  usage: [
    'camera add rtsp[s]://HOST/PATH [--name N] [--place P] [--area A] [--purpose P] [--user U] [--transport tcp|udp] [--pin SHA256] [--allow-basic] [--bitrate 4M] [--no-test]',
    'camera add onvif://HOST[:PORT] [--profile NAME] […]',
    'camera card NAME [--place P] [--area A] [--purpose P]',
    'camera discover [--seconds N] [--at HOST[:PORT]]',
    'camera list',
    'camera test CAMERA | rtsp[s]://HOST/PATH [--user U] [--transport tcp|udp] [--pin SHA256]',
    'camera address CAMERA rtsp[s]://HOST/PATH --reason R [--transport tcp|udp] [--pin SHA256] [--allow-basic] [--no-test]',
    'camera trust CAMERA --reason R [--pin SHA256] [--yes]',
    'camera password CAMERA [--user U]',
    'camera remove CAMERA --reason R',
  ].join('\n'),
  summary: text(
    'カメラを探す・加える・一覧・接続を試す・住所やパスワードを変える・交換したカメラを信頼する・外す。別紙（設置場所・撮影区域）を一緒に記録する。',
    'Finds, adds, lists, tries and removes cameras, with their entry in the appendix (別紙); changes their address and password; trusts one that was replaced.',
  ),
  async run(args, terminal) {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const [verb, target, more] = positionals
    if (verb === 'discover') return discover(terminal, values)
    if (verb === 'list') return withKeeper(terminal, keeper => list(keeper, terminal))
    if (!target) throw new UsageError(text('対象がありません。', 'The camera is missing.'))
    switch (verb) {
      case 'add':
        return withKeeper(terminal, keeper => add(keeper, terminal, target, values))
      case 'card':
        return withKeeper(terminal, keeper => card(keeper, terminal, target, values))
      case 'test':
        return withKeeper(terminal, keeper => test(keeper, terminal, target, values))
      case 'password':
        return withKeeper(terminal, keeper => password(keeper, terminal, target, values))
      case 'address':
        return withKeeper(terminal, keeper => address(keeper, terminal, target, more, values))
      case 'trust':
        return withKeeper(terminal, keeper => trust(keeper, terminal, target, values))
      case 'remove':
        return withKeeper(terminal, keeper => remove(keeper, terminal, target, values))
      default:
        throw new UsageError(
          text(
            'discover・add・card・list・test・address・trust・password・remove のどれかです。',
            'discover, add, card, list, test, address, trust, password or remove.',
          ),
        )
    }
  },
}

async function list(keeper: KeeperClient, terminal: Terminal): Promise<ExitCode> {
  const answer = await keeper.order<readonly CameraReport[]>({ order: 'camera.list' })
  if ('refusal' in answer) return refused(terminal, answer.refusal)
  const none = text(
    'カメラはまだありません。「tachiai camera discover」で探すか、「tachiai camera add rtsp://…」で加えます。',
    'No camera yet. Look for them with "tachiai camera discover" or add one with "tachiai camera add rtsp://…".',
  )
  const lines = answer.result.flatMap(camera => [
    cameraLine(camera),
    ...(camera.removedUs === undefined && !camera.source ? [accessLine(camera.access)] : []),
  ])
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
    ? await reachOf(target, terminal, values)
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
