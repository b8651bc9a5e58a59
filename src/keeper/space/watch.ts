import { minuteOf, secondUs } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'
import { type Sentence, sentence } from '#fault/fault.ts'
import { changeAbout } from '#keyring/changes.ts'
import type { RecordingProfile } from '#law/profile.ts'
import type { Custody } from '../forgetting/custody.ts'
import type { Eraser } from '../forgetting/eraser.ts'
import type { SpaceRelease } from '../forgetting/space-release.ts'
import type { Premises } from '../premises.ts'
import type { Spool } from '../spool/spool.ts'
import type { Ballast } from './ballast.ts'
import { retentionOf } from './disk-plan.ts'
import { chooseHours, type Usage } from './give-up.ts'
import type { Hindrance } from './hindrance.ts'
import { meanBitsPerSecond, type Occupied, occupiedBy, totalOf, unheldHours } from './occupied.ts'
import { type Room, roomOf } from './room.ts'
import { isBreach, keptSeconds, type Plan, planOf, shareBytes, surplusAbove } from './share.ts'

/** ok; alarm: people should act; reserve: footage goes early; onlyHeld: nothing may go, recording waits. */
export type DiskState = 'ok' | 'alarm' | 'reserve' | 'onlyHeld'

/**
 * Watches the disk that the footage lies on. Below the reserve it gives up whole hours, the guilty camera's first, keys
 * before space, as recorded acts; where nothing but held footage is left recording waits, and goes on by itself as
 * soon as there is room again, wherever it came from. Never touches a held minute.
 */
export type DiskWatch = {
  readonly state: DiskState
  /** Looks and acts; one at a time, further calls wait for the same. Never rejects. */
  tick(): Promise<void>
  /** What may be written beside the reserve without anything being given up, bytes; null where the disk does not tell. */
  roomFor(): Promise<number | null>
  warnings(): readonly Sentence[]
  /** Begins to look by itself. */
  start(): void
  close(): Promise<void>
}

const tickMs = 1000
/** Looking through a large archive rests so many times as long as it took. */
const restTimes = 10
const longestRestMs = 30_000
/** An alarm of a period's disk begins at 85 %, and ends a little below, so that it does not flap. */
const alarmFrom = 0.85
const alarmUntil = 0.83
/** Freed is a quarter more than the reserve, so that not every second is an act. */
const freedTo = 1.25
/** A night alone would make a guilty camera of every morning. */
const dayHours = 24
const measureUs = 600 * secondUs

