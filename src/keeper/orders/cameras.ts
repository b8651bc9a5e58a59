import { daySpan, minuteOf } from '#civil/minute.ts'
import type { Order, Outcome } from '#door/door.ts'
import { Fault, sentence } from '#fault/fault.ts'
import { sha256 } from '#hash/sha256.ts'
import { addCamera, changeAbout, removeCamera, setSecret } from '#keyring/changes.ts'
import { planEarlyErasure } from '#keyring/early-erasure.ts'
import type { Keyring } from '#keyring/keyring.ts'
import { plantDays } from '#keyring/planting.ts'
import { isDecided, type Retention } from '#law/retention.ts'
import { tolerableClockErrorUs } from '#onvif/device-report.ts'
import { dueFromUs } from '../forgetting/eraser.ts'
import { hex, random } from '../hashing.ts'
import type { Keeper } from '../keeper.ts'
import { isEncrypted } from '../recording/access.ts'
import { activeCameras, split } from '../recording/camera-keys.ts'
import { coveredAtRest } from '../recording/last-covered.ts'
import { onvifOf } from '../recording/onvif-record.ts'
import { trial } from '../recording/trial.ts'
import type { OrderedBy } from '../spool/events.ts'
import {
  appendixOf,
  cameraAddress,
  elsewhere,
  nameTaken,
  noAppendix,
  noPeriod,
  pinOf,
  secretOf,
  transportOf,
  withoutStream,
} from './camera-fields.ts'
import { cameraNamed, reportOf } from './camera-report.ts'
import { planGiven, planTried, tooLarge } from './disk.ts'
import { textOf } from './reading.ts'
import { orderedBy } from './signed-by.ts'

/** `camera.add`: the 別紙 entry comes with it; without one a new camera is not switched on (内規). */
export async function add(keeper: Keeper, order: Order): Promise<Outcome> {
  const name = textOf(order, 'name', { most: 60 })
  const url = cameraAddress(textOf(order, 'url'))
  const onvif = onvifOf(order, url, keeper.readings.wallUs() - keeper.nowUs())
  const appendix = appendixOf(order)
  const transport = transportOf(order, url)
  const pin = pinOf(order)
  if (name === '' || appendix.place === '' || appendix.area === '') {
    return { refusal: noAppendix(keeper.profile) }
  }
  const { decision } = keeper.profile.retention
  const { rules } = keeper.custody.keyring
  if (decision && !rules.some(rule => isDecided(rule.retention as Retention))) {
    return { refusal: noPeriod(decision) }
  }
  const nowUs = keeper.nowUs()
  const plan = planGiven(order, nowUs)
  const expected = plan ?? planTried(order, nowUs)
  const refusal = expected && (await tooLarge(keeper, expected))
  if (refusal) return { refusal }
  const id = hex(random(16))
  const secret = secretOf(order)
  const about = {
    name,
    url,
    addedUs: nowUs,
    appendix,
    allowBasic: order.allowBasic === true,
    transport,
    ...(pin ? { pin: { sha256: pin, sinceUs: nowUs } } : {}),
    ...(onvif ? { onvif } : {}),
    ...(plan ? { plan } : {}),
  }
  await keeper.custody.change(keyring => {
    if (activeCameras(keyring).some(([, keys]) => keys.about.name === name)) throw nameTaken(name)
    const added = setSecret(addCamera(keyring, id, about), id, secret)
    const { next } = plantDays(sha256, random, added, nowUs, dueFromUs(added))
    return { next: withoutPast(next, id, nowUs), result: undefined }
  })
  secret?.fill(0)
  const { place, purpose } = appendix
  await keeper.cameras.start(id)
  await keeper.spool.append({ type: 'CameraAdded', camera: id, name, place, purpose })
  const clockErrorUs = onvif?.clockErrorUs ?? 0
  if (Math.abs(clockErrorUs) > tolerableClockErrorUs) {
    const detail = `camera clock ahead by ${(clockErrorUs / 1e6).toFixed(1)} s`
    await keeper.spool.append({ type: 'CameraProblem', camera: id, problem: 'clock', detail })
  }
  return { result: reportOf(keeper, id) }
}

/** Minutes before the camera was there get no key: nothing can be written into them, nothing is ever erased from them. */
function withoutPast(keyring: Keyring, camera: string, nowUs: number): Keyring {
  const { first } = daySpan(minuteOf(nowUs))
  return planEarlyErasure(sha256, keyring, nowUs, camera, first, minuteOf(nowUs)).next
}

