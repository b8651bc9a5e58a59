import { minuteOf } from '#civil/minute.ts'
import { decideRetention } from '#domain/hold/decided-retention.ts'
import type { Order, Outcome } from '#door/door.ts'
import { appendRule } from '#keyring/changes.ts'
import { isRefusal } from '#law/basis.ts'
import { ruleInForce } from '#law/profile.ts'
import { printedRetention } from '#law/retention.ts'
import type { Keeper } from '../keeper.ts'
import { writtenInCase } from './by-receipt.ts'
import { instantOf, textOf } from './reading.ts'

/**
 * `retention.decide`: the manager's value goes on the site's list from the next minute on. A shorter one
 * reaches footage that lives (the step that follows takes it), a longer one does not.
 */
export async function decide(keeper: Keeper, order: Order): Promise<Outcome> {
  const nowUs = keeper.nowUs()
  const decided = decideRetention(keeper.profile, {
    hours: instantOf(order, 'hours'),
    reason: textOf(order, 'reason'),
    decidedBy: textOf(order, 'decidedBy'),
    manual: textOf(order, 'manual', { optional: true }),
    circumstance: textOf(order, 'circumstance', { optional: true }),
    purpose: textOf(order, 'purpose', { optional: true }),
    reviewOn: textOf(order, 'reviewOn', { optional: true }),
    nowUs,
  })
  if (isRefusal(decided)) return { refusal: decided }
  const rule = ruleInForce(keeper.profile, minuteOf(nowUs) + 1, decided)
  await keeper.custody.change(keyring => ({ next: appendRule(keyring, rule), result: undefined }))
  const { hours, reason, decidedBy, decidedOn, writtenIn } = decided.decided!
  await keeper.spool.append({
    type: 'RetentionDecided',
    hours,
    article: rule.article,
    reason,
    writtenIn: 'manual' in writtenIn ? writtenIn.manual : writtenInCase(writtenIn),
    decidedBy,
    decidedOn,
    atConsole: true,
  })
  return { result: { printed: printedRetention(decided) } }
}
