import { rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { dataDirectory, readPremises } from '#keeper/premises.ts'
import { type ExitCode, exit, OperatorError, text } from '../command.ts'
import type { Terminal } from '../terminal.ts'
import { requireRoot, requireSystemd, serviceInstalled, system } from './systemd.ts'
import { accountsFile, unitFolder, unitNames } from './units.ts'

/** Stops recording and takes the units away. Footage, keys and the users they belong to stay. */
export async function remove(terminal: Terminal, yes: boolean): Promise<ExitCode> {
  requireRoot(terminal, 'remove')
  requireSystemd()
  if (!serviceInstalled()) {
    terminal.result({ installed: false }, [
      text('サービスはありません。何もしませんでした。', 'There is no service; nothing was done.'),
    ])
    return exit.ok
  }
  if (!yes) await confirm(terminal)
  await system('systemctl', 'disable', '--now', ...unitNames)
  for (const name of unitNames) await rm(`${unitFolder}/${name}`, { force: true })
  await rm(accountsFile, { force: true })
  await system('systemctl', 'daemon-reload')
  const directory = resolve(dataDirectory(terminal.env, 0))
  const premises = await readPremises(directory)
  const shares = premises?.shares ?? []
  terminal.result({ installed: false, directory, shares }, [
    text('録画を止め、サービスをやめました。', 'Recording was stopped and the service removed.'),
    ...(premises
      ? [
          text(
            `映像と鍵は残ります: ${directory}、${shares.join('、')}`,
            `Footage and keys stay: ${directory}, ${shares.join(', ')}`,
          ),
          text(
            '止まっている間は、期限が来た映像も消えません。次に動かしたとき、最初に消します。もう使わないときは、鍵の片割れを消せば映像は二度と開けません。',
            'While it is off nothing is erased; what fell due goes first when it runs again. If it never will: without the key share the footage can never be opened.',
          ),
        ]
      : []),
  ])
  return exit.ok
}

async function confirm(terminal: Terminal): Promise<void> {
  const answer = await terminal.ask(
    text('録画が止まります。続けますか（はい/いいえ）:', 'Recording will stop. Go on? (yes/no):'),
  )
  if (/^(y|yes|は|はい)$/i.test(answer)) return
  throw new OperatorError(text('何もしませんでした。', 'Nothing was done.'))
}
