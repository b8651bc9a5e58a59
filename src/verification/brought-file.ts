import type { ProfileOf } from '#acts/replay.ts'
import { textIn } from './opened.ts'
import type { Primitives } from './primitives.ts'
import { type ProofVerdict, verifyProof } from './proof.ts'
import { type PageVerdict, verifyRegisterPage } from './register-page.ts'

/** A file that somebody brings: a proof by its first line, else a register's page. */
export type FileVerdict =
  | ({ readonly what: 'proof' } & ProofVerdict)
  | ({ readonly what: 'page' } & PageVerdict)

export function verifyFile(
  primitives: Primitives,
  bytes: Uint8Array,
  brought: readonly string[] = [],
  profileOf?: ProfileOf,
): FileVerdict {
  const text = textIn(bytes) ?? ''
  return firstLine.every((byte, at) => bytes[at] === byte)
    ? { what: 'proof', ...verifyProof(primitives, text, brought) }
    : { what: 'page', ...verifyRegisterPage(primitives, text, brought, profileOf) }
}

const firstLine = new TextEncoder().encode('c2sp.org/tlog-proof')

/** Checkpoints in what people typed or saved: notes one below the other, with a line "--" between them. */
export const notesIn = (text: string): readonly string[] =>
  text
    .replaceAll('\r\n', '\n')
    .split(/^--$\n?/m)
    .map(note => note.trim())
    .filter(Boolean)
    .map(note => `${note}\n`)
