import { rm } from 'node:fs/promises'
import process from 'node:process'
import { localDisk } from '#disk/local-disk.ts'
import { stewardOverIpc } from '#disk/steward-over-ipc.ts'
import { openDoor } from '#keeper/door.ts'
import { Fault } from '#keeper/fault.ts'
import { found } from '#keeper/found.ts'
import { openKeeper } from '#keeper/keeper.ts'
import { doorPath } from '#keeper/premises.ts'
import { holdLock } from '#keeper/lock.ts'
import { machineReadings } from '#keeper/time/readings.ts'
import { type Command, type ExitCode, exit, type Text, text } from './command.ts'
import type { KeeperTask } from './keeper-child.ts'
import { profileNamed, profiles } from './profiles.ts'
import { keeperParts } from './wiring.ts'

/** The process that holds the keys. Started by `startKeeper` only: its task comes over the channel to its parent. */
export const keeperProcess: Command = {
  name: 'keeper-process',
  usage: 'keeper-process',
  summary: text('内部用', 'internal'),
  async run(): Promise<ExitCode> {
    if (!process.send) return exit.usage
    const steward = stewardOverIpc(process)
    const task = await new Promise<KeeperTask>(done =>
      process.once('message', message => done(message as KeeperTask)),
    )
    try {
      await perform(task, keeperParts(task.premises, localDisk(steward)))
      return exit.ok
    } catch (error) {
      await report(problemOf(error))
      return exit.fault
    } finally {
      process.disconnect?.()
    }
  },
}
