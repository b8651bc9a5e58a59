import type { Minute } from '#civil/minute.ts'
import { sha256 } from '#hash/sha256.ts'
import { leafHash, rootOf } from '#tlog/tree.ts'
import type { Seal } from '#vault/seal.ts'
import { hex } from '../hashing.ts'
import type { Spool } from '../spool/spool.ts'

/** Seals arrive a few seconds after their minute; one root a keeper-minute goes into the spool this long after it. */
const settleMinutes = 2

/**
 * Gathers the seals of all cameras and writes one signed root for each minute, so that what left the
 * building fixes every frame. A seal that comes later (a disk that hung) gets a root of its own.
 */
export type SealBook = {
  add(seal: Seal): void
  /** Writes the roots of minutes that have settled. */
  settle(now: Minute): Promise<void>
  /** Writes all that is left. */
  close(): Promise<void>
}

export function openSealBook(spool: Spool): SealBook {
  const pages = new Map<Minute, Seal[]>()

  async function write(minute: Minute): Promise<void> {
    const seals = pages.get(minute)!
    pages.delete(minute)
    const count = seals.length
    try {
      await spool.append({ type: 'MinuteSealed', minute, root: rootOfSeals(seals), count })
    } catch (error) {
      // It may come all the same, and then stands twice; better than never.
      pages.set(minute, [...seals, ...(pages.get(minute) ?? [])])
      throw error
    }
  }
  return {
    add(seal) {
      const page = pages.get(seal.minute)
      if (page) page.push(seal)
      else pages.set(seal.minute, [seal])
    },
    async settle(now) {
      const settled = [...pages.keys()].filter(minute => minute + settleMinutes <= now)
      await Promise.all(settled.sort((a, b) => a - b).map(write))
    },
    async close() {
      await Promise.all([...pages.keys()].sort((a, b) => a - b).map(write))
    },
  }
}

/** RFC 6962 root over the 168-byte seals, in the order of camera, then segment; hex. */
export function rootOfSeals(seals: readonly Seal[]): string {
  const key = (seal: Seal) => seal.camera + seal.segment
  const ordered = [...seals].sort((a, b) => (key(a) < key(b) ? -1 : 1))
  return hex(
    rootOf(
      sha256,
      ordered.map(seal => leafHash(sha256, seal.bytes)),
    ),
  )
}
