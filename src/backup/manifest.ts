import { createHash } from 'node:crypto'
import { canonicalJson } from '#canonical/json.ts'
import { isRecord } from '#leaf/leaf.ts'

/** The last file of a backup, and its contents (design/backup.md). Without it the folder is no backup. */
export const manifestName = 'manifest.json'

export type KeptFile = {
  /** Below the backup's folder, with `/`. */
  readonly path: string
  readonly bytes: number
  /** Lower-case hex. */
  readonly sha256: string
}

export type Manifest = {
  readonly backup: 'tachiai/backup/v1'
  readonly madeAtUs: number
  /** Version of the program that wrote it. */
  readonly software: string
  /** The recorder's site number, hex; null: the office alone. */
  readonly site: string | null
  /** Origin and verifier key (C2SP) of the ledger, and the head it had. */
  readonly origin: string
  readonly key: string
  readonly size: number
  /** Base64. */
  readonly root: string
  /** Rows of each table, by its name. */
  readonly rows: Readonly<Record<string, number>>
  /** Every file but this one, in the order they were written. */
  readonly files: readonly KeptFile[]
}

/** With `sum`, the SHA-256 of all other members as canonical JSON: a stick forgets bits here as well. */
export function encodeManifest(manifest: Manifest): string {
  const sum = createHash('sha256').update(canonicalJson(manifest)).digest('hex')
  return `${canonicalJson({ ...manifest, sum })}\n`
}

/** 'newer': of a later format; null: not exactly what `encodeManifest` writes. */
export function decodeManifest(text: string): Manifest | 'newer' | null {
  try {
    const written: unknown = JSON.parse(text)
    if (!isRecord(written)) return null
    const { sum: _, ...value } = written
    if (value.backup !== 'tachiai/backup/v1') {
      return /^tachiai\/backup\/v\d+$/.test(String(value.backup)) ? 'newer' : null
    }
    return isManifest(value) && encodeManifest(value) === text ? value : null
  } catch {
    return null
  }
}

function isManifest(value: Record<string, unknown>): value is Manifest & Record<string, unknown> {
  const { madeAtUs, software, site, origin, key, size, root, rows, files } = value
  return (
    Object.keys(value).length === 10 &&
    Number.isSafeInteger(madeAtUs) &&
    [software, origin, key, root].every(text => typeof text === 'string') &&
    (site === null || typeof site === 'string') &&
    isCount(size) &&
    isRecord(rows) &&
    Object.values(rows).every(isCount) &&
    Array.isArray(files) &&
    files.every(isKeptFile)
  )
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0

/** A path never leads out of the folder. */
const isKeptFile = (value: unknown): boolean =>
  isRecord(value) &&
  Object.keys(value).length === 3 &&
  typeof value.path === 'string' &&
  /^[A-Za-z0-9_-][A-Za-z0-9_.-]*(\/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*$/.test(value.path) &&
  isCount(value.bytes) &&
  typeof value.sha256 === 'string' &&
  /^[0-9a-f]{64}$/.test(value.sha256)
