/** A keeper in the test's own process, on real files, under a clock that only the test moves. */
import type { TestContext } from 'node:test'
import { minuteOf, minuteUs, secondUs } from '#civil/minute.ts'
import { profileNamed } from '#commands/profiles.ts'
import type { Disk } from '#disk/disk.ts'
import { localDisk } from '#disk/local-disk.ts'
import { ownSteward } from '#disk/own-steward.ts'
import { sha256 } from '#hash/sha256.ts'
import { found, profileHash } from '#keeper/found.ts'
import { random } from '#keeper/hashing.ts'
import { type Keeper, openKeeper } from '#keeper/keeper.ts'
import { handler } from '#keeper/orders/handler.ts'
import type { Premises } from '#keeper/premises.ts'
import type { OpenCamera } from '#keeper/recording/recorder.ts'
import type { CameraReport, CheckReport } from '#keeper/report.ts'
import type { Recorded } from '#keeper/spool/events.ts'
import type { FakeMachine } from '#keeper/time/fake-machine.ts'
import { minuteKeyOf } from '#keyring/minutes.ts'
import { isCeiling } from '#law/retention.ts'
import { filesOf } from '#vault/catalogue.ts'
import { previousOf } from '#vault/previous.ts'
import { readMinute } from '#vault/read.ts'
import { scanSegment } from '#vault/scan.ts'
import { frame, trialSets } from '#vault/trial-camera.ts'
import { openWriter } from '#vault/writer.ts'
import { atEnd } from './site.ts'

export const machineDisk = localDisk(ownSteward)

export const premisesIn = (folder: string, demo = false): Premises => ({
  directory: `${folder}/data`,
  site: '51'.repeat(16),
  keeper: '4b'.repeat(16),
  shares: [`${folder}/share/one.share`],
  demo,
})

export type Watched = {
  readonly machine: FakeMachine
  readonly premises: Premises
  readonly keeper: Keeper
  /** The result of an order; a refusal or a fault throws. */
  order<Result>(order: string, fields?: object): Promise<Result>
  addCamera(name: string): Promise<string>
  /** Footage of all these cameras from now on, a frame a second; the clock goes along and each minute has its step. */
  record(cameras: readonly string[], minutes: number): Promise<void>
  /** A minute's step, with the release of space that follows behind it. */
  step(): Promise<void>
  /** Moves the clock to an instant, then makes the step of its minute. */
  stepAt(us: number): Promise<void>
  check(): Promise<CheckReport>
  events(): Promise<Recorded[]>
  close(): Promise<void>
}

export async function foundSite(options: {
  readonly folder: string
  readonly profile: string
  readonly machine: FakeMachine
}): Promise<Premises> {
  const { folder, profile, machine } = options
  const premises = premisesIn(folder)
  await machineDisk.makeDirectory(premises.directory)
  await machineDisk.makeDirectory(`${folder}/share`)
  await found({
    premises,
    disk: machineDisk,
    readings: machine,
    profile: profileNamed(profile),
    organisation: 'みどり台',
  })
  return premises
}

export async function openWatched(options: {
  readonly t: TestContext
  readonly premises: Premises
  readonly machine: FakeMachine
  readonly disk?: Disk
  readonly openCamera?: OpenCamera
}): Promise<Watched> {
  const { t, premises, machine, disk = machineDisk, openCamera } = options
  const keeper = await openKeeper({
    premises,
    disk,
    readings: machine,
    profileNamed,
    hygiene: {
      separated: false,
      clearSwap: [],
      permissionModel: false,
      inspectorClosed: false,
      coreFilterClosed: false,
    },
    softwareVersion: 'test',
    lockHash: '',
    ...(openCamera ? { openCamera } : {}),
  })
  let open = true
  const close = async () => {
    if (!open) return
    open = false
    await keeper.close('test')
  }
  atEnd(t, () => close().catch(() => {}))
  const handle = handler(keeper)
  const order: Watched['order'] = async (name, fields = {}) => {
    const outcome = await handle({ order: name, ...fields }, () => {})
    if ('result' in outcome) return outcome.result as never
    throw new Error('refusal' in outcome ? outcome.refusal.refused : 'a fault')
  }

  async function step(): Promise<void> {
    await keeper.eraser.step(keeper.nowUs()).finally(() => keeper.space.settle())
  }

  async function record(cameras: readonly string[], minutes: number): Promise<void> {
    const writers = await Promise.all(cameras.map(camera => writerOf(keeper, camera)))
    for (let second = 0; second < minutes * 60; second++) {
      for (const writer of writers) {
        writer.append(frame(machine.trueUs, second % 2 === 0, 400))
        writer.tick(machine.trueUs)
      }
      machine.wait(secondUs)
      if (machine.trueUs % minuteUs === 0) await step()
    }
    await Promise.all(writers.map(writer => writer.close()))
  }

  return {
    machine,
    premises,
    keeper,
    order,
    record,
    step,
    close,
    async addCamera(name) {
      const appendix = { place: '門', area: '門の前', purpose: '' }
      const url = 'rtsp://127.0.0.1:9/x'
      return (await order<CameraReport>('camera.add', { name, url, user: '', appendix })).id
    },
    async stepAt(us) {
      machine.wait(us - machine.trueUs)
      await step()
    },
    check: () => order<CheckReport>('check'),
    async events() {
      const events: Recorded[] = []
      for await (const { event } of keeper.spool.read()) events.push(event)
      return events
    },
  }
}

/** As the keeper opens its own (`camera-set.ts`). */
async function writerOf(keeper: Keeper, camera: string) {
  const { premises, custody, profile, seals } = keeper
  const previous = await previousOf(keeper.disk, premises.directory, camera)
  const writer = openWriter({
    disk: keeper.disk,
    root: premises.directory,
    identity: () => ({
      site: Buffer.from(premises.site, 'hex'),
      keeper: Buffer.from(premises.keeper, 'hex'),
      camera,
      profileHash: profileHash(profile),
      limitRule: profile.id,
    }),
    minuteKey: minute => custody.minuteKey(camera, minute),
    random,
    leadIn: isCeiling(profile.retention.rule) ? 'oneMinute' : 'withinDay',
    onSeal: seals.add,
    onFault: ({ kind }) => {
      throw new Error(`footage lost: ${kind}`)
    },
    ...(previous ? { previous } : {}),
  })
  writer.parameterSets(trialSets)
  return writer
}

/** Capture times of all that opens in one minute, every picture compared with what was recorded. */
export async function picturesIn(
  { premises, custody, disk }: Pick<Keeper, 'premises' | 'custody' | 'disk'>,
  camera: string,
  minute: number,
): Promise<readonly number[]> {
  const keys = (at: number) => minuteKeyOf(sha256, custody.keyring, camera, at)
  const found: number[] = []
  for (const { path } of await filesOf(disk, premises.directory, camera)) {
    const map = await scanSegment(disk, path)
    if (!map.minutes.some(place => place.minute === minute && !place.released)) continue
    for await (const piece of readMinute(disk, map, minute, keys)) {
      if (piece.kind !== 'units') continue
      for (const { captureUs, key, bytes } of piece.units) {
        if (!Buffer.from(bytes).equals(frame(captureUs, key, 400).bytes)) {
          throw new Error('another picture than was recorded')
        }
        if (minuteOf(captureUs) === minute) found.push(captureUs)
      }
    }
  }
  return found
}
