import { OnvifProblem, type ProblemKind } from '#onvif/problem.ts'
import { OperatorError, type Text, text } from '../command.ts'

/** What went wrong with a device and what its keeper can do about it. */
const problems: Record<ProblemKind, { readonly what: Text; readonly next: Text }> = {
  unreachable: {
    what: text('カメラにつながりません', 'The camera cannot be reached'),
    next: text(
      '電源とネットワークの線、住所とポート番号を確かめてください。「tachiai camera discover」で探せます。',
      'Check power, network, address and port. "tachiai camera discover" looks for cameras.',
    ),
  },
  silence: {
    what: text('カメラが時間内に答えません', 'The camera does not answer in time'),
    next: text(
      '電源を入れた直後なら1〜2分待ってください。続くときは、カメラを再起動してください。',
      'If it has just been switched on, wait a minute or two; else restart the camera.',
    ),
  },
  auth: {
    what: text('利用者名またはパスワードが通りません', 'User or password were not accepted'),
    next: text(
      'カメラの設定で ONVIF 用の利用者を確かめてください（画面用の利用者と別の機種があります）。カメラの時計が大きくずれていて通らない機種もあります。何度も間違えるとカメラがしばらく受け付けなくなります。',
      "Check the ONVIF user in the camera's settings (some keep it apart from the web user), and its clock: some refuse a right password while it is far off. Too many tries lock a camera for a while.",
    ),
  },
  redirected: {
    what: text(
      'カメラが別の住所へ行くように答えたため、やめました',
      'The camera sends us to another address; we did not go',
    ),
    next: text(
      'カメラが https だけを使う設定なら http の ONVIF も有効にするか、rtsp:// の住所で加えてください。',
      'If the camera is set to https alone allow ONVIF over http, or add it by its rtsp:// address.',
    ),
  },
  foreignHost: {
    what: text(
      'カメラが映像の住所として別の機械を挙げたため、使いません',
      'The camera names another machine as the place of its pictures; it is not used',
    ),
    next: text(
      'その機械が本当に映像の出どころなら、rtsp:// の住所で加えてください。',
      'If that machine really is where the pictures come from, add it by its rtsp:// address.',
    ),
  },
  overLimit: {
    what: text(
      'カメラの答えが異常に大きいため、読むのをやめました',
      'The answer is too large to be honest; reading was stopped',
    ),
    next: text(
      '相手が本当にカメラかどうか確かめてください。rtsp:// の住所で加えることもできます。',
      'Make sure that it is a camera. It can also be added by its rtsp:// address.',
    ),
  },
  notHttp: {
    what: text('ONVIF の答えではありません', 'This is no answer by ONVIF'),
    next: text(
      'ポート番号を確かめてください（例: onvif://192.168.1.20:8080）。',
      'Check the port (for example onvif://192.168.1.20:8080).',
    ),
  },
  badXml: {
    what: text('カメラの答えが壊れているか、危険な形です', 'The answer is broken or dangerous'),
    next: text(
      'カメラの設定で ONVIF が有効か、ポート番号が正しいか確かめてください。',
      'Check that ONVIF is switched on in the camera and that the port is right.',
    ),
  },
  notOnvif: {
    what: text('ONVIF の決まりに合わない答えです', 'The answer does not follow ONVIF'),
    next: text(
      'カメラの設定で ONVIF を有効にするか、rtsp:// の住所で加えてください。',
      'Switch ONVIF on in the camera, or add it by its rtsp:// address.',
    ),
  },
  fault: {
    what: text('カメラが断りました', 'The camera refused'),
    next: text(
      'カメラの設定で、この利用者に映像の設定を見る権限があるか確かめてください。',
      "Check in the camera's settings that this user may see its video settings.",
    ),
  },
  noProfiles: {
    what: text(
      'カメラに映像の設定（プロファイル）がありません',
      'The camera has no profile with video',
    ),
    next: text(
      'カメラの設定画面で、映像のプロファイルを作ってください。',
      "Make a video profile in the camera's settings.",
    ),
  },
  room: {
    what: text(
      'カメラの答えを読む係が止まりました（異常に長い、または大きい答えのため打ち切った可能性があります）',
      'The process that reads the answers stopped (it may have been ended for reading too long or too much)',
    ),
    next: text(
      '相手が本当にカメラかどうか確かめてください。rtsp:// の住所で加えることもできます。',
      'Make sure that it is a camera. It can also be added by its rtsp:// address.',
    ),
  },
}

export const problemText = (kind: ProblemKind): Text => problems[kind].what

/** An OnvifProblem as the operator reads it; anything else is thrown on. */
export function explained(error: unknown): OperatorError {
  if (!(error instanceof OnvifProblem)) throw error
  const { what, next } = problems[error.kind]
  const detail = error.detail ? ` [${error.detail}]` : ''
  return new OperatorError(text(`${what.ja}${detail}。`, `${what.en}${detail}.`), next)
}
