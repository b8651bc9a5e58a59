import { holdName } from '#door/lock.ts'
import { Fault, sentence } from '#fault/fault.ts'

/** One keeper for one site. */
export const holdLock = (site: string): Promise<{ release(): void }> =>
  holdName(`tachiai-keeper-${site}`, alreadyRunning)

const alreadyRunning = () =>
  new Fault(
    'Conflict',
    sentence(
      'この設定の録画係は、すでに動いています。',
      'A keeper of this site is already running.',
    ),
    sentence('状態は「tachiai status」で見られます。', 'See "tachiai status".'),
  )
