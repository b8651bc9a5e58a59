import type { Order, Outcome } from '#door/door.ts'
import { addCamera } from '#keyring/changes.ts'
import { isDecided, type Retention } from '#law/retention.ts'
import { hex, random } from '../hashing.ts'
import type { Keeper } from '../keeper.ts'
import { activeCameras } from '../recording/camera-keys.ts'
import { appendixOf, nameTaken, noAppendix, noPeriod } from './camera-fields.ts'
import { reportOf } from './camera-report.ts'
import { textOf } from './reading.ts'

/** `camera.card`: a camera that records on a card of its own. It enters the 別紙 like any other; its footage comes by import. */
export async function addCard(keeper: Keeper, order: Order): Promise<Outcome> {
  const name = textOf(order, 'name', { most: 60 })
  const appendix = appendixOf(order)
  const { place, area, purpose } = appendix
  if (name === '' || place === '' || area === '') return { refusal: noAppendix(keeper.profile) }
  const { decision } = keeper.profile.retention
  const { rules } = keeper.custody.keyring
  if (decision && !rules.some(rule => isDecided(rule.retention as Retention))) {
    return { refusal: noPeriod(decision) }
  }
  const id = hex(random(16))
  const about = { name, url: '', source: 'card', addedUs: keeper.nowUs(), appendix } as const
  await keeper.custody.change(keyring => {
    if (activeCameras(keyring).some(([, keys]) => keys.about.name === name)) throw nameTaken(name)
    return { next: addCamera(keyring, id, about), result: undefined }
  })
  await keeper.spool.append({ type: 'CameraAdded', camera: id, name, place, purpose })
  return { result: reportOf(keeper, id) }
}
