import { text } from './command.ts'
import { later } from './later.ts'

export const verify = later(
  {
    name: 'verify',
    usage: 'verify [DIR|FILE] [--checkpoint FILE]…',
    summary: text(
      'この機械の記録、受け取った記録（フォルダ）、ひとつの記録の証明、簿冊の一頁が、署名のあとで変えられていないかを調べる。',
      'Checks the ledger here, an exported one, the proof of an entry or a register page for changes after it was signed.',
    ),
  },
  async () => (await import('./verification/verify.ts')).verify,
)
