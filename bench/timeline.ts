import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { addDays, type Day, dayOf, minuteOf } from '#civil/minute.ts'
import { text } from '#commands/command.ts'
import { localDisk } from '#disk/local-disk.ts'
import { ownSteward } from '#disk/own-steward.ts'
import { sha256 } from '#hash/sha256.ts'
import { dueFromUs } from '#keeper/forgetting/eraser.ts'
import { random } from '#keeper/hashing.ts'
import { addCamera, appendRule } from '#keyring/changes.ts'
import { type CameraKeys, emptyKeyring, type Keyring } from '#keyring/keyring.ts'
import { plantDay } from '#keyring/planting.ts'
import { ruleInForce } from '#law/profile.ts'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import { Timelines } from '#vault/timeline.ts'
import type { Note } from './figures.ts'
import { writeHourFile } from './hour-file.ts'
import type { Line } from './line.ts'
import type { Plan } from './plan.ts'
import { runFolder } from './run-folder.ts'

const id = new Uint8Array(16)

/** N4: which minutes of a past day have footage, for many cameras: the first time, and every time after. */
export async function timelineLines({ finding }: Plan, note: Note): Promise<readonly Line[]> {
  const root = await mkdtemp(join(runFolder(), 'timeline-'))
  const nowUs = Date.now() * 1000
  const day = addDays(dayOf(minuteOf(nowUs)), -1)
  const cameras = Array.from({ length: finding.timelineCameras }, () =>
    randomBytes(16).toString('hex'),
  ).sort()
  try {
    note(text('1 日分のファイルを作る', 'making the files of a day'))
    for (const camera of cameras) {
      for (let hour = 0; hour < 24; hour++) {
        writeHourFile({ root, site: id, keeper: id, camera, day, hour }, null)
      }
    }
    const keyring = keyringOf(cameras, day, nowUs)
    note(text('一覧を作る', 'asking for the timeline'))
    const timelines = new Timelines(localDisk(ownSteward), root, () => false)
    const once = async () => {
      const began = performance.now()
      const found = await timelines.of(cameras, day, keyring, nowUs)
      if (!found.every(minutes => minutes.every(mark => mark > 0))) throw new Error('minutes lack')
      return performance.now() - began
    }
    const first = await once()
    const after: number[] = []
    for (let time = 0; time < 25; time++) after.push(await once())
    const line = { figure: 'N4', unit: 'ms', better: 'lower', digits: 1, beside: [] } as const
    const count = cameras.length
    return [
      {
        ...line,
        key: `N4/timeline/${count}/first`,
        what: text(
          `1 日の一覧、カメラ ${count} 台、初回（${24 * count} ファイル）`,
          `timeline of a day, ${count} cameras, first time (${24 * count} files)`,
        ),
        target: null,
        ours: [first],
      },
      {
        ...line,
        key: `N4/timeline/${count}/after`,
        what: text(
          `1 日の一覧、カメラ ${count} 台、その後`,
          `timeline of a day, ${count} cameras, after that`,
        ),
        target: { atMost: 20 },
        ours: after.slice(5),
      },
    ]
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}

function keyringOf(cameras: readonly string[], day: Day, nowUs: number): Keyring {
  const settings = { organisation: 'bench', profile: hokuto.id }
  const empty = appendRule(
    emptyKeyring({ site: id, keeper: id, demo: false, settings }),
    ruleInForce(hokuto, minuteOf(nowUs) - 40 * 1440),
  )
  const all = new Map<string, CameraKeys>()
  for (const camera of cameras) {
    // One camera at a time: each planting copies the list it is in.
    const one = addCamera(empty, camera, { name: camera, url: 'rtsp://bench/', addedUs: 0 })
    const planted = plantDay(sha256, random, one, camera, day, nowUs, dueFromUs(one))
    all.set(camera, planted.cameras.get(camera)!)
  }
  return { ...empty, cameras: all }
}
