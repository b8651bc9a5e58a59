import type { Ledger } from '#ledger/ledger.ts'
import { streamOf } from './keeper-book.ts'
import { keeperEvent } from './keeper-event.ts'
import type { SpoolReader } from './spool-reader.ts'

/**
 * The first number, up to `last`, under which a keeper has another event than the ledger; `last` + 1 where all of them are
 * the same. A chain that has parted never meets again, so it is found by halves. What neither has any more is the same.
 * Throws RangeError where the keeper goes meanwhile.
 */
export async function firstDifferent(
  ledger: Ledger,
  keeper: string,
  open: () => Promise<SpoolReader | null>,
  last: number,
): Promise<number> {
  let same = 0
  let different = last + 1
  while (different - same > 1) {
    const middle = Math.floor((same + different) / 2)
    if (await isSame(ledger, keeper, open, middle)) same = middle
    else different = middle
  }
  return different
}

async function isSame(
  ledger: Ledger,
  keeper: string,
  open: () => Promise<SpoolReader | null>,
  number: number,
): Promise<boolean> {
  const here = await hashInLedger(ledger, keeper, number)
  const reader = await open()
  if (!reader) throw new RangeError('the keeper has gone')
  try {
    for await (const [frame] of reader.frames(number)) {
      const there = frame && keeperEvent(frame)
      return !there || !here || there.n !== number || here.equals(there.hash)
    }
    throw new RangeError('the keeper has gone')
  } finally {
    reader.close()
  }
}

/** null: it has none of this number, or its years are over. */
async function hashInLedger(ledger: Ledger, keeper: string, number: number) {
  for await (const { leaf, body } of ledger.read(streamOf(keeper), number)) {
    if (leaf.n !== number || !body || !('frame' in body)) return null
    const event = keeperEvent(Buffer.from(body.frame, 'base64'))
    return event && Buffer.from(event.hash)
  }
  return null
}
