/**
 * What somebody does to the files of a keeper that does not run: yesterday's image, another site's folder, folders under
 * other names, files exchanged, cut, taken away. A start refuses it and touches nothing, or starts and `check` names it;
 * put right again, everything is as it was.
 */
import assert from 'node:assert/strict'
import { basename, dirname } from 'node:path'
import { secondUs } from '#civil/minute.ts'
import { profileNamed } from '#commands/profiles.ts'
import { found } from '#keeper/found.ts'
import type { FaultyDay, WholeImage } from './faulty-day.ts'
import { premisesIn } from './keeper-on-a-clock.ts'

/** Does the harm and gives how it is undone; null where there is nothing to harm. */
type Harm = {
  readonly name: string
  /** What `check` must name; 'refused': no start is possible. */
  readonly found: 'refused' | readonly string[]
  happen(day: FaultyDay): Promise<(() => Promise<void>) | null>
}

const inFootage = (day: FaultyDay): string[] =>
  day.files().filter(path => path.startsWith(`${day.premises.directory}/footage/`))

async function move(day: FaultyDay, from: string, to: string): Promise<void> {
  await day.medium.makeDirectory(dirname(to))
  await day.medium.rename(from, to)
  for (const folder of [dirname(from), dirname(to)]) await day.medium.syncDirectory(folder)
}

/** Files moved, and how they are moved back. */
async function moved(day: FaultyDay, moves: readonly (readonly [string, string])[]) {
  // Over a name that is taken nothing is moved.
  for (const [from, to] of moves) await move(day, from, `${to}.moving`)
  for (const [, to] of moves) await move(day, `${to}.moving`, to)
  return async () => {
    // What is gone had fallen due meanwhile; was it more, the coverage shows it.
    const left = moves.filter(([, to]) => day.filesBelow(to).length > 0)
    for (const [from, to] of left) await move(day, to, `${from}.moving`)
    for (const [from] of left) await move(day, `${from}.moving`, from)
  }
}

/** After this one the whole image is put back. */
const byImage = async (): Promise<void> => {}

/**
 * A file whose loss check must see: with pictures that live on for a while, and others of its camera behind it. What
 * is gone from a camera's end looks to a start like the end of what a kill left.
 */
async function living(day: FaultyDay) {
  const one = await day.livingRecord()
  if (!one) return null
  const own = inFootage(day).filter(path => path.includes(`/${one.camera}/`))
  const newest = own.map(path => path.split('/').slice(-2).join('/').slice(0, 13)).sort()
  return `${one.day}/${String(one.hour).padStart(2, '0')}` < newest.at(-1)! ? one : null
}

const underOtherName: Harm = {
  name: "one camera's footage under another one's name",
  found: ['foreign', 'missing'],
  async happen(day) {
    const one = await living(day)
    const other = day.active.find(({ id }) => id !== one?.camera)
    if (!one || !other) return null
    const folder = `${day.premises.directory}/footage`
    const swap = (path: string, from: string, to: string) =>
      path.startsWith(`${folder}/${from}/`)
        ? [[path, path.replace(`${folder}/${from}/`, `${folder}/${to}/`)] as const]
        : []
    const paths = inFootage(day)
    return moved(day, [
      ...paths.flatMap(path => swap(path, one.camera, other.id)),
      ...paths.flatMap(path => swap(path, other.id, one.camera)),
    ])
  },
}

const exchanged: Harm = {
  name: 'two sealed files exchanged',
  found: ['foreign', 'missing'],
  async happen(day) {
    const one = await living(day)
    const others = inFootage(day).filter(path => path !== one?.path)
    if (!one || others.length === 0) return null
    const other = day.chance.of(others)
    return moved(day, [
      [one.path, other],
      [other, one.path],
    ])
  },
}

const away: Harm = {
  name: 'an hour of footage is away',
  found: ['missing'],
  async happen(day) {
    const one = await living(day)
    if (!one) return null
    const paths = inFootage(day).filter(path => path.startsWith(one.path.slice(0, -38)))
    const elsewhere = (path: string) => path.replace(day.premises.directory, '/elsewhere')
    return moved(
      day,
      paths.map(path => [path, elsewhere(path)] as const),
    )
  },
}

const cutFile: Harm = {
  name: 'a sealed file is cut short',
  found: ['missing'],
  async happen(day) {
    const one = await living(day)
    if (!one) return null
    const whole = await day.medium.read(one.path)
    await day.write(one.path, whole.subarray(0, one.offset))
    return () => day.write(one.path, whole)
  },
}

const spoolAway: Harm = {
  name: 'the spool is away',
  found: 'refused',
  async happen(day) {
    const paths = day.files().filter(path => path.includes('/spool/'))
    return moved(
      day,
      paths.map(path => [path, path.replace(day.premises.directory, '/elsewhere')] as const),
    )
  },
}

/** The newest file of events, and where its last event before number `n` ends. */
async function spoolCut(day: FaultyDay, n: number) {
  const chunk = day
    .files()
    .filter(path => path.endsWith('.chunk'))
    .toReversed()
  for (const path of chunk) {
    const bytes = await day.medium.read(path)
    const at = bytes.indexOf(`"n":${n},`)
    if (at === -1) continue
    const begin = bytes.lastIndexOf('{"', at) - 36
    return { path, bytes, begin }
  }
  return null
}

