import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault, sentence } from '#fault/fault.ts'
import type { Authority } from './authority.ts'

/** Under which name the office is reached from the building's network, and by whose word. */
export type Lan = { readonly port: number; readonly authority: Authority }

const fileIn = (folder: string): string => join(folder, 'lan.json')

/** null: this machine's own browser alone. Throws Fault 'Misconfigured' where the file is none. */
export async function readLan(folder: string): Promise<Lan | null> {
  const text = await readFile(fileIn(folder), 'utf8').catch(error => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return null
  try {
    const { port, authority } = JSON.parse(text)
    const { host, root, intermediate, intermediateKey } = authority
    const words = [host, root, intermediate, intermediateKey]
    if (Number.isInteger(port) && words.every(word => typeof word === 'string')) {
      return { port, authority: { host, root, intermediate, intermediateKey } }
    }
  } catch {}
  throw torn()
}

/** Its key signs for one name; still nobody but the office reads it. */
export async function writeLan(folder: string, lan: Lan): Promise<void> {
  const beside = `${fileIn(folder)}.new`
  await writeFile(beside, JSON.stringify(lan), { mode: 0o600, flush: true })
  await rename(beside, fileIn(folder))
}

export const removeLan = (folder: string): Promise<void> => rm(fileIn(folder), { force: true })

/** What a browser makes of it on any port is `https://name`; no address, no wildcard, no port. */
export function hostIn(words: string): string {
  const host = words.trim().toLowerCase()
  const labels = host.split('.')
  const isLabel = (label: string) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label)
  const isName = labels.length > 1 && labels.every(isLabel) && !/^\d+$/.test(labels.at(-1)!)
  if (isName && host.length < 254 && !host.endsWith('.localhost')) return host
  throw new Fault(
    'Misconfigured',
    sentence(`「${words}」は、機械の名前として使えません。`, `not a host name: ${words}`),
    sentence(
      'tachiai.local のように、点で区切った英数字の名前にしてください（番号の住所では、鍵が使えません）。',
      'A name such as tachiai.local; an address will not do, for keys are bound to names.',
    ),
  )
}

const torn = () =>
  new Fault(
    'Misconfigured',
    sentence('建物の中の住所の設定（lan.json）が読めません。', 'lan.json cannot be read'),
    sentence('「tachiai lan off」で消し、作り直してください。', 'Remove it (tachiai lan off).'),
  )
