import type { CameraReport, CameraTrial } from '#keeper/report.ts'
import { trialLines } from '../camera-lines.ts'
import { type ExitCode, exit, OperatorError, text, UsageError } from '../command.ts'
import { type KeeperClient, refused } from '../keeper-client.ts'
import type { Terminal } from '../terminal.ts'
import type { Values } from './options.ts'
import { streamUrl, wayOf } from './reach.ts'

/**
 * `camera address`: the same camera is reached elsewhere or otherwise. It is looked for there first, with its password and
 * what it is known by; where it is another camera in another place, it has to be removed and added.
 */
export async function address(
  keeper: KeeperClient,
  terminal: Terminal,
  camera: string,
  target: string | undefined,
  values: Values,
): Promise<ExitCode> {
  if (!target) throw new UsageError(text('新しい住所がありません。', 'The new address is missing.'))
  const url = streamUrl(target)
  if (url.username) {
    throw new UsageError(
      text(
        '利用者名は変わりません。変えるには「camera password」を使います。',
        'The user stays. Use "camera password" to change it.',
      ),
    )
  }
  const basic = values['allow-basic'] ? { allowBasic: true } : {}
  const there = { camera, url: url.href, ...wayOf(values), ...basic }
  const reason =
    values.reason ??
    (await terminal.ask(
      text('理由（例: ルーターの交換で住所が変わった）:', 'Reason (for example: new router):'),
    ))
  if (!values['no-test']) {
    const trial = await keeper.order<CameraTrial>({ order: 'camera.test', ...there })
    if ('refusal' in trial) return refused(terminal, trial.refusal)
    for (const line of trialLines(trial.result)) terminal.say(line)
    if (trial.result.problem) throw notThere
    Object.assign(there, pinOfTrial(trial.result))
  }
  const answer = await keeper.order<CameraReport>({ order: 'camera.address', ...there, reason })
  if ('refusal' in answer) return refused(terminal, answer.refusal)
  const { name, appendix } = answer.result
  terminal.result(answer.result, [
    text(
      `カメラ「${name}」の住所を変えました。別紙は「${appendix.place}・${appendix.area}」のままです。`,
      `The address of camera "${name}" was changed. Its entry in the appendix stays: ${appendix.place}, ${appendix.area}.`,
    ),
    text(
      '別の場所を写すカメラなら、「camera remove」で外して「camera add」で加え直してください。',
      'Does it film another place, remove it and add it anew.',
    ),
  ])
  return exit.ok
}

/** The key that was looked at is the one to be held from the first connection on. */
export const pinOfTrial = ({ certificate }: CameraTrial) =>
  certificate ? { pin: certificate.sha256 } : {}

const notThere = new OperatorError(
  text(
    'そこではつながらないため、住所を変えていません。',
    'Not changed: there is no picture there.',
  ),
  text(
    '直してからもう一度実行するか、つながらないまま変えるには --no-test を付けてください。',
    'Mend it and try again, or change it all the same with --no-test.',
  ),
)
