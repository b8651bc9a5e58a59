import { printed } from '#civil/minute.ts'
import type { CameraReport, CameraState, CameraTrial } from '#keeper/report.ts'
import { tolerableClockErrorUs } from '#onvif/device-report.ts'
import { doubtLines, wayLines } from './camera/access-lines.ts'
import { hintLines } from './camera/hint.ts'
import { type Text, text } from './command.ts'

/** Why a stream ended, in words for a person standing in front of the camera. */
const causes: Record<string, Text> = {
  refused: text('接続を断られました', 'connection refused'),
  auth: text('利用者名またはパスワードが違います', 'wrong user or password'),
  downgraded: text(
    'カメラの認証が前より弱くなっています（すり替えのおそれ）',
    'the camera asks for a weaker password proof than before',
  ),
  certificate: text(
    'カメラの証明書が前と違います（すり替えのおそれ）',
    'the camera shows another certificate than before',
  ),
  notFound: text('その住所に映像がありません（404）', 'no stream at this address (404)'),
  notRtsp: text('RTSP ではない相手です', 'not an RTSP server'),
  malformed: text('壊れたデータが届きました', 'malformed data'),
  silence: text('映像が届きません', 'silence'),
  closed: text('カメラが接続を切りました', 'closed by the camera'),
  noVideo: text('映像がありません', 'no video offered'),
  unsupported: text('対応していない映像形式です', 'unsupported video format'),
  overShare: text('大きすぎるデータが届きました', 'more data than its share'),
  network: text('ネットワークの問題です', 'network problem'),
  keeperRestart: text('録画係の再起動', 'keeper restart'),
  loss: text('途中のデータが失われました', 'data lost on the way'),
  diskFault: text('ディスクに書けませんでした', 'the disk refused'),
  diskFull: text('ディスクがいっぱいです', 'the disk is full'),
  clockStep: text('時計の変更', 'the clock was set'),
  noKey: text('鍵のない時間でした（時計の変更など）', 'there was no key for these minutes'),
  switchedOff: text('録画を止めていました', 'recording was switched off'),
}
export const causeText = (cause: string): Text => causes[cause] ?? text(cause, cause)

/** Ends that stay until the operator says that the camera is the right one. */
const doubts: ReadonlySet<string> = new Set(['certificate', 'downgraded'])

export function stateText(now: CameraState): Text {
  switch (now.state) {
    case 'off':
      return text('停止', 'off')
    case 'connecting':
      return text('接続中', 'connecting')
    case 'recording':
      return text('録画中', 'recording')
    case 'failing': {
      const cause = causeText(now.cause)
      const since = printed(now.sinceUs)
      const detail = now.detail ? ` [${now.detail}]` : ''
      const act = doubts.has(now.cause) ? ' → camera trust' : ''
      return text(
        `録画できていません: ${cause.ja}（${since} から）${detail}${act}`,
        `NOT RECORDING: ${cause.en} (since ${since})${detail}${act}`,
      )
    }
  }
}

export function cameraLine(camera: CameraReport): Text {
  const ownCard = text('カードに録画', 'records on its card')
  const here = camera.source === 'card' ? ownCard : stateText(camera.now)
  const now = camera.removedUs ? text('撤去済み', 'removed') : here
  const health = camera.health
  const numbers =
    health && camera.now.state === 'recording'
      ? `  ${health.codec} ${health.framesPerSecond.toFixed(1)} fps  ${Math.round(health.bitsPerSecond / 1000)} kbit/s`
      : ''
  const gaps = health?.gapSecondsToday ?? 0
  const missing =
    gaps > 0 ? text(`  本日の欠け ${gaps} 秒`, `  missing today ${gaps} s`) : text('', '')
  const notes = notesOf(camera)
  const head = `${camera.id.slice(0, 8)}  ${camera.name}（${camera.appendix.place}）  `
  return text(
    `${head}${now.ja}${numbers}${missing.ja}${notes.ja}`,
    `${head}${now.en}${numbers}${missing.en}${notes.en}`,
  )
}

/** What somebody should mend in the camera itself. */
function notesOf({ onvif, health, removedUs }: CameraReport): Text {
  if (removedUs !== undefined) return text('', '')
  const aheadUs = health?.skewSeconds == null ? onvif?.clockErrorUs : health.skewSeconds * 1e6
  const off = aheadUs !== undefined && Math.abs(aheadUs) > tolerableClockErrorUs
  const seconds = `${(aheadUs ?? 0) < 0 ? '−' : '+'}${Math.abs((aheadUs ?? 0) / 1e6).toFixed(0)}`
  const clock = off
    ? text(`  カメラの時計 ${seconds} 秒`, `  camera clock ${seconds} s`)
    : text('', '')
  const day = onvif?.unsynchronised
    ? text('  0時のキーフレームに応じません', '  gives no key frame at midnight')
    : text('', '')
  return text(clock.ja + day.ja, clock.en + day.en)
}

export function trialLines(trial: CameraTrial): readonly Text[] {
  if (trial.problem) {
    const cause = causeText(trial.problem.cause)
    return [
      text(
        `✕ つながりません: ${cause.ja} [${trial.problem.detail}]`,
        `✕ No picture: ${cause.en} [${trial.problem.detail}]`,
      ),
      ...hintLines(trial.problem.detail),
      ...(trial.problem.doubt ? doubtLines(trial.problem.doubt) : []),
    ]
  }
  const size = trial.width ? ` ${trial.width}x${trial.height}` : ''
  const rate = `${trial.framesPerSecond?.toFixed(1) ?? '?'} fps  ${Math.round((trial.bitsPerSecond ?? 0) / 1000)} kbit/s`
  const group = trial.groupSeconds ?? 0
  const lines = [
    text(
      `○ 映像が届いています: ${trial.codec}${size} ${rate}`,
      `○ Picture arrives: ${trial.codec}${size} ${rate}`,
    ),
    ...wayLines(trial),
  ]
  if (group > 4) {
    lines.push(
      text(
        `  注意: キーフレームの間隔が ${group.toFixed(1)} 秒です。4 秒以下に設定してください（分の境目の映像が単独で開けなくなります）。`,
        `  Note: key frames are ${group.toFixed(1)} s apart. Set 4 s or less, or minutes cannot be opened alone.`,
      ),
    )
  }
  if (trial.skewSeconds != null && Math.abs(trial.skewSeconds) > 5) {
    lines.push(
      text(
        `  注意: カメラの時計が ${trial.skewSeconds.toFixed(0)} 秒ずれています（保存期間は録画係の時計で数えます）。`,
        `  Note: the camera's clock is off by ${trial.skewSeconds.toFixed(0)} s (life is counted by the keeper's clock).`,
      ),
    )
  }
  return lines
}
