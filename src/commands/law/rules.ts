import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { OperatorError, text } from '#commands/command.ts'
import { program } from '#commands/program.ts'
import { profiles } from '#law/profiles/held.ts'
import { checked } from '#law/said/own-rules.ts'
import type { Profile } from '#law/vocabulary/profile.ts'

/** A rule document that a command is about; `folder` where the program holds its text. */
export type Rules = { readonly profile: Profile; readonly folder: string | null }

const folderOf = (id: string): string => join(program, 'src', 'law', 'profiles', id)

export const allRules = (): readonly Rules[] =>
  profiles.map(profile => ({ profile, folder: folderOf(profile.id) }))

/** By the name of a document, or by a JSON file of one's own. Throws OperatorError where there is neither. */
export function rulesNamed(word: string): Rules {
  const known = profiles.find(({ id, title }) => id === word || title === word)
  if (known) return { profile: known, folder: folderOf(known.id) }
  if (existsSync(word)) return { profile: ownRules(word), folder: null }
  const names = profiles.map(({ id }) => id).join('、')
  throw new OperatorError(
    text(`規程「${word}」はありません。`, `There is no rule document "${word}".`),
    text(
      `名前（${names}）か、自分の規程の JSON ファイルを指定してください。`,
      `Name one (${names}) or a JSON file of your own.`,
    ),
  )
}

/** A file somebody named. Throws OperatorError where there is none. */
export function wordsIn(file: string): string {
  if (existsSync(file)) return readFileSync(file, 'utf8')
  throw new OperatorError(text(`「${file}」はありません。`, `There is no file "${file}".`))
}

function ownRules(file: string): Profile {
  const outcome = checked(wordsIn(file))
  if (outcome.profile) return outcome.profile
  throw new OperatorError(
    text(
      `「${file}」は規程として読めません（${outcome.problems.length}か所）。`,
      `"${file}" is no rule document (${outcome.problems.length} places).`,
    ),
    text(`「tachiai law check ${file}」で確かめてください。`, `Try "tachiai law check ${file}".`),
  )
}

/** The verbatim text of a document the program holds; null for one's own. */
export const textOf = ({ folder }: Rules): string | null =>
  folder && readFileSync(join(folder, 'text.txt'), 'utf8')

/** The document as it is coded. */
export const codeOf = ({ folder }: Rules): string | null =>
  folder && readFileSync(join(folder, 'profile.ts'), 'utf8')
