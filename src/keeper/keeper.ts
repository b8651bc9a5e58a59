import type { Disk } from '#disk/disk.ts'
import { type Sentence, sentence } from '#fault/fault.ts'
import { type Recovered, recover } from '#keystore/keystore.ts'
import type { Refusal } from '#law/basis.ts'
import type { RecordingProfile } from '#law/profile.ts'
import { readSigningKey } from '#signing/key-file.ts'
import { type Custody, openCustody } from './forgetting/custody.ts'
import { erasedSince } from './forgetting/erased-since.ts'
import { type Eraser, openEraser, placeClass, type SpoolHead } from './forgetting/eraser.ts'
import { openSpaceRelease, type SpaceRelease } from './forgetting/space-release.ts'
import { storeOf } from './forgetting/store.ts'
import { undoneBy } from './forgetting/undone.ts'
import { hex } from './hashing.ts'
import type { Hygiene } from './hygiene.ts'
import { type Imports, openImports } from './importing/imports.ts'
import { openRefusalCount } from './orders/refusal-count.ts'
import { type Premises, rooms } from './premises.ts'
import { activeCameras } from './recording/camera-keys.ts'
import { type CameraSet, openCameraSet } from './recording/camera-set.ts'
import { quarantineForeign } from './recording/foreign-files.ts'
import type { OpenCamera } from './recording/recorder.ts'
import { openSealBook, type SealBook } from './recording/seal-book.ts'
import { tellUntoldSeals } from './recording/untold-seals.ts'
import { openRoutine, type Routine } from './routine.ts'
import { ProfileBook } from './rulebook/profile-book.ts'
import { takeEffect } from './rulebook/taking-effect.ts'
import { type Ballast, openBallast } from './space/ballast.ts'
import { noHindrance } from './space/hindrance.ts'
import { type DiskWatch, openDiskWatch } from './space/watch.ts'
import type { OrderedBy } from './spool/events.ts'
import { openSpool, type Spool } from './spool/spool.ts'
import { KeeperClock } from './time/keeper-clock.ts'
import type { Readings } from './time/readings.ts'
import { laterMark, markOfSpool, type TimeMark } from './time/time-mark.ts'

export type KeeperParts = {
  readonly premises: Premises
  readonly disk: Disk
  readonly readings: Readings
  readonly profileNamed: (id: string) => RecordingProfile
  readonly hygiene: Hygiene
  readonly softwareVersion: string
  /** SHA-256 of the lock file, hex. */
  readonly lockHash: string
  /** Where left out, cameras are reached over the network. */
  readonly openCamera?: OpenCamera
}

/** One recording machine's keeper: owns the sealed footage, the keyring and the clock of forgetting. */
export type Keeper = KeeperParts & {
  /** The version in force when it was opened: where another comes into force, it is opened anew. */
  readonly profile: RecordingProfile
  readonly profiles: ProfileBook
  readonly custody: Custody
  readonly spool: Spool
  readonly clock: KeeperClock
  readonly eraser: Eraser
  readonly space: SpaceRelease
  readonly seals: SealBook
  readonly cameras: CameraSet
  readonly imports: Imports
  readonly diskWatch: DiskWatch
  readonly ballast: Ballast
  readonly routine: Routine
  nowUs(): number
  countRefusal(kind: string, refusal: Refusal): void
  /** What an officer should know, beyond what `status` shows anyway. */
  warnings(): readonly Sentence[]
  /** An older keyring was put back and two people have not yet looked: nothing may be opened. */
  readonly rolledBack: boolean
  /** `whose`: how the keeper knows that it is their word. */
  acceptRecovery(by: readonly string[], whose: OrderedBy): Promise<void>
  startRecording(): Promise<void>
  close(cause: string): Promise<void>
}

/**
 * Opens the keyring, erases what fell due while nothing ran, and is then ready for orders: nothing is
 * served or recorded into before that. Rejects with what the operator can act on.
 */
