import {
  type ClockError,
  type DeviceReport,
  onHostOnly,
  tolerableClockErrorUs,
} from '#onvif/device-report.ts'
import { OnvifProblem } from '#onvif/problem.ts'
import { deviceAddress, type ServiceAddress } from '#onvif/service-address.ts'
import { type Text, text, UsageError } from '../command.ts'
import type { Terminal } from '../terminal.ts'
import { explained } from './onvif-problem.ts'
import { onvifRoom } from './onvif-room.ts'
import type { Values } from './options.ts'
import { chosenProfile, groupSeconds, profileWords } from './profile-choice.ts'
import type { Reach } from './reach.ts'
import { secretOf } from './secret.ts'

const longGroupSeconds = 4

/** `onvif://HOST[:PORT]`: asks the camera what it can send, and for one of its streams. */
export async function byOnvif(url: URL, terminal: Terminal, values: Values): Promise<Reach> {
  const user = values.user ?? (url.username ? decodeURIComponent(url.username) : undefined)
  url.username = ''
  const address = typed(url.href)
  const secret = await secretOf(terminal, user)
  terminal.say(text('カメラに問い合わせています…', 'Asking the camera…'))
  const report = await described(address, secret)
  for (const line of deviceLines(report)) terminal.say(line)
  const profile = await chosenProfile(report.profiles, terminal, values.profile)
  const words = profileWords(profile).filter(Boolean).join('  ')
  terminal.say(text(`○ 録画する映像: ${words}`, `○ To be recorded: ${words}`))
  if (groupSeconds(profile) > longGroupSeconds) terminal.say(longGroup)
  return {
    url: profile.stream.url,
    ...secret,
    allowBasic: values['allow-basic'] === true,
    onvif: {
      address: report.media.url,
      version: report.media.version,
      profile: profile.token,
      ...(report.clock ? { aheadOfWallUs: report.clock.aheadUs } : {}),
    },
  }
}

function typed(url: string): ServiceAddress {
  try {
    return deviceAddress(url)
  } catch {
    throw new UsageError(
      text(
        'カメラの住所が読めません（例: onvif://192.168.1.20）。',
        'The address cannot be read (for example onvif://192.168.1.20).',
      ),
    )
  }
}

async function described(
  describe: ServiceAddress,
  secret: { readonly user: string; readonly password: string },
): Promise<DeviceReport> {
  let report: DeviceReport | null = null
  try {
    await onvifRoom({ describe, ...secret }, line => {
      if ('device' in line) report = line.device
    })
    if (report) return onHostOnly(report, describe.host)
    throw new OnvifProblem('room', 'it ended without an answer')
  } catch (error) {
    throw explained(error)
  }
}

function deviceLines({ maker, model, firmware, clock }: DeviceReport): readonly Text[] {
  const device = [maker, model, firmware].filter(Boolean).join('  ')
  return [
    text(`○ カメラ: ${device || '名乗りません'}`, `○ Camera: ${device || 'it does not say'}`),
    ...clockLines(clock),
  ]
}

function clockLines(clock: ClockError | null): readonly Text[] {
  if (!clock) {
    return [text('  カメラは時刻を答えません。', '  The camera does not tell its time.')]
  }
  const { aheadUs, uncertainUs } = clock
  const about = (uncertainUs / 1e6).toFixed(1)
  const seconds = `${aheadUs < 0 ? '−' : '+'}${(Math.abs(aheadUs) / 1e6).toFixed(1)}`
  if (Math.abs(aheadUs) <= tolerableClockErrorUs) {
    return [
      text(
        `○ カメラの時計のずれ: ${seconds} 秒（±${about} 秒）`,
        `○ Camera clock error: ${seconds} s (±${about} s)`,
      ),
    ]
  }
  const length = spoken(Math.abs(aheadUs))
  return [
    text(
      `注意: カメラの時計が${length.ja}${aheadUs < 0 ? '遅れて' : '進んで'}います（${seconds} 秒、±${about} 秒）。`,
      `Note: the camera's clock is ${length.en} ${aheadUs < 0 ? 'slow' : 'fast'} (${seconds} s, ±${about} s).`,
    ),
    text(
      '  録画の日時と保存期間は Tachiai の時計で数えるので、消去の時期は狂いません。ただし、カメラが映像に焼き込む時刻は',
      '  Recording and erasure go by the clock of Tachiai and stay right. The time that the camera writes into its picture',
    ),
    text(
      '  実際と食い違い、あとで映像を確かめる人を惑わせます。カメラの設定で時刻（NTP）と時間帯（日本）を直してください。',
      '  is wrong, though, and misleads whoever looks at it later. Set its time (NTP) and its time zone.',
    ),
  ]
}

function spoken(us: number): Text {
  const seconds = Math.round(us / 1e6)
  const days = Math.floor(seconds / 86_400)
  const hours = Math.floor((seconds % 86_400) / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  if (days > 0) return text(`約 ${days} 日 ${hours} 時間`, `about ${days} d ${hours} h`)
  if (hours > 0) return text(`約 ${hours} 時間 ${minutes} 分`, `about ${hours} h ${minutes} min`)
  if (minutes > 0) {
    return text(`約 ${minutes} 分 ${seconds % 60} 秒`, `about ${minutes} min ${seconds % 60} s`)
  }
  return text(`約 ${seconds} 秒`, `about ${seconds} s`)
}

const longGroup = text(
  '  注意: キーフレームの間隔が 4 秒を超えています。カメラの設定（Iフレーム間隔・GOP）を 4 秒以下にしてください。',
  '  Note: key frames are more than 4 s apart. Set the I-frame interval (GOP) in the camera to 4 s or less.',
)
