import { randomBytes } from 'node:crypto'
import { chmod, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'
import { accountsHere } from '#accounts/accounts.ts'
import { RecordedCameras } from '#desk/recorded-cameras.ts'
import { localDisk } from '#disk/local-disk.ts'
import { ownSteward } from '#disk/own-steward.ts'
import { openDoor } from '#door/door.ts'
import { holdName } from '#door/lock.ts'
import { Fault, sentence } from '#fault/fault.ts'
import { profileHash } from '#keeper/found.ts'
import { releasePath } from '#keeper/release/release-door.ts'
import { readLan } from '#lan/lan-file.ts'
import { profiles } from '#law/profiles/held.ts'
import { seenOnDisk } from '#ledger/seen.ts'
import { backupOrders } from '#office/backup-orders.ts'
import { Carrier } from '#office/carrying.ts'
import { readKeepers } from '#office/keeper-book.ts'
import { ledgerOrders } from '#office/ledger-orders.ts'
import { openOffice } from '#office/office.ts'
import { openDatabase } from '#office/office-database.ts'
import { officeHandler } from '#office/orders.ts'
import { registerOrders } from '#office/register-orders.ts'
import { askKeeper } from '#office/release-line.ts'
import { serverAccount } from '#postgres/account.ts'
import { Books } from '#projections/books.ts'
import { removeLines } from '#projections/kept.ts'
import type { Answer } from '#verification/answer.ts'
import { type Command, exit } from './command.ts'
import { lanOrders } from './office-lan.ts'
import type { OfficeAnswer, OfficeTask } from './office-task.ts'
import { isOfficeSeparated } from './office-user.ts'
import { openWeb } from './office-web.ts'
import { officeProblemOf } from './problem.ts'
import { profileNamed } from './profiles.ts'

/** The office's process. `startOffice` alone starts it: its task comes over the channel to its parent. */
export const officeProcess: Command['run'] = async () => {
  if (!process.send) return exit.usage
  const task = await new Promise<OfficeTask>(done =>
    process.once('message', message => done(message as OfficeTask)),
  )
  try {
    return await perform(task)
  } catch (error) {
    if (process.env.TACHIAI_DEBUG) console.error(error)
    await tellParent({ problem: officeProblemOf(error) })
    // What was opened before it failed would keep this process alive.
    process.exit(exit.fault)
  } finally {
    if (process.connected) process.disconnect?.()
  }
}

async function perform({ place, founding, starterUid }: OfficeTask): Promise<0 | 1> {
  const lock = await holdName(`tachiai-office-${place.site}`, alreadyRunning)
  const stopped = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => stopped.abort())
  process.on('disconnect', () => stopped.abort())
  const disk = localDisk(ownSteward)
  await disk.makeDirectory(place.folder)
  const account = await access()
  // The server's own user must come to its files, and everything else in there is closed by itself.
  if (account.user) await chmod(place.folder, 0o711)
  const database = await openDatabase(place.database, process.env, account)
  try {
    const profile = profileNamed(founding.profile)
    const office = await openOffice({
      place,
      disk,
      database: database.app,
      asOwner: database.asOwner,
      wallUs: () => Date.now() * 1000,
      random: length => randomBytes(length),
      softwareVersion: await softwareVersion(),
      founding: {
        ...founding,
        version: profile.version,
        profileHash: Buffer.from(profileHash(profile)).toString('hex'),
      },
      removeDerived: removeLines,
    })
    const { ledger, record, clock } = office
    const nowUs = () => clock.nowUs()
    const parts = { ledger, database: database.app }
    const desk = { ...parts, profile, nowUs, random: randomBytes }
    let books: Promise<Books> | null = null
    const openBooks = () => {
      books ??= Books.open({ ...desk, nameOf: String })
      return books
    }
    const inForce = async () => (await openBooks()).profileAt(nowUs())
    const cameras = new RecordedCameras(ledger)
    const cameraNames = () => cameras.names()
    const orders = {
      ...backupOrders({ ...parts, record, nowUs }),
      ...ledgerOrders({ ...parts, seen: seenOnDisk(disk, place.seen), profiles }),
      ...registerOrders({
        ...{ ...parts, profile, nameOf: String, random: randomBytes },
        ...{ inForce, cameraNames },
      }),
    }
    const [spool, ...others] = place.spools
    const release = spool && others.length === 0 ? releasePath(spool) : null
    const carrier = new Carrier({ ledger, openBooks, profile, path: release })
    const carrying = carrier.run(stopped.signal)
    let verifying: Promise<Answer> | null = null
    const view = {
      report: async () => ({
        ...(await office.report()),
        undelivered: carrier.undelivered,
      }),
      recorder: async () => (release === null ? null : askKeeper(release).catch(() => null)),
      // One at a time, however many ask.
      verify: () => {
        verifying ??= (orders['ledger.verify']({ order: '' }, () => {}) as Promise<Answer>).finally(
          () => {
            verifying = null
          },
        )
        return verifying
      },
    }
    const keeper = async () => {
      const known = [...(await readKeepers(ledger)).keys()]
      return known.length === 1 ? known[0]! : null
    }
    const written = await readFile(join(place.folder, 'http'), 'utf8').catch(() => '')
    const shown = {
      ...{ ...desk, openBooks, office: view, keeper, release },
      lan: () => readLan(place.folder),
    }
    let isRenamed = false
    const web = await openWeb(shown, process.env, written)
    const door = await openDoor(
      place.door,
      officeHandler(
        { report: view.report, accept: office.accept },
        {
          ...orders,
          ...web.orders,
          ...lanOrders({
            folder: place.folder,
            isClaimed: web.isClaimed,
            changed: () => {
              isRenamed = true
            },
          }),
        },
      ),
    )
    const separated = isOfficeSeparated(process.getuid?.() ?? 0, starterUid, await accountsHere())
    await tellParent({ ready: true, separated })
    while (!stopped.signal.aborted && !isRenamed && database.isThere()) {
      await pause(1000, undefined, { signal: stopped.signal }).catch(() => {})
    }
    await web.close()
    await door.close()
    if (isRenamed) {
      await tellParent({ problem: officeProblemOf(renamed()) })
      stopped.abort()
    }
    if (stopped.signal.aborted) await carrying
    // The next start brings a server that died back by the ordinary path.
    if (!stopped.signal.aborted) return exit.fault
    await office.close()
    return exit.ok
  } finally {
    await database.close()
    lock.release()
  }
}

/** Said by whoever starts it again. */
const renamed = () =>
  new Fault(
    'Unavailable',
    sentence(
      '事務室の画面の住所が変わったので、始め直します。',
      'The office has another address, and begins anew.',
    ),
  )

/** Root, which could become any of them anyway, may look in with its commands. */
async function access() {
  const { user, clients } = await serverAccount()
  return { user, clients: [...new Set([...clients, 'root'])] }
}

async function softwareVersion(): Promise<string> {
  const file = new URL('../../package.json', import.meta.url)
  return JSON.parse(await readFile(file, 'utf8')).version
}

const tellParent = (message: OfficeAnswer): Promise<void> =>
  new Promise(done => {
    if (!process.connected) return done()
    process.send?.(message, undefined, undefined, () => done())
  })

const alreadyRunning = () =>
  new Fault(
    'Conflict',
    sentence('事務室は、すでに動いています。', 'An office of this site is already running.'),
  )
