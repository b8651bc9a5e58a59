import { readRange, type Source } from '#vault/read-range.ts'
import { Decodability } from './decodability.ts'
import { minutesOf, type Range } from './range.ts'
import { TakeOutFault } from './take-out-fault.ts'

/**
 * How many units of the range's minutes (lead-in included) stand before the one a decoder begins with: the last key
 * frame at or before the first unit captured in the range. Reads no further than that unit.
 * Throws TakeOutFault `nothing`.
 */
export async function unitsBefore(source: Source, range: Range): Promise<number> {
  const decodability = new Decodability()
  let count = 0
  let key = 0
  for await (const piece of readRange(source, ...minutesOf(range))) {
    if (piece.kind !== 'units' && piece.kind !== 'leadIn') {
      decodability.other(piece)
      continue
    }
    for (const unit of piece.units) {
      if (unit.key) key = count
      const decodes = decodability.unit(unit)
      if (piece.kind === 'units' && unit.captureUs >= range.fromUs && unit.captureUs < range.toUs) {
        return decodes ? key : count
      }
      count += 1
    }
  }
  throw new TakeOutFault('nothing', 'no footage in this range', range.fromUs)
}
