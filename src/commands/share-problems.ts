import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type PlaceProblem, placeProblems } from '#keystore/place-problems.ts'
import { sameDevice } from '#keystore/same-device.ts'
import { type Text, text } from './command.ts'

/** What speaks against the places chosen for the key share; `fatal` ones stop `init`. */
export async function shareProblems(
  directory: string,
  shares: readonly string[],
): Promise<readonly { readonly fatal: boolean; readonly text: Text }[]> {
  const problems: { fatal: boolean; text: Text }[] = []
  for (const share of shares) {
    if (await exists(share)) problems.push({ fatal: true, text: taken(share) })
    if (share.startsWith(`${directory}/`)) problems.push({ fatal: true, text: inside(share) })
    if (directory.startsWith(`${dirname(share)}/`))
      problems.push({ fatal: true, text: around(share) })
    await mkdir(dirname(share), { recursive: true, mode: 0o700 })
    for (const problem of await placeProblems(share)) {
      problems.push({ fatal: problem.refused, text: worded(share, problem) })
    }
  }
  if (shares.length === 1 && (await sameDevice(directory, shares[0]!)) === 'same') {
    problems.push({ fatal: false, text: oneDevice })
  }
  return problems
}

const kinds: Record<PlaceProblem['kind'], (fileSystem: string) => Text> = {
  copyOnWrite: fs =>
    text(
      `${fs} は書き換えた内容を別の場所に残すため、鍵の片割れを確実に消せません`,
      `${fs} writes elsewhere and would keep old shares`,
    ),
  journalsData: fs =>
    text(
      `${fs} が data=journal で動いているため、古い鍵の片割れがジャーナルに残ります`,
      `${fs} runs with data=journal and keeps old shares in its journal`,
    ),
  volatile: fs =>
    text(
      `${fs} は電源を切ると消えるため、録画がすべて開けなくなります`,
      `${fs} forgets at power-off: all footage would be lost`,
    ),
  unknown: fs =>
    text(
      `${fs} の下の媒体が見えないため、確実に消せるとは言えません`,
      `what lies below ${fs} cannot be seen; nothing can be promised`,
    ),
}

function worded(share: string, problem: PlaceProblem): Text {
  const { ja, en } = kinds[problem.kind](problem.fileSystem)
  return problem.refused
    ? text(
        `✕ ${share}: ${ja}。別の場所を --share で指定してください。`,
        `✕ ${share}: ${en}. Name another place with --share.`,
      )
    : text(`注意 ${share}: ${ja}。`, `Note ${share}: ${en}.`)
}

const around = (share: string) =>
  text(
    `✕ ${share}: データのフォルダーと同じ場所には置けません。鍵の片割れだけのフォルダーを指定してください（例: ${dirname(share)}/share/one.share）。`,
    `✕ ${share}: it cannot lie beside the data directory. Name a folder of its own (such as ${dirname(share)}/share/one.share).`,
  )
const taken = (share: string) =>
  text(
    `✕ ${share} はすでにあります。別の名前を --share で指定してください。`,
    `✕ ${share} exists. Name another with --share.`,
  )
const inside = (share: string) =>
  text(
    `✕ ${share} はデータの中にあります。控えを取ると映像と鍵が一緒に写るため、外に置いてください。`,
    `✕ ${share} lies inside the data directory: one backup would copy footage and key together.`,
  )
const oneDevice = text(
  '注意: 映像と鍵の片割れが同じディスクにあります。控え（バックアップ）の対象には、鍵の片割れを入れないでください。',
  'Note: footage and key share lie on one disk. Keep the share out of every backup.',
)

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )
