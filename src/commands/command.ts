import { parseArgs } from 'node:util'
import type { Terminal } from './terminal.ts'

/** A sentence for people, in both languages the program speaks. */
export type Text = { readonly ja: string; readonly en: string }
export const text = (ja: string, en: string): Text => ({ ja, en })

/** One line of the command table. */
export type Command = {
  readonly name: string
  readonly usage: string
  readonly summary: Text
  readonly run: (args: readonly string[], terminal: Terminal) => Promise<ExitCode>
}

/** What a script may rely on. */
export const exit = {
  ok: 0,
  /** Something broke; the message carries a hint. */
  fault: 1,
  /** The call's words are off. */
  usage: 2,
  /** The rule (or a house rule) says no; the basis is printed. */
  refused: 3,
  /** `check` found something. */
  findings: 4,
  /** A keeper's process alone: an amended rule document came into force, and it is started anew under it. */
  again: 75,
} as const
export type ExitCode = (typeof exit)[keyof typeof exit]

/** The call's words are off: printed with the command's usage, exit code 2. */
export class UsageError extends Error {
  readonly text: Text
  constructor(text: Text) {
    super(text.en)
    this.text = text
  }
}

/** Something broke that the operator can do something about, exit code 1. */
export class OperatorError extends Error {
  readonly text: Text
  readonly hint: Text | undefined
  constructor(text: Text, hint?: Text) {
    super(text.en)
    this.text = text
    this.hint = hint
  }
}

/** For commands that take no words of their own: an option misread in silence would be a promise not kept. */
export const noWords = (args: readonly string[]): void => void parseArgs({ args: [...args] })
