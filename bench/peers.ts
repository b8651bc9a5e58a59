import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Beside, notRun } from './line.ts'

/** Recorders that FFmpeg and GStreamer do not stand for. Nothing here is ever quoted from their pages as if it had been measured. */
const recorders = [
  { name: 'ZoneMinder', program: 'zmc' },
  { name: 'MediaMTX', program: 'mediamtx' },
  { name: 'Moonfire NVR', program: 'moonfire-nvr' },
  { name: 'motion', program: 'motion' },
]

/** A line for each of them: why it was not measured. */
export const missingRecorders = (): readonly Beside[] =>
  recorders.map(({ name, program }) => ({
    who: name,
    measured: notRun(
      isInstalled(program) ? `${program} is here; nobody wrote how to drive it` : 'not installed',
    ),
    ratio: null,
  }))

const isInstalled = (program: string): boolean =>
  (process.env.PATH ?? '').split(delimiter).some(folder => {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
