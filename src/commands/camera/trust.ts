import type { CameraReport, CameraTrial } from '#keeper/report.ts'
import { trialLines } from '../camera-lines.ts'
import { type ExitCode, exit, text } from '../command.ts'
import { type KeeperClient, refused } from '../keeper-client.ts'
import type { Terminal } from '../terminal.ts'
import type { Values } from './options.ts'
import { pinOf } from './reach.ts'

/**
 * `camera trust`: looks at the camera, shows what is not as before, and has exactly that accepted; with --pin the key
 * that was read elsewhere, without a look.
 */
export async function trust(
  keeper: KeeperClient,
  terminal: Terminal,
  camera: string,
  values: Values,
): Promise<ExitCode> {
  const pin = pinOf(values)
  const accept = pin ? { pin } : await accepted(keeper, terminal, camera, values)
  if (typeof accept === 'number') return accept
  const reason =
    values.reason ??
    (await terminal.ask(
      text('理由（例: カメラを交換した）:', 'Reason (for example: camera replaced):'),
    ))
  const answer = await keeper.order<CameraReport>({
    order: 'camera.trust',
    camera,
    ...accept,
    reason,
  })
  if ('refusal' in answer) return refused(terminal, answer.refusal)
  terminal.result(answer.result, [
    text(
      `カメラ「${answer.result.name}」を新しい状態で信頼します。このことは記録されました。`,
      `Camera "${answer.result.name}" is trusted as it is now. This was recorded.`,
    ),
  ])
  return exit.ok
}

/** What the person accepts, or the exit code where there is nothing to accept. */
async function accepted(
  keeper: KeeperClient,
  terminal: Terminal,
  camera: string,
  { yes }: Values,
): Promise<{ readonly pin: string } | { readonly auth: string } | ExitCode> {
  const trial = await keeper.order<CameraTrial>({ order: 'camera.test', camera })
  if ('refusal' in trial) return refused(terminal, trial.refusal)
  const doubt = trial.result.problem?.doubt
  if (!doubt) {
    terminal.result(trial.result, [
      ...trialLines(trial.result),
      text('信頼し直すことはありません。', 'There is nothing to trust anew.'),
    ])
    return trial.result.problem ? exit.fault : exit.ok
  }
  for (const line of trialLines(trial.result)) terminal.say(line)
  const question = text(
    '今の状態を信頼しますか（はい/いいえ）:',
    'Trust it as it is now? (yes/no):',
  )
  if (!yes && !/^(y|yes|は|はい)$/i.test(await terminal.ask(question))) return exit.ok
  return doubt.about === 'certificate' ? { pin: doubt.offered } : { auth: doubt.offered }
}
