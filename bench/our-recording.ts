import { setTimeout as pause } from 'node:timers/promises'
import type { Plan } from './plan.ts'
import { measureWindows, pin, type Used } from './processes.ts'
import { type Recorded, recorded } from './recorded.ts'
import { addCameras, foundSite, withRecording } from './site.ts'

export type OurRecording = Recorded & {
  readonly used: readonly Used[]
  /** In the windows: handed to the disk, and sent by the cameras. */
  readonly writtenBytes: number
  readonly windowBytes: number
}

/** The real keeper process, pinned with all its threads to core 1; afterwards everything on the disk is opened. */
export async function recordHere(
  plan: Plan['recording'],
  urls: readonly string[],
  framesPerSecond: number,
): Promise<OurRecording> {
  const site = await foundSite()
  try {
    const used = await withRecording(site, async (keeper, client) => {
      pin(keeper.pid, '1')
      await addCameras(client, urls)
      await pause(plan.warmUpSeconds * 1000)
      return measureWindows(plan, [keeper.pid])
    })
    const found = await recorded(site.premises, framesPerSecond)
    const writtenBytes = used.reduce((sum, { writtenBytes }) => sum + writtenBytes, 0)
    const seconds = used.reduce((sum, { seconds }) => sum + seconds, 0)
    const windowBytes = (found.unitBytes / (found.units / framesPerSecond / urls.length)) * seconds
    return { used, ...found, writtenBytes, windowBytes }
  } finally {
    await site.remove()
  }
}
