import { dataDirectory, readPremises } from '#keeper/premises.ts'
import type { CameraReport } from '#keeper/report.ts'
import type { DeviceFound } from '#onvif/device-report.ts'
import { columns } from '../columns.ts'
import { type ExitCode, exit, type Text, text, UsageError } from '../command.ts'
import { withKeeper } from '../keeper-client.ts'
import type { Terminal } from '../terminal.ts'
import { explained } from './onvif-problem.ts'
import { onvifRoom } from './onvif-room.ts'
import type { Values } from './options.ts'

const usualSeconds = 5
const discoveryPort = 3702

type Seen = DeviceFound & {
  /** The name under which a camera of this host is recorded already. */
  readonly recordedAs: string | null
}

/** `camera discover`: which ONVIF cameras answer on this network, and what to type for each. */
export async function discover(terminal: Terminal, values: Values): Promise<ExitCode> {
  const seconds = secondsOf(values.seconds)
  const at = values.at === undefined ? {} : { at: askedAt(values.at) }
  const recorded = await recordedHosts(terminal)
  const found: DeviceFound[] = []
  const progress = showProgress(terminal, seconds, () => found.length)
  try {
    await onvifRoom({ discover: { seconds, ...at } }, line => {
      if ('found' in line) found.push(line.found)
    })
  } catch (error) {
    throw explained(error)
  } finally {
    progress.end()
  }
  const seen: readonly Seen[] = found
    .map(device => ({ ...device, recordedAs: recorded.get(device.host) ?? null }))
    .toSorted((a, b) => a.address.localeCompare(b.address, 'en', { numeric: true }))
  terminal.result(seen, seen.length > 0 ? foundLines(seen) : nothingFound(seconds))
  return exit.ok
}

function secondsOf(given: string | undefined): number {
  const seconds = Number(given ?? usualSeconds)
  if (Number.isFinite(seconds) && seconds >= 1 && seconds <= 120) return seconds
  throw new UsageError(text('--seconds は 1 から 120 です。', '--seconds is 1 to 120.'))
}

function askedAt(given: string): { readonly host: string; readonly port: number } {
  const url = URL.canParse(`udp://${given}`) ? new URL(`udp://${given}`) : null
  if (url?.hostname && url.pathname === '' && !url.username) {
    return { host: url.hostname, port: Number(url.port || discoveryPort) }
  }
  throw new UsageError(
    text('--at は 住所[:ポート] です。', '--at is an address, with a port if you like.'),
  )
}

/** By host, the names of the cameras that are recorded; none before `init`. */
async function recordedHosts(terminal: Terminal): Promise<ReadonlyMap<string, string>> {
  const hosts = new Map<string, string>()
  if (!(await readPremises(dataDirectory(terminal.env, process.getuid?.())))) return hosts
  return withKeeper(terminal, async keeper => {
    const answer = await keeper.order<readonly CameraReport[]>({ order: 'camera.list' })
    const cameras = 'result' in answer ? answer.result : []
    for (const { url, name, removedUs } of cameras) {
      if (removedUs === undefined && URL.canParse(url)) hosts.set(new URL(url).hostname, name)
    }
    return hosts
  })
}

function showProgress(terminal: Terminal, seconds: number, found: () => number) {
  if (!terminal.interactive || terminal.json) return { end: () => {} }
  const endMs = performance.now() + seconds * 1000
  const show = () => {
    const left = Math.max(0, Math.ceil((endMs - performance.now()) / 1000))
    const line = text(
      `カメラを探しています… ${found()} 台（あと ${left} 秒）`,
      `Looking for cameras… ${found()} (${left} s left)`,
    )
    process.stdout.write(`\r${terminal.in(line)}\x1b[K`)
  }
  show()
  const timer = setInterval(show, 250)
  return {
    end() {
      clearInterval(timer)
      process.stdout.write('\r\x1b[K')
    },
  }
}

function foundLines(seen: readonly Seen[]): readonly (Text | string)[] {
  const rows = seen.map(({ address, name, model, place, recordedAs }, at) => ({
    row: [`${at + 1}`, address, name || '—', model || '—', place || '—'],
    recordedAs,
    address,
  }))
  const table = columns(
    [['', '住所', '名前', '機種', '場所'], ...rows.map(({ row }) => row)],
    [true, false, false, false, false],
  )
  const english = columns(
    [['', 'address', 'name', 'model', 'place'], ...rows.map(({ row }) => row)],
    [true, false, false, false, false],
  )
  const lines = rows.flatMap(({ recordedAs, address }, at) => [
    text(table[at + 1]!, english[at + 1]!),
    recordedAs === null
      ? text(`     → tachiai camera add ${address}`, `     → tachiai camera add ${address}`)
      : text(`     ○ 記録済み「${recordedAs}」`, `     ○ recorded already as "${recordedAs}"`),
  ])
  const count = seen.length
  return [
    text(`${count} 台のカメラが答えました。`, `${count} camera(s) answered.`),
    text(table[0]!, english[0]!),
    ...lines,
    text(
      '名前・機種・場所はカメラ自身の言い分です。加える前に、現物の住所と照らしてください。',
      'Names, models and places are what the devices say of themselves: compare before you add one.',
    ),
  ]
}

const nothingFound = (seconds: number): readonly Text[] => [
  text(
    `カメラは見つかりませんでした（${seconds} 秒待ちました）。次を確かめてください。`,
    `No camera answered within ${seconds} s. Please check:`,
  ),
  text(
    '  1. カメラとこの機械が、同じネットワーク（同じルーター・ハブ）につながっている',
    '  1. The camera and this machine are on the same network (the same router or switch).',
  ),
  text(
    '  2. カメラの設定画面で ONVIF が「有効」になっている（ONVIF 用の利用者を別に作る機種もあります）',
    "  2. ONVIF is switched on in the camera's settings (some want an ONVIF user of its own).",
  ),
  text(
    '  3. カメラの電源を入れた直後なら、1〜2分待ってからもう一度（--seconds 15 で長く待ちます）',
    '  3. Just switched on? Wait a minute or two and try again (--seconds 15 waits longer).',
  ),
  text(
    '住所が分かっているカメラ: tachiai camera add onvif://カメラの住所',
    'A camera whose address you know: tachiai camera add onvif://ADDRESS',
  ),
  text(
    'ONVIF の無いカメラ:       tachiai camera add rtsp://カメラの住所/…',
    'A camera without ONVIF:          tachiai camera add rtsp://ADDRESS/…',
  ),
]
