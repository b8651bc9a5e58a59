import assert from 'node:assert/strict'
import { printed } from '#civil/minute.ts'
import { until } from '../site.ts'
import type { Person } from './person.ts'
import type { RunningSite } from './running-site.ts'

/**
 * Two officers sign for another time, in answer to what the recorder asks now; the office carries it there, and everything
 * that is due then goes. At the machine's own console a name alone sets nothing.
 */
export async function confirmsClock(
  site: RunningSite,
  [one, other]: readonly [Person, Person],
  toUs: number,
): Promise<void> {
  const names = ['--by', one.name, '--by', other.name]
  const alone = await site.call(['clock', 'accept', printed(toUs).slice(0, 16), ...names, '--yes'])
  assert.match(alone.stdout + alone.stderr, /名簿にある人の署名とともにだけ/)
  const { recorder } = (await one.get('/api/recorder')).json
  const words = { toUs, nonce: recorder.nonce, officers: [one.name, other.name] }
  await one.does(['machine', recorder.keeper], 'ConfirmClock', words)
  const isThen = (nowUs: number) => Math.abs(nowUs - toUs) < 3_600_000_000
  await until(
    // A keeper that another time gives another rule document is away for a moment.
    async () => isThen(await site.nowUs().catch(() => 0)),
    () => site.run.said(),
  )
  // The office follows once it has taken over what the keeper wrote: until then its acts would be dated before.
  await until(async () => isThen((await one.get('/api/duties')).json.nowUs))
}
