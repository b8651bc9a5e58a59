import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { erasureRows } from './erasure.ts'
import { recordingRows } from './recording.ts'
import { loadNow, machine, printTable, type Row } from './report.ts'
import { startRows } from './start.ts'

/** `npm run bench [-- --smoke] [--only N1,N5] [--streams 1,16,32] [--json FILE]`; how each figure is made: bench/README.md. */
const { values } = parseArgs({
  options: {
    smoke: { type: 'boolean' },
    only: { type: 'string' },
    streams: { type: 'string' },
    json: { type: 'string' },
  },
})
const smoke = values.smoke === true
const streams = values.streams?.split(',').map(Number)
const parts: Record<string, () => Promise<readonly Row[]>> = {
  N1: () =>
    recordingRows({
      streams: streams ?? (smoke ? [2] : [1, 16, 32, 64, 128]),
      warmUpSeconds: smoke ? 3 : 15,
      windows: smoke ? 1 : 3,
      windowSeconds: smoke ? 4 : 20,
      size: smoke ? '640x360' : '1920x1080',
      bitrate: smoke ? '1M' : '4M',
    }),
  N3: () => startRows(smoke ? { cameras: 2, days: 3 } : { cameras: 100, days: 30 }),
  N6: () => erasureRows(smoke ? 100 : 5000),
}

console.log(`machine: ${machine()}\nload before: ${loadNow()}\n`)
const only = values.only?.split(',')
const rows: Row[] = []
for (const [number, run] of Object.entries(parts)) {
  if (only && !only.includes(number)) continue
  process.stderr.write(`${number} …\n`)
  rows.push(...(await run()))
}
printTable(rows)
console.log(`\nload after: ${loadNow()}`)
if (values.json)
  writeFileSync(values.json, `${JSON.stringify({ machine: machine(), rows }, null, 2)}\n`)
