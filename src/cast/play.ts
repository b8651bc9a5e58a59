import { dayOf, minuteOf } from '#civil/minute.ts'
import type { FootageRange } from '#domain/footage-range.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import type { Story } from './case.ts'
import { proves, receives } from './counter.ts'
import { approves, confirms, handsOut, proposes, type Staff, views } from './deeds.ts'
import { stories } from './stories.ts'

/** What the play needs of the machine. */
export type Stage = {
  readonly profile: Profile
  readonly staff: Staff
  /** The recorder's two cameras, as it calls them. */
  readonly cameras: readonly [string, string]
  readonly nowUs: () => Promise<number>
  /** Until a minute is over. */
  readonly isOver: (minute: number) => Promise<void>
  /** From the day on which it begins to today. */
  readonly dayPasses: () => Promise<void>
  readonly tell: (done: Scene) => Promise<void>
}

/** How many cases it has. */
export const sceneCount = Object.keys(stories).length

/** A case, and what it waits for. */
export type Scene = {
  readonly id: string
  readonly waits: string
  readonly who: string
}

/** How far back it begins, days: beyond the day on which a copy is to be back. */
export const agoDays = 32

/**
 * A month in a made-up office, in about three minutes: a copy handed out that nobody brought back, one case that is
 * finished, and one at each stage that a case passes. Throws where the office refuses anything: then the play is wrong.
 */
export async function play(stage: Stage): Promise<void> {
  const { profile, staff, cameras, tell } = stage
  const [street, park] = cameras
  const { second, witnesses } = staff

  /** The minute that runs now on a camera. */
  const now = async (camera: string): Promise<FootageRange> => {
    const minute = minuteOf(await stage.nowUs())
    return { camera, fromMinute: minute, toMinute: minute + 1 }
  }
  const takesIn = async (story: Story): Promise<string> => {
    const id = await receives(second, profile, story)
    const day = dayOf(minuteOf(await stage.nowUs()))
    await proves([second, witnesses[0]], profile, id, story, day)
    return id
  }

  const then = await now(street)
  const handedOut = stories.handedOut([then])
  const first = await takesIn(handedOut)
  await approves(profile, staff, first)
  await stage.isOver(then.toMinute - 1)
  await handsOut(profile, staff, first, handedOut)
  await tell({ id: first, waits: '渡した写しの返却（期限超過）', who: staff.operator.name })
  const finished = stories.finished([then])
  const old = await takesIn(finished)
  await approves(profile, staff, old)
  await views(staff, old, finished)
  await confirms(staff, old)
  await tell({ id: old, waits: '済んだ件（記録簿に一行）', who: staff.head.name })

  await stage.dayPasses()
  const today = await now(street)
  const inThePark = await now(park)
  const fresh = await receives(second, profile, stories.received([inThePark]))
  await tell({ id: fresh, waits: '書類と確認がまだ', who: second.name })
  const undecided = await takesIn(stories.toDecide([inThePark]))
  await proposes(profile, staff, undecided, 1)
  await tell({ id: undecided, waits: '承認', who: (profile.committee ? second : staff.head).name })
  const ready = await takesIn(stories.toView([today]))
  await approves(profile, staff, ready)
  await tell({ id: ready, waits: '閲覧', who: staff.operator.name })
  const toConfirm = stories.toConfirm([today])
  const shown = await takesIn(toConfirm)
  await approves(profile, staff, shown)
  await stage.isOver(today.toMinute - 1)
  await views(staff, shown, toConfirm)
  await tell({ id: shown, waits: '記録の行の確認', who: staff.operator.name })
}