export async function openKeeper(parts: KeeperParts): Promise<Keeper> {
  const { premises, disk, hygiene } = parts
  const ballast = openBallast(disk, premises.directory)
  const store = storeOf(premises, ballast.disk)
  const recovered = await recover(store)
  const custody = openCustody(store, recovered)
  const written = { ...parts, disk: ballast.disk }
  const { spool, clock, knownVersion } = await openTime(written, custody)
  custody.overtake(knownVersion)
  const adopted = await spool.lastOf('ProfileChanged')
  const book = rooms(premises.directory).profiles
  const profiles = await ProfileBook.open(disk, book, adopted?.head ?? null)
  const founding = parts.profileNamed(String(custody.keyring.settings.profile))
  const profile = profiles.inForceAt(clock.nowUs()) ?? founding
  const seals = openSealBook(spool)
  const hindrance = noHindrance()
  const cameras = openCameraSet({ ...parts, hindrance, profile, custody, spool, clock, seals })
  const imports = openImports({ ...parts, profile, custody, seals })
  const open = () => cameras.openSegments().union(imports.openSegments())
  const nowUs = () => clock.nowUs()
  const root = premises.directory
  const space = openSpaceRelease({ disk: ballast.disk, root, custody, spool, nowUs, open })
  const mark = () => clock.mark(spool.head.n)
  const head = () => ({ n: spool.head.n, hash: hex(spool.head.hash) })
  const eraser = openEraser({ custody, spool, space, places: premises.shares.length, mark, head })
  const refusals = openRefusalCount(spool, nowUs)
  const held = { custody, spool, eraser, space, ballast, hindrance, nowUs }
  const diskWatch = openDiskWatch({ premises, disk, profile, ...held })

  const started = await spool.append({
    type: 'KeeperStarted',
    softwareVersion: parts.softwareVersion,
    lockHash: parts.lockHash,
    nodeVersion: process.version,
    separation: hygiene.separated ? '分離あり' : '分離なし',
    keyringVersion: recovered.version,
    demo: premises.demo,
  })
  await tellRecovery(parts, spool, recovered, knownVersion)
  let rolledBack = await isRolledBack(spool)
  const found = activeCameras(custody.keyring).map(([camera]) => camera)
  await spool.append({ type: 'CamerasFound', cameras: found })
  const undone = rolledBack ? await undoneBy(spool, custody.keyring, nowUs()) : []
  for (const event of clock.observe()) await spool.append(event)
  if (recovered.version < knownVersion) {
    await eraser.again(await erasedSince(spool, recovered.version), nowUs())
  }
  await takeEffect(custody, profiles.entries, nowUs())
  await eraser.step(nowUs())
  const startedUs = nowUs()
  /** Signs what a kill left unsigned, sets aside what is not ours. */
  const tidyUp = async () => {
    await tellUntoldSeals({ disk, premises, custody, spool, startedUs })
    await quarantineForeign({ disk, premises, custody, spool })
  }
  const routine = openRoutine({
    clock,
    spool,
    eraser,
    seals,
    cameras,
    space,
    refusals,
    keyringVersion: () => custody.version,
    tidyUp,
  })

  return {
    ...parts,
    profile,
    profiles,
    custody,
    spool,
    clock,
    eraser,
    space,
    seals,
    cameras,
    imports,
    diskWatch,
    ballast,
    routine,
    nowUs,
    countRefusal: refusals.add,
    warnings: () => [
      ...(rolledBack ? [olderKeyring, ...undone] : []),
      ...routine.warnings(),
      ...diskWatch.warnings(),
    ],
    get rolledBack() {
      return rolledBack
    },
    async acceptRecovery(by, whose) {
      await spool.append({
        type: 'KeyringAccepted',
        version: custody.version,
        by,
        ...whose,
      })
      rolledBack = false
    },
    async startRecording() {
      await cameras.startAll(started)
      routine.sweepSoon()
      diskWatch.start()
    },
    async close(cause) {
      const released = space.close()
      await diskWatch.close()
      await routine.close()
      await released
      await cameras.close()
      await seals.close()
      await spool.append({ type: 'KeeperStopped', cause })
      await spool.close()
      await profiles.close()
      await custody.close()
    },
  }
}

/** The later of the two marks gives the time; the highest version the spool names shows a restored image. */
async function openTime({ premises, disk, readings }: KeeperParts, custody: Custody) {
  const places = rooms(premises.directory)
  const sealed = custody.keyring.settings.timeMark as unknown as TimeMark
  const { demo } = premises
  let clock = new KeeperClock({ readings, mark: sealed, demo })
  const key = await readSigningKey(disk, places.signingKey)
  const remembered = custody.keyring.settings.spoolHead as SpoolHead | undefined
  const spool = await openSpool(
    { disk, directory: places.spool, key, stamp: () => clock.stamp() },
    remembered?.n,
  )
  const written = await markOfSpool(spool)
  if (written) clock = new KeeperClock({ readings, mark: laterMark(sealed, written), demo })
  const done = (await spool.lastOf('ErasureDone'))?.version ?? 0
  const start = (await spool.lastOf('KeeperStarted'))?.keyringVersion ?? 0
  const marked = (await spool.lastOf('TimeMarked'))?.keyringVersion ?? 0
  return { spool, clock, knownVersion: Math.max(done, start, marked) }
}

async function tellRecovery(
  { premises }: KeeperParts,
  spool: Spool,
  recovered: Recovered,
  known: number,
): Promise<void> {
  const { version, repaired, unfinished } = recovered
  if (version < known) {
    await spool.append({ type: 'KeyringRolledBack', foundVersion: version, knownVersion: known })
  }
  if (repaired.length + unfinished.length > 0) {
    await spool.append({ type: 'KeyringRecovered', version, repaired, unfinished })
  }
  const intended = await spool.lastOf('ErasureIntended')
  const done = await spool.lastOf('ErasureDone')
  if (!intended || intended.version !== version || done?.version === version) return
  if (unfinished.length > 0) return
  // The commit point was passed and the old share destroyed just now: the erasure is done, late said.
  await spool.append({
    type: 'ErasureDone',
    version,
    blobHash: Buffer.from(recovered.blobHash).toString('hex'),
    weakestClass: placeClass,
    places: premises.shares.length,
    unreachable: [],
  })
  for (const early of intended.early ?? []) await spool.append({ type: 'EarlyRelease', ...early })
}

async function isRolledBack(spool: Spool): Promise<boolean> {
  const rolled = (await spool.lastOf('KeyringRolledBack'))?.n ?? 0
  const accepted = (await spool.lastOf('KeyringAccepted'))?.n ?? 0
  return rolled > accepted
}

const olderKeyring = sentence(
  '古い鍵束が戻されています。二名で確かめ、事務室の画面で署名してください（名簿をまだ認めていなければ「tachiai recovery accept --by 役員 --by もう一人」）',
  'An older keyring was put back. Two officers look at it and sign in the office (before a roster is founded: "tachiai recovery accept --by A --by B")',
)
