import { inForce } from '#keyring/keyring.ts'
import { liveMinutes } from '#keyring/minutes.ts'
import { dueUnder } from '#law/retention.ts'
import { rulesFor } from '../forgetting/rules-in-force.ts'
import type { Keeper } from '../keeper.ts'
import { minuteName } from './check.ts'
import type { FindingLog } from './findings.ts'

/** Nothing past its limit can be derived, but for minutes a hold in force names. */
export async function checkKeys(
  keeper: Keeper,
  findings: FindingLog,
  nowUs: number,
): Promise<void> {
  const { keyring, problem } = keeper.custody
  if (problem) findings.add('keyring', 'keyring', `鍵束: ${problem}`, `keyring: ${problem}`)
  for (const [camera, { about }] of keyring.cameras) {
    const rules = rulesFor(keyring, camera)
    const holds = keyring.holds.filter(hold => hold.camera === camera && inForce(hold, nowUs))
    for (const [from, to] of liveMinutes(keyring, camera)) {
      for (let minute = from; minute < to; minute++) {
        const { goneByUs, by } = dueUnder(rules, minute)
        if (goneByUs > nowUs) break
        if (holds.some(hold => minute >= hold.fromMinute && minute < hold.toMinute)) continue
        findings.add(
          'overdue',
          `${about.name} ${minuteName(minute)}`,
          `期限を過ぎた映像の鍵が残っています（${by.article}）`,
          `an expired minute can still be derived (${by.article})`,
        )
      }
    }
  }
}
