import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { brotliDecompressSync } from 'node:zlib'
import { minuteUs, readMoment, startUs } from '#civil/minute.ts'
import type { UptimeReport } from '#keeper/inspection/uptime-report.ts'
import { siteFile } from '#keeper/premises.ts'
import type { ErasureReport, HoldReport, StatusReport } from '#keeper/report.ts'
import type { KeeperEvent } from '#keeper/spool/events.ts'
import { takeOut } from '#keeper/take-out/take-out.ts'
import { FakeMachine } from '#keeper/time/fake-machine.ts'
import { frame } from '#vault/trial-camera.ts'
import { openWatched, picturesIn, premisesIn, type Watched } from '../keeper-on-a-clock.ts'
import { folderFor, siteFor } from '../site.ts'

/** What `plant-0.1.0.mjs` noted down about the site it made with the code of that version. */
type Story = {
  readonly stoppedUs: number
  readonly bootUs: number
  readonly gate: string
  readonly heldUs: number
  readonly events: number
  readonly keyringVersion: number
  readonly minutes: Readonly<Record<string, { readonly pictures: number; readonly sha256: string }>>
}

const here = join(import.meta.dirname, '0.1.0')
const story: Story = JSON.parse(await readFile(join(here, 'story.json'), 'utf8'))
const heldMinute = story.heldUs / minuteUs
const living = Object.keys(story.minutes)
  .map(Number)
  .filter(minute => minute !== heldMinute)

async function unpackedInto(folder: string): Promise<void> {
  const input = brotliDecompressSync(await readFile(join(here, 'site.tar.br')))
  const { status, stderr } = spawnSync('tar', ['-C', folder, '--no-same-owner', '-x'], { input })
  assert.equal(status, 0, String(stderr))
}

/** The old site on today's program, five minutes after it was stopped, in the same boot. */
async function upgraded(t: TestContext) {
  const folder = await folderFor(t)
  await unpackedInto(folder)
  const premises = premisesIn(folder)
  const machine = new FakeMachine(story.stoppedUs - story.bootUs + minuteUs)
  machine.wait(story.bootUs - minuteUs + 5 * minuteUs)
  const open = () => openWatched({ t, premises, machine })
  return { folder, premises, machine, open, site: await open() }
}

async function assertPictures(site: Watched, minutes: readonly number[]): Promise<void> {
  for (const minute of minutes) {
    const found = await picturesIn(site.keeper, story.gate, minute)
    const hash = createHash('sha256')
    found.forEach((us, at) => void hash.update(frame(us, at % 2 === 0, 400).bytes))
    const told = { pictures: found.length, sha256: hash.digest('hex') }
    assert.deepEqual(told, story.minutes[minute], String(minute))
  }
}

const assertGone = (site: Watched, minute: number) =>
  assert.equal(site.keeper.custody.minuteKey(story.gate, minute), null)

const assertGreen = async (site: Watched) => assert.deepEqual((await site.check()).findings, [])

test('0.1.0: opens, knows everything, is green, and every living and held picture is the one that was recorded', async t => {
  const { site } = await upgraded(t)
  const status = await site.order<StatusReport>('status')
  assert.equal(status.organisation, 'みどり台')
  assert.equal(status.profile.id, 'hokuto')
  assert.equal(status.holds, 1)
  assert.equal(status.keyring.version, story.keyringVersion)
  assert.equal(status.clock.state, 'certain')
  assert.deepEqual(status.started?.before, 'ended')
  await assertGreen(site)
  await assertPictures(site, [heldMinute, ...living])
  const [hold] = await site.order<readonly HoldReport[]>('hold.list')
  assert.equal(hold!.reason, '事故の原因を調べるため')
  const { erased } = await site.order<ErasureReport>('erasure', { day: '2026-11-20' })
  assert.ok(erased.some(({ name, releasedUs }) => name === '門' && releasedUs !== null))
})

