import { createHash } from 'node:crypto'
import { dirname } from 'node:path'
import { canonicalJson } from '#canonical/json.ts'
import { minuteOf } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'
import { appendRule } from '#keyring/changes.ts'
import { encodeKeyring } from '#keyring/encode.ts'
import type { JsonObject } from '#keyring/json.ts'
import { emptyKeyring } from '#keyring/keyring.ts'
import { found as foundStore } from '#keystore/found.ts'
import { type RecordingProfile, ruleInForce } from '#law/profile.ts'
import { createSigningKey, readSigningKey } from '#signing/key-file.ts'
import { storeOf } from './forgetting/store.ts'
import { type Premises, printedPremises, rooms, siteFile } from './premises.ts'
import { createSpool } from './spool/spool.ts'
import { KeeperClock } from './time/keeper-clock.ts'
import type { Readings } from './time/readings.ts'
import { foundingMark } from './time/time-mark.ts'

/**
 * Makes a new site: keyring version 1, share, signing key. `site.json` comes last: until it stands,
 * nothing was founded and the same call may be made again in an empty directory.
 */
export async function found(parts: {
  readonly premises: Premises
  readonly disk: Disk
  readonly readings: Readings
  readonly profile: RecordingProfile
  readonly organisation: string
  /** How long ago a demo's clock begins, µs; in any other site nothing. */
  readonly agoUs?: number
}): Promise<void> {
  const { premises, disk, readings, profile, organisation } = parts
  const agoUs = premises.demo ? (parts.agoUs ?? 0) : 0
  const places = rooms(premises.directory)
  for (const folder of [
    places.keyring,
    places.spool,
    places.footage,
    places.held,
    places.quarantine,
  ]) {
    await disk.makeDirectory(folder)
  }
  const nowUs = readings.wallUs() - agoUs
  const empty = emptyKeyring({
    site: Buffer.from(premises.site, 'hex'),
    keeper: Buffer.from(premises.keeper, 'hex'),
    demo: premises.demo,
    settings: {
      organisation,
      profile: profile.id,
      timeMark: foundingMark(readings) as unknown as JsonObject,
    },
  })
  const plain = encodeKeyring(appendRule(empty, ruleInForce(profile, minuteOf(nowUs))))
  await foundStore(storeOf(premises, disk), plain)
  plain.fill(0)
  await createSigningKey(disk, places.signingKey)
  const clock = new KeeperClock({ readings, mark: foundingMark(readings), demo: premises.demo })
  const spool = await createSpool({
    disk,
    directory: places.spool,
    key: await readSigningKey(disk, places.signingKey),
    stamp: () => clock.stamp(),
  })
  if (agoUs > 0) await spool.append(clock.move(-agoUs))
  await spool.close()
  const site = await disk.create(siteFile(premises.directory))
  await site.write(Buffer.from(printedPremises(premises)), 0).finally(() => site.close())
  await disk.syncDirectory(premises.directory)
  await disk.syncDirectory(dirname(premises.directory)).catch(() => {})
}

/**
 * SHA-256 of a profile's one JSON text. Every sealed file carries it and a whole document takes milliseconds to
 * write out, so it is made once: a profile never changes.
 */
export function profileHash(profile: RecordingProfile): Uint8Array {
  const known = hashes.get(profile)
  if (known) return known
  const hash = createHash('sha256').update(canonicalJson(profile)).digest()
  hashes.set(profile, hash)
  return hash
}
const hashes = new WeakMap<RecordingProfile, Uint8Array>()
