import { writeFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { text } from '#commands/command.ts'
import type { KeeperClient } from '#commands/keeper-client.ts'
import { startDemoCameras } from '#demo/rtsp-server.ts'
import type { CameraReport } from '#keeper/report.ts'
import { livingArchive } from './archive.ts'
import type { Note } from './figures.ts'
import { findingLines } from './finding.ts'
import type { Line } from './line.ts'
import type { Plan } from './plan.ts'
import { cpuSecondsOf } from './processes.ts'
import { addCameras, foundSite, type Site, withRecording } from './site.ts'
import { timelineLines } from './timeline.ts'

/** N3: from starting the process to the first picture recorded, in front of a living archive of cameras × days × 24 files. N4: opening its minutes. */
export async function archiveLines(plan: Plan, note: Note): Promise<readonly Line[]> {
  const { archive } = plan
  const site = await foundSite('hokuto')
  const names = Array.from({ length: archive.cameras }, (_, index) => `カメラ${index + 1}`)
  const cameras = await startDemoCameras({ names, fps: 2, now: () => Date.now() * 1000 })
  try {
    await withRecording(site, async (_keeper, client) => {
      await addCameras(client, cameras.urls)
      await until(client, performance.now(), cameras => cameras.every(receives))
    })
    note(text('映像の蓄積なしで起動', 'start without an archive'))
    const empty = await startOf(site)
    note(text('蓄積を作る', 'making the archive'))
    const files = await livingArchive(site.premises, archive.days, made =>
      note(text(`蓄積を作る: ${made} 台`, `making the archive: ${made} cameras`)),
    )
    note(text(`${files} ファイルを抱えて起動`, `start with ${files} files behind it`))
    const full = await startOf(site)
    if (archive.cold) {
      note(text('キャッシュを捨てて起動', 'start after dropping the caches'))
      await writeFile('/proc/sys/vm/drop_caches', '3')
    }
    const cold = archive.cold ? await startOf(site) : null
    return [
      ...linesOf(archive, files, empty, full),
      ...(cold ? coldLines(archive, files, cold) : []),
      ...(await findingLines(site.premises, plan, note)),
      ...(await timelineLines(plan, note)),
    ]
  } finally {
    await cameras.close()
    await site.remove()
  }
}

/** Seconds since the process was started; CPU-s until the last camera is recorded. */
type Start = {
  readonly ready: number
  readonly first: number
  readonly all: number
  readonly cpu: number
}

async function startOf(site: Site): Promise<Start> {
  const began = performance.now()
  return withRecording(site, async (keeper, client) => {
    const ready = since(began)
    const first = await until(client, began, cameras => cameras.some(receives))
    const all = await until(client, began, cameras => cameras.every(receives))
    return { ready, first, all, cpu: cpuSecondsOf(keeper.pid) }
  })
}

function linesOf(
  { cameras, days }: Plan['archive'],
  files: number,
  empty: Start,
  full: Start,
): readonly Line[] {
  const behind = behindIt(cameras, days, files)
  const line = (key: keyof Start, ja: string, en: string): Line => ({
    figure: 'N3',
    key: `N3/${cameras}x${days}/${key}`,
    what: text(behind.ja + ja, behind.en + en),
    unit: key === 'cpu' ? 'CPU-s' : 's',
    better: 'lower',
    target: key === 'first' ? { atMost: 3 } : null,
    digits: 2,
    ours: [full[key]],
    beside: [{ who: 'Tachiai, no archive behind it', measured: [empty[key]], ratio: null }],
  })
  return [
    line('ready', '受付まで', 'door open'),
    line('first', '最初の 1 コマ', 'first picture'),
    line('all', '全カメラ', 'every camera'),
    line('cpu', 'それまでの CPU', 'CPU until then'),
  ]
}

/** The same archive a second time: what fell due is forgotten, little is due any more. */
function coldLines(
  { cameras, days }: Plan['archive'],
  files: number,
  cold: Start,
): readonly Line[] {
  const behind = behindIt(cameras, days, files)
  return [
    {
      figure: 'N3',
      key: `N3/${cameras}x${days}/cold`,
      what: text(`${behind.ja}最初の 1 コマ（キャッシュなし）`, `${behind.en}first picture, cold`),
      unit: 's',
      better: 'lower',
      target: { atMost: 3 },
      digits: 2,
      ours: [cold.first],
      beside: [],
    },
  ]
}

const behindIt = (cameras: number, days: number, files: number) =>
  text(
    `カメラ ${cameras} 台 × ${days} 日（${files} ファイル）: `,
    `${cameras} cameras × ${days} days (${files} files): `,
  )

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
