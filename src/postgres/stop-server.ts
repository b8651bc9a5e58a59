import { setTimeout as pause } from 'node:timers/promises'
import { alive } from './alive.ts'

/**
 * Fast, then at once, then by force. A server that is asked to stop while it recovers from a crash can wait for a process
 * that is gone, for ever (seen with PostgreSQL 18.4). What was committed is there at the next start after any of them.
 */
const endings = [
  { signal: 'SIGINT', patienceMs: 30_000 },
  { signal: 'SIGQUIT', patienceMs: 10_000 },
  { signal: 'SIGKILL', patienceMs: 0 },
] as const

/** Resolves when the postmaster is gone. Fast: connections are broken off, what was committed is at rest. */
export async function stopServer(pid: number, patience = 1): Promise<void> {
  for (const { signal, patienceMs } of endings) {
    if (alive(pid)) process.kill(pid, signal)
    const endMs = performance.now() + patienceMs * patience
    while (alive(pid) && performance.now() < endMs) await pause(20)
  }
  while (alive(pid)) await pause(20)
}
