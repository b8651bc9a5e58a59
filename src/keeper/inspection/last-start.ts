import type { Spool } from '../spool/spool.ts'

/** When this keeper began, and how the one before it ended. */
export type LastStart = {
  readonly atUs: number
  /** `ended` said so; `died` said nothing in the same boot (a crash, a kill); `off`: nor in this boot (a power cut, a frozen machine). */
  readonly before: 'first' | 'ended' | 'died' | 'off'
  /** The signal or other cause of an orderly end. */
  readonly cause: string | null
}

export async function lastStart(spool: Spool): Promise<LastStart | null> {
  const started = await spool.lastOf('KeeperStarted')
  if (!started) return null
  const { n, atUs, bootId } = started
  if (n === 1) return { atUs, before: 'first', cause: null }
  for await (const { n: number, event } of spool.read(n - 1)) {
    if (number !== n - 1) break
    if (event.type === 'KeeperStopped') return { atUs, before: 'ended', cause: event.cause }
    return { atUs, before: event.bootId === bootId ? 'died' : 'off', cause: null }
  }
  return { atUs, before: 'died', cause: null }
}
