import { readFile } from 'node:fs/promises'
import { checkpointOf, type Era, type SignedCheckpoint } from '#backup/eras.ts'
import { notesIn } from '#verification/brought-file.ts'
import { OperatorError, text } from '../command.ts'

/** Checkpoints out of files that people brought. Throws OperatorError on one that is not of this ledger. */
export async function broughtCheckpoints(
  files: readonly string[],
  eras: readonly Era[],
): Promise<readonly SignedCheckpoint[]> {
  const found: SignedCheckpoint[] = []
  for (const file of files) {
    for (const note of notesIn(await readFile(file, 'utf8'))) {
      const checkpoint = checkpointOf(eras, note)
      if (!checkpoint) throw notOfThis(file)
      found.push(checkpoint)
    }
  }
  return found
}

const notOfThis = (file: string) =>
  new OperatorError(
    text(
      `${file} は、この改ざん防止記録のチェックポイントではありません。`,
      `${file} is no checkpoint of this ledger.`,
    ),
  )
