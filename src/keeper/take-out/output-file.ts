import { constants } from 'node:fs'
import * as fs from 'node:fs/promises'

/** What is gathered into one write. */
const writeBytes = 4 << 20
/** Writes that may wait, and with them the memory that is held. */
const mostWaiting = 3

/** A new file of 0600, written front to back while the caller goes on; nothing here is made durable. */
export class OutputFile {
  readonly #path: string
  readonly #handle: fs.FileHandle
  readonly #waiting: Promise<void>[] = []
  #last: Promise<void> = Promise.resolve()
  /** Appended, and handed to the disk. */
  #bytes = 0
  #written = 0
  #parts: Uint8Array[] = []

  private constructor(path: string, handle: fs.FileHandle) {
    this.#path = path
    this.#handle = handle
  }

  /** Rejects with EEXIST where something stands there: nothing is overwritten. */
  static async create(path: string): Promise<OutputFile> {
    const { O_CREAT, O_EXCL, O_WRONLY } = constants
    return new OutputFile(path, await fs.open(path, O_CREAT | O_EXCL | O_WRONLY, 0o600))
  }

  get bytes(): number {
    return this.#bytes
  }

  /** Takes over `parts`. Resolves when there is room for more; rejects where an earlier write failed. */
  async append(parts: readonly Uint8Array[]): Promise<void> {
    this.#parts.push(...parts)
    this.#bytes += lengthOf(parts)
    if (this.#bytes - this.#written < writeBytes) return
    this.#flush()
    if (this.#waiting.length > mostWaiting) await this.#waiting.shift()
  }

  /** All that was appended is written, then `patch`, and the file closed. */
  async finish(patch: { readonly at: number; readonly bytes: Uint8Array }): Promise<void> {
    this.#flush()
    await this.#last
    await this.#write([patch.bytes], patch.at)
    await this.#handle.close()
  }

  /** The file is gone. */
  async discard(): Promise<void> {
    await this.#last.catch(() => {})
    await this.#handle.close().catch(() => {})
    await fs.unlink(this.#path)
  }

  #flush(): void {
    const parts = this.#parts
    const at = this.#written
    this.#parts = []
    this.#written = this.#bytes
    this.#last = this.#last.then(() => this.#write(parts, at))
    // Whoever waits for it sees it fail.
    this.#last.catch(() => {})
    this.#waiting.push(this.#last)
  }

  async #write(parts: readonly Uint8Array[], at: number): Promise<void> {
    if (parts.length === 0) return
    const { bytesWritten } = await this.#handle.writev([...parts], at)
    if (bytesWritten !== lengthOf(parts)) throw new Error('short write')
  }
}

const lengthOf = (parts: readonly Uint8Array[]): number =>
  parts.reduce((sum, part) => sum + part.length, 0)
