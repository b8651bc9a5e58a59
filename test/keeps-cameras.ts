import { canonicalJson } from '#canonical/json.ts'
import { frameHash, hashBeforeFirst } from '#frame/layout.ts'
import { sha256 } from '#hash/sha256.ts'
import type { Ledger } from '#ledger/ledger.ts'
import { keeperHere } from './web-office.ts'

/** A keeper's own words, as they would have come through its spool: two cameras, one with a gap, and the newest minute. */
export async function keepsCameras({
  ledger,
  clock,
}: {
  readonly ledger: Ledger
  readonly clock: { readonly us: number }
}): Promise<void> {
  const previous = hashBeforeFirst(sha256, new Uint8Array(32))
  const atUs = clock.us - 20 * 60_000_000
  const added = { type: 'CameraAdded', purpose: 'crime' } as const
  const events = [
    { ...added, camera: 'no12', name: '七重浜小学校 正門前', place: '交差点（北側）' },
    { ...added, camera: 'no3', name: '公民館', place: '駐車場の入口' },
    {
      type: 'GapRecorded',
      camera: 'no3',
      fromUs: atUs,
      toUs: atUs + 90_000_000,
      cause: 'loss',
      detail: '',
    },
    { type: 'MinuteSealed', minute: Math.floor(clock.us / 60_000_000) - 1, root: '00', count: 2 },
  ]
  for (const [at, event] of events.entries()) {
    const json = Buffer.from(canonicalJson({ ...event, n: at + 1, atUs: atUs + at }))
    const length = Buffer.alloc(4)
    length.writeUInt32BE(json.length)
    const hash = frameHash(sha256, previous, json)
    const frame = Buffer.concat([length, previous, json, hash, hash]).toString('base64')
    const entries = [{ type: event.type, basis: null, body: { frame } }]
    const stream = `keeper/${keeperHere}`
    const said = { stream, expected: 0, n: at + 1, atUs: atUs + at, rule: null, by: null, entries }
    await ledger.append([said])
  }
}
