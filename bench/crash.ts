import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { text } from '#commands/command.ts'
import { demoPremises, foundDemo, pointCameras } from '#commands/demo/site.ts'
import { startKeeper } from '#commands/keeper-child.ts'
import { type KeeperClient, withRunningKeeper } from '#commands/keeper-client.ts'
import { startDemoCameras } from '#demo/rtsp-server.ts'
import type { CheckReport, Finding, StatusReport } from '#keeper/report.ts'
import { drawClip } from '../test/peer/clip.ts'
import { peerMissing, startPeer } from '../test/peer/peer.ts'
import { ffmpegCrashes } from './crash-ffmpeg.ts'
import type { Note } from './figures.ts'
import type { Line } from './line.ts'
import type { Plan } from './plan.ts'
import { type Remains, remains } from './remains.ts'
import { runFolder } from './run-folder.ts'

const names = ['カメラ1', 'カメラ2']
/** KAI's ceiling: one jump of the demo's clock makes all footage due, so that kills meet erasures at work too. */
const pastLimitUs = (168 * 60 + 2) * 60_000_000

/** N11: the recording keeper killed with SIGKILL at random moments, every fourth time while a jump of the clock makes footage expire. */
export async function crashLines({ crash }: Plan, note: Note): Promise<readonly Line[]> {
  const cameras = await openCameras()
  try {
    const ours = await killed(crash, cameras.urls, note)
    const ffmpeg = await ffmpegCrashes(crash, cameras.urls[0]!, note)
    const line = { figure: 'N11', unit: '', better: 'lower', digits: 0, beside: [] } as const
    const { kills } = crash
    const count = (key: string, value: number, ja: string, en: string): Line => ({
      ...line,
      key: `N11/${key}`,
      what: text(ja, en),
      target: { atMost: 0 },
      ours: [value],
    })
    return [
      {
        ...line,
        key: 'N11/lost',
        what: text(
          `強制終了 ${kills} 回: 1 台で失われた映像`,
          `kill -9 × ${kills}: footage of a camera lost`,
        ),
        unit: 's',
        digits: 2,
        target: { atMost: 2 },
        ours: ours.lost,
        beside: ffmpeg.map(({ who, lost }) => ({ who, measured: lost, ratio: null })),
      },
      {
        ...count(
          'unreadable',
          ours.unreadable,
          `読めないファイル（${ours.files} 個中）`,
          `files unreadable (of ${ours.files})`,
        ),
        beside: ffmpeg.map(({ who, unreadable }) => ({ who, measured: unreadable, ratio: null })),
      },
      count(
        'repeated',
        ours.repeated,
        `繰り返された鍵とノンスの組（${ours.records} 個中）`,
        `(key, nonce) pairs repeated (of ${ours.records})`,
      ),
      count('expired', ours.expired, '期限を過ぎて読める分', 'expired minutes readable'),
      count(
        'findings',
        ours.findings.length,
        `check の指摘${kindsOf(ours.findings)}`,
        `findings of check${kindsOf(ours.findings)}`,
      ),
    ]
  } finally {
    await cameras.close()
  }
}

/** Somebody else's camera with a key frame each second where it can be had, else our own. */
async function openCameras(): Promise<{ urls: readonly string[]; close(): Promise<void> }> {
  if (peerMissing()) return startDemoCameras({ names, fps: 10, now: () => Date.now() * 1000 })
  const clips = await mkdtemp(join(runFolder(), 'clips-'))
  const clip = drawClip(clips, { fps: 30, gop: 30, seconds: 5 })
  const peer = await startPeer({ clip, cameras: names.length, fps: 30 })
  return {
    urls: names.map((_, camera) => peer.url(camera)),
    async close() {
      await peer.kill()
      await rm(clips, { recursive: true, force: true })
    },
  }
}

type Tally = Omit<Remains, 'lastUs'> & {
  readonly lost: readonly number[]
  /** What `check` said at each start. */
  readonly findings: readonly Finding[]
}

async function killed(
  { kills, longestMs }: Plan['crash'],
  urls: readonly string[],
  note: Note,
): Promise<Tally> {
  const base = await mkdtemp(join(runFolder(), 'crash-'))
  const premises = demoPremises(join(base, 'data'))
  const lost: number[] = []
  const findings: Finding[] = []
  const tally = { files: 0, unreadable: 0, records: 0, repeated: 0, expired: 0 }
  try {
    await foundDemo(premises, 'kai')
    for (let kill = 0; kill <= kills; kill++) {
      note(text(`${kill} / ${kills} 回`, `${kill} of ${kills} kills`))
      const keeper = await startKeeper({ task: 'record', premises })
      let readyUs = 0
      let seen: StatusReport | null = null
      try {
        await withRunningKeeper(premises, async client => {
          readyUs = (await ask<StatusReport>(client, 'status')).clock.nowUs
          await pointCameras(client, names, urls)
          findings.push(...(await ask<CheckReport>(client, 'check')).findings)
          if (kill === kills) return
          await pause(Math.random() * longestMs)
          seen = await ask<StatusReport>(client, 'status')
          if (kill % 4 !== 3) return
          const jump = client.order({ order: 'clock.move', us: pastLimitUs })
          await Promise.race([jump.catch(() => {}), pause(Math.random() * 60)])
          seen = null
        })
      } finally {
        process.kill(keeper.pid, 'SIGKILL')
        await keeper.ended
      }
      const after = await remains(premises, readyUs)
      for (const key of ['unreadable', 'repeated', 'expired'] as const) tally[key] += after[key]
      tally.files = Math.max(tally.files, after.files)
      tally.records = Math.max(tally.records, after.records)
      if (seen) lost.push(lostSince(seen, after, readyUs))
    }
    return { ...tally, lost, findings }
  } finally {
    await rm(base, { recursive: true, force: true })
  }
}

/** ` (record × 2, coverage × 1)`; nothing where there is none. */
function kindsOf(findings: readonly Finding[]): string {
  const kinds = Map.groupBy(findings, ({ kind }) => kind)
  const counted = [...kinds].map(([kind, found]) => `${kind} × ${found.length}`)
  return counted.length > 0 ? ` (${counted.join(', ')})` : ''
}

async function ask<Result>(client: KeeperClient, order: string): Promise<Result> {
  const answer = await client.order<Result>({ order })
  if ('refusal' in answer) throw new Error(answer.refusal.refused)
  return answer.result
}

/** Seconds between the last picture the keeper had received of a camera and the last one that opens; the worst camera's. Nothing was received before it served. */
const lostSince = ({ cameras }: StatusReport, { lastUs }: Remains, servedFromUs: number): number =>
  Math.max(
    0,
    ...cameras.flatMap(({ id, health }) => {
      const receivedUs = health?.lastUnitUs
      return receivedUs ? (receivedUs - Math.max(lastUs.get(id) ?? 0, servedFromUs)) / 1e6 : []
    }),
  )
