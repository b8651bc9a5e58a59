import type { Keyring, RuleEntry } from '#keyring/keyring.ts'
import type { Retention, RuleInForce } from '#law/retention.ts'

/** By the lists themselves, which versions of the keyring share: a step must not sort thousands anew. */
const known = new WeakMap<Rules, WeakMap<Rules, readonly RuleInForce[]>>()
type Rules = readonly RuleEntry[]
const none: Rules = []

/** The rules a camera's footage lives by, the site's and its own, ascending. The keyring carries `retention` unread; only the law writes it there. */
export function rulesFor(keyring: Keyring, camera: string): readonly RuleInForce[] {
  const own = keyring.cameras.get(camera)?.rules ?? none
  let merged = known.get(keyring.rules)
  if (!merged) {
    merged = new WeakMap()
    known.set(keyring.rules, merged)
  }
  const remembered = merged.get(own)
  if (remembered) return remembered
  const rules = [...keyring.rules, ...own]
    .map(rule => ({ ...rule, retention: rule.retention as Retention }))
    .sort((a, b) => a.fromMinute - b.fromMinute)
  merged.set(own, rules)
  return rules
}
