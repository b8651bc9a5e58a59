import { type Text, text } from '../command.ts'

/** What the person at the keyboard may try, where the stream's end says so; by the words of `#rtsp/stream-end.ts`. */
export const hints: readonly (readonly [RegExp, Text])[] = [
  [
    /--transport udp/,
    text('--transport udp を付けてやり直してください。', 'Try again with --transport udp.'),
  ],
  [
    /nothing comes over UDP/,
    text(
      'UDP の映像がファイアウォールなどで止められているようです。--transport tcp でやり直してください。',
      'UDP seems to be stopped on the way, as by a firewall. Try again with --transport tcp.',
    ),
  ],
  [
    /--transport tcp/,
    text('--transport tcp を付けてやり直してください。', 'Try again with --transport tcp.'),
  ],
  [
    /only Basic/,
    text(
      'このカメラはパスワードをそのまま送る方式（Basic）しか使えません。カメラで Digest か rtsps を選ぶか、承知のうえで --allow-basic を付けてください。',
      'This camera can only take the password as it is (Basic). Choose Digest or rtsps in the camera, or allow it with --allow-basic.',
    ),
  ],
  [
    /to rtsps: change/,
    text('カメラの住所を rtsps:// で始めてください。', 'Begin the address with rtsps://.'),
  ],
  [
    /no TLS is spoken/,
    text(
      'その番号では暗号化されていないようです。rtsp:// にするか、rtsps の番号（普通は 322）を指定してください。',
      'That port seems not to be encrypted. Use rtsp://, or name the port of rtsps (usually 322).',
    ),
  ],
  [
    /TLS 1\.2/,
    text(
      'カメラの暗号化の方式が古すぎます。カメラのファームウェアを更新してください。',
      "The camera's encryption is too old. Update its firmware.",
    ),
  ],
]

/** A line below the end of a stream; none where there is nothing to advise. */
export function hintLines(detail: string): readonly Text[] {
  const found = hints.find(([words]) => words.test(detail))
  return found ? [text(`  次に: ${found[1].ja}`, `  Next: ${found[1].en}`)] : []
}
