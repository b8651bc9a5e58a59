import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { dayOf, minuteOf } from '#civil/minute.ts'
import { type Command, exit, type Text, text, UsageError } from './command.ts'
import { resultOf } from './door-client.ts'
import { withOffice } from './office-client.ts'
import type { ShownLan } from './office-lan.ts'

/** A name in the building's network, so that people come in from their own machines and telephones. */
export const lan: Command = {
  name: 'lan',
  usage: [
    'lan make NAME [--port 8443] [--out FILE.crt]',
    'lan show [--out FILE.crt]',
    'lan off',
  ].join('\n'),
  summary: text(
    '建物の中のほかの機械から事務室の画面を開けるように、名前と証明書を付ける（外とはつながらない）。',
    'A name and a certificate, so that other machines of the building reach the pages (and nobody outside).',
  ),
  async run([verb = '', ...args], terminal) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { port: { type: 'string' }, out: { type: 'string' } },
    })
    const [host] = positionals
    const isRight =
      verb === 'make' ? positionals.length === 1 : positionals.length === 0 && verb !== ''
    if (!isRight || !['make', 'show', 'off'].includes(verb)) throw wrong()
    return withOffice(terminal, async office => {
      const port = values.port === undefined ? null : Number(values.port)
      const asked = { order: `lan.${verb}`, ...(verb === 'make' ? { host, port } : {}) }
      const shown = resultOf(await office.order<ShownLan | null>(asked))
      if (shown && values.out) await writeFile(values.out, `${shown.root}\n`)
      const lines = shown ? shownLines(shown, values.out ?? null) : [alone]
      terminal.result(shown, verb === 'show' ? lines : [...lines, anew])
      return exit.ok
    })
  },
}

const shownLines = (shown: ShownLan, out: string | null): readonly Text[] => [
  text(`開く所: ${shown.address}`, `To be opened: ${shown.address}`),
  text(
    `証明書の指紋（SHA-256）: ${shown.fingerprint}`,
    `Fingerprint of the certificate (SHA-256): ${shown.fingerprint}`,
  ),
  text(
    `${dayOf(minuteOf(shown.untilMs * 1000))} まで使えます。`,
    `Good until ${dayOf(minuteOf(shown.untilMs * 1000))}.`,
  ),
  out
    ? text(
        `証明書を「${out}」に書きました。使う機械と電話に入れ、指紋を見比べてください（手引き「設置」）。`,
        `The certificate is in ${out}: install it on each machine and compare the fingerprint (guide/設置.md).`,
      )
    : text(
        '使う機械と電話に入れる証明書は「tachiai lan show --out たちあい.crt」で書き出せます。',
        'Write the certificate for their machines: tachiai lan show --out tachiai.crt',
      ),
]

const alone = text(
  '名前は付いていません。この機械でだけ開きます。',
  'No name: reached from this machine alone.',
)
const anew = text(
  '事務室の画面は、数秒で始め直します。録画は続いています。',
  'The pages begin anew within seconds; recording goes on.',
)
const wrong = () =>
  new UsageError(text('lan make 名前、lan show、lan off です。', 'It is lan make NAME, show, off.'))
