import type { Minute } from '#civil/minute.ts'
import { closeMp4, openMp4 } from '#mp4/plan.ts'
import type { Gap } from '#vault/gap.ts'
import { readRange, type Source } from '#vault/read-range.ts'
import type { Seal } from '#vault/seal.ts'
import { unitsBefore } from './beginning.ts'
import { Cutting } from './cutting.ts'
import { OutputFile } from './output-file.ts'
import { minutesOf, type Range } from './range.ts'

/** `check`: seals where left out. */
export type TakeOut = Source &
  Range & {
    /** Where the MP4 goes; must not exist. */
    readonly path: string
  }

export type TakenOut = {
  /** Access units captured in the range. */
  readonly units: number
  /** Pictures a player shows: fewer than `units` where a lead-in ends among B-frames (design/mp4.md). */
  readonly pictures: number
  /** Units before the range that the decoder needs; in the file, not shown. */
  readonly leadInUnits: number
  /** Units of the range that nothing decodes, because pictures before them are missing; not in the file, told by gaps `undecodable`. */
  readonly leftOut: number
  /** As recorded, as far as they touch the range; also `undecodable`, and `absent`: whole minutes without footage or key. */
  readonly gaps: readonly Gap[]
  /** Seals the footage was checked against, in order: to be compared with the spool's by whoever distrusts the file. */
  readonly seals: readonly Seal[]
  /** Minutes without a seal of their own (crash, or still being written): only the tags vouch for them. */
  readonly unsealed: readonly Minute[]
  /** Size of the file. */
  readonly bytes: number
}

/**
 * Opens [fromUs, toUs) of a camera, exact to the frame by capture time, and writes it as a playable MP4: every access
 * unit byte for byte, verified against the tag before it and, minute by minute, against the seals.
 *
 * FOR TESTS AND BENCHMARKS ALONE. It leaves plain footage behind and asks nobody: no command, no order and no route
 * may reach it (`boundaries.test.ts`); pictures come with the receipt, or not at all.
 *
 * Memory: some records and 13 bytes a unit, however long the range. The file is 0600 and stands only when all of it
 * held: on any fault it is removed again.
 * Throws TakeOutFault; VaultFault `tampered`, `damaged`; EEXIST; the disk's errors.
 */
export async function takeOut({ path, fromUs, toUs, ...source }: TakeOut): Promise<TakenOut> {
  const range = { fromUs, toUs }
  const cutting = new Cutting(range, await unitsBefore(source, range))
  const output = await OutputFile.create(path)
  try {
    await output.append([openMp4()])
    for await (const piece of readRange({ check: 'seals', ...source }, ...minutesOf(range))) {
      const parts = cutting.take(piece)
      if (parts.length > 0) await output.append(parts)
    }
    cutting.finish()
    const { tail, patch, presentation } = closeMp4(cutting.table)
    await output.append([tail])
    await output.finish(patch)
    const { units, leadInUnits, leftOut, gaps, seals, unsealed } = cutting
    const { pictures } = presentation
    const { bytes } = output
    return { units, pictures, leadInUnits, leftOut, gaps, seals, unsealed, bytes }
  } catch (fault) {
    await output.discard()
    throw fault
  }
}
