import type { Keyring } from '#keyring/keyring.ts'
import type { Retention, RuleInForce } from '#law/retention.ts'

const known = new WeakMap<Keyring, Map<string, readonly RuleInForce[]>>()

/** The rules a camera's footage lives by, the site's and its own, ascending. The keyring carries `retention` unread; only the law writes it there. */
export function rulesFor(keyring: Keyring, camera: string): readonly RuleInForce[] {
  let cameras = known.get(keyring)
  if (!cameras) {
    cameras = new Map()
    known.set(keyring, cameras)
  }
  const remembered = cameras.get(camera)
  if (remembered) return remembered
  const own = keyring.cameras.get(camera)?.rules ?? []
  const rules = [...keyring.rules, ...own]
    .map(rule => ({ ...rule, retention: rule.retention as Retention }))
    .sort((a, b) => a.fromMinute - b.fromMinute)
  cameras.set(camera, rules)
  return rules
}
