import { readFileSync } from 'node:fs'
import { OperatorError, text } from '#commands/command.ts'
import { notesIn } from '#verification/brought-file.ts'

/** The checkpoints in the files that a person brings, typed from paper or saved. Throws OperatorError. */
export const checkpointsIn = (files: readonly string[]): readonly string[] =>
  files.flatMap(file => {
    const notes = notesIn(readFile(file).toString('utf8'))
    if (notes.length > 0) return notes
    throw new OperatorError(
      text(`${file} に控えが書かれていません。`, `There is no checkpoint in ${file}.`),
    )
  })

export function readFile(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch {
    throw new OperatorError(text(`${file} が読めません。`, `${file} cannot be read.`))
  }
}
