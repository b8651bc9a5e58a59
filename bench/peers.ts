import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { notRun, type Row } from './report.ts'

/** Recorders that FFmpeg does not stand for. Nothing here is ever quoted from their pages as if it had been measured. */
const recorders = [
  { name: 'ZoneMinder', program: 'zmc' },
  { name: 'MediaMTX', program: 'mediamtx' },
  { name: 'Moonfire NVR', program: 'moonfire-nvr' },
]

export const peerRows = (): readonly Row[] =>
  recorders.map(({ name, program }) => ({
    number: 'N1',
    what: `${name}, recording the same streams`,
    target: '—',
    ours: '—',
    peer: notRun(
      isInstalled(program)
        ? `${program} is installed, but nobody has written how to drive it here yet`
        : 'not installed',
    ),
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
