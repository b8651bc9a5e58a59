import type { ChildProcess } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import type { RoomLimits } from './room.ts'

/** How a room ended. `said` is the end of what it wrote on standard error, for whoever looks for a mistake of ours. */
export type RoomEnd =
  | { readonly end: 'done' }
  | { readonly end: 'killed'; readonly cause: KillCause }
  | { readonly end: 'died'; readonly how: string; readonly said: string }
export type KillCause = 'memory' | 'silence' | 'overLimit' | 'asked'

const lookEveryMs = 200
const pageBytes = 4096
/** USER_HZ of every Linux that Node runs on. */
const ticksPerSecond = 100

/** Watches a room from outside: whatever it reads, it gets no more memory or time than its limits say. */
export function guard(child: ChildProcess, limits: RoomLimits) {
  let cause: KillCause | null = null
  let said = ''
  let heardCpu = 0
  let heardMs = performance.now()
  let cpu = 0
  const kill = (because: KillCause) => {
    cause ??= because
    child.kill('SIGKILL')
  }

  const looking = setInterval(async () => {
    const used = await usage(child.pid)
    if (!used) return
    cpu = used.cpuSeconds
    if (used.residentBytes > limits.memoryBytes) kill('memory')
    if (cpu - heardCpu > limits.silentCpuSeconds) kill('silence')
    if (performance.now() - heardMs > limits.silentSeconds * 1000) kill('silence')
  }, lookEveryMs)

  child.stderr!.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4000)
  })
  const ended = new Promise<RoomEnd>(done => {
    const finish = (end: RoomEnd) => {
      clearInterval(looking)
      done(end)
    }
    child.once('error', error => finish({ end: 'died', how: error.message, said }))
    child.once('close', (code, signal) => {
      if (cause) finish({ end: 'killed', cause })
      else if (code === 0) finish({ end: 'done' })
      else finish({ end: 'died', how: signal ?? `exit ${code}`, said })
    })
  })
  return {
    ended,
    kill,
    /** A line came: it is alive. */
    heard: () => {
      heardCpu = cpu
      heardMs = performance.now()
    },
  }
}

async function usage(pid: number | undefined) {
  try {
    const [memory, stat] = await Promise.all([
      readFile(`/proc/${pid}/statm`, 'utf8'),
      readFile(`/proc/${pid}/stat`, 'utf8'),
    ])
    // Behind the name in brackets, which may hold anything: state is field 3, utime and stime 14 and 15.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return {
      residentBytes: Number(memory.split(' ')[1]) * pageBytes,
      cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
    }
  } catch {
    return null
  }
}
