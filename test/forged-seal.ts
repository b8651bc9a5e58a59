import assert from 'node:assert/strict'
import type { Minute } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'
import { commitKey } from '#vault/keys.ts'
import { headBytes, tagBytes } from '#vault/record.ts'
import { scanSegment } from '#vault/scan.ts'
import { readSeal, type SealContent, sealOf, sealTag } from '#vault/seal.ts'
import { placeOf } from '#vault/segment-map.ts'
import { walkRecords } from '#vault/walk.ts'
import type { MinuteKeys } from '#vault/writer.ts'

/** Somebody who has the minute's key writes another seal over its own: every tag holds. */
export async function forgeSeal(
  disk: Disk,
  path: string,
  minute: Minute,
  keys: MinuteKeys,
  change: Partial<SealContent>,
): Promise<void> {
  const map = await scanSegment(disk, path)
  const place = placeOf(map, minute)!
  let tag = Buffer.alloc(0)
  for await (const found of walkRecords(disk, path, place.offset, place.offset + place.length)) {
    assert.ok(found)
    const { head, record, offset } = found
    if (head.kind === 'seal') {
      const { bytes } = sealOf({ ...readSeal(record.subarray(headBytes, -tagBytes)), ...change })
      const ck = commitKey(keys(minute)!, Buffer.from(map.header.segment, 'hex'))
      const newTag = sealTag(ck, record.subarray(0, headBytes), tag, bytes)
      const file = await disk.open(path)
      await file.write(Buffer.concat([bytes, newTag]), offset + headBytes)
      await file.close()
      return
    }
    tag = Buffer.from(record.subarray(-tagBytes))
  }
  assert.fail('no seal')
}