/** `camera.move`: the demo's simulated cameras have another port at each start. */
export async function move(keeper: Keeper, order: Order): Promise<Outcome> {
  if (!keeper.custody.keyring.demo) {
    throw new Fault(
      'Conflict',
      sentence(
        '住所を変えるには「tachiai camera address」を使います。',
        'Use "tachiai camera address" to change an address.',
      ),
    )
  }
  const id = cameraNamed(keeper.custody.keyring, textOf(order, 'camera'))
  const url = cameraAddress(textOf(order, 'url'))
  await keeper.custody.change(keyring => {
    const { about } = keyring.cameras.get(id)!
    return { next: changeAbout(keyring, id, { ...about, url }), result: undefined }
  })
  await keeper.cameras.stop(id)
  await keeper.cameras.start(id)
  return { result: reportOf(keeper, id) }
}

/** `camera.password`: goes into the keyring alone, and the camera is connected anew with it. */
export async function password(keeper: Keeper, order: Order): Promise<Outcome> {
  const id = cameraNamed(keeper.custody.keyring, textOf(order, 'camera'))
  const secret = secretOf(order)
  await keeper.custody.change(keyring => ({
    next: setSecret(keyring, id, secret),
    result: undefined,
  }))
  secret?.fill(0)
  await keeper.cameras.stop(id)
  await keeper.cameras.start(id)
  return { result: reportOf(keeper, id) }
}

export async function remove(
  keeper: Keeper,
  order: Order,
  whose: OrderedBy = orderedBy(order),
): Promise<Outcome> {
  const id = cameraNamed(keeper.custody.keyring, textOf(order, 'camera'))
  const covered = keeper.cameras.recording ? null : await coveredAtRest(keeper)
  const offSinceUs = (await covered?.(id)) ?? null
  // First the keyring: where it cannot be written, the camera stays and goes on being recorded.
  await keeper.custody.change(keyring => ({
    next: removeCamera(keyring, id, keeper.nowUs()),
    result: undefined,
  }))
  await keeper.cameras.stop(id)
  if (covered) await tellSwitchedOff(keeper, id, offSinceUs)
  await keeper.spool.append({
    type: 'CameraRemoved',
    camera: id,
    reason: textOf(order, 'reason'),
    ...whose,
  })
  return { result: reportOf(keeper, id) }
}

/** No start will ever tell this gap: from its last picture until it was removed nobody recorded this camera. */
async function tellSwitchedOff(
  { custody, spool }: Keeper,
  camera: string,
  coveredUs: number | null,
): Promise<void> {
  const { addedUs, removedUs, source } = custody.keyring.cameras.get(camera)!.about
  const fromUs = Math.max(coveredUs ?? 0, addedUs)
  const toUs = Number(removedUs)
  if (source === 'card' || toUs <= fromUs) return
  await spool.append({
    type: 'GapRecorded',
    camera,
    fromUs,
    toUs,
    cause: 'switchedOff',
    detail: '',
  })
}

export async function list(keeper: Keeper): Promise<Outcome> {
  return { result: [...keeper.custody.keyring.cameras.keys()].map(id => reportOf(keeper, id)) }
}

/** `camera.test`: a look at the stream's numbers for a few seconds; nothing is kept, nothing is shown. With a camera and a `url` it looks for that camera there. */
export async function test(keeper: Keeper, order: Order): Promise<Outcome> {
  if (typeof order.camera === 'string') {
    const id = cameraNamed(keeper.custody.keyring, order.camera)
    const { about } = keeper.custody.keyring.cameras.get(id)!
    if (about.source === 'card') throw withoutStream(about.name)
    const known = keeper.cameras.accessOf(id)
    if (order.url === undefined) return { result: await trial(known, keeper) }
    const allowBasic = known.allowBasic || order.allowBasic === true
    const access = { ...known, ...elsewhere(order, known.transport), allowBasic }
    return { result: await trial(access, keeper) }
  }
  const secret = secretOf(order)
  const there = elsewhere(order)
  const access = {
    ...there,
    credentials: () => split(secret),
    // Who typed the password a moment ago meant it for whoever shows a key there for the first time.
    allowBasic: order.allowBasic === true || isEncrypted(there.url),
  }
  const found = await trial(access, keeper)
  secret?.fill(0)
  return { result: found }
}
