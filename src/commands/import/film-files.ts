import { constants } from 'node:fs'
import { type FileHandle, lstat, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Text, text } from '../command.ts'

/** Every path under the ones named, in the order of their names: a card is named by its folder. */
export async function pathsUnder(named: readonly string[]): Promise<readonly string[]> {
  const found: string[] = []
  for (const path of named) {
    const entry = await lstat(path)
    if (!entry.isDirectory()) found.push(path)
    else {
      const inside = (await readdir(path)).sort()
      found.push(...(await pathsUnder(inside.map(name => join(path, name)))))
    }
  }
  return found
}

export type OpenFilm = {
  readonly handle: FileHandle
  readonly bytes: number
  /** When it was last written to, µs since the epoch. */
  readonly writtenUs: number
}

/**
 * Opens a file for reading, whatever stands there: a link, a pipe, a device or a folder is told and never
 * read, and what is opened is what was looked at. The caller closes it.
 */
export async function openFilm(path: string): Promise<OpenFilm | { readonly problem: Text }> {
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK
  let handle: FileHandle
  try {
    handle = await open(path, flags)
  } catch (error) {
    return { problem: problemOf(error as NodeJS.ErrnoException) }
  }
  const found = await handle.stat({ bigint: true })
  if (found.isFile()) {
    return { handle, bytes: Number(found.size), writtenUs: Number(found.mtimeNs / 1000n) }
  }
  await handle.close()
  return { problem: notAFile }
}

const notAFile = text(
  'ふつうのファイルではありません（パイプ・装置など）。',
  'This is no ordinary file (a pipe, a device …).',
)

function problemOf({ code, message }: NodeJS.ErrnoException): Text {
  if (code === 'ELOOP') {
    return text(
      'リンクです。元のファイルを指定してください。',
      'This is a link: name the file itself.',
    )
  }
  if (code === 'ENXIO') return notAFile
  if (code === 'EACCES') {
    return text('読む権限がありません。', 'There is no permission to read it.')
  }
  return text(`開けません（${code ?? message}）。`, `It does not open (${code ?? message}).`)
}
