import { parseArgs } from 'node:util'
import type { OfficeReport } from '#office/report.ts'
import { type ExitCode, exit, OperatorError, text, UsageError } from '../command.ts'
import { type DoorClient, resultOf } from '../door-client.ts'
import { withOffice } from '../office-client.ts'
import { lossLines } from '../office-trouble.ts'
import type { Terminal } from '../terminal.ts'

/** `ledger accept KEEPER`: a person goes on with a keeper whose record was cut or forked, after seeing what is lost. */
export async function accept(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { by: { type: 'string' }, reason: { type: 'string' }, yes: { type: 'boolean' } },
  })
  const { by = '', reason = '', yes = false } = values
  const [wanted = ''] = positionals
  if (positionals.length !== 1 || by.trim() === '' || reason.trim() === '') {
    throw new UsageError(
      text(
        'どの録画係を、だれが、なぜ受け入れるのかを書いてください。',
        'Say which keeper, who accepts it, and why.',
      ),
    )
  }
  return withOffice(terminal, async office => {
    const { keeper, trouble, lines } = await stoppedDrain(office, wanted)
    for (const line of lines) terminal.say(line)
    if (!yes) {
      const answer = await terminal.ask(text('受け入れますか（はい/いいえ）:', 'Accept? (yes/no):'))
      if (!/^(y|yes|は|はい)$/i.test(answer)) throw nothingDone()
    }
    resultOf(await office.order({ order: 'keeper.accept', keeper, by, reason }))
    terminal.result({ keeper, trouble, by, reason }, [
      text('受け入れたことを記録しました。取り込みを続けます。', 'Recorded; taking over goes on.'),
    ])
    return exit.ok
  })
}

async function stoppedDrain(office: DoorClient, wanted: string) {
  const { keepers } = resultOf(await office.order<OfficeReport>({ order: 'status' }))
  const found = keepers.filter(
    ({ keeper, trouble }) => trouble !== null && wanted.length >= 4 && keeper?.startsWith(wanted),
  )
  const [one] = found
  if (found.length === 1 && one?.keeper && one.trouble) {
    const { keeper, trouble } = one
    if (one.anotherKey) throw notItself(keeper)
    return { keeper, trouble, lines: lossLines({ ...one, trouble }) }
  }
  throw new OperatorError(
    text(
      `取り込みの止まった録画係「${wanted}」はありません。`,
      `There is no keeper "${wanted}" whose taking over has stopped.`,
    ),
    text('「tachiai status」で確かめてください。', 'See "tachiai status".'),
  )
}

const nothingDone = () => new OperatorError(text('何もしませんでした。', 'Nothing was done.'))

const notItself = (keeper: string) =>
  new OperatorError(
    text(
      `録画係 ${keeper} が、登録のときと別の署名鍵を名乗っています。本人の記録と言えないので、受け入れられません。`,
      `Keeper ${keeper} shows another key than it was enrolled with: its record is not its own and cannot be accepted.`,
    ),
    text(
      '録画係の「keeper.key」を元のものに戻してから、もう一度実行してください。戻せないときは、詳しい人に相談してください。',
      "Put the keeper's own keeper.key back, then run this again.",
    ),
  )
