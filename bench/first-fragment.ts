import type { Minute } from '#civil/minute.ts'
import { planMp4 } from '#mp4/plan.ts'
import { UnitTable } from '#mp4/unit-table.ts'
import { readRange, type Source } from '#vault/read-range.ts'
import type { ParameterSets } from '#video/access-unit.ts'

/**
 * What the keeper will do before the first picture of a minute can leave it, from the camera's folder on: find the file
 * and in it the minute, derive its keys, open and verify record after record (the lead-in first) up to the first second
 * that shows something, and make a playable MP4 of it. Resolves to its bytes; null where nothing of the minute decodes.
 */
export async function firstFragment(source: Source, minute: Minute): Promise<Uint8Array | null> {
  const table = new UnitTable(2048)
  const parts: Uint8Array[] = []
  let init: { sets: ParameterSets; runUs: number } | null = null
  let begun = false
  let shown = false
  for await (const piece of readRange(source, minute, minute + 1)) {
    if (piece.kind === 'init' && 'sps' in piece.sets)
      init = { sets: piece.sets, runUs: piece.runUs }
    if (piece.kind !== 'leadIn' && piece.kind !== 'units') continue
    for (const unit of piece.units) {
      begun ||= unit.key
      if (!begun || init === null) continue
      if (table.count === 0) {
        table.beginRun(unit.captureUs)
        table.useSets(init.sets)
      }
      shown ||= piece.kind === 'units'
      table.add(unit.bytes.length, unit.ptsTicks, unit.key, piece.kind === 'units')
      parts.push(unit.bytes)
    }
    if (shown) break
  }
  return shown ? Buffer.concat([planMp4(table).head, ...parts]) : null
}
