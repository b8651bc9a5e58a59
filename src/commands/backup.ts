import { text } from './command.ts'
import { later } from './later.ts'

export const backup = later(
  {
    name: 'backup',
    usage: 'backup DIR',
    summary: text(
      '事務室の記録の控えを、新しいフォルダーに取る（鍵の片割れと署名の鍵は入らない）。',
      "Writes a backup of the office's records into a new folder (no key share, no signing key).",
    ),
  },
  async () => (await import('./backup/take.ts')).take,
)

export const restore = later(
  {
    name: 'restore',
    usage: 'restore DIR [--checkpoint FILE]… [--without-contents]',
    summary: text(
      '控えを、空の事務室に戻す（先に全部を確かめる）。',
      'Puts a backup into an empty office, after proving all of it.',
    ),
  },
  async () => (await import('./backup/restore.ts')).restore,
)
