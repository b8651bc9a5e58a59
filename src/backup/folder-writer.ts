import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import type { Disk, DurableFile } from '#disk/disk.ts'
import { Fault, sentence } from '#fault/fault.ts'
import { encodeManifest, type KeptFile, type Manifest, manifestName } from './manifest.ts'

/** FAT takes no file of 4 GiB, and one that is damaged says where. */
const longestPart = 256 << 20
const buffered = 1 << 20
const unnamed = `${manifestName}.new`

/**
 * A folder that becomes a backup at its last step.
 *
 * Every write is durable before the next begins. Until `name` returned there is no `manifest.json`: a crash, a full disk or a
 * stick pulled out leaves a folder that no reader takes for a backup and no writer takes for an empty one.
 */
export class FolderWriter {
  readonly directory: string
  readonly #disk: Disk
  readonly #longestPart: number
  readonly #files: KeptFile[] = []

  private constructor(disk: Disk, directory: string, partBytes: number) {
    this.#disk = disk
    this.directory = directory
    this.#longestPart = partBytes
  }

  /** Throws Fault 'Conflict' where something lies there already. */
  static async begin(disk: Disk, directory: string, partBytes = longestPart) {
    if ((await disk.list(directory)).length > 0) throw occupied(directory)
    await disk.makeDirectory(directory)
    await disk.syncDirectory(dirname(directory))
    return new FolderWriter(disk, directory, partBytes)
  }

  get bytes(): number {
    return this.#files.reduce((sum, { bytes }) => sum + bytes, 0)
  }

  /** One value a line, over as many files `<name>.00001.jsonl` … as they need; returns how many lines. */
  async lines(name: string, rows: AsyncIterable<string>): Promise<number> {
    let count = 0
    let part = 0
    let file: OpenFile | null = null
    try {
      for await (const row of rows) {
        if (file && file.bytes >= this.#longestPart) {
          await this.#end(file)
          file = null
        }
        file ??= await this.#begin(`${name}.${String(++part).padStart(5, '0')}.jsonl`)
        await file.add(Buffer.from(`${row}\n`))
        count++
      }
      if (file) await this.#end(file)
      return count
    } catch (error) {
      await file?.close()
      throw error
    }
  }

  async whole(path: string, bytes: Uint8Array): Promise<void> {
    const file = await this.#begin(path)
    try {
      for (let at = 0; at < bytes.length; at += buffered) {
        await file.add(bytes.subarray(at, at + buffered))
      }
      await this.#end(file)
    } catch (error) {
      await file.close()
      throw error
    }
  }

  /** What it will be, on the medium and still without its name: to be read back and examined. */
  async finish(about: Omit<Manifest, 'backup' | 'files'>): Promise<Manifest> {
    const manifest: Manifest = { backup: 'tachiai/backup/v1', ...about, files: this.#files }
    const file = await this.#disk.create(join(this.directory, unnamed))
    await file.write(Buffer.from(encodeManifest(manifest)), 0).finally(() => file.close())
    return manifest
  }

  /** From here it is a backup. */
  async name(): Promise<void> {
    await this.#disk.rename(join(this.directory, unnamed), join(this.directory, manifestName))
    await this.#disk.syncDirectory(this.directory)
  }

  async #begin(path: string): Promise<OpenFile> {
    const whole = join(this.directory, path)
    for (let at = path.indexOf('/'); at > 0; at = path.indexOf('/', at + 1)) {
      const folder = join(this.directory, path.slice(0, at))
      await this.#disk.makeDirectory(folder)
      await this.#disk.syncDirectory(dirname(folder))
    }
    return new OpenFile(path, await this.#disk.create(whole))
  }

  async #end(file: OpenFile): Promise<void> {
    this.#files.push(await file.end())
    await this.#disk.syncDirectory(dirname(join(this.directory, file.path)))
  }
}

/** Bytes are gathered, so that a durable write is worth its wait. */
class OpenFile {
  readonly path: string
  bytes = 0
  readonly #file: DurableFile
  readonly #hash = createHash('sha256')
  #waiting: Uint8Array[] = []
  #waitingBytes = 0

  constructor(path: string, file: DurableFile) {
    this.path = path
    this.#file = file
  }

  async add(bytes: Uint8Array): Promise<void> {
    this.#waiting.push(bytes)
    this.#waitingBytes += bytes.length
    this.bytes += bytes.length
    if (this.#waitingBytes >= buffered) await this.#write()
  }

  async end(): Promise<KeptFile> {
    if (this.#waitingBytes > 0) await this.#write()
    await this.close()
    return { path: this.path, bytes: this.bytes, sha256: this.#hash.digest('hex') }
  }

  close = (): Promise<void> => this.#file.close()

  async #write(): Promise<void> {
    const bytes = Buffer.concat(this.#waiting)
    await this.#file.write(bytes, this.bytes - bytes.length)
    this.#hash.update(bytes)
    this.#waiting = []
    this.#waitingBytes = 0
  }
}

const occupied = (directory: string) =>
  new Fault(
    'Conflict',
    sentence(
      `${directory} には、すでに何かがあります。控えは上書きしません。`,
      `There is something in ${directory} already. A backup overwrites nothing.`,
    ),
    sentence(
      '新しい名前のフォルダーを指定してください。manifest.json のない作りかけの控えは、消してかまいません。',
      'Name a new folder. A backup that was broken off has no manifest.json and may be removed.',
    ),
  )
