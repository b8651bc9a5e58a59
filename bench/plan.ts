export type Size = 'full' | 'quick' | 'smoke'

/** How much a run measures. A smoke run only shows that each figure can still be made. */
export type Plan = {
  readonly size: Size
  readonly clip: { readonly size: string; readonly bitrate: string }
  readonly recording: {
    readonly streams: readonly number[]
    /** Peers record so many streams at most: above, their share of the one core would be full. */
    readonly peersUpTo: number
    readonly warmUpSeconds: number
    readonly windows: number
    readonly windowSeconds: number
  }
  readonly archive: {
    readonly cameras: number
    readonly days: number
    /** Start once more after the kernel gave up everything it holds of any disk. */
    readonly cold: boolean
  }
  /** Minutes opened for each length of group; cameras in the timeline. */
  readonly finding: { readonly minutes: number; readonly timelineCameras: number }
  readonly takeOut: { readonly minutes: number; readonly runs: number }
  readonly erasure: { readonly cameras: number; readonly punctualCameras: number }
  readonly ledger: {
    readonly windows: number
    /** In each window: acts one by one; acts of each of 16 callers; batches of 256 events. */
    readonly acts: number
    readonly actsEach: number
    readonly batches: number
  }
  /** Rounds through all cases in each window. */
  readonly decision: { readonly rounds: number }
  /** Seconds of footage sealed; sessions; pictures stepped through in each. */
  readonly room: { readonly seconds: number; readonly runs: number; readonly pictures: number }
  readonly crash: { readonly kills: number; readonly longestMs: number }
}

const full: Plan = {
  size: 'full',
  clip: { size: '1920x1080', bitrate: '4M' },
  recording: {
    streams: [1, 16, 32, 64, 128],
    peersUpTo: 64,
    warmUpSeconds: 15,
    windows: 3,
    windowSeconds: 20,
  },
  archive: { cameras: 100, days: 30, cold: false },
  finding: { minutes: 200, timelineCameras: 1000 },
  takeOut: { minutes: 60, runs: 5 },
  erasure: { cameras: 5000, punctualCameras: 100 },
  ledger: { windows: 5, acts: 1000, actsEach: 100, batches: 40 },
  decision: { rounds: 20_000 },
  room: { seconds: 20, runs: 5, pictures: 300 },
  crash: { kills: 100, longestMs: 3500 },
}

const quick: Plan = {
  ...full,
  size: 'quick',
  recording: { ...full.recording, streams: [16], warmUpSeconds: 8, windowSeconds: 8 },
  finding: { minutes: 60, timelineCameras: 1000 },
  takeOut: { minutes: 20, runs: 3 },
  ledger: { windows: 3, acts: 400, actsEach: 50, batches: 40 },
  crash: { kills: 10, longestMs: 3500 },
}

const smoke: Plan = {
  size: 'smoke',
  clip: { size: '640x360', bitrate: '1M' },
  recording: { streams: [2], peersUpTo: 2, warmUpSeconds: 2, windows: 1, windowSeconds: 3 },
  archive: { cameras: 2, days: 3, cold: false },
  finding: { minutes: 5, timelineCameras: 4 },
  takeOut: { minutes: 2, runs: 3 },
  erasure: { cameras: 100, punctualCameras: 10 },
  ledger: { windows: 1, acts: 20, actsEach: 2, batches: 2 },
  decision: { rounds: 200 },
  room: { seconds: 5, runs: 1, pictures: 20 },
  crash: { kills: 2, longestMs: 1500 },
}

const plans: Record<Size, Plan> = { full, quick, smoke }

export function planOf(
  size: Size,
  chosen: {
    readonly streams: readonly number[] | null
    readonly kills: number | null
    readonly cold: boolean
  },
): Plan {
  const plan = plans[size]
  const { recording, archive, crash } = plan
  return {
    ...plan,
    recording: { ...recording, streams: chosen.streams ?? recording.streams },
    archive: { ...archive, cold: chosen.cold },
    crash: { ...crash, kills: chosen.kills ?? crash.kills },
  }
}
