import { nalEnd } from '#video/nal-units.ts'

/** NAL units behind u32 lengths → behind start codes of four bytes (annex B), in memory of their own. */
export function startCodes(unit: Uint8Array): Buffer {
  const bytes = Buffer.from(unit)
  for (let at = 0, end = nalEnd(unit, 0); end !== -1; at = end, end = nalEnd(unit, at)) {
    bytes.writeUInt32BE(1, at)
  }
  return bytes
}
