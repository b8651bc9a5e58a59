import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Disk } from '#disk/disk.ts'
import { Fault, sentence } from '#fault/fault.ts'
import { decodeManifest, type KeptFile, type Manifest, manifestName } from './manifest.ts'

const chunkBytes = 1 << 20
/** A line is at most one part of a paper; what is longer was not written here. */
const longestLine = 64 << 20

/**
 * A backup as it lies there. Nothing it hands out is known to be whole before the file it came from has been read to
 * its end: `lines` and `bytes` throw Fault 'DataLoss' with the place then.
 */
export type BackupFolder = {
  readonly manifest: Manifest
  /** Every line of `<name>.00001.jsonl` …, in order, with the place it stands in. */
  lines(name: string): AsyncIterable<{ readonly line: string; readonly place: string }>
  /** Files below a folder of the backup. */
  below(folder: string): readonly KeptFile[]
  bytes(file: KeptFile): AsyncIterable<Buffer>
}

/** `unnamed`: what a writer has just finished and not yet named. Throws Fault NotFound, DataLoss, Misconfigured. */
export async function openBackup(
  disk: Disk,
  directory: string,
  options: { readonly unnamed?: boolean } = {},
): Promise<BackupFolder> {
  const manifest = await manifestOf(disk, directory, options.unnamed === true)
  for (const { path, bytes } of manifest.files) {
    const there = await disk.size(join(directory, path)).catch(() => null)
    if (there === bytes) continue
    const found = there === null ? ['ありません', 'is missing'] : ['大きさが違います', 'is cut']
    throw broken(path, found[0]!, found[1]!)
  }
  const bytes = (file: KeptFile) => bytesOf(disk, directory, file)
  return {
    manifest,
    bytes,
    below: folder => manifest.files.filter(({ path }) => path.startsWith(`${folder}/`)),
    async *lines(name) {
      const parts = manifest.files.filter(({ path }) => isPart(name, path))
      for (const file of parts) yield* linesOf(file.path, bytes(file))
    },
  }
}

async function manifestOf(disk: Disk, directory: string, unnamed: boolean): Promise<Manifest> {
  const path = join(directory, unnamed ? `${manifestName}.new` : manifestName)
  const text = await disk.read(path).catch(error => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) throw noBackup(directory, (await disk.list(directory)).length > 0)
  const manifest = decodeManifest(text.toString('utf8'))
  if (manifest === 'newer') throw newer(directory)
  if (manifest === null) throw broken(manifestName, '読めません', 'is not as it was written')
  return manifest
}

async function* bytesOf(disk: Disk, directory: string, file: KeptFile): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  for (let at = 0; at < file.bytes; ) {
    const chunk = await disk.readAt(join(directory, file.path), at, chunkBytes)
    if (chunk.length === 0) throw broken(file.path, '途中で終わっています', 'is cut')
    hash.update(chunk)
    at += chunk.length
    yield chunk
  }
  if (hash.digest('hex') === file.sha256) return
  throw broken(file.path, '中身が変わっています', 'is not what was written')
}

async function* linesOf(path: string, chunks: AsyncIterable<Buffer>) {
  let number = 0
  let rest: Buffer[] = []
  let restBytes = 0
  for await (const chunk of chunks) {
    let from = 0
    for (let to = chunk.indexOf(10); to >= 0; to = chunk.indexOf(10, from)) {
      const line = Buffer.concat([...rest, chunk.subarray(from, to)]).toString('utf8')
      yield { line, place: `${path}:${++number}` }
      rest = []
      restBytes = 0
      from = to + 1
    }
    rest.push(chunk.subarray(from))
    restBytes += chunk.length - from
    if (restBytes > longestLine) throw broken(path, '行が長すぎます', 'has a line too long')
  }
  if (restBytes > 0) throw broken(path, '行の途中で終わっています', 'ends inside a line')
}

const isPart = (name: string, path: string): boolean =>
  path.startsWith(`${name}.`) && /^\.\d{5}\.jsonl$/.test(path.slice(name.length))

/** Something in a backup is not as it was written; `place` is a file of it, with its line where there is one. */
export const broken = (place: string, ja: string, en: string): Fault =>
  new Fault(
    'DataLoss',
    sentence(`控えの ${place}: ${ja}。`, `In the backup, ${place} ${en}.`),
    sentence(
      '何も書き換えていません。別の控えを使ってください。',
      'Nothing was written. Use another backup.',
    ),
  )

const noBackup = (directory: string, some: boolean) =>
  new Fault(
    'NotFound',
    some
      ? sentence(
          `${directory} は控えではないか、作りかけで終わったものです（manifest.json がありません）。`,
          `${directory} is no backup, or one that was broken off (it has no manifest.json).`,
        )
      : sentence(`${directory} には何もありません。`, `There is nothing in ${directory}.`),
  )

const newer = (directory: string) =>
  new Fault(
    'Misconfigured',
    sentence(
      `${directory} は、新しい版のTachiaiの控えです。`,
      `${directory} was written by a newer version of Tachiai.`,
    ),
    sentence('新しい版のプログラムで戻してください。', 'Restore it with the newer program.'),
  )
