/**
 * Writes a site as version 0.1.0 left it, for `upgrade.test.ts`. Plain JavaScript against the code of that version, so
 * that no later change of ours can change what it wrote:
 *
 *   git worktree add /var/tmp/old 9b02cf3
 *   mkdir /var/tmp/old/test/upgrade && cp test/upgrade/plant-0.1.0.mjs /var/tmp/old/test/upgrade/
 *   cd /var/tmp/old && npm ci
 *   node_modules/.bin/node test/upgrade/plant-0.1.0.mjs /path/to/test/upgrade/0.1.0
 *
 * Its keys are drawn by chance: each run writes another site with the same story.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, constants } from 'node:zlib'
import { minuteUs, readMoment } from '#civil/minute.ts'
import { FakeMachine } from '#keeper/time/fake-machine.ts'
import { frame } from '#vault/trial-camera.ts'
import { foundSite, openWatched, picturesIn } from '../keeper-on-a-clock.ts'

const [out] = process.argv.slice(2)
if (!out) throw new Error('where to?')
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
if (version !== '0.1.0') throw new Error(`this is ${version}, not 0.1.0`)

const t = { after: () => {} }
const folder = mkdtempSync('/var/tmp/tachiai-plant-')
const machine = new FakeMachine(readMoment('2026-10-20 09:59'))
const premises = await foundSite({ folder, profile: 'hokuto', machine })

// Three minutes in October; the middle one is held until the end of the year.
const site = await openWatched({ t, premises, machine })
const gate = await site.addCamera('門')
const yard = await site.addCamera('庭')
machine.wait(minuteUs)
await site.record([gate, yard], 3)
const heldUs = readMoment('2026-10-20 10:01')
await site.order('hold.add', {
  camera: '門',
  fromUs: heldUs,
  toUs: heldUs + minuteUs,
  decidedBy: '市長 北斗太郎',
  ground: '市長が特に必要と認める場合',
  reason: '事故の原因を調べるため',
  endsOn: '2026-12-31',
})
await site.order('camera.remove', { camera: '庭', reason: '撤去' })
await site.close()

// Off for a month (the same boot). What fell due goes at this start; then five minutes over the turn of an hour.
machine.wait(readMoment('2026-11-20 09:57') - machine.trueUs)
const later = await openWatched({ t, premises, machine })
await later.keeper.spool.append({
  type: 'GapRecorded',
  camera: gate,
  fromUs: readMoment('2026-10-20 10:03'),
  toUs: readMoment('2026-11-20 09:57'),
  cause: 'switchedOff',
  detail: '',
})
await later.record([gate], 5)
const { findings } = await later.check()
if (findings.length > 0) throw new Error(JSON.stringify(findings))

const minutes = {}
for (const minute of [
  heldUs,
  ...[57, 58, 59, 60, 61].map(at => readMoment('2026-11-20 09:00') + at * minuteUs),
]) {
  const pictures = await picturesIn(later.keeper, gate, minute / minuteUs)
  const hash = createHash('sha256')
  // `record` makes every second picture a key frame, and `picturesIn` has compared each with `frame`.
  pictures.forEach((us, at) => void hash.update(frame(us, at % 2 === 0, 400).bytes))
  minutes[minute / minuteUs] = { pictures: pictures.length, sha256: hash.digest('hex') }
}
const events = later.keeper.spool.head.n
const keyringVersion = later.keeper.custody.version
await later.close()

mkdirSync(out, { recursive: true })
rmSync(`${folder}/data/run`, { recursive: true, force: true })
const words = ['-C', folder, '--sort=name', '--numeric-owner', '-cSf', '-', 'data', 'share']
const tar = spawnSync('tar', words, { maxBuffer: 1 << 28 })
if (tar.status !== 0) throw new Error(String(tar.stderr))
// The blobs' filler repeats after 64 KiB: a window that gzip does not have.
const params = { [constants.BROTLI_PARAM_LGWIN]: 24 }
writeFileSync(`${out}/site.tar.br`, brotliCompressSync(tar.stdout, { params }))
writeFileSync(
  `${out}/story.json`,
  `${JSON.stringify({ version, stoppedUs: machine.trueUs, bootUs: machine.bootUs(), gate, yard, heldUs, events, keyringVersion, minutes }, null, 2)}\n`,
)
rmSync(folder, { recursive: true })
process.exit(0)
