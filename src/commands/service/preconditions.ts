import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Account } from '#accounts/accounts.ts'
import { doorPath, type Premises } from '#keeper/premises.ts'
import { OperatorError, text } from '../command.ts'
import { mainFile, program } from '../program.ts'
import { cannotReach, type Need } from './reach.ts'

/** What no unit can name, or no socket below it; before anything is printed or written. */
export function requireNames(data: string, premises: Premises | null): void {
  const paths = [program, data, ...(premises?.shares ?? [])]
  const odd = paths.find(path => /\p{Cc}/u.test(path))
  if (odd !== undefined) {
    throw new OperatorError(
      text(
        `この場所の名前は使えません: ${JSON.stringify(odd)}`,
        `No unit can name this place: ${JSON.stringify(odd)}`,
      ),
    )
  }
  if (!doorPath(data).startsWith(`${data}/`)) {
    throw new OperatorError(
      text(
        `データの場所の名前が長すぎます: ${data}`,
        `The data directory's name is too long: ${data}`,
      ),
      text('90 文字以内の場所に移してください。', 'Move it to a path of at most 90 bytes.'),
    )
  }
}

/** That the places will still be there after a boot, and are there now. */
export function requirePlaces(directory: string, premises: Premises | null): void {
  if (premises?.demo) throw demo()
  const away = premises?.shares.find(share => !existsSync(share))
  if (away !== undefined) throw notThere(away)
  requireLasting([program, directory, ...(premises?.shares ?? [])])
}

/** What lies there is gone after a boot, and the unit has a /tmp of its own. */
function requireLasting(paths: readonly string[]): void {
  const passing = paths.find(path => /^\/(tmp|var\/tmp|run|dev)\//.test(path))
  if (passing === undefined) return
  throw new OperatorError(
    text(
      `${passing} は、機械を止めると消える場所にあります。`,
      `${passing} lies where files go away when the machine stops.`,
    ),
    text(
      '別の場所（/opt や /var/lib の下）に移してください。',
      'Move it, e.g. below /opt or /var/lib.',
    ),
  )
}

/** Asked before anything changes hands: below a closed folder the keeper could not come to what is its own. */
export const foldersAbove = (premises: Premises | null): readonly Need[] =>
  [premises?.directory, ...(premises?.shares.map(share => dirname(share)) ?? [])].flatMap(
    (folder): Need[] => (folder === undefined ? [] : [{ path: dirname(folder), for: 'passing' }]),
  )

export const ownFiles = (premises: Premises | null): readonly Need[] =>
  premises
    ? [premises.directory, ...premises.shares].map((path): Need => ({ path, for: 'writing' }))
    : []

/** The keeper's user must come to the program and to its own files; a home directory is usually closed to it. */
export async function requireReach(account: Account, places: readonly Need[]): Promise<void> {
  const needs: readonly Need[] = [{ path: mainFile, for: 'reading' }, ...places]
  const [closed] = await cannotReach(account, needs)
  if (!closed) return
  const ofProgram = closed.path.startsWith(`${program}/`)
  throw new OperatorError(
    text(
      `利用者 ${account.name} が ${closed.path} に届きません。上のフォルダーがほかの利用者に閉じています。`,
      `The user ${account.name} cannot reach ${closed.path}: a folder above it is closed to others.`,
    ),
    ofProgram
      ? text(
          `プログラムを開いた場所に移してください: sudo mv ${program} /opt/tachiai　そのあと: sudo /opt/tachiai/tachiai service install`,
          `Move the program to an open place: sudo mv ${program} /opt/tachiai   then: sudo /opt/tachiai/tachiai service install`,
        )
      : text(
          'データと鍵の片割れの移し方は guide/設置.md にあります。',
          'guide/設置.md says how to move data and key share.',
        ),
  )
}

const demo = () =>
  new OperatorError(
    text(
      'ここはデモのデータです。サービスにはできません。',
      'This directory belongs to the demo; it is no service.',
    ),
  )

const notThere = (share: string) =>
  new OperatorError(
    text(`鍵の片割れが見つかりません: ${share}`, `The key share is not there: ${share}`),
    text(
      '片割れの入った媒体をつないで、もう一度実行してください。何も変更していません。',
      'Plug in the medium it lies on and run this again. Nothing was changed.',
    ),
  )

export const inTheWay = () =>
  new OperatorError(
    text(
      '録画係が、サービスの外ですでに動いています。',
      'A keeper is already running outside the service.',
    ),
    text(
      '動かしている窓で Ctrl+C を押して止めてから、もう一度実行してください。',
      'Stop it in its window with Ctrl+C, then run this again.',
    ),
  )
