import type { Disk } from '#disk/disk.ts'
import { sha256 } from '#hash/sha256.ts'
import type { Examined } from '#receipt/examine.ts'
import { LineFile } from './line-file.ts'

type Line =
  | {
      readonly kind: 'burnt'
      readonly id: string
      /** Of a session; an order has none. */
      readonly approval?: number
      readonly seen: Readonly<Record<string, number>>
      readonly counts: Readonly<Record<string, number>>
      readonly size: number
      readonly root: string
    }
  | { readonly kind: 'proven'; readonly size: number; readonly root: string }
  | { readonly kind: 'counted'; readonly credential: string; readonly count: number }
  | { readonly kind: 'told'; readonly n: number }

/**
 * What a keeper remembers of the receipts it took: which were burnt, how far the ledger was proven, which counts keys
 * gave. Nothing is shown before the line that burns its receipt is on the medium, so no crash opens one twice.
 * Who can change this file can open a receipt again, in front of the same people, within five minutes of its act.
 */
export class ReleaseBook {
  readonly #file: LineFile
  readonly #burnt = new Set<string>()
  readonly #opened = new Map<number, number>()
  readonly #seen = new Map<string, number>()
  readonly #counts = new Map<string, number>()
  #verified: { readonly size: number; readonly root: Uint8Array } = { size: 0, root: sha256() }
  #told = 0

  private constructor(file: LineFile) {
    this.#file = file
  }

  static async open(disk: Disk, path: string): Promise<ReleaseBook> {
    const { file, lines } = await LineFile.open(disk, path)
    const book = new ReleaseBook(file)
    for (const line of lines as readonly Line[]) book.#take(line)
    return book
  }

  get verified() {
    return this.#verified
  }
  /** The number of the last `FootageReleased` that is proven to stand in the ledger; 0: none. */
  get told(): number {
    return this.#told
  }
  readonly isBurnt = (id: string): boolean => this.#burnt.has(id)
  readonly opened = (approval: number): number => this.#opened.get(approval) ?? 0
  readonly lastSeen = (stream: string): number => this.#seen.get(stream) ?? 0
  readonly signCount = (credential: string): number => this.#counts.get(credential) ?? 0

  burn(
    { what, proven, seen }: Examined<{ readonly id: string; readonly approval?: number }>,
    counts: ReadonlyMap<string, number> = new Map(),
  ): Promise<void> {
    const { id, approval } = what
    return this.#write({
      ...{ kind: 'burnt', id, ...(approval === undefined ? {} : { approval }) },
      seen: Object.fromEntries(seen),
      counts: Object.fromEntries(counts),
      size: proven.size,
      root: proven.root.toBase64(),
    })
  }

  proven({ size, root }: { readonly size: number; readonly root: Uint8Array }): Promise<void> {
    return this.#write({ kind: 'proven', size, root: root.toBase64() })
  }
  counted(credential: string, count: number): Promise<void> {
    return this.#write({ kind: 'counted', credential, count })
  }
  tell(n: number): Promise<void> {
    return this.#write({ kind: 'told', n })
  }

  close(): Promise<void> {
    return this.#file.close()
  }

  async #write(line: Line): Promise<void> {
    await this.#file.append(line)
    this.#take(line)
  }

  #take(line: Line): void {
    switch (line.kind) {
      case 'burnt':
        this.#burnt.add(line.id)
        if (line.approval !== undefined) {
          this.#opened.set(line.approval, this.opened(line.approval) + 1)
        }
        for (const [stream, n] of Object.entries(line.seen)) this.#seen.set(stream, n)
        for (const [key, count] of Object.entries(line.counts)) this.#counts.set(key, count)
        this.#verified = { size: line.size, root: Uint8Array.fromBase64(line.root) }
        break
      case 'proven':
        this.#verified = { size: line.size, root: Uint8Array.fromBase64(line.root) }
        break
      case 'counted':
        this.#counts.set(line.credential, line.count)
        break
      case 'told':
        this.#told = line.n
    }
  }
}