test('0.1.0: its camera is recorded again, and the time between is told as a gap', async t => {
  const { site, machine } = await upgraded(t)
  await site.keeper.startRecording()
  const { cameras } = await site.order<StatusReport>('status')
  assert.deepEqual(
    cameras.map(({ name, now }) => [name, now.state === 'off']).sort(),
    [
      ['庭', true],
      ['門', false],
    ].sort(),
  )
  await site.close()
  const gaps = (await site.events()).filter(event => event.type === 'GapRecorded')
  const last = gaps.at(-1)!
  assert.equal(last.cause, 'keeperRestart')
  assert.ok(Math.abs(last.fromUs - story.stoppedUs) <= 2_000_000)
  assert.ok(last.toUs <= machine.trueUs + 1_000_000)
})

test('0.1.0: its footage takes out as a playable file', async t => {
  const { folder, premises, site } = await upgraded(t)
  const range = { fromUs: startUs(living[0]!), toUs: startUs(living.at(-1)! + 1) }
  const taken = await takeOut({
    ...{ disk: site.keeper.disk, root: premises.directory, camera: story.gate, ...range },
    keys: minute => site.keeper.custody.minuteKey(story.gate, minute),
    path: join(folder, 'out.mp4'),
  })
  assert.equal(taken.units, living.length * 60)
  assert.deepEqual(taken.unsealed, [])
})

test('0.1.0: forgetting goes on to the minute, the held one until its day; new footage and events join the old', async t => {
  const { site, machine, open } = await upgraded(t)
  await site.record([story.gate], 2)
  const events = await site.events()
  assert.equal(events.at(-1)!.n, events.length, 'no number is missing')
  assert.ok(events.length > story.events)
  await assertGreen(site)
  const first = living[0]!
  await site.stepAt(startUs(first) + 720 * 60 * minuteUs - minuteUs)
  assertGone(site, first)
  await assertPictures(site, [heldMinute, ...living.slice(1)])
  await site.stepAt(readMoment('2027-01-01 00:01'))
  assertGone(site, heldMinute)
  assert.deepEqual(site.keeper.space.unreleased, [])
  await site.close()
  machine.wait(minuteUs)
  const again = await open()
  await assertGreen(again)
  const report = await again.order<UptimeReport>('uptime', { month: '2026-11', camera: '門' })
  assert.equal(report.rows[0]!.longest?.cause, 'switchedOff')
})

test('0.1.0: the real program answers on it, whatever the date is today', async t => {
  const site = await siteFor(t)
  await unpackedInto(site.folder)
  const file = siteFile(site.data)
  const premises = JSON.parse(await readFile(file, 'utf8'))
  await writeFile(
    file,
    JSON.stringify({ ...premises, shares: [join(site.folder, 'share/one.share')] }),
  )
  const status = await site.json(['status'])
  assert.equal(status.code, 0)
  assert.equal(status.value.organisation, 'みどり台')
  const check = await site.json(['check'])
  assert.deepEqual(check.value.findings, [])
})

test('events of a type this version does not know are kept in the chain and passed over', async t => {
  const { site, open } = await upgraded(t)
  const unknown = { type: 'ReceiptChecked', receipt: '00', camera: story.gate } as unknown
  await site.keeper.spool.append(unknown as KeeperEvent)
  await site.record([story.gate], 1)
  await assertGreen(site)
  await site.order('uptime')
  await site.order('erasure')
  await site.close()
  const again = await open()
  await assertGreen(again)
  assert.ok((await again.events()).some(({ type }) => (type as string) === 'ReceiptChecked'))
})

test('a data directory of a newer format is refused in words, and left as it is', async t => {
  const site = await siteFor(t)
  await unpackedInto(site.folder)
  const file = siteFile(site.data)
  const premises = JSON.parse(await readFile(file, 'utf8'))
  await writeFile(file, JSON.stringify({ ...premises, format: 2 }))
  await cp(file, join(site.folder, 'before'))
  const [status, run, english] = await Promise.all([
    site.call(['status']),
    site.call(['run']),
    site.call(['status'], { lang: 'en' }),
  ])
  for (const { code, stderr } of [status, run]) {
    assert.equal(code, 1)
    assert.match(stderr, /新しい版のTachiai[\s\S]*update/)
  }
  assert.match(english.stderr, /newer version of Tachiai[\s\S]*update/)
  assert.deepEqual(await readFile(file), await readFile(join(site.folder, 'before')))
})
