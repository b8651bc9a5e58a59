import type { Ledger } from '#ledger/ledger.ts'
import { eventIn } from './keeper-event.ts'

/** A camera that a keeper records, as it was added at the machine. */
export type RecordedCamera = {
  readonly camera: string
  readonly keeper: string
  readonly name: string
  readonly place: string
  readonly sinceUs: number
}

type Known = {
  n: number
  readonly cameras: Map<string, RecordedCamera>
  /** Also of those that were taken away. */
  readonly names: Map<string, string>
}

/**
 * Which cameras keepers record now, out of the ledger: read once from its beginning, then only what is new. One taken away
 * at the machine is no longer among them.
 */
export class RecordedCameras {
  readonly #ledger: Ledger
  readonly #known = new Map<string, Known>()
  #reading: Promise<unknown> = Promise.resolve()

  constructor(ledger: Ledger) {
    this.#ledger = ledger
  }

  /** One reading at a time, however many ask. */
  all(): Promise<readonly RecordedCamera[]> {
    const reading = this.#reading.then(() => this.#all())
    this.#reading = reading.catch(() => {})
    return reading
  }

  /** What every camera was last called, also one that is no longer there: a register still speaks of it. */
  async names(): Promise<ReadonlyMap<string, string>> {
    await this.all()
    return new Map([...this.#known.values()].flatMap(({ names }) => [...names]))
  }

  async #all(): Promise<readonly RecordedCamera[]> {
    for (const { name } of await this.#ledger.streams()) {
      if (name.startsWith('keeper/')) await this.#readOn(name)
    }
    return [...this.#known.values()].flatMap(({ cameras }) => [...cameras.values()])
  }

  async #readOn(stream: string): Promise<void> {
    const known = this.#known.get(stream) ?? { n: 0, cameras: new Map(), names: new Map() }
    this.#known.set(stream, known)
    const keeper = stream.slice('keeper/'.length)
    for await (const { leaf, body } of this.#ledger.read(stream, known.n + 1)) {
      known.n = leaf.n
      const said = about.has(leaf.type) ? eventIn(body) : null
      if (!said) continue
      const { camera, name, place } = said as Readonly<Record<string, string>>
      if (leaf.type === 'CameraRemoved') known.cameras.delete(camera!)
      else {
        const added = { camera: camera!, keeper, name: name ?? '', place: place ?? '' }
        known.cameras.set(camera!, { ...added, sinceUs: leaf.atUs })
        known.names.set(camera!, added.name)
      }
    }
  }
}

const about: ReadonlySet<string> = new Set(['CameraAdded', 'CameraRemoved'])
