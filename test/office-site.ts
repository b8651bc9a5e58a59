import { chmod, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { officePlace } from '#commands/office-place.ts'
import type { OfficePlace } from '#office/place.ts'
import { premisesIn } from './keeper-on-a-clock.ts'
import { childrenOf, type Site, siteFor, until } from './site.ts'

export type SiteWithOffice = Site & { readonly place: OfficePlace }

/** A site whose office lives beside it, as outside of tests. */
export async function siteWithOffice(t: TestContext): Promise<SiteWithOffice> {
  const alone = await siteFor(t)
  await chmod(alone.folder, 0o711)
  const env = { TACHIAI_OFFICE: join(alone.folder, 'office') }
  const premises = { ...premisesIn(alone.folder), directory: alone.data, shares: [alone.share] }
  return {
    ...alone,
    place: officePlace(premises, env),
    call: (words, call) => alone.call(words, { ...call, env: { ...env, ...call?.env } }),
    json: (words, call) => alone.json(words, { ...call, env: { ...env, ...call?.env } }),
    start: words => alone.start(words, env),
  }
}

/** What may stand in no backup: the living shares of keeper and office, and their signing keys. */
export async function secretsOf({ share, data, place }: SiteWithOffice) {
  const secrets: Buffer[] = []
  for (const path of [share, ...place.shares]) {
    const slots = await readFile(path)
    secrets.push(slots.subarray(72, 104), slots.subarray(4096 + 72, 4096 + 104))
  }
  for (const key of [place.signingKey, join(data, 'keeper.key')]) {
    secrets.push((await readFile(key)).subarray(-32))
  }
  return secrets
}

/** The office among the children of `run`; waits for it where the last one died. */
export async function officePid(run: number): Promise<number> {
  let found: number | undefined
  await until(
    async () => {
      for (const pid of await childrenOf(run)) {
        const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
        if (words.includes('office-process')) found = pid
      }
      return found !== undefined
    },
    () => 'an office',
  )
  return found!
}
