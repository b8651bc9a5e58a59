import { randomBytes } from 'node:crypto'

import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { printed } from '#civil/minute.ts'
import { ownSteward } from '#disk/own-steward.ts'
import { dataDirectory, defaultShare, type Premises, readPremises } from '#keeper/premises.ts'
import { printedBasis } from '#law/basis.ts'
import { profiles } from '#law/profiles/held.ts'
import { readBitrate } from './bitrate.ts'
import { type Command, exit, OperatorError, text, UsageError } from './command.ts'
import { usualBitsPerSecond, whatFits } from './init-disk.ts'
import { startKeeper } from './keeper-child.ts'
import { refused } from './keeper-client.ts'
import { profileNamed } from './profiles.ts'
import { serviceInstalled } from './service/systemd.ts'
import { shareProblems } from './share-problems.ts'
import type { Terminal } from './terminal.ts'

const options = {
  profile: { type: 'string' },
  organisation: { type: 'string' },
  share: { type: 'string', multiple: true },
  cameras: { type: 'string' },
  bitrate: { type: 'string' },
  yes: { type: 'boolean' },
} as const

export const init: Command = {
  name: 'init',
  usage:
    'init [--profile kai|hokuto|nishinari|sakai|kawasaki] [--organisation NAME] [--share FILE]… [--cameras N] [--bitrate 4M] [--yes]',
  summary: text(
    '規程と団体名を決め、鍵を作る。最初に一度だけ実行する。',
    'Chooses the rule document and makes the keys. Once, at the beginning.',
  ),
  async run(args, terminal) {
    const { values } = parseArgs({ args: [...args], options })
    const directory = dataDirectory(terminal.env, process.getuid?.())
    if (await readPremises(directory)) {
      throw new OperatorError(
        text(`すでに設定があります（${directory}）。`, `Already set up (${directory}).`),
        text('状態は「tachiai status」で見られます。', 'See "tachiai status".'),
      )
    }
    const profile = await chooseProfile(terminal, values.profile)
    const organisation =
      values.organisation ??
      (await terminal.ask(text('団体・部署の名前:', 'Name of the organisation:')))
    if (organisation === '') throw new UsageError(text('名前がありません。', 'A name is needed.'))
    const site = randomBytes(16).toString('hex')
    const shares = (values.share ?? [defaultShare(terminal.env, process.getuid?.(), site)]).map(
      path => resolve(path),
    )
    const problems = await shareProblems(directory, shares)
    for (const { text: problem } of problems) terminal.warn(problem)
    if (problems.some(({ fatal }) => fatal)) return exit.fault
    const refusal = await whatFits(terminal, profileNamed(profile), directory, {
      cameras: readCount(values.cameras),
      bitsPerSecond: values.bitrate ? readBitrate(values.bitrate) : usualBitsPerSecond,
    })
    if (refusal) return refused(terminal, refusal)
    terminal.say(thief(shares))
    await confirmTime(terminal, values.yes === true)
    const premises: Premises = {
      directory,
      site,
      keeper: randomBytes(16).toString('hex'),
      shares,
      demo: false,
    }
    const child = await startKeeper({
      task: 'found',
      premises,
      founding: { profile, organisation },
    })
    await child.ended
    await ownSteward.syncDirectory(dirname(directory))
    terminal.result({ directory, shares, profile, organisation }, [
      text(
        `設定しました。データ: ${directory}\n鍵の片割れ: ${shares.join('、')}（データとは別に控えを取らないでください。消すための鍵です）`,
        `Set up. Data: ${directory}\nKey share: ${shares.join(', ')} (do not back it up: it exists in order to be destroyed)`,
      ),
      serviceInstalled()
        ? text(
            '次に: 「tachiai service install」をもう一度。録画が始まり、機械を入れ直しても続きます。カメラは「tachiai camera add rtsp://…」で加えます。',
            'Next: "tachiai service install" once more, which starts recording. Add cameras with "tachiai camera add rtsp://…".',
          )
        : text(
            '次に: 「tachiai camera discover」でカメラを探すか「tachiai camera add rtsp://…」で加え、「tachiai run」で録画を始めます。',
            'Next: find cameras with "tachiai camera discover" or add them with "tachiai camera add rtsp://…", then record with "tachiai run".',
          ),
    ])
    return exit.ok
  },
}

async function chooseProfile(terminal: Terminal, named: string | undefined): Promise<string> {
  let chosen = named
  if (chosen === undefined) {
    terminal.say(text('どの規程で運用しますか。', 'Which rule document are you bound by?'))
    for (const { id, title, retention } of profiles) {
      terminal.say(
        `  ${id.padEnd(10)} ${title}  — ${retention.by.quote.replace(/\s+/g, '')}（${printedBasis(retention.by)}）`,
      )
    }
    chosen = await terminal.ask(text('名前を入力:', 'Type its name:'))
  }
  if (!profiles.some(({ id }) => id === chosen)) {
    const names = profiles.map(({ id }) => id).join(', ')
    throw new UsageError(
      text(
        `規程「${chosen}」はありません（${names}）。`,
        `No rule document "${chosen}" (${names}).`,
      ),
    )
  }
  return chosen
}

function readCount(typed: string | undefined): number | null {
  if (typed === undefined) return null
  if (/^[1-9]\d{0,3}$/.test(typed)) return Number(typed)
  throw new UsageError(
    text('--cameras はカメラの台数です。', '--cameras is the number of cameras.'),
  )
}

/** The one plain sentence the operator is owed before the keys exist. */
function thief(shares: readonly string[]) {
  return shares.length > 1
    ? text(
        '録画機だけを盗んだ人には、映像は一切開けません。鍵の片割れも全部そろえて盗んだ人には、その日残っている映像が開けます。',
        'A thief of the box alone opens nothing; a thief of the box and every share opens what is alive that day.',
      )
    : text(
        'この録画機を丸ごと盗んだ人は、鍵の片割れも手に入れるので、その日残っている映像をすべて開けます。もう一つの片割れを別の場所（金庫に入れたUSBメモリなど）に置くと防げます: --share を二つ指定してください。',
        'A thief of the whole box also gets the key share and opens everything alive that day. A second share kept elsewhere (a USB stick in a safe) prevents that: give --share twice.',
      )
}

/** The keeper's time begins with a person's word: this machine's clock is only a claim. */
async function confirmTime(terminal: Terminal, yes: boolean): Promise<void> {
  const now = printed(Date.now() * 1000)
  terminal.say(text(`この機械の日時（日本時間）: ${now}`, `This machine's time (Tokyo): ${now}`))
  if (yes) return
  const answer = await terminal.ask(
    text('日時は合っていますか（はい/いいえ）:', 'Is that right? (yes/no):'),
  )
  if (/^(y|yes|は|はい)$/i.test(answer)) return
  throw new OperatorError(
    text('日時が合っていません。', 'The time is not right.'),
    text(
      '機械の日時を直してから、もう一度「tachiai init」を実行してください。',
      'Set the machine clock, then run "tachiai init" again.',
    ),
  )
}
