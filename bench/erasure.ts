import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { addDays, dayOf, daySpan, firstMinute, minuteOf, startUs } from '#civil/minute.ts'
import { text } from '#commands/command.ts'
import { localDisk } from '#disk/local-disk.ts'
import { ownSteward } from '#disk/own-steward.ts'
import { sha256 } from '#hash/sha256.ts'
import { openCustody } from '#keeper/forgetting/custody.ts'
import { dueFromUs } from '#keeper/forgetting/eraser.ts'
import { random } from '#keeper/hashing.ts'
import { addCamera, appendRule } from '#keyring/changes.ts'
import { encodeKeyring } from '#keyring/encode.ts'
import { planErasure } from '#keyring/erasure.ts'
import { type CameraKeys, emptyKeyring, type Keyring } from '#keyring/keyring.ts'
import { plantDay, plantDays } from '#keyring/planting.ts'
import { found } from '#keystore/found.ts'
import { recover, type Store } from '#keystore/keystore.ts'
import { ruleInForce } from '#law/profile.ts'
import { hokuto } from '#law/profiles/hokuto/profile.ts'
import type { Note } from './figures.ts'
import type { Line } from './line.ts'
import type { Plan } from './plan.ts'
import { runFolder } from './run-folder.ts'

const days = 30
const steps = 15

/** N6: one erasure step (one minute of each camera due under a rolling ceiling of 30 days) with everything written to disk. */
export async function erasureLines(plan: Plan, note: Note): Promise<readonly Line[]> {
  const { cameras } = plan.erasure
  note(text(`カメラ ${cameras} 台の一斉消去`, `one step of ${cameras} cameras`))
  const base = await mkdtemp(join(runFolder(), 'erasure-'))
  try {
    const nowUs = startUs(minuteOf(Date.now() * 1000))
    const store: Store = {
      disk: localDisk(ownSteward),
      directory: join(base, 'keyring'),
      places: [{ slotsPath: join(base, 'share', 'slots') }],
      site: randomBytes(16),
      random,
    }
    await store.disk.makeDirectory(join(base, 'share'))
    await found(store, encodeKeyring(keyringOf(store.site, cameras, nowUs)))
    const custody = openCustody(store, await recover(store))
    const cpuMs: number[] = []
    for (let step = 1; step <= steps; step++) {
      const before = process.cpuUsage()
      await custody.change(keyring => {
        const atUs = nowUs + step * 60_000_000
        const { next, erased } = planErasure(sha256, keyring, atUs, dueFromUs(keyring))
        if (erased.length !== cameras) throw new Error(`${erased.length} of ${cameras} minutes due`)
        return { next, result: erased }
      })
      const { user, system } = process.cpuUsage(before)
      if (step > 5) cpuMs.push((user + system) / 1000)
    }
    const bytes = encodeKeyring(custody.keyring).length
    await custody.close()
    const megabytes = (bytes / 1e6).toFixed(1)
    return [
      {
        figure: 'N6',
        key: `N6/${cameras}/step`,
        what: text(
          `消去 1 回（カメラ ${cameras} 台 × ${days} 日、鍵束 ${megabytes} MB）`,
          `one erasure step, ${cameras} cameras × ${days} days (keyring ${megabytes} MB)`,
        ),
        unit: 'CPU-ms',
        better: 'lower',
        target: { atMost: 100 },
        digits: 1,
        ours: cpuMs,
        beside: [],
      },
    ]
  } finally {
    await rm(base, { recursive: true, force: true })
  }
}

function keyringOf(site: Uint8Array, cameras: number, nowUs: number): Keyring {
  const settings = { organisation: 'bench', profile: hokuto.id }
  let keyring = emptyKeyring({ site, keeper: site, demo: false, settings })
  const firstDay = addDays(dayOf(minuteOf(nowUs)), -days)
  keyring = appendRule(keyring, ruleInForce(hokuto, firstMinute(firstDay)))
  const ids = Array.from({ length: cameras }, () => randomBytes(16).toString('hex')).sort()
  const all = new Map<string, CameraKeys>()
  for (const id of ids) {
    // One camera at a time: each planting copies the list it is in.
    let one = addCamera(keyring, id, { name: id, url: 'rtsp://bench/', addedUs: nowUs })
    const due = dueFromUs(one)
    // In the order in which days come: the first one planted is opened for its first steps, the others are not.
    for (let back = days; back >= 1; back--) {
      const day = addDays(daySpan(minuteOf(nowUs)).day, -back)
      one = plantDay(sha256, random, one, id, day, nowUs, due)
    }
    one = plantDays(sha256, random, one, nowUs, due).next
    all.set(id, one.cameras.get(id)!)
  }
  return { ...keyring, cameras: all }
}
