import { daySpan, minuteOf } from '#civil/minute.ts'
import { addCamera, changeAbout, removeCamera, setSecret } from '#keyring/changes.ts'
import { planEarlyErasure } from '#keyring/early-erasure.ts'
import type { CameraKeys, Keyring } from '#keyring/keyring.ts'
import { plantDays } from '#keyring/planting.ts'
import { type Refusal, refuse } from '#law/basis.ts'
import type { Profile } from '#law/profile.ts'
import { isDecided, type Retention } from '#law/retention.ts'
import type { Order, Outcome } from '../door.ts'
import { Fault, sentence } from '../fault.ts'
import { dueFromUs } from '../forgetting/eraser.ts'
import { hex, random, sha256 } from '../hashing.ts'
import type { Keeper } from '../keeper.ts'
import { trial } from '../recording/trial.ts'
import type { CameraReport } from '../report.ts'
import { textOf } from './reading.ts'

/** `camera.add`: the 別紙 entry comes with it; without one a new camera is not switched on (内規). */
export async function add(keeper: Keeper, order: Order): Promise<Outcome> {
  const name = textOf(order, 'name', { most: 60 })
  const url = cameraAddress(textOf(order, 'url'))
  const appendix = appendixOf(order)
  if (name === '' || appendix.place === '' || appendix.area === '') {
    return { refusal: noAppendix(keeper.profile) }
  }
  const { decision } = keeper.profile.retention
  if (
    decision &&
    !keeper.custody.keyring.rules.some(rule => isDecided(rule.retention as Retention))
  ) {
    return {
      refusal: refuse(
        noPeriod,
        decision.gate,
        '「tachiai retention decide」で保存期間を定めてください',
      ),
    }
  }
  const nowUs = keeper.nowUs()
  const id = hex(random(16))
  const secret = secretOf(order)
  const about = {
    name,
    url,
    addedUs: nowUs,
    appendix,
    allowBasic: order.allowBasic === true,
  }
  await keeper.custody.change(keyring => {
    if (activeCameras(keyring).some(([, keys]) => keys.about.name === name)) throw nameTaken(name)
    const added = setSecret(addCamera(keyring, id, about), id, secret)
    const { next } = plantDays(sha256, random, added, nowUs, dueFromUs(added))
    return { next: withoutPast(next, id, nowUs), result: undefined }
  })
  secret?.fill(0)
  const { place, purpose } = appendix
  await keeper.spool.append({ type: 'CameraAdded', camera: id, name, place, purpose })
  await keeper.cameras.start(id)
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
        '住所を変えるには、カメラを外して加え直します。',
        'To change an address remove the camera and add it again.',
      ),
    )
  }
  const id = cameraNamed(keeper.custody.keyring, textOf(order, 'camera'))
  const url = cameraAddress(textOf(order, 'url'))
  await keeper.cameras.stop(id)
  await keeper.custody.change(keyring => {
    const { about } = keyring.cameras.get(id)!
    return { next: changeAbout(keyring, id, { ...about, url }), result: undefined }
  })
  await keeper.cameras.start(id)
  return { result: reportOf(keeper, id) }
}

/** `camera.password`: goes into the keyring alone, and the camera is connected anew with it. */
export async function password(keeper: Keeper, order: Order): Promise<Outcome> {
  const id = cameraNamed(keeper.custody.keyring, textOf(order, 'camera'))
  const secret = secretOf(order)
  await keeper.cameras.stop(id)
  await keeper.custody.change(keyring => ({
    next: setSecret(keyring, id, secret),
    result: undefined,
  }))
  secret?.fill(0)
  await keeper.cameras.start(id)
  return { result: reportOf(keeper, id) }
}

export async function remove(keeper: Keeper, order: Order): Promise<Outcome> {
  const id = cameraNamed(keeper.custody.keyring, textOf(order, 'camera'))
  await keeper.cameras.stop(id)
  await keeper.custody.change(keyring => ({
    next: removeCamera(keyring, id, keeper.nowUs()),
    result: undefined,
  }))
  await keeper.spool.append({
    type: 'CameraRemoved',
    camera: id,
    reason: textOf(order, 'reason'),
  })
  return { result: reportOf(keeper, id) }
}

