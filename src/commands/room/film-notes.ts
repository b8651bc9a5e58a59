import type { Examination, UnreadableReason } from '#intake/examination.ts'
import { type Text, text } from '../command.ts'

/** What a room noted about a film, for people. A note that is not known here is nobody's: it is left out. */
export function filmNotes({ notes, truncated }: Examination): readonly Text[] {
  const said = notes.flatMap(note => {
    const [name = '', count = ''] = note.split(':')
    return sentences[name]?.(/^\d{1,10}$/.test(count) ? count : '') ?? []
  })
  if (!truncated) return said
  const { lostBytes } = truncated
  return [
    ...said,
    text(
      `ファイルが途中で切れています（あと ${lostBytes.toLocaleString('ja')} バイトが失われています）。残っている部分を取り込みます。`,
      `The file breaks off (${lostBytes.toLocaleString('en')} bytes are missing). What is left is taken.`,
    ),
  ]
}

const sentences: Readonly<Record<string, (count: string) => Text>> = {
  soundLeftOut: () => text('音声は取り込みません。', 'The sound is left out.'),
  tracksLeftOut: count =>
    text(
      `映像が複数入っています。最も大きいものを取り込み、ほかの ${count} 本は取り込みません。`,
      `It holds several video tracks. The largest is taken, ${count} more are left out.`,
    ),
  hiddenByEditList: count =>
    text(
      `編集により再生時に映らない ${count} 枚が先頭にあります。復号に要るため保管しますが、映しません。`,
      `An edit hides ${count} pictures at the beginning. They are kept for decoding and not shown.`,
    ),
  furtherEditsLeftOut: () =>
    text(
      '編集された動画です。最初の区切りの時刻だけを使い、以後は撮影された順に続けます。',
      'The film was edited. Only its first edit counts for the times; the rest follows as shot.',
    ),
  variableFrameRate: () =>
    text(
      'コマの間隔が一定ではありません（そのまま保ちます）。',
      'Its frame rate varies (kept as it is).',
    ),
  timesJoined: count =>
    text(
      `途中で時刻の数え直しが ${count} 回あります。前の映像に続くものとして取り込みます。`,
      `Its clock starts anew ${count} times. The pictures are taken as following one another.`,
    ),
  timesMissing: count =>
    text(
      `${count} 枚に時刻がありません。前のコマに続くものとして取り込みます。`,
      `${count} pictures have no time. They are taken as following the one before.`,
    ),
  leadingLeftOut: count =>
    text(
      `先頭の ${count} 枚は復号できないため取り込みません。`,
      `The first ${count} pictures cannot be decoded and are left out.`,
    ),
  damagedLeftOut: count =>
    text(`壊れている ${count} 枚は取り込みません。`, `${count} damaged pictures are left out.`),
  brokenOff: () =>
    text(
      '途中から読み取れません。読み取れた部分を取り込みます。',
      'It cannot be read to its end. What could be read is taken.',
    ),
}

/** Why nothing can be taken from a file, for people. */
export const unreadableText: Readonly<Record<UnreadableReason, Text>> = {
  empty: text('空のファイルです。', 'The file is empty.'),
  notVideo: text('動画ではありません。', 'This is not a video.'),
  noVideoTrack: text('映像が入っていません（音声だけのファイルなど）。', 'It holds no pictures.'),
  damaged: text(
    '壊れているため、1 枚も取り出せません。録画が途中で切れた MP4 は、索引（moov）がないと読めません。',
    'It is damaged: not one picture can be had. An MP4 whose recording was cut off lacks its index (moov).',
  ),
  changing: text(
    '読んでいる間に内容が変わりました。書き込みが終わってから、もう一度お試しください。',
    'It changed while it was read. Try again when nothing writes to it any more.',
  ),
  medium: text(
    '媒体（カードなど）から最後まで読み取れません。差し直すか、写しを作れるか確かめてください。',
    'The medium does not give the whole file. Plug it in again, or see whether a copy can be made.',
  ),
  overLimit: text(
    '読み取りに使ってよい記憶量か時間を超えたため、打ち切りました。',
    'Reading it took more memory or time than is allowed and was stopped.',
  ),
}
