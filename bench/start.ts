import { setTimeout as pause } from 'node:timers/promises'
import type { KeeperClient } from '#commands/keeper-client.ts'
import { startDemoCameras } from '#demo/rtsp-server.ts'
import type { CameraReport } from '#keeper/report.ts'
import { livingArchive } from './archive.ts'
import { cpuSecondsOf } from './processes.ts'
import type { Row } from './report.ts'
import { addCameras, foundSite, withRecording } from './site.ts'

/** N3: from starting the process to the first picture recorded, in front of a living archive of cameras × days × 24 files. */
export async function startRows(archive: {
  cameras: number
  days: number
}): Promise<readonly Row[]> {
  const site = await foundSite('hokuto')
  const names = Array.from({ length: archive.cameras }, (_, index) => `カメラ${index + 1}`)
  const cameras = await startDemoCameras({ names, fps: 2, now: () => Date.now() * 1000 })
  try {
    await withRecording(site, async (_keeper, client) => {
      await addCameras(client, cameras.urls)
      await until(client, performance.now(), cameras => cameras.every(receives))
    })
    const empty = await startOf(site)
    const files = await livingArchive(site.premises, archive.days)
    const full = await startOf(site)
    return [
      {
        number: 'N3',
        what: `start with ${archive.cameras} cameras and ${files} files behind them, three minutes of each due: s to ready; first picture; pictures of all; CPU-s until then`,
        target: '≤ 3 to the first picture',
        ours: full,
        peer: `the same without the archive: ${empty}`,
      },
    ]
  } finally {
    await cameras.close()
    await site.remove()
  }
}

async function startOf(site: Awaited<ReturnType<typeof foundSite>>): Promise<string> {
  const began = performance.now()
  return withRecording(site, async (keeper, client) => {
    const ready = since(began)
    const first = await until(client, began, cameras => cameras.some(receives))
    const all = await until(client, began, cameras => cameras.every(receives))
    const cpu = cpuSecondsOf(keeper.pid)
    return [ready, first, all, cpu].map(seconds => seconds.toFixed(2)).join('; ')
  })
}

async function listed(client: KeeperClient): Promise<readonly CameraReport[]> {
  const answer = await client.order<readonly CameraReport[]>({ order: 'camera.list' })
  return 'result' in answer ? answer.result : []
}

const receives = ({ health }: CameraReport): boolean => (health?.recordedBytes ?? 0) > 0
const since = (began: number): number => (performance.now() - began) / 1000

async function until(
  client: KeeperClient,
  began: number,
  met: (cameras: readonly CameraReport[]) => boolean,
): Promise<number> {
  while (!met(await listed(client))) {
    if (since(began) > 120) return Number.POSITIVE_INFINITY
    await pause(50)
  }
  return since(began)
}
