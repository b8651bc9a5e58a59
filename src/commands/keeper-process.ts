import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import process from 'node:process'
import { localDisk } from '#disk/local-disk.ts'
import { stewardOverIpc } from '#disk/steward-over-ipc.ts'
import { openDoor } from '#door/door.ts'
import { found } from '#keeper/found.ts'
import { hygiene } from '#keeper/hygiene.ts'
import { intakePath, openIntake } from '#keeper/importing/intake-door.ts'
import { type KeeperParts, openKeeper } from '#keeper/keeper.ts'
import { holdLock } from '#keeper/lock.ts'
import { afterFounding } from '#keeper/orders/after-founding.ts'
import { carryOut } from '#keeper/orders/by-receipt.ts'
import { changesTrust } from '#keeper/orders/camera-acquaintance.ts'
import { handler } from '#keeper/orders/handler.ts'
import { rosterOrders } from '#keeper/orders/roster.ts'
import { signedOrders } from '#keeper/orders/signed-orders.ts'
import { doorPath, rooms } from '#keeper/premises.ts'
import { openReleaseDoor, releasePath } from '#keeper/release/release-door.ts'
import { Releases } from '#keeper/release/releases.ts'
import { footageOf } from '#keeper/rendition/footage.ts'
import { roomsOverIpc } from '#keeper/rendition/room-over-ipc.ts'
import { openSpoolDoor, spoolPath } from '#keeper/spool-door.ts'
import { machineReadings } from '#keeper/time/readings.ts'
import { postWord } from '#law/called.ts'
import type { Post } from '#law/vocabulary/people.ts'
import { type Command, type ExitCode, exit, OperatorError, text } from './command.ts'
import type { KeeperTask } from './keeper-child.ts'
import { amendment, ownRules, ruleAt, untilAmended } from './own-rules.ts'
import { problemOf } from './problem.ts'
import { profileNamed } from './profiles.ts'

/** The process that holds the keys. `startKeeper` alone starts it: its task comes over the channel to its parent. */
export const keeperProcess: Command = {
  name: 'keeper-process',
  usage: 'keeper-process',
  summary: text('内部用', 'internal'),
  async run(_args, _terminal): Promise<ExitCode> {
    if (!process.send) return exit.usage
    const asked = new Promise<KeeperTask>(done =>
      process.once('message', message => done(message as KeeperTask)),
    )
    const parts = await partsOf(asked)
    try {
      return await perform(await asked, parts)
    } catch (error) {
      if (process.env.TACHIAI_DEBUG) console.error(error)
      await tellParent({ problem: problemOf(error) })
      // What was opened before it failed would keep this process alive, with its keys and the lock of the site.
      process.exit(exit.fault)
    } finally {
      if (process.connected) process.disconnect?.()
    }
  },
}

async function perform(task: KeeperTask, parts: KeeperParts): Promise<ExitCode> {
  const patienceMs = task.task === 'record' ? task.patienceMs : 0
  const lock = await holdLock(task.premises.site, patienceMs)
  if (task.task === 'found') {
    await found({ ...parts, ...task.founding, profile: profileNamed(task.founding.profile) })
    await tellParent({ ready: true })
    lock.release()
    return exit.ok
  }
  if (task.task === 'record') refuseClearSwap(parts)
  const stopped = new Promise<string>(done => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => done(signal))
    process.on('disconnect', () => done('parent gone'))
  })
  const keeper = await openKeeper(parts)
  const amended = untilAmended(keeper)
  const nowUs = () => keeper.nowUs()
  const releases = await Releases.open({
    ...{ disk: parts.disk, places: rooms(task.premises.directory), spool: keeper.spool, nowUs },
    keeper: task.premises.keeper,
    profileOf: ownRules(keeper),
    rolledBack: () => keeper.rolledBack,
    clockState: () => keeper.clock.state,
    footage: footageOf(keeper),
    startRoom: roomsOverIpc(process),
    carryOut: ordered => carryOut(keeper, ordered),
  }).catch((error: Error) => error)
  const wordOf = (post: Post) => postWord(ruleAt(keeper, nowUs()), post)
  // A roster that is not as it was left frees nobody from signing.
  const isFounded = () => releases instanceof Error || releases.roster !== null
  const own = handler(keeper, rosterOrders({ releases, nowUs, wordOf }))
  const confirm = async (...asked: Parameters<Releases['confirm']>) => {
    if (releases instanceof Error) throw releases
    return releases.confirm(...asked)
  }
  const refused = keeper.countRefusal
  const orders = signedOrders(
    {
      handle: own,
      isFounded,
      confirm,
      refused,
      changesTrust: order => changesTrust(keeper, order),
    },
    afterFounding(own, isFounded),
  )
  const door = await openDoor(doorPath(task.premises.directory), orders)
  const intake = await openIntake(intakePath(doorPath(task.premises.directory)), keeper.imports)
  const toOffice = await openSpoolDoor(spoolPath(doorPath(task.premises.directory)), {
    keeper: task.premises.keeper,
    spool: keeper.spool,
  })
  const toReaders =
    releases instanceof Error
      ? null
      : await openReleaseDoor(releasePath(doorPath(task.premises.directory)), {
          releases,
          refused: refusal => keeper.countRefusal('release', refusal),
        })
  if (task.task === 'record') await keeper.startRecording()
  const { organisation } = keeper.custody.keyring.settings
  await tellParent({
    ready: true,
    separated: parts.hygiene.separated,
    site: { organisation: String(organisation), profile: keeper.profile.id },
  })
  const cause = await Promise.race([stopped, amended.promise])
  amended.end()
  await door.close()
  await intake.close()
  await toOffice.close()
  await toReaders?.close()
  if (!(releases instanceof Error)) await releases.close()
  await keeper.close(cause)
  lock.release()
  return cause === amendment ? exit.again : exit.ok
}

/** Keys in a swap area outlive the keeper. The demo holds no one's picture and only warns. */
function refuseClearSwap({ hygiene, premises }: KeeperParts): void {
  if (hygiene.clearSwap.length === 0 || premises.demo) return
  const areas = hygiene.clearSwap.join(', ')
  throw new OperatorError(
    text(
      `暗号化されていないスワップ（${areas}）があるため、録画を始めません。鍵がディスクに残るおそれがあります。`,
      `Not recording: unencrypted swap (${areas}) could keep the keys on disk.`,
    ),
    text(
      '「swapoff -a」で止めるか、スワップを暗号化するか、メモリーの上限設定（memory.swap.max=0）の下で動かしてください。',
      'Turn it off (swapoff -a), encrypt it, or run under a memory group with memory.swap.max=0.',
    ),
  )
}

async function partsOf(asked: Promise<KeeperTask>): Promise<KeeperParts> {
  const steward = stewardOverIpc(process)
  const { premises, starterUid } = await asked
  const program = new URL('../../', import.meta.url)
  const { version } = JSON.parse(await readFile(new URL('package.json', program), 'utf8'))
  const lock = await readFile(new URL('package-lock.json', program))
  return {
    premises,
    disk: localDisk(steward),
    readings: machineReadings,
    profileNamed,
    hygiene: await hygiene(starterUid),
    softwareVersion: version,
    lockHash: createHash('sha256').update(lock).digest('hex'),
  }
}

const tellParent = (message: object): Promise<void> =>
  new Promise(done => {
    if (!process.connected) return done()
    process.send?.(message, undefined, undefined, () => done())
  })