export async function list(keeper: Keeper): Promise<Outcome> {
  return { result: [...keeper.custody.keyring.cameras.keys()].map(id => reportOf(keeper, id)) }
}

/** `camera.test`: a look at the stream's numbers for a few seconds; nothing is kept, nothing is shown. */
export async function test(keeper: Keeper, order: Order): Promise<Outcome> {
  if (typeof order.camera === 'string') {
    const id = cameraNamed(keeper.custody.keyring, order.camera)
    return { result: await trial(keeper.cameras.accessOf(id), keeper) }
  }
  const secret = secretOf(order)
  const access = {
    url: cameraAddress(textOf(order, 'url')),
    credentials: () => split(secret),
    allowBasic: order.allowBasic === true,
  }
  const found = await trial(access, keeper)
  secret?.fill(0)
  return { result: found }
}

export const activeCameras = (keyring: Keyring): readonly (readonly [string, CameraKeys])[] =>
  [...keyring.cameras].filter(([, { about }]) => about.removedUs === undefined)

/** A camera by its name, its id or the beginning of its id. */
export function cameraNamed(keyring: Keyring, wanted: string): string {
  const active = activeCameras(keyring)
  const found = active.filter(
    ([id, { about }]) => about.name === wanted || (wanted.length >= 4 && id.startsWith(wanted)),
  )
  if (found.length === 1) return found[0]![0]
  throw new Fault(
    'NotFound',
    sentence(`カメラ「${wanted}」はありません。`, `There is no camera "${wanted}".`),
    sentence('「tachiai camera list」で確かめてください。', 'See "tachiai camera list".'),
  )
}

export function reportOf(keeper: Keeper, id: string): CameraReport {
  const keys = keeper.custody.keyring.cameras.get(id)!
  const { name, url, addedUs, removedUs, appendix } = keys.about
  const recorder = keeper.cameras.recorders.get(id)
  return {
    id,
    name,
    url,
    addedUs,
    ...(removedUs === undefined ? {} : { removedUs }),
    appendix: appendix as CameraReport['appendix'],
    now: recorder?.state ?? { state: 'off' },
    ...(recorder?.codec
      ? { health: { codec: recorder.codec, ...recorder.health.signals(keeper.nowUs()) } }
      : {}),
  }
}

/** `user:password` as the keyring keeps it, in two views of the same bytes. */
export function split(
  secret: Uint8Array | null,
): { user: Uint8Array; password: Uint8Array } | null {
  if (secret === null) return null
  const colon = secret.indexOf(58)
  return { user: secret.subarray(0, colon), password: secret.subarray(colon + 1) }
}

function secretOf(order: Order): Uint8Array | null {
  const user = textOf(order, 'user', { optional: true })
  const password = order.password
  if (user === '') return null
  if (user.includes(':') || (password !== undefined && typeof password !== 'string')) {
    throw new Fault(
      'Misconfigured',
      sentence('利用者名が読めません。', 'The camera user cannot be read.'),
    )
  }
  return Buffer.from(`${user}:${password ?? ''}`)
}

function cameraAddress(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url?.protocol === 'rtsp:' && url.hostname && !url.username && !url.password) return url.href
  throw new Fault(
    'Misconfigured',
    sentence(
      'カメラの住所は rtsp://… です（利用者名とパスワードは含めません）。',
      'A camera address is rtsp://… without user and password.',
    ),
  )
}

function appendixOf(order: Order) {
  const { place = '', area = '', purpose = '' } = (order.appendix ?? {}) as Record<string, unknown>
  const word = (value: unknown) => (typeof value === 'string' ? value.trim().slice(0, 400) : '')
  return { place: word(place), area: word(area), purpose: word(purpose) }
}

const nameTaken = (name: string) =>
  new Fault(
    'Conflict',
    sentence(
      `「${name}」という名前のカメラはもうあります。`,
      `There is a camera "${name}" already.`,
    ),
  )

const noPeriod = '保存期間が定められていないため、新しいカメラを使い始められません'

const noAppendix = (profile: Profile): Refusal =>
  refuse(
    `${profile.appendix.name}に載っていないカメラは、新しく使い始められません`,
    profile.appendix.gate,
    '呼び名・設置場所・撮影区域を入力してください',
  )
