import { readCheckpoint } from '#tlog/checkpoint.ts'
import { readNote } from '#tlog/note.ts'
import { type ExitCode, exit, noWords, text } from '../command.ts'
import { withOffice } from '../office-client.ts'
import type { Terminal } from '../terminal.ts'
import { fingerprintIn, keyLine } from './key-line.ts'
import { headingOf } from './through-door.ts'

/** `ledger status`: how much there is, how much of it is signed for, whose it is. */
export async function status(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  noWords(args)
  return withOffice(terminal, async office => {
    const { origin, checkpoints, streams, head } = await headingOf(office)
    const newest = checkpoints.at(-1)
    const signed = readCheckpoint(readNote(newest ?? '')?.text ?? '')?.size ?? 0
    const fingerprint = fingerprintIn(origin)
    const said = { origin: origin.origin, fingerprint, size: head, signed, streams: streams.length }
    terminal.result({ ...said, checkpoint: newest ?? null, before: origin.before }, [
      text(
        `改ざん防止記録 ${head} 件（綴り ${streams.length}）、署名したのは ${signed} 件まで。`,
        `${head} entries in ${streams.length} streams; ${signed} of them are signed for.`,
      ),
      text(`記録の名前: ${origin.origin}`, `Name of the ledger: ${origin.origin}`),
      keyLine(origin),
      ...(origin.before
        ? [
            text(
              `前の記録 ${origin.before.origin} の ${origin.before.size} 件を引き継いでいます。`,
              `It goes on from ${origin.before.size} entries of ${origin.before.origin}.`,
            ),
          ]
        : []),
    ])
    return exit.ok
  })
}
