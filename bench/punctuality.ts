import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { firstMinute, type Minute, minuteUs, readMoment } from '#civil/minute.ts'
import { text } from '#commands/command.ts'
import { profileNamed } from '#commands/profiles.ts'
import { localDisk } from '#disk/local-disk.ts'
import { ownSteward } from '#disk/own-steward.ts'
import { nextStepUs } from '#keeper/forgetting/eraser.ts'
import { rulesFor } from '#keeper/forgetting/rules-in-force.ts'
import { found } from '#keeper/found.ts'
import { type Keeper, openKeeper } from '#keeper/keeper.ts'
import type { Premises } from '#keeper/premises.ts'
import type { Readings } from '#keeper/time/readings.ts'
import { addCamera } from '#keyring/changes.ts'
import type { DayRange } from '#keyring/keyring.ts'
import { liveMinutes } from '#keyring/minutes.ts'
import { dueUnder, isCeiling, limitUs } from '#law/retention.ts'
import type { Note } from './figures.ts'
import type { Line } from './line.ts'
import type { Plan } from './plan.ts'
import { runFolder } from './run-folder.ts'

/** Clocks that run as the machine's do and can be put forward: what an erasure takes is real, the days before it are not. */
class MovableClocks implements Readings {
  #trueUs: number
  readonly #beganUs = now()

  constructor(trueUs: number) {
    this.#trueUs = trueUs - this.#beganUs
  }

  bootId = () => 'bench'
  bootUs = () => this.wallUs()
  monotonicUs = () => this.wallUs()
  wallUs = () => this.#trueUs + now()
  synchronised = () => true
  hardwareUs = () => null

  forward(us: number): void {
    this.#trueUs += us
  }
}
const now = (): number => Number(process.hrtime.bigint() / 1000n)

type Punctuality = { readonly fromLimit: readonly number[]; readonly minutes: number }

/** N6: how far from its limit footage really became unreadable, by the keeper's own ErasureDone. */
export async function punctualityLines(plan: Plan, note: Note): Promise<readonly Line[]> {
  const cameras = plan.erasure.punctualCameras
  const lines: Line[] = []
  for (const [profile, start] of [
    ['hokuto', '2028-02-10 10:00'],
    ['nishinari', '2028-02-10 23:50'],
  ] as const) {
    note(text(`期限との差（${profile}）`, `distance from the limit (${profile})`))
    const { fromLimit, minutes } = await erasuresOf(profile, readMoment(start), cameras)
    const { retention } = profileNamed(profile)
    const ceiling = isCeiling(retention.rule)
    // A minute's first frame is the first to be late, its last one the first to be early: 60 s after it under a ceiling.
    const early = fromLimit.map(us => Math.max(0, (ceiling ? minuteUs : 0) - us) / 1e6)
    const late = fromLimit.map(us => Math.max(0, us) / 1e6)
    const line = { figure: 'N6', unit: 's', better: 'lower', digits: 2, beside: [] } as const
    const what = (ja: string, en: string) =>
      text(
        `${profile}: ${minutes} 分 × ${cameras} 台の消去、${ja}`,
        `${profile}: ${minutes} min of ${cameras} cameras erased, ${en}`,
      )
    lines.push(
      {
        ...line,
        key: `N6/${profile}/late`,
        what: what('期限より遅い', 'late'),
        target: { atMost: ceiling ? 0 : 60 },
        ours: late,
      },
      {
        ...line,
        key: `N6/${profile}/early`,
        what: what('期限より早い', 'early'),
        target: { atMost: ceiling ? 120 : 0 },
        ours: early,
      },
    )
  }
  return lines
}

async function erasuresOf(profile: string, startUs: number, cameras: number): Promise<Punctuality> {
  const base = await mkdtemp(join(runFolder(), 'punctual-'))
  const clocks = new MovableClocks(startUs)
  const keeper = await inProcess(base, profile, clocks)
  try {
    await keeper.custody.change(keyring => {
      let next = keyring
      for (let i = 0; i < cameras; i++) {
        const id = randomBytes(16).toString('hex')
        next = addCamera(next, id, { name: id, url: 'rtsp://bench/', addedUs: startUs })
      }
      return { next, result: null }
    })
    await keeper.eraser.step(keeper.nowUs())
    const [camera] = keeper.custody.keyring.cameras.keys()
    const first = liveMinutes(keeper.custody.keyring, camera!)[0]![0]
    const { dueFromUs } = dueUnder(rulesFor(keeper.custody.keyring, camera!), first)
    // Planted on the way, as a keeper does that runs all the time.
    while (keeper.nowUs() < dueFromUs - 3 * 3_600_000_000) {
      clocks.forward(1_800_000_000)
      await keeper.eraser.step(keeper.nowUs())
    }
    clocks.forward(dueFromUs - 3 * minuteUs - keeper.nowUs())
    const fromLimit: number[] = []
    let minutes = 0
    for (let step = 0; step < 8; step++) {
      clocks.forward(nextStepUs(keeper.nowUs()) - keeper.nowUs())
      const erased = await keeper.eraser.step(keeper.nowUs())
      if (erased.length === 0) continue
      const done = await keeper.spool.lastOf('ErasureDone')
      const doneUs = (await stampOf(keeper, done!.n))!
      for (const minute of minutesOf(erased)) {
        const rules = rulesFor(keeper.custody.keyring, camera!)
        fromLimit.push(doneUs - limitUs(rules.at(-1)!.retention, minute))
      }
      minutes += minutesOf(erased).length
    }
    return { fromLimit, minutes }
  } finally {
    await keeper.close('bench')
    await rm(base, { recursive: true, force: true })
  }
}

async function stampOf({ spool }: Keeper, n: number): Promise<number | null> {
  for await (const entry of spool.read(n)) return entry.event.atUs
  return null
}

/** The minutes that every camera lost alike. */
function minutesOf(erased: readonly DayRange[]): readonly Minute[] {
  const minutes = new Set<Minute>()
  for (const { day, fromIndex, toIndex } of erased) {
    for (let index = fromIndex; index < toIndex; index++) minutes.add(firstMinute(day) + index)
  }
  return [...minutes]
}

async function inProcess(base: string, profile: string, readings: Readings): Promise<Keeper> {
  const disk = localDisk(ownSteward)
  const premises: Premises = {
    directory: join(base, 'data'),
    site: randomBytes(16).toString('hex'),
    keeper: randomBytes(16).toString('hex'),
    shares: [join(base, 'share', 'slots')],
    demo: false,
  }
  await disk.makeDirectory(premises.directory)
  await disk.makeDirectory(join(base, 'share'))
  const own = { premises, disk, readings }
  await found({ ...own, profile: profileNamed(profile), organisation: 'bench' })
  return openKeeper({
    ...own,
    profileNamed,
    hygiene: {
      separated: false,
      clearSwap: [],
      permissionModel: false,
      inspectorClosed: false,
      coreFilterClosed: false,
    },
    softwareVersion: 'bench',
    lockHash: '',
  })
}
