import assert from 'node:assert/strict'
import type { MemoryDisk } from '#disk/memory-disk.ts'
import type { SigningKey } from '#signing/key-file.ts'
import { contentOf, frameAt, isSigned } from './frame.ts'

/** Every whole event that ever reached a medium: number → hashes. Bytes under one number must be one. For tests. */
export function assertNoFork(disk: MemoryDisk, key: SigningKey): void {
  const seen = new Map<number, string>()
  for (const step of disk.everything()) {
    if (step.call !== 'write' || !step.path.endsWith('.chunk')) continue
    const bytes = Buffer.from(step.bytes)
    for (let json = bytes.indexOf('{"'); json >= 0; json = bytes.indexOf('{"', json + 1)) {
      const frame = json >= 36 ? frameAt(bytes, json - 36) : null
      const n = frame && contentOf(frame)?.n
      if (!frame || typeof n !== 'number' || !isSigned(frame, key)) continue
      const hash = frame.hash.toString('hex')
      assert.equal(seen.get(n) ?? hash, hash, `event ${n} was signed twice`)
      seen.set(n, hash)
    }
  }
  assert.ok(seen.size > 40)
}
