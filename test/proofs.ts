import { toBase64url } from '#leaf/bytes.ts'
import type { Ledger } from '#ledger/ledger.ts'
import { proofFile, proven } from '#ledger/proof.ts'

export const proofOf = async (ledger: Ledger, index: number, contents = true): Promise<Buffer> =>
  Buffer.from(await proofFile(ledger, index, contents))

/** A register's page over some streams; its lines are nobody's. */
export async function registerPageOf(ledger: Ledger, names: readonly string[]): Promise<Buffer> {
  const { size, note } = await ledger.sign()
  const streams = (await ledger.streams()).filter(({ name }) => names.includes(name))
  const leaves = []
  for await (const { index, stream } of ledger.leaves(0, size)) {
    if (!streams.some(one => one.stream === stream)) continue
    const { bytes, path, opening } = await proven(ledger, index, size, true)
    leaves.push({
      index,
      leaf: Buffer.from(bytes).toString('base64'),
      path: path.map(hash => Buffer.from(hash).toString('base64')),
      ...(opening && { salt: toBase64url(opening.salt), body: opening.body }),
    })
  }
  const page = {
    format: 1,
    page: 'tachiai/register-page/v1',
    profile: 'kai',
    version: '令和8年4月1日',
    register: '利用閲覧簿',
    checkpoint: note,
    key: ledger.origin.key,
    book: {
      title: '防犯カメラ利用閲覧簿',
      formName: '様式第3号',
      mark: null,
      heads: [
        { name: '年月日', within: null },
        { name: '氏名', within: '閲覧者' },
      ],
      rows: [{ cells: ['令和8年11月23日', '甲野'], margin: '閲-1' }],
    },
    streams: streams.map(({ stream, name }) => ({ stream, name })),
    leaves,
  }
  return Buffer.from(JSON.stringify(page, null, 1))
}
