import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

/** What a family of processes used in a stretch of time, by the kernel's own accounting (proc(5)). */
export type Used = {
  readonly seconds: number
  readonly cpuSeconds: number
  readonly rssBytes: number
  readonly writtenBytes: number
}

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))

async function measure(pids: readonly number[], seconds: number): Promise<Used> {
  const family = pids.flatMap(familyOf)
  const before = totals(family)
  const began = performance.now()
  await pause(seconds * 1000)
  const after = totals(family)
  const took = (performance.now() - began) / 1000
  return {
    seconds: took,
    cpuSeconds: after.cpuSeconds - before.cpuSeconds,
    rssBytes: after.rssBytes,
    writtenBytes: after.writtenBytes - before.writtenBytes,
  }
}

export async function measureWindows(
  { windows, windowSeconds }: { readonly windows: number; readonly windowSeconds: number },
  pids: readonly number[],
): Promise<readonly Used[]> {
  const used: Used[] = []
  for (let window = 0; window < windows; window++) used.push(await measure(pids, windowSeconds))
  return used
}

/** Restricts a running process, with all its threads, to some cores. */
export const pin = (pid: number, cores: string): void =>
  void execFileSync('taskset', ['-a', '-c', '-p', cores, `${pid}`], { stdio: 'ignore' })

export function cpuSecondsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}

function totals(pids: readonly number[]) {
  let [cpuSeconds, rssBytes, writtenBytes] = [0, 0, 0]
  for (const pid of pids) {
    cpuSeconds += cpuSecondsOf(pid)
    const memory = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
    rssBytes += Number(/^Rss:\s+(\d+)/m.exec(memory)?.[1] ?? 0) * 1024
    const written = readFileSync(`/proc/${pid}/io`, 'utf8')
    writtenBytes += Number(/^write_bytes: (\d+)/m.exec(written)?.[1] ?? 0)
  }
  return { cpuSeconds, rssBytes, writtenBytes }
}

/** CPU of a process and of its children that live. */
export const familyCpuSecondsOf = (pid: number): number =>
  familyOf(pid).reduce((sum, one) => sum + cpuSecondsOf(one), 0)

const familyOf = (pid: number): readonly number[] => [pid, ...childrenOf(pid).flatMap(familyOf)]

export const childrenOf = (pid: number): readonly number[] =>
  readdirSync(`/proc/${pid}/task`)
    .flatMap(task =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean),
    )
    .map(Number)
