import type { VideoProfile } from '#onvif/device-report.ts'
import { columns } from '../columns.ts'
import { OperatorError, type Text, text } from '../command.ts'
import type { Terminal } from '../terminal.ts'
import { problemText } from './onvif-problem.ts'

export type Recordable = VideoProfile & { readonly stream: { readonly url: string } }

/** What a person compares: size, codec, rate, bits, seconds between key frames. */
export function profileWords(profile: VideoProfile): readonly string[] {
  const { name, token, encoding, width, height, framesPerSecond, bitsPerSecond } = profile
  const group = groupSeconds(profile)
  return [
    name || token,
    encoding,
    width > 0 ? `${width}x${height}` : '—',
    framesPerSecond > 0 ? `${framesPerSecond} fps` : '—',
    bitsPerSecond > 0 ? `${Math.round(bitsPerSecond / 1000)} kbit/s` : '—',
    group > 0 ? `GOP ${group.toFixed(1)} s` : '',
  ]
}

/** Numbers to the right. */
const profileColumns = [true, false, false, true, true, true, false]

/** 0 where the device does not say. */
export const groupSeconds = ({ groupFrames, framesPerSecond }: VideoProfile): number =>
  framesPerSecond > 0 ? groupFrames / framesPerSecond : 0

/** The profile that is meant: named, asked for where a person sits there, else the largest picture. */
export async function chosenProfile(
  profiles: readonly VideoProfile[],
  terminal: Terminal,
  named: string | undefined,
): Promise<Recordable> {
  const usable = recordable(profiles)
  if (named !== undefined) return profileNamed(profiles, usable, named)
  const [best] = usable
  if (!best) throw nothingToRecord(profiles)
  if (usable.length === 1 || !terminal.interactive || terminal.json) return best
  const numbered = usable.map((profile, at) => [`  ${at + 1}.`, ...profileWords(profile)])
  for (const line of columns(numbered, profileColumns)) terminal.say(line)
  const answer = await terminal.ask(
    text(
      'どの映像を録画しますか（番号。そのまま Enter で 1）:',
      'Which one shall be recorded (number; Enter for 1):',
    ),
  )
  const picked = usable[Number(answer || '1') - 1]
  if (!picked) throw new OperatorError(text('その番号はありません。', 'There is no such number.'))
  return picked
}

/** In a codec that is kept byte for byte, best first. */
function recordable(profiles: readonly VideoProfile[]): readonly Recordable[] {
  const able = profiles.flatMap(profile =>
    /^H26[45]$/.test(profile.encoding) && 'url' in profile.stream
      ? [{ ...profile, stream: profile.stream }]
      : [],
  )
  const pixels = ({ width, height }: VideoProfile) => width * height
  return able.toSorted((a, b) => pixels(b) - pixels(a) || b.bitsPerSecond - a.bitsPerSecond)
}

function profileNamed(
  profiles: readonly VideoProfile[],
  usable: readonly Recordable[],
  named: string,
): Recordable {
  const isNamed = ({ token, name }: VideoProfile) => token === named || name === named
  const found = usable.find(({ token }) => token === named) ?? usable.find(isNamed)
  if (found) return found
  if (profiles.some(isNamed)) throw nothingToRecord(profiles.filter(isNamed))
  const names = usable.map(({ name, token }) => name || token).join('、')
  throw new OperatorError(
    text('その名前のプロファイルはありません。', 'There is no profile of this name.'),
    text(`使えるもの: ${names || '—'}`, `There are: ${names || '—'}`),
  )
}

function nothingToRecord(profiles: readonly VideoProfile[]): OperatorError {
  const codec = profiles.filter(({ encoding }) => !/^H26[45]$/.test(encoding))
  const why = profiles.flatMap(({ stream }) => ('problem' in stream ? [stream] : []))
  if (why.length > 0 && codec.length < profiles.length) {
    const [{ problem, detail }] = why as [(typeof why)[0]]
    const what = problemText(problem)
    return new OperatorError(
      text(`${what.ja} [${detail}]。`, `${what.en} [${detail}].`),
      text(
        'カメラを加えていません。正しい映像の住所が分かっていれば rtsp:// で加えてください。',
        'Nothing was added. If you know the right stream address, add it by rtsp://.',
      ),
    )
  }
  const has = [...new Set(codec.map(({ encoding }) => encoding || '?'))].join('、')
  const hint: Text = text(
    'カメラの設定画面で、映像の形式を H.264 か H.265 にしてください。',
    "Choose H.264 or H.265 in the camera's video settings.",
  )
  return new OperatorError(
    text(
      `録画できる形式（H.264・H.265）の映像がありません（あるもの: ${has || 'なし'}）。`,
      `There is no video in a format that is recorded (H.264, H.265); there is: ${has || 'none'}.`,
    ),
    hint,
  )
}
