import type { Ledger } from '#ledger/ledger.ts'
import type { CameraNow, KeeperNow } from './camera-now.ts'
import type { Desk } from './desk.ts'
import { eventIn } from './keeper-event.ts'
import type { RecordedCamera } from './recorded-cameras.ts'

/** About three days of a keeper's minutes. */
const lately = 5000

/** What keepers say of their cameras, out of the ledger: as new as what was taken over last. */
export async function camerasNow(desk: Desk): Promise<readonly KeeperNow[]> {
  const { ledger } = desk.parts
  const names = (await ledger.streams()).map(({ name }) => name)
  const keepers = names.filter(name => name.startsWith('keeper/'))
  const recorded = await desk.recorded.all()
  return Promise.all(keepers.map(name => keeperNow(ledger, name, recorded)))
}

async function keeperNow(
  ledger: Ledger,
  stream: string,
  recorded: readonly RecordedCamera[],
): Promise<KeeperNow> {
  const keeper = stream.slice('keeper/'.length)
  const n = await ledger.lastOf(stream)
  const cameras = new Map<string, CameraNow>()
  let sealed: KeeperNow['sealed'] = null
  let lastAtUs: number | null = null
  for await (const { leaf, body } of ledger.read(stream, Math.max(1, n - lately + 1))) {
    lastAtUs = leaf.atUs
    const said = eventIn(body)
    if (!said) continue
    if (leaf.type === 'MinuteSealed') {
      sealed = { minute: Number(said.minute), cameras: Number(said.count) }
    }
    const { camera } = said
    if (typeof camera !== 'string') continue
    const { fromUs, toUs, cause } = said
    const gap =
      leaf.type === 'GapRecorded'
        ? { fromUs: Number(fromUs), toUs: Number(toUs), cause: String(cause) }
        : (cameras.get(camera)?.gap ?? null)
    const known = recorded.find(one => one.camera === camera && one.keeper === keeper)
    const called = { name: known?.name ?? null, place: known?.place ?? null }
    const last = { lastType: leaf.type, lastAtUs: leaf.atUs }
    cameras.set(camera, { camera, keeper, ...called, gap, ...last })
  }
  return { keeper, n, lastAtUs, sealed, cameras: [...cameras.values()] }
}
