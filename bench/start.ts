import { randomBytes } from 'node:crypto'
import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { addDays, dayOf, minuteOf, startOfDayUs } from '#civil/minute.ts'
import type { KeeperClient } from '#commands/keeper-client.ts'
import { startDemoCameras } from '#demo/rtsp-server.ts'
import { type Premises, rooms } from '#keeper/premises.ts'
import type { CameraReport } from '#keeper/report.ts'
import { encodeHeader } from '#vault/segment-header.ts'
import type { Row } from './report.ts'
import { addCameras, foundSite, withRecording } from './site.ts'

/** An hour of 4 Mbit/s, as a hole: only names, headers and lengths are there. */
const hourBytes = 1_800_000_000

/** N3: from starting the process to the first picture recorded, in front of an archive of cameras × days × 24 files. */
export async function startRows(archive: {
  cameras: number
  days: number
}): Promise<readonly Row[]> {
  const site = await foundSite()
  const names = Array.from({ length: archive.cameras }, (_, index) => `カメラ${index + 1}`)
  const cameras = await startDemoCameras({ names, fps: 2, now: () => Date.now() * 1000 })
  try {
    const ids = await withRecording(site, async (_keeper, client) => {
      await addCameras(client, cameras.urls)
      await pause(3000)
      return (await listed(client)).map(({ id }) => id)
    })
    for (const id of ids) await sparseDays(site.premises, id, archive.days)
    const began = performance.now()
    const times = await withRecording(site, async (_keeper, client) => {
      const ready = since(began)
      const first = await until(client, began, cameras => cameras.some(receives))
      const all = await until(client, began, cameras => cameras.every(receives))
      return { ready, first, all }
    })
    const files = archive.cameras * archive.days * 24
    return [
      {
        number: 'N3',
        what: `start with ${archive.cameras} cameras and ${files} files: ready; first picture; all cameras (s)`,
        target: '≤ 3 to the first picture',
        ours: [times.ready, times.first, times.all].map(seconds => seconds.toFixed(2)).join('; '),
        peer: '—',
      },
    ]
  } finally {
    await cameras.close()
    await site.remove()
  }
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
    await pause(20)
  }
  return since(began)
}

async function sparseDays(premises: Premises, camera: string, days: number): Promise<void> {
  const today = dayOf(minuteOf(Date.now() * 1000))
  for (let back = 1; back <= days; back++) {
    const day = addDays(today, -back)
    const folder = join(rooms(premises.directory).footage, camera, day)
    await mkdir(folder, { recursive: true })
    for (let hour = 0; hour < 24; hour++) {
      const segment = randomBytes(16).toString('hex')
      const header = encodeHeader({
        site: Buffer.from(premises.site, 'hex'),
        keeper: Buffer.from(premises.keeper, 'hex'),
        camera,
        segment,
        day,
        hour,
        beginsUs: startOfDayUs(day) + hour * 3_600_000_000,
        previous: null,
        profileHash: new Uint8Array(32),
        limitRule: 'bench',
      })
      const file = await open(join(folder, `${`${hour}`.padStart(2, '0')}-${segment}.tachi`), 'wx')
      await file.write(header)
      await file.truncate(hourBytes)
      await file.close()
    }
  }
}
