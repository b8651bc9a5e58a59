import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type KeeperChild, startKeeper } from '#commands/keeper-child.ts'
import { type KeeperClient, withRunningKeeper } from '#commands/keeper-client.ts'
import type { Premises } from '#keeper/premises.ts'
import { runFolder } from './run-folder.ts'

export type Site = { readonly premises: Premises; remove(): Promise<void> }

/** A site of its own where footage is written, founded as `init` would. */
export async function foundSite(profile = 'hokuto'): Promise<Site> {
  const base = await mkdtemp(join(runFolder(), 'site-'))
  const premises: Premises = {
    directory: join(base, 'data'),
    site: randomBytes(16).toString('hex'),
    keeper: randomBytes(16).toString('hex'),
    shares: [join(base, 'share', 'slots')],
    demo: false,
  }
  const child = await startKeeper({
    task: 'found',
    premises,
    founding: { profile, organisation: 'bench' },
  })
  await child.ended
  return { premises, remove: () => rm(base, { recursive: true, force: true }) }
}

export async function withRecording<Result>(
  { premises }: Site,
  use: (keeper: KeeperChild, client: KeeperClient) => Promise<Result>,
): Promise<Result> {
  const keeper = await startKeeper({ task: 'record', premises })
  try {
    return await withRunningKeeper(premises, client => use(keeper, client))
  } finally {
    await keeper.stop()
  }
}

export async function addCameras(client: KeeperClient, urls: readonly string[]): Promise<void> {
  for (const [index, url] of urls.entries()) {
    const answer = await client.order({
      order: 'camera.add',
      name: `camera ${index + 1}`,
      url,
      user: '',
      appendix: { place: 'bench', area: 'bench', purpose: 'bench' },
    })
    if ('refusal' in answer) throw new Error(answer.refusal.refused)
  }
}
