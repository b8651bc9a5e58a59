import type { ParameterSets } from './access-unit.ts'
import { parseSps as parseH264 } from './h264.ts'
import { parseSps as parseH265 } from './h265.ts'
import type { Sps } from './sps.ts'

/** The first sequence parameter set that can be read; null where none can. */
export function sequenceOf({ codec, sps }: ParameterSets): Sps | null {
  const parse = codec === 'h264' ? parseH264 : parseH265
  for (const nal of sps) {
    const parsed = parse(nal)
    if (parsed) return parsed
  }
  return null
}

/** Width and height in pixels as displayed; nothing where no set can be read. */
export function pictureSize(sets: ParameterSets): { width?: number; height?: number } {
  const sequence = sequenceOf(sets)
  return sequence ? { width: sequence.width, height: sequence.height } : {}
}
