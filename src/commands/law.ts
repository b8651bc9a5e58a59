import { type Command, text } from './command.ts'

export const law: Command = {
  name: 'law',
  usage: [
    'law list',
    'law show RULES [--article 条]',
    'law explain 根拠|文|A番号|-  [--of RULES]',
    'law coverage [RULES]',
    'law diff RULES RULES [--all]',
    'law weave RULES [--out FILE.html]',
    'law check FILE.json [--text FILE.txt]',
  ].join('\n'),
  summary: text(
    '規程を読む: 一覧・条文とその定め・拒否の根拠・守らせ方の点検・二つの規程の違い・条文と定めを並べた一枚。RULES は規程の名前か、自分の規程のファイル。',
    'Reads the rule documents: list, articles and their data, what a refusal rests on, what carries out each clause, differences, text and data side by side. RULES is a name or a file of your own.',
  ),
  /** Loaded when asked for: describing rules takes a library that no process beside the keys may load. */
  run: async (args, terminal) => (await import('./law/verbs.ts')).law(args, terminal),
}
