import { readdir, readFile, realpath, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { accountsHere } from '#accounts/accounts.ts'
import { isSeparated } from './accounts.ts'

/**
 * What the process that holds keys leaves behind on the machine: swap, core dumps, other users' eyes.
 * See keeper design, "Process hygiene".
 */
export type Hygiene = {
  /** The keeper runs as an OS user that nobody else is; otherwise 「分離なし」 stands on status and certificates. */
  readonly separated: boolean
  /** Swap areas a page of this process could reach unencrypted. */
  readonly clearSwap: readonly string[]
  readonly permissionModel: boolean
  readonly inspectorClosed: boolean
  readonly coreFilterClosed: boolean
}

/** `starterUid`: the user of the process that started this one. */
export async function hygiene(starterUid: number): Promise<Hygiene> {
  return {
    separated: isSeparated(process.getuid?.() ?? 0, starterUid, await accountsHere()),
    clearSwap: (await cannotBeSwapped()) ? [] : await clearSwapAreas(),
    permissionModel: process.permission !== undefined && !process.permission.has('child'),
    inspectorClosed: process.execArgv.includes('--disable-sigusr1') && !process.env.NODE_OPTIONS,
    coreFilterClosed: await closeCoreFilter(),
  }
}

/** A core dump of this process then carries no memory at all (core(5), coredump_filter). */
async function closeCoreFilter(): Promise<boolean> {
  const filter = '/proc/self/coredump_filter'
  await writeFile(filter, '0').catch(() => {})
  return Number.parseInt(await readFile(filter, 'utf8').catch(() => 'ff'), 16) === 0
}

/** A memory control group with no swap allowance (cgroup v2, memory.swap.max = 0). */
async function cannotBeSwapped(): Promise<boolean> {
  const groups = await readFile('/proc/self/cgroup', 'utf8').catch(() => '')
  const own = /^0::(.*)$/m.exec(groups)?.[1]
  if (own === undefined) return false
  const limit = await readFile(`/sys/fs/cgroup${own}/memory.swap.max`, 'utf8').catch(() => '')
  return limit.trim() === '0'
}

async function clearSwapAreas(): Promise<readonly string[]> {
  const areas = swapAreas(await readFile('/proc/swaps', 'utf8').catch(() => ''))
  const clear = await Promise.all(areas.map(async area => ((await encrypted(area)) ? [] : [area])))
  return clear.flat()
}

/** Names of the swap areas in the text of /proc/swaps; memory compressed in place (zram) leaves no trace on a disk. */
export const swapAreas = (proc: string): readonly string[] =>
  proc
    .split('\n')
    .slice(1)
    .map(line => line.split(/\s+/)[0] ?? '')
    .filter(name => name !== '' && !basename(name).startsWith('zram'))

/** A device-mapper target of dm-crypt names itself CRYPT-… in its uuid. */
async function encrypted(area: string): Promise<boolean> {
  const device = basename(await realpath(area).catch(() => area))
  const uuid = await readFile(`/sys/block/${device}/dm/uuid`, 'utf8').catch(() => '')
  if (uuid.startsWith('CRYPT-')) return true
  const below = await readdir(`/sys/block/${device}/slaves`).catch(() => [])
  return below.length > 0 && (await Promise.all(below.map(name => encrypted(name)))).every(Boolean)
}
