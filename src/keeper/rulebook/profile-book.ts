import { canonicalJson } from '#canonical/json.ts'
import type { Disk } from '#disk/disk.ts'
import { Fault, sentence } from '#fault/fault.ts'
import { sha256 } from '#hash/sha256.ts'
import { inForceAt } from '#law/versions/adoption.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { isRecord } from '#leaf/leaf.ts'
import { LineFile } from '../release/line-file.ts'

/** An amended version, and the act by which it was adopted. */
export type Entry = {
  readonly profile: Profile
  readonly fromUs: number
  readonly receipt: string
}

/**
 * The amended versions of the document, on the keeper's disk as they were signed, in order. Who can change this file can
 * write another rule; the spool's last `ProfileChanged`, which the ledger has, then says otherwise, and the keeper does not
 * start. A line that the spool does not know (a crash in between) counts for nothing until its act is shown again.
 */
export class ProfileBook {
  readonly #file: LineFile
  readonly #entries: Entry[]
  /** On the disk, and not told yet. */
  readonly #untold: Entry[]

  private constructor(file: LineFile, entries: readonly Entry[], untold: readonly Entry[]) {
    this.#file = file
    this.#entries = [...entries]
    this.#untold = [...untold]
  }

  /** `last`: the head as the spool has it, hex; null: nothing was ever adopted. Throws Fault 'DataLoss' where they differ. */
  static async open(disk: Disk, path: string, last: string | null): Promise<ProfileBook> {
    const { file, lines } = await LineFile.open(disk, path)
    const entries = lines.map(entryIn)
    if (entries.includes(null)) throw another()
    const written = entries as readonly Entry[]
    const known = written.findIndex((_, at) => headOf(written.slice(0, at + 1)) === last) + 1
    if (last !== null && known === 0) throw another()
    return new ProfileBook(file, written.slice(0, known), written.slice(known))
  }

  get entries(): readonly Entry[] {
    return this.#entries
  }
  /** null: still the one that the site was founded with. */
  inForceAt(atUs: number): Profile | null {
    return inForceAt(this.#entries, atUs)?.profile ?? null
  }

  /** Durable when it resolves, and counting once `told`; answers the head that the spool must say. */
  async write(entry: Entry): Promise<string> {
    const isThere = this.#untold.some(({ receipt }) => receipt === entry.receipt)
    if (!isThere) {
      await this.#file.append(entry)
      this.#untold.push(entry)
    }
    const at = this.#untold.findIndex(({ receipt }) => receipt === entry.receipt) + 1
    return headOf([...this.#entries, ...this.#untold.slice(0, at)])
  }
  told(receipt: string): void {
    const at = this.#untold.findIndex(one => one.receipt === receipt) + 1
    this.#entries.push(...this.#untold.splice(0, at))
  }

  close(): Promise<void> {
    return this.#file.close()
  }
}

/** Each line under the hash of all before it, hex. */
function headOf(entries: readonly Entry[]): string {
  let head = ''
  for (const entry of entries) head = sha256(Buffer.from(head + canonicalJson(entry))).toHex()
  return head
}

function entryIn(line: unknown): Entry | null {
  if (!isRecord(line) || typeof line.receipt !== 'string') return null
  if (!Number.isSafeInteger(line.fromUs) || !isRecord(line.profile)) return null
  return line as unknown as Entry
}

const another = () =>
  new Fault(
    'DataLoss',
    sentence(
      '規程の控え（profiles）が、録画係の記録と合いません。鍵は開きません。',
      'the book of rule documents (profiles) differs from the spool; no key is opened',
    ),
    sentence(
      '控えから「profiles」を元に戻してください。管理責任者に知らせてください。',
      'Put "profiles" back from the copy, and tell the manager.',
    ),
  )
