import { text } from './command.ts'
import { later } from './later.ts'

export const verifier = later(
  {
    name: 'verifier',
    usage: 'verifier FILE.html',
    summary: text(
      '外の人が記録を確かめるための、一つのHTMLファイルを書き出す。ネットワークは使わない。',
      'Writes one HTML file with which outsiders check what they were given, without a network.',
    ),
  },
  async () => (await import('./verification/page.ts')).writeVerifier,
)
