import { X509Certificate } from 'node:crypto'
import { Fault, sentence } from '#fault/fault.ts'
import { makeAuthority } from '#lan/authority.ts'
import { hostIn, type Lan, readLan, removeLan, writeLan } from '#lan/lan-file.ts'
import type { OfficeOrders } from '#office/orders.ts'

export type ShownLan = {
  readonly address: string
  /** What people install on their machines, PEM; and its SHA-256 as devices show it. */
  readonly root: string
  readonly fingerprint: string
  readonly untilMs: number
}

const usualPort = 8443

/** The office's name in the building's network, asked at its door. A change is in force when the office has begun anew. */
export const lanOrders = ({
  folder,
  isClaimed,
  changed,
}: {
  readonly folder: string
  readonly isClaimed: () => Promise<boolean>
  readonly changed: () => void
}): OfficeOrders => ({
  'lan.make': async ({ host, port }): Promise<ShownLan> => {
    // Until somebody answers for the office it is reached from its own machine alone.
    if (!(await isClaimed())) throw notClaimed()
    if (await readLan(folder)) throw thereIsOne()
    const authority = await makeAuthority(hostIn(String(host)), Date.now())
    const lan = { port: port === null ? usualPort : portIn(port), authority }
    await writeLan(folder, lan)
    changed()
    return shownLan(lan)
  },
  'lan.show': async (): Promise<ShownLan | null> => {
    const lan = await readLan(folder)
    return lan && shownLan(lan)
  },
  'lan.off': async () => {
    await removeLan(folder)
    changed()
    return null
  },
})

export const addressOf = ({ port, authority: { host } }: Lan): string =>
  new URL(`https://${host}:${port}`).origin

const shownLan = (lan: Lan): ShownLan => {
  const { root } = lan.authority
  const { fingerprint256, validTo } = new X509Certificate(root)
  const untilMs = Date.parse(validTo)
  return { address: addressOf(lan), root, fingerprint: fingerprint256, untilMs }
}

function portIn(port: unknown): number {
  if (Number.isInteger(port) && Number(port) > 0 && Number(port) < 65_536) return Number(port)
  throw new Fault('Misconfigured', sentence('ポート番号ではありません。', 'not a port'))
}

const notClaimed = () =>
  new Fault(
    'Conflict',
    sentence('まだ、だれもこの事務室に入れません。', 'nobody can sign in yet'),
    sentence(
      '先に「tachiai account first」で、はじめの管理責任者が入ってください。それまでは、この機械でだけ開きます。',
      'The first manager comes in first (tachiai account first); until then it is reached from this machine alone.',
    ),
  )

const thereIsOne = () =>
  new Fault(
    'Conflict',
    sentence('名前は、すでに付いています。', 'there is a name already'),
    sentence(
      '変えると、その名前で登録した鍵はみな使えなくなります。変えるなら、先に「tachiai lan off」を行ってください。',
      'Every key that was enrolled under it is lost with it. To change it: tachiai lan off first.',
    ),
  )