export function openDiskWatch(parts: {
  readonly premises: Premises
  readonly disk: Disk
  readonly profile: RecordingProfile
  readonly custody: Custody
  readonly spool: Spool
  readonly eraser: Eraser
  readonly space: SpaceRelease
  readonly ballast: Ballast
  readonly hindrance: Hindrance
  readonly nowUs: () => number
}): DiskWatch {
  const { premises, disk, profile, custody, spool, eraser, space, ballast, hindrance } = parts
  let state: DiskState = 'ok'
  let problem: string | null = null
  let working: Promise<void> | null = null
  let timer: NodeJS.Timeout | undefined
  let measuredUs = Number.NEGATIVE_INFINITY
  let closed = false

  const occupied = () => occupiedBy(disk, premises.directory, custody.keyring)

  function usageOf(hours: Occupied): ReadonlyMap<string, Usage> {
    const now = minuteOf(parts.nowUs())
    return new Map(
      [...custody.keyring.cameras].map(([camera, { about }]) => {
        const plan = planOf(about)
        const seconds = (parts.nowUs() - about.addedUs) / secondUs
        const share =
          plan && shareBytes(plan, keptSeconds(retentionOf(custody, profile, camera), now), seconds)
        return [camera, { usedBytes: totalOf(hours.get(camera)), shareBytes: share }]
      }),
    )
  }

  async function enter(next: DiskState, room: Room, neededBytes: number): Promise<void> {
    const worse = order.indexOf(next) > order.indexOf(state)
    state = next
    if (!worse || next === 'ok') return
    const { freeBytes } = room
    await spool.append({ type: 'DiskFull', state: next, freeBytes, neededBytes })
  }

  async function look(): Promise<void> {
    const room = await roomOf(premises)
    if (room === null) return
    await ballast.tend(room)
    const { freeBytes, reserveBytes } = room
    const wanted = reserveBytes + (ballast.thrown ? ballast.bytes : 0)
    if (freeBytes >= wanted) {
      hindrance.everything = false
      await enter(isAlarm(room) ? 'alarm' : 'ok', room, 0)
      await lookAtShares()
      return
    }
    hindrance.everything = state === 'onlyHeld' || ballast.thrown
    if (state !== 'onlyHeld') await enter('reserve', room, wanted - freeBytes)
    const hours = await occupied()
    hold(usageOf(hours))
    const needed = Math.ceil(wanted * freedTo) - freeBytes
    if (await giveUp(hours, needed)) return
    if (space.pending || freeBytes > reserveBytes / 2) return
    hindrance.everything = true
    await enter('onlyHeld', room, needed)
  }

  /** Keys first; then their space, waited for: what is on its way is not given up twice. */
  async function giveUp(hours: Occupied, neededBytes: number): Promise<boolean> {
    const now = minuteOf(parts.nowUs())
    await space.settle()
    const free = unheldHours(custody.keyring, hours, now, parts.nowUs())
    const chosen = chooseHours(free, usageOf(hours), surplusAbove, neededBytes)
    if (chosen.length === 0) return false
    await eraser.giveUp(chosen, parts.nowUs())
    await space.settle()
    return true
  }

  const isPeriod = () => isBreach(profile.retention.rule)
  function isAlarm({ totalBytes, freeBytes, reserveBytes }: Room): boolean {
    const was = state !== 'ok'
    if (!isPeriod()) return freeBytes < reserveBytes * (was ? 2.2 : 2)
    return 1 - freeBytes / totalBytes >= (was ? alarmUntil : alarmFrom)
  }

  /** Where early release would be a breach, the guilty camera is not taken any further once the disk is at its alarm. */
  function hold(usage: ReadonlyMap<string, Usage>): void {
    const guilty = [...usage].filter(
      ([camera, { usedBytes, shareBytes }]) =>
        shareBytes !== null &&
        usedBytes > (hindrance.overShare.has(camera) ? 1 : surplusAbove) * shareBytes,
    )
    const held = isPeriod() && state !== 'ok' ? guilty.map(([camera]) => camera) : []
    hindrance.overShare = new Set(held)
  }

  async function lookAtShares(): Promise<void> {
    const nowUs = parts.nowUs()
    const isDue = Math.abs(nowUs - measuredUs) >= measureUs
    if (state === 'ok' && hindrance.overShare.size > 0) hindrance.overShare = new Set()
    if (state === 'ok' && !isDue) return
    const hours = await occupied()
    hold(usageOf(hours))
    if (!isDue) return
    measuredUs = nowUs
    await plan(hours, nowUs)
  }

  /** What nobody told is measured once there is a whole day, and stays: a camera cannot raise its own share. */
  async function plan(hours: Occupied, nowUs: number): Promise<void> {
    const found = new Map<string, Plan>()
    for (const [camera, { about }] of custody.keyring.cameras) {
      if (about.removedUs !== undefined || about.source === 'card' || planOf(about)) continue
      const own = hours.get(camera) ?? new Map()
      const bitsPerSecond = meanBitsPerSecond(own, minuteOf(nowUs), dayHours)
      if (bitsPerSecond !== null) {
        found.set(camera, {
          bitsPerSecond: Math.ceil(bitsPerSecond),
          sinceUs: nowUs,
          by: 'measured',
        })
      }
    }
    if (found.size === 0) return
    await custody.change(keyring => {
      let next = keyring
      for (const [camera, plan] of found) {
        next = changeAbout(next, camera, { ...next.cameras.get(camera)!.about, plan })
      }
      return { next, result: undefined }
    })
  }

  function tick(): Promise<void> {
    working ??= look()
      .then(
        () => {
          problem = null
        },
        error => {
          problem = error instanceof Error ? error.message : String(error)
        },
      )
      .finally(() => {
        working = null
      })
    return working
  }

  return {
    get state() {
      return state
    },
    tick,
    async roomFor() {
      const room = await roomOf(premises)
      return room && Math.max(room.freeBytes - room.reserveBytes - ballast.bytes, 0)
    },
    warnings: () => [
      ...(state === 'ok' ? [] : [alarms[state]]),
      ...(hindrance.overShare.size > 0 ? [overShare(namesOf(custody, hindrance.overShare))] : []),
      ...(problem === null ? [] : [unwatched(problem)]),
    ],
    start() {
      const go = async () => {
        const beganMs = performance.now()
        await tick()
        const restMs = Math.max(tickMs, restTimes * (performance.now() - beganMs))
        if (!closed) timer = setTimeout(() => void go(), Math.min(restMs, longestRestMs))
      }
      void go()
    },
    async close() {
      closed = true
      clearTimeout(timer)
      await working
    },
  }
}

const order: readonly DiskState[] = ['ok', 'alarm', 'reserve', 'onlyHeld']

const namesOf = ({ keyring }: Custody, cameras: ReadonlySet<string>): string =>
  [...cameras].map(camera => keyring.cameras.get(camera)?.about.name ?? camera).join('、')

const alarms: Readonly<Record<Exclude<DiskState, 'ok'>, Sentence>> = {
  alarm: sentence(
    'ディスクの空きが少なくなっています。ほかのファイルを減らすか、ディスクを大きくしてください →「tachiai disk」',
    'The disk is getting full. Remove other files or enlarge it → "tachiai disk"',
  ),
  reserve: sentence(
    'ディスクの空きが足りず、古い映像を期限より早く手放しています →「tachiai disk」',
    'The disk is too full: the oldest footage is given up before its time → "tachiai disk"',
  ),
  onlyHeld: sentence(
    '✕ 録画を止めています: ディスクに空きがなく、手放せる映像もありません（延長中の映像は手放しません）。場所を空けると、自動で再開します',
    '✕ RECORDING STOPPED: the disk is full and nothing may be given up (held footage never is). It goes on by itself once there is room',
  ),
}
const overShare = (names: string) =>
  sentence(
    `カメラ「${names}」が計画の1.5倍を超えて場所を使っているため、空きが戻るまで録画していません`,
    `Camera "${names}" uses more than 1.5 times its plan: not recorded until there is room`,
  )
const unwatched = (problem: string) =>
  sentence(`ディスクの空きを見張れていません: ${problem}`, `The disk is not watched: ${problem}`)
