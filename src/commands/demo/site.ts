import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Premises } from '#keeper/premises.ts'
import type { CameraReport, StatusReport } from '#keeper/report.ts'
import { printedRetention } from '#law/retention.ts'
import { startKeeper } from '../keeper-child.ts'
import type { KeeperClient } from '../keeper-client.ts'
import { profileNamed } from '../profiles.ts'

/** Made-up throughout: association, places, cameras. */
export const demoPremises = (directory: string): Premises => ({
  directory,
  site: randomBytes(16).toString('hex'),
  keeper: randomBytes(16).toString('hex'),
  shares: [join(`${directory}-share`, 'demo.share')],
  demo: true,
})

/** `agoUs`: how long ago its clock begins, so that a month of work can be played before today. */
export async function foundDemo(premises: Premises, profile: string, agoUs = 0): Promise<void> {
  const founding = { profile, organisation: organisationUnder(profile), agoUs }
  const child = await startKeeper({ task: 'found', premises, founding })
  await child.ended
}

/** Whose document it is: a committee is an association's. */
export const organisationUnder = (profile: string): string =>
  profileNamed(profile).committee ? 'みどり台町内会（架空）' : 'みどり台市役所（架空）'

/** Where the document leaves the period to the manager (Kawasaki), a made-up one decides two weeks. */
export async function decideRetention(
  client: KeeperClient,
  { profile: { id, retention } }: StatusReport,
): Promise<void> {
  const { rule, decision } = profileNamed(id).retention
  if (decision === null || retention !== printedRetention(rule)) return
  const answer = await client.order({
    order: 'retention.decide',
    hours: 14 * 24,
    decidedBy: '管理責任者 川崎一郎（架空）',
    reason: '被害に気づいて申し出るまでに二週間かかることがあるため',
    manual: '見本の取扱マニュアル 第1版',
  })
  if ('refusal' in answer) throw new Error(answer.refusal.refused)
}

const appendices = [
  { place: '商店街入口', area: '横断歩道とアーケードの前', purpose: '犯罪の防止' },
  { place: '中央公園', area: '噴水と東門の前', purpose: '犯罪の防止' },
]

/** The simulated cameras have another port at each start: known ones are pointed to it, missing ones added. */
export async function pointCameras(
  client: KeeperClient,
  names: readonly string[],
  urls: readonly string[],
): Promise<void> {
  const listed = await client.order<readonly CameraReport[]>({ order: 'camera.list' })
  const known = 'result' in listed ? listed.result : []
  for (const [index, name] of names.entries()) {
    const url = urls[index]!
    const there = known.some(camera => camera.name === name && camera.removedUs === undefined)
    const order = there
      ? { order: 'camera.move', camera: name, url }
      : { order: 'camera.add', name, url, user: '', appendix: appendices[index] }
    const answer = await client.order(order)
    if ('refusal' in answer) throw new Error(answer.refusal.refused)
  }
}
