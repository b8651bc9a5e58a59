import { randomBytes } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import type { Own } from '#cast/office-user.ts'
import type { Scene } from '#cast/play.ts'
import type { KeptKey } from '#cast/security-key.ts'

/** The demo's people and how far their play came: kept beside the demo's data, for its owner alone. */
export type CastFile = {
  /** Under which name they enrolled their keys. */
  readonly origin: string
  /** Where screens may stand. */
  readonly room: string
  readonly people: readonly (Own & {
    readonly key: KeptKey
    /** As it is said on the demo's page. */
    readonly post: string
    readonly does: string
    /** By which the keeper knows them. */
    readonly rosterPost: string
  })[]
  readonly scenes: readonly Scene[]
  readonly isFinished: boolean
}

const fileOf = (directory: string): string => `${directory}-people.json`

export async function readCast(directory: string): Promise<CastFile | null> {
  try {
    return JSON.parse(await readFile(fileOf(directory), 'utf8'))
  } catch {
    return null
  }
}

export const writeCast = (directory: string, cast: CastFile): Promise<void> =>
  writeFile(fileOf(directory), `${JSON.stringify(cast, null, 2)}\n`, { mode: 0o600 })

export const forgetCast = (directory: string): Promise<void> =>
  rm(fileOf(directory), { force: true })

/** 60 random bits in letters that are easily typed. */
export function freshPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789-'.slice(0, 31)
  const word = () => [...randomBytes(4)].map(byte => letters[byte % 31]).join('')
  return `${word()}-${word()}-${word()}`
}
