import { setTimeout as pause } from 'node:timers/promises'
import { holdName } from '#door/lock.ts'
import { Fault, sentence } from '#fault/fault.ts'

const againMs = 100

/**
 * One keeper for one site. `patienceMs`: how long one that comes back is to wait for another, for whoever asked for the state while
 * none ran began one of their own for a moment.
 */
export async function holdLock(site: string, patienceMs = 0): Promise<{ release(): void }> {
  const endMs = performance.now() + patienceMs
  for (;;) {
    try {
      return await holdName(`tachiai-keeper-${site}`, alreadyRunning)
    } catch (error) {
      const isHeld = error instanceof Fault && error.kind === 'Conflict'
      if (!isHeld || performance.now() > endMs) throw error
    }
    await pause(againMs)
  }
}

const alreadyRunning = () =>
  new Fault(
    'Conflict',
    sentence(
      'この設定の録画係は、すでに動いています。',
      'A keeper of this site is already running.',
    ),
    sentence('状態は「tachiai status」で見られます。', 'See "tachiai status".'),
  )
