import { type Text, text } from '../../command.ts'

/** What recorders and computers lay beside their films; a name that is not known here is taken for a film. */
const kinds: readonly { readonly form: RegExp; readonly why: Text }[] = [
  {
    form: /(?:^|\/)(?:\._[^/]*|\.DS_Store|Thumbs\.db|desktop\.ini|\.nomedia|\.fseventsd.*|\.Spotlight-V100.*|\.Trash[^/]*.*|System Volume Information.*|\$RECYCLE\.BIN.*|lost\+found.*)$/i,
    why: text('パソコンが作ったファイルです。', 'a file that some computer made'),
  },
  {
    form: /\.(?:jpe?g|png|bmp|gif|webp|heic|thm|pic)$/i,
    why: text('静止画です。', 'a still picture'),
  },
  {
    form: /\.(?:wav|mp3|aac|m4a|g711|amr|opus)$/i,
    why: text('音声です。', 'sound'),
  },
  {
    form: /(?:\.(?:idx|inx|index|db|db-wal|db-shm|sqlite3?|xml|json|csv|log|txt|ini|cfg|conf|md5|sha256|sig|srt|vtt|nmea|gps|lrv|tmp|bak)|(?:^|\/)(?:index\d*|logCurFile|logMainFile|event_db_index\d*|ipc_db_index\d*)\.bin)$/i,
    why: text(
      '録画機の索引や記録です（映像ではありません）。',
      'an index or a log of the recorder',
    ),
  },
]

/** Why a file is no footage, as far as its name tells; null where it may be. */
export const notFootage = (path: string): Text | null =>
  kinds.find(({ form }) => form.test(path))?.why ?? null
