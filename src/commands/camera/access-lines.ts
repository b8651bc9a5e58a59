import { printed } from '#civil/minute.ts'
import type { CameraAccess, CameraTrial } from '#keeper/report.ts'
import type { AuthStrength } from '#rtsp/challenge.ts'
import type { Doubt } from '#rtsp/stream-end.ts'
import { type Text, text } from '../command.ts'

const proofs: Readonly<Record<AuthStrength, Text>> = {
  none: text('なし', 'none'),
  basic: text('Basic', 'Basic'),
  md5: text('Digest（MD5）', 'Digest (MD5)'),
  sha256: text('Digest（SHA-256）', 'Digest (SHA-256)'),
}
const proofText = (auth: string): Text => proofs[auth as AuthStrength] ?? text(auth, auth)

/** 64 hex digits in groups of eight, to be compared by eye. */
const groups = (sha256: string): string => sha256.replace(/.{8}(?=.)/g, '$& ')

type Way = { readonly transport: 'tcp' | 'udp'; readonly encrypted: boolean }

function wayText({ transport, encrypted }: Way, auth: AuthStrength | null): Text {
  const carriage = transport.toUpperCase()
  const proof = auth === null ? text('不明', 'not known yet') : proofs[auth]
  return text(
    `転送 ${carriage}  暗号化 ${encrypted ? 'あり' : 'なし'}  認証 ${proof.ja}`,
    `over ${carriage}  ${encrypted ? 'encrypted' : 'not encrypted'}  authentication ${proof.en}`,
  )
}

/** Below a camera's line in the list. */
export function accessLine(access: CameraAccess): Text {
  const way = wayText(access, access.auth)
  if (!access.pin) return text(`          ${way.ja}`, `          ${way.en}`)
  const key = access.pin.sha256.slice(0, 8)
  const since = printed(access.pin.sinceUs)
  return text(
    `          ${way.ja}  鍵 ${key}…（${since} から）`,
    `          ${way.en}  key ${key}… (since ${since})`,
  )
}

/** What a look found out about the way to a camera: what an operator should know, and what may be compared. */
export function wayLines(trial: CameraTrial): readonly Text[] {
  const {
    transport = 'tcp',
    encrypted = false,
    auth = 'none',
    certificate,
    lostPackets = 0,
  } = trial
  const way = wayText({ transport, encrypted }, auth)
  const lines = [text(`  ${way.ja}`, `  ${way.en}`)]
  if (!encrypted) lines.push(inTheClear)
  if (auth === 'none') lines.push(unasked)
  if (auth === 'basic' && !encrypted) lines.push(saidInTheClear)
  if (certificate) {
    const key = groups(certificate.sha256)
    lines.push(
      text(`  カメラの鍵の指紋（SHA-256）: ${key}`, `  Fingerprint of its key (SHA-256): ${key}`),
    )
    if (trial.certificateExpired) lines.push(expired(certificate.validToUs))
  }
  if (lostPackets > 0) lines.push(lossy(lostPackets, transport))
  return lines
}

const inTheClear = text(
  '  情報: この接続は暗号化されていません。同じネットワークにいる人は映像を見ることができます。',
  '  Info: this connection is not encrypted. Whoever is on the same network can see the pictures.',
)
const unasked = text(
  '  注意: カメラがパスワードを求めていません。誰でも映像を見ることができます。カメラにパスワードを設定してください。',
  '  Note: the camera asks for no password, so that anybody can look. Set one in the camera.',
)
const saidInTheClear = text(
  '  注意: パスワードがそのまま送られます（Basic 認証）。カメラで Digest 認証か rtsps を選んでください。',
  '  Note: the password is sent as it is (Basic). Choose Digest or rtsps in the camera.',
)
const expired = (validToUs: number) =>
  text(
    `  情報: 証明書の期限（${printed(validToUs)}）が切れています。鍵で確かめているため、録画は続けられます。`,
    `  Info: the certificate expired (${printed(validToUs)}). Recording goes on: the key is what is checked.`,
  )
const lossy = (packets: number, transport: string) =>
  text(
    `  注意: 途中で ${packets} 個のデータが失われました。${transport === 'udp' ? '--transport tcp なら失われません。' : 'ネットワークを確かめてください。'}`,
    `  Note: ${packets} packets were lost. ${transport === 'udp' ? 'With --transport tcp none would be.' : 'Look at the network.'}`,
  )

/** What a camera was known by, and what it shows now. */
export function doubtLines({ about, known, offered }: Doubt): readonly Text[] {
  if (about === 'certificate') {
    return [
      text(`  前の鍵: ${groups(known)}`, `  Key before: ${groups(known)}`),
      text(`  今の鍵: ${groups(offered)}`, `  Key now:    ${groups(offered)}`),
      text(
        '  カメラの交換や初期化をしていないなら、別の機器がカメラになりすましているおそれがあります。パスワードは送っていません。',
        '  If nobody replaced or reset the camera, another device may pose as it. No password was sent.',
      ),
    ]
  }
  const [before, now] = [proofText(known), proofText(offered)]
  return [
    text(
      `  前の認証: ${before.ja}  今の認証: ${now.ja}`,
      `  Proof before: ${before.en}  now: ${now.en}`,
    ),
    text(
      '  カメラの設定変更や交換をしていないなら、間に入った機器がパスワードを盗もうとしているおそれがあります。パスワードは送っていません。',
      '  If nobody changed or replaced the camera, something in between may be after the password. It was not sent.',
    ),
  ]
}
