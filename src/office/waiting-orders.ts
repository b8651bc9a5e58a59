import { readStreamName } from '#acts/stream-name.ts'
import { frameParts } from '#frame/layout.ts'
import { sha256 } from '#hash/sha256.ts'
import type { Body } from '#leaf/body.ts'
import { encodeLeaf } from '#leaf/leaf.ts'
import type { Ledger } from '#ledger/ledger.ts'
import { ordering } from '#receipt/ordered.ts'
import { leafHash } from '#tlog/tree.ts'

/** An act that a keeper must carry out. */
export type WaitingOrder = {
  readonly stream: string
  readonly n: number
  readonly type: string
  readonly atUs: number
  readonly index: number
  /** The hash of its leaf, as the keeper names it. */
  readonly receipt: string
}

const kinds: readonly string[] = ['hold', 'period', 'early-erasure', 'machine', 'profile']

/** Which acts order something, and which of them a keeper says it did; read once, then only what is new. */
export class WaitingOrders {
  readonly #ledger: Ledger
  readonly #read = new Map<string, number>()
  readonly #orders = new Map<string, WaitingOrder>()
  readonly #done = new Set<string>()
  #size = -1

  constructor(ledger: Ledger) {
    this.#ledger = ledger
  }

  isDone(receipt: string): boolean {
    return this.#done.has(receipt)
  }
  done(receipt: string): void {
    this.#done.add(receipt)
  }

  /** In the order of the ledger. */
  async waiting(): Promise<readonly WaitingOrder[]> {
    const { size } = await this.#ledger.head()
    if (size !== this.#size) {
      for (const { name } of await this.#ledger.streams()) {
        const isKeeper = name.startsWith('keeper/')
        if (isKeeper || kinds.includes(readStreamName(name)?.kind ?? '')) await this.#readOn(name)
      }
      this.#size = size
    }
    return [...this.#orders.values()]
      .filter(({ receipt }) => !this.#done.has(receipt))
      .sort((a, b) => a.index - b.index)
  }

  async #readOn(stream: string): Promise<void> {
    const from = this.#read.get(stream) ?? 0
    for await (const { leaf, body, index } of this.#ledger.read(stream, from + 1)) {
      this.#read.set(stream, leaf.n)
      const receipt = receiptIn(body)
      if (receipt) this.#done.add(receipt)
      if (!ordering.includes(leaf.type) || stream.startsWith('keeper/')) continue
      const { n, type, atUs } = leaf
      const hash = leafHash(sha256, encodeLeaf(leaf)).toHex()
      this.#orders.set(hash, { stream, n, type, atUs, index, receipt: hash })
    }
  }
}

/** What a keeper names as done. */
function receiptIn(body: Body | null): string | null {
  const parts = body && 'frame' in body ? frameParts(Buffer.from(body.frame, 'base64')) : null
  if (!parts) return null
  try {
    const said = JSON.parse(new TextDecoder().decode(parts.json))
    return doing.includes(said.type) && typeof said.receipt === 'string' ? said.receipt : null
  } catch {
    return null
  }
}
const doing: readonly string[] = [
  ...['HoldAdded', 'HoldReleased', 'RetentionDecided', 'ErasureOrdered'],
  ...['ClockAccepted', 'KeyringAccepted', 'CameraTrusted', 'CameraRemoved', 'ProfileChanged'],
]
