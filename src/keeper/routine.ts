import { type Minute, minuteOf } from '#civil/minute.ts'
import { type Sentence, sentence } from '#fault/fault.ts'
import { type Eraser, nextStepUs } from './forgetting/eraser.ts'
import type { SpaceRelease } from './forgetting/space-release.ts'
import type { RefusalCount } from './orders/refusal-count.ts'
import type { CameraSet } from './recording/camera-set.ts'
import type { SealBook } from './recording/seal-book.ts'
import type { OfTime } from './spool/events.ts'
import type { Spool } from './spool/spool.ts'
import type { KeeperClock } from './time/keeper-clock.ts'
import { majorityOf } from './time/sources.ts'

const tickMs = 250
const clockMs = 1000
/** A step that failed is tried again soon: what is due is overdue. */
const retryMs = 5000
/** Events are kept so long, to refill an office that was restored. */
const spoolDays = 400

/** What happens by itself while the keeper is open: flushing, watching the clocks, and a step each minute. */
export type Routine = {
  /** Keeper time was set: what is due by the new time goes before anything else is written. */
  clockStepped(): Promise<void>
  /** In the background: `tidyUp`, and releases what a crash left behind on disk. */
  sweepSoon(): void
  warnings(): readonly Sentence[]
  close(): Promise<void>
}

export function openRoutine(parts: {
  readonly clock: KeeperClock
  readonly spool: Spool
  readonly eraser: Eraser
  readonly seals: SealBook
  readonly cameras: CameraSet
  readonly space: SpaceRelease
  readonly refusals: RefusalCount
  readonly keyringVersion: () => number
  readonly tidyUp: () => Promise<void>
}): Routine {
  const { clock, spool, eraser, seals, cameras, space, refusals, tidyUp } = parts
  const { keyringVersion } = parts
  let stepProblem: string | null = null
  let markedMinute: Minute | null = null
  let closed = false
  let timer: NodeJS.Timeout
  let working: Promise<unknown> = Promise.resolve()

  async function step(): Promise<void> {
    const nowUs = clock.nowUs()
    const minute = minuteOf(nowUs)
    const problems: unknown[] = []
    const note = (error: unknown) => void problems.push(error)
    await eraser.step(nowUs).catch(note)
    // A share that does not answer holds up erasing, and neither the seals nor keeper time's mark.
    await seals.settle(minute).catch(note)
    await refusals.settle().catch(note)
    if (minute !== markedMinute) await mark(minute).catch(note)
    await spool.tend().catch(note)
    const [first] = problems
    stepProblem = first === undefined ? null : first instanceof Error ? first.message : `${first}`
  }

  async function mark(minute: Minute): Promise<void> {
    await spool.append({ type: 'TimeMarked', keyringVersion: keyringVersion() })
    markedMinute = minute
  }

  function schedule(): void {
    const nowUs = clock.nowUs()
    const waitMs = stepProblem ? retryMs : (nextStepUs(nowUs) - nowUs) / 1000
    timer = setTimeout(
      () => {
        working = step().then(() => void (closed || schedule()))
      },
      Math.max(waitMs, 1),
    )
  }

  async function watchClocks(): Promise<void> {
    const clocks = [...cameras.recorders.values()].flatMap(
      ({ cameraClockUs }) => cameraClockUs ?? [],
    )
    const events = clock.observe(majorityOf(clocks, cameras.recorders.size))
    for (const event of events) await spool.append(event)
    if (events.some(setsTime)) await clockStepped()
  }

  async function clockStepped(): Promise<void> {
    clearTimeout(timer)
    cameras.clockStepped(clock.nowUs())
    await working
    await step()
    if (!closed) schedule()
  }

  const ticking = setInterval(() => cameras.tick(clock.nowUs()), tickMs)
  const watching = setInterval(() => void watchClocks().catch(() => {}), clockMs)
  const pruning = setInterval(
    () => void spool.prune(clock.nowUs() - spoolDays * 86_400_000_000).catch(() => {}),
    86_400_000,
  )
  schedule()

  return {
    clockStepped,
    sweepSoon() {
      void space.sweep().catch(() => {})
      working = working.then(tidyUp).catch(() => {})
    },
    warnings: () => [
      ...(stepProblem ? [unfinished(stepProblem)] : []),
      ...(space.unreleased.length > 0 ? [unreleased(space.unreleased.length)] : []),
    ],
    async close() {
      closed = true
      clearTimeout(timer)
      for (const interval of [ticking, watching, pruning]) clearInterval(interval)
      await working
    },
  }
}

const setsTime = (event: OfTime): boolean =>
  event.type === 'ClockSuspended' || (event.type === 'ClockAgreed' && event.toUs !== event.fromUs)

const unfinished = (problem: string) =>
  sentence(`消去未完了: ${problem}`, `ERASURE NOT FINISHED (消去未完了): ${problem}`)
const unreleased = (files: number) =>
  sentence(
    `${files} 個のファイルの領域を、まだ解放できていません`,
    `the space of ${files} files is not released yet`,
  )
