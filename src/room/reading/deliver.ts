import type { Frame } from '#intake/frames.ts'
import type { Reader } from './examine.ts'
import { framesOf, newCourse } from './frames-of.ts'
import type { RandomAccess } from './random-access.ts'

export type Delivery = {
  /** The keeper's name for this import. */
  readonly token: string
  /** The first unit that is wanted; those before are read, for what they say about decoding, and not said. */
  readonly from: number
}

/** The stream in which a film goes to the keeper: the same frames as in its examination, from a unit on. */
export async function* deliver(
  file: RandomAccess,
  reader: Reader,
  { token, from }: Delivery,
): AsyncGenerator<Frame> {
  yield { kind: 'hello', token }
  const film = await reader.open(file)
  let units = 0
  let setup: Frame | null = null
  for await (const frame of framesOf(film, file, newCourse())) {
    if (frame.kind === 'loss') {
      if (units >= from) yield frame
    } else if (frame.kind !== 'unit') {
      setup = frame
    } else if (units++ >= from) {
      if (setup) yield setup
      setup = null
      yield frame
    }
  }
  yield { kind: 'end', units }
}
