import { dirname } from 'node:path'
import type { Disk } from '#disk/disk.ts'

/**
 * A file of JSON values, one a line, that only grows. `append` returns when the line is on the medium. A crash in the
 * middle leaves a torn last line, which counts for nothing and is written over by the next.
 * After a write that failed nothing more is appended: whether it stands is known to the next start alone.
 */
export class LineFile {
  readonly #disk: Disk
  readonly #path: string
  #end: number
  #broken: unknown = null
  #running: Promise<unknown> = Promise.resolve()

  private constructor(disk: Disk, path: string, end: number) {
    this.#disk = disk
    this.#path = path
    this.#end = end
  }

  static async open(
    disk: Disk,
    path: string,
  ): Promise<{ readonly file: LineFile; readonly lines: readonly unknown[] }> {
    const found = await disk.read(path).catch(error => {
      if (error.code === 'ENOENT') return null
      throw error
    })
    if (found === null) {
      await (await disk.create(path)).close()
      await disk.syncDirectory(dirname(path))
      return { file: new LineFile(disk, path, 0), lines: [] }
    }
    const { lines, end } = linesIn(found)
    return { file: new LineFile(disk, path, end), lines }
  }

  append(value: object): Promise<void> {
    const next = this.#running.then(() => this.#append(value))
    this.#running = next.catch(() => {})
    return next
  }

  async #append(value: object): Promise<void> {
    if (this.#broken !== null) throw this.#broken
    const line = Buffer.from(`${JSON.stringify(value)}\n`)
    try {
      const file = await this.#disk.open(this.#path)
      await file.write(line, this.#end).finally(() => file.close())
    } catch (error) {
      this.#broken = error
      throw error
    }
    this.#end += line.length
  }

  /** Waits for what was appended. */
  async close(): Promise<void> {
    await this.#running
  }
}

/** Lines up to the first that is none: behind it stands what a crash tore, or what a shorter line left of it. */
function linesIn(bytes: Buffer): { readonly lines: readonly unknown[]; readonly end: number } {
  const lines: unknown[] = []
  let end = 0
  for (;;) {
    const next = bytes.indexOf(0x0a, end)
    if (next < 0) return { lines, end }
    try {
      lines.push(JSON.parse(bytes.subarray(end, next).toString('utf8')))
    } catch {
      return { lines, end }
    }
    end = next + 1
  }
}
