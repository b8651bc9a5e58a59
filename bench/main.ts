import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { crashRows } from './crash.ts'
import { erasureRows } from './erasure.ts'
import { peerRows } from './peers.ts'
import { punctualityRows } from './punctuality.ts'
import { recordingRows } from './recording.ts'
import { loadNow, machine, notRun, printTable, type Row } from './report.ts'
import { startRows } from './start.ts'
import { takeOutRows } from './take-out.ts'

/** `npm run bench [-- --smoke] [--only N1,N5] [--streams 1,16,32] [--kills 20] [--json FILE]`; how each figure is made: bench/README.md. */
const { values } = parseArgs({
  options: {
    smoke: { type: 'boolean' },
    only: { type: 'string' },
    streams: { type: 'string' },
    kills: { type: 'string' },
    json: { type: 'string' },
  },
})
const smoke = values.smoke === true
const streams = values.streams?.split(',').map(Number)
const kills = Number(values.kills ?? (smoke ? 2 : 20))
const size = smoke ? '640x360' : '1920x1080'
const bitrate = smoke ? '1M' : '4M'
const parts: Record<string, () => Promise<readonly Row[]>> = {
  N1: async () => [
    ...(await recordingRows({
      streams: streams ?? (smoke ? [2] : [1, 16, 32, 64, 128]),
      warmUpSeconds: smoke ? 2 : 15,
      windows: smoke ? 1 : 3,
      windowSeconds: smoke ? 3 : 20,
      size,
      bitrate,
    })),
    ...peerRows(),
  ],
  N3: () => startRows(smoke ? { cameras: 2, days: 3 } : { cameras: 100, days: 30 }),
  N5: () => takeOutRows({ minutes: smoke ? 2 : 60, runs: smoke ? 3 : 5, size, bitrate }),
  N6: async () => [
    ...(await erasureRows(smoke ? 100 : 5000)),
    ...(await punctualityRows(smoke ? 10 : 100)),
  ],
  N11: () => crashRows({ kills, longestMs: smoke ? 1500 : 3500 }),
}

console.log(`machine: ${machine()}\nload before: ${loadNow()}\n`)
const only = values.only?.split(',')
const chosen = Object.entries(parts).filter(([number]) => !only || only.includes(number))
const rows = smoke ? (await Promise.all(chosen.map(rowsOf))).flat() : await oneByOne(chosen)
printTable(rows)
console.log(`\nload after: ${loadNow()}`)
if (values.json)
  writeFileSync(values.json, `${JSON.stringify({ machine: machine(), rows }, null, 2)}\n`)

/** A smoke run shows that every figure can be made, not what it is: all at once. */
async function oneByOne(all: typeof chosen): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (const one of all) rows.push(...(await rowsOf(one)))
  return rows
}

async function rowsOf([number, run]: (typeof chosen)[number]): Promise<readonly Row[]> {
  process.stderr.write(`${number} …\n`)
  try {
    return await run()
  } catch (error) {
    process.stderr.write(`${number}: ${(error as Error).stack}\n`)
    const why = notRun((error as Error).message)
    return [{ number, what: '—', target: '—', ours: why, peer: why }]
  }
}