const spoolTail: Harm = {
  name: "the spool's tail is cut, beyond what the keyring remembers",
  found: ['spool.'],
  async happen(day) {
    const head = day.keeper.custody.keyring.settings.spoolHead as { n: number } | undefined
    const cut = head && (await spoolCut(day, head.n))
    if (!cut) return null
    const { path, bytes, begin } = cut
    await day.write(
      path,
      Buffer.concat([bytes.subarray(0, begin), Buffer.alloc(bytes.length - begin)]),
    )
    return byImage
  },
}

const spoolEdited: Harm = {
  name: 'an event is written over',
  found: ['spool.'],
  async happen(day) {
    const n = day.chance.between(2, day.keeper.spool.head.n - 1)
    const cut = await spoolCut(day, n)
    if (!cut) return null
    const { path, bytes, begin } = cut
    bytes[begin + 36 + 4 + day.chance.below(20)]! ^= 1
    await day.write(path, bytes)
    return byImage
  },
}

const blobBroken: Harm = {
  name: 'the keyring has a broken byte',
  found: 'refused',
  async happen(day) {
    for (const n of [0, 1]) {
      const path = `${day.premises.directory}/keyring/blob-${n}`
      const bytes = await day.medium.read(path)
      bytes[200 + day.chance.below(400)]! ^= 1 << day.chance.below(8)
      await day.write(path, bytes)
    }
    return byImage
  },
}

const shareElsewhere: Harm = {
  name: 'a share is away',
  found: 'refused',
  async happen(day) {
    const share = day.chance.of(day.premises.shares)
    return moved(day, [[share, `/elsewhere/${basename(dirname(share))}`]])
  },
}

const anotherSite: Harm = {
  name: "another site's data directory is mounted",
  found: 'refused',
  async happen(day) {
    const other = premisesIn(`/another/${day.counts.faults}`)
    const elsewhere = { ...other, site: '52'.repeat(16) }
    await day.medium.makeDirectory(elsewhere.directory)
    await day.medium.makeDirectory(dirname(elsewhere.shares[0]!))
    const profile = profileNamed(day.options.profile)
    const { medium: disk, machine: readings } = day
    await found({ premises: elsewhere, disk, readings, profile, organisation: '隣町' })
    const theirs = day.filesBelow(elsewhere.directory)
    for (const path of day.files()) {
      if (path.startsWith(`${day.premises.directory}/`)) await disk.remove(path)
    }
    for (const path of theirs) {
      const to = path.replace(elsewhere.directory, day.premises.directory)
      await day.write(to, await disk.read(path))
    }
    return byImage
  },
}

const yesterday: Harm = {
  name: "yesterday's data directory under today's shares",
  found: 'refused',
  async happen(day) {
    const { past, premises } = day
    if (!past || past.version >= day.keeper.custody.version - 1) return null
    const shares = await Promise.all(premises.shares.map(path => day.medium.read(path)))
    await day.putFiles(past.files)
    for (const [n, path] of premises.shares.entries()) await day.write(path, shares[n]!)
    return byImage
  },
}

const harms = [
  underOtherName,
  exchanged,
  away,
  cutFile,
  spoolAway,
  spoolTail,
  spoolEdited,
  blobBroken,
  shareElsewhere,
  anotherSite,
  yesterday,
]

/** Stops the keeper, harms, starts, looks, puts right, starts again. */
export async function beHarmed(day: FaultyDay): Promise<void> {
  const harm = day.chance.of(harms)
  const over = day.trouble(null, 'keeperRestart', 'closed', 'diskFault')
  await (day.chance.oneIn(2) ? day.stop() : day.kill())
  const before = await day.takeWhole()
  const undo = await harm.happen(day)
  if (undo !== null) {
    day.say(harm.name)
    day.counts.faults += 1
    const harmed = await day.takeWhole()
    await (harm.found === 'refused' ? assertRefused(day, harm, harmed) : assertFound(day, harm))
    if (undo === byImage) await day.putWholeBack(before)
    else await undo()
  }
  day.past ??= before
  day.machine.wait(day.chance.between(1, 60) * secondUs)
  await day.open()
  await day.seconds(35)
  over()
}

/** No start, and not a byte is other than before: what was put there by mistake may be somebody's only copy. */
async function assertRefused(day: FaultyDay, { name }: Harm, harmed: WholeImage): Promise<void> {
  await assert.rejects(day.open(), name)
  await day.kill()
  const now = await day.takeWhole()
  assert.deepEqual([...now.files.keys()], [...harmed.files.keys()], name)
  for (const [path, bytes] of now.files) {
    // The keyring comes first in a start: where it is whole, older shares are destroyed once more.
    if (name === spoolAway.name && day.premises.shares.includes(path)) continue
    assert.ok(bytes.equals(harmed.files.get(path)!), `${name}: ${path} was changed`)
  }
}

async function assertFound(day: FaultyDay, { name, found }: Harm): Promise<void> {
  const fromK = day.nowK
  await day.open()
  await day.seconds(70)
  const kinds = new Set((await day.check()).map(({ kind }) => kind))
  for (const wanted of found) {
    const hit = [...kinds].some(
      kind => kind === wanted || (wanted.endsWith('.') && kind.startsWith(wanted)),
    )
    assert.ok(hit, `${name}: check says ${[...kinds].join(', ') || 'nothing'}`)
  }
  for await (const { event } of day.keeper.spool.read()) {
    if (event.type === 'GapRecorded' && event.atUs > fromK) day.falseGaps.push(event)
  }
  await day.kill()
}
