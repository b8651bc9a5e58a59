import { matroskaFacts } from './matroska-facts.ts'
import { viewOf } from './mp4-boxes.ts'
import { mp4Facts } from './mp4-facts.ts'
import type { RandomAccess } from './random-access.ts'

/** Where a file would end if it were whole, by its container's own word; its size where that says nothing. */
export function wholeEnd(container: string, file: RandomAccess): number {
  const end = says[container]?.(file) ?? file.size
  return Number.isSafeInteger(end) ? end : file.size
}

const mp4 = (file: RandomAccess): number => mp4Facts(file).endByBoxes
const matroska = (file: RandomAccess): number => matroskaFacts(file).endByElements
/** ISO/IEC 13818-1 2.4.3.2: packets of 188 bytes. A file with 4 or 16 more for each says nothing here. */
const packets = (file: RandomAccess): number => {
  const [first, second] = [0, 188].map(at => file.read(at, 1)[0])
  return first === 0x47 && second === 0x47 ? Math.ceil(file.size / 188) * 188 : file.size
}

const says: Readonly<Record<string, (file: RandomAccess) => number>> = {
  mp4,
  mov: mp4,
  mkv: matroska,
  webm: matroska,
  ts: packets,
  avi: riffEnd,
  asf: asfEnd,
}

/** RIFF lists one behind another (OpenDML); a length of 0 was never filled in. */
function riffEnd(file: RandomAccess): number {
  let at = 0
  for (let lists = 0; at + 12 <= file.size && lists < 10_000; lists++) {
    const head = file.read(at, 12)
    if (Buffer.from(head.subarray(0, 4)).toString('latin1') !== 'RIFF') break
    const length = viewOf(head).getUint32(4, true)
    if (length === 0) return file.size
    at += 8 + length + (length % 2)
  }
  return at
}

/** The File Properties Object of the header says the file's length (ASF 3.2); live recordings leave 0. */
function asfEnd(file: RandomAccess): number {
  const head = Buffer.from(file.read(0, 65_536))
  const at = head.indexOf(fileProperties)
  return at < 0 || at + 48 > head.length ? file.size : Number(head.readBigUInt64LE(at + 40))
}
const fileProperties = Buffer.from('a1dcab8c47a9cf118ee400c00c205365', 'hex')
