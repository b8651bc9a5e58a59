import type { Order, Outcome } from '#door/door.ts'
import { Fault, sentence } from '#fault/fault.ts'
import { changeAbout } from '#keyring/changes.ts'
import type { CameraAbout } from '#keyring/keyring.ts'
import type { AuthStrength } from '#rtsp/challenge.ts'
import type { Keeper } from '../keeper.ts'
import { acquaintanceOf, isEncrypted } from '../recording/access.ts'
import { activeCameras } from '../recording/camera-keys.ts'
import type { OrderedBy } from '../spool/events.ts'
import { elsewhere, pinOf, withoutStream } from './camera-fields.ts'
import { cameraNamed, reportOf } from './camera-report.ts'
import { textOf } from './reading.ts'
import { orderedBy } from './signed-by.ts'

const strengths: readonly AuthStrength[] = ['none', 'basic', 'md5', 'sha256']

/**
 * `camera.trust`: from now on the camera is known by exactly what is named, a key (`pin`) or a way of proof (`auth`), and
 * no longer by what it was known by. Nothing is learnt from whoever answers meanwhile.
 */
export async function trust(
  keeper: Keeper,
  order: Order,
  whose: OrderedBy = orderedBy(order),
): Promise<Outcome> {
  const id = cameraNamed(keeper.custody.keyring, textOf(order, 'camera'))
  const reason = reasonOf(order)
  const known = acquaintanceOf(keeper.custody.keyring.cameras.get(id)!.about)
  const pin = pinOf(order)
  const auth = strengths.find(strength => strength === order.auth)
  if ((pin === undefined) === (auth === undefined)) {
    throw new Fault(
      'Misconfigured',
      sentence('何を信頼するかが読めません。', 'What to trust cannot be read.'),
    )
  }
  const sinceUs = keeper.nowUs()
  await changed(keeper, id, about =>
    pin ? { ...about, pin: { sha256: pin, sinceUs } } : { ...about, auth: auth! },
  )
  await keeper.spool.append({
    type: 'CameraTrusted',
    camera: id,
    about: pin ? 'certificate' : 'authentication',
    before: (pin ? known.pin?.sha256 : known.auth) ?? '',
    now: pin ?? auth!,
    reason,
    ...whose,
  })
  return { result: reportOf(keeper, id) }
}

/**
 * `camera.address`: the same camera is reached elsewhere (a router gave it another address) or otherwise. It stays the
 * camera it was, with its footage, its 別紙 entry, its password and what it is known by: there it must show the key that is
 * pinned, unless the order names another one, and ask for no weaker proof.
 *
 * An ONVIF service on the host it left is forgotten: it would be asked with this camera's password.
 */
export async function address(keeper: Keeper, order: Order): Promise<Outcome> {
  const { keyring } = keeper.custody
  const id = cameraNamed(keyring, textOf(order, 'camera'))
  const reason = reasonOf(order)
  const before = keyring.cameras.get(id)!.about
  if (before.source === 'card') throw withoutStream(before.name)
  const { url, transport, pin } = elsewhere(order, acquaintanceOf(before).transport)
  const other = activeCameras(keyring).find(
    ([camera, { about }]) => camera !== id && about.url === url,
  )
  if (other) throw taken(other[1].about.name)
  const sameHost = hostOf(before.url) === hostOf(url)
  const sinceUs = keeper.nowUs()
  await changed(keeper, id, ({ onvif, ...about }) => ({
    ...about,
    url,
    transport,
    allowBasic: order.allowBasic === true || about.allowBasic === true,
    ...(onvif !== undefined && sameHost ? { onvif } : {}),
    ...(pin ? { pin: { sha256: pin, sinceUs } } : {}),
  }))
  await keeper.spool.append({
    type: 'CameraAddressChanged',
    camera: id,
    sameHost,
    encrypted: isEncrypted(url),
    transport,
    allowBasic: order.allowBasic === true || before.allowBasic === true,
    reason,
    ...orderedBy(order),
  })
  return { result: reportOf(keeper, id) }
}

/**
 * Whether an address would change what a camera is believed by: another key, no key any more where one is pinned, or its
 * password said to whoever asks. Else it is the same camera elsewhere, and it must prove that there.
 */
export function changesTrust({ custody }: Pick<Keeper, 'custody'>, order: Order): boolean {
  const { about } = custody.keyring.cameras.get(
    cameraNamed(custody.keyring, textOf(order, 'camera')),
  )!
  const known = acquaintanceOf(about).pin?.sha256
  if (order.allowBasic === true && !about.allowBasic) return true
  if (known === undefined) return false
  return (pinOf(order) ?? known) !== known || !isEncrypted(textOf(order, 'url'))
}

/** The recorder goes first: what it still learns from the old camera must not overwrite the change. */
async function changed(
  keeper: Keeper,
  id: string,
  change: (about: CameraAbout) => CameraAbout,
): Promise<void> {
  await keeper.cameras.stop(id)
  try {
    await keeper.custody.change(keyring => ({
      next: changeAbout(keyring, id, change(keyring.cameras.get(id)!.about)),
      result: undefined,
    }))
  } finally {
    await keeper.cameras.start(id)
  }
}

function reasonOf(order: Order): string {
  const reason = textOf(order, 'reason')
  if (reason !== '') return reason
  throw new Fault('Misconfigured', sentence('理由がありません。', 'The reason is missing.'))
}

const hostOf = (url: string) => new URL(url).hostname.toLowerCase()

const taken = (name: string) =>
  new Fault(
    'Conflict',
    sentence(
      `その住所には、もうカメラ「${name}」があります。`,
      `Camera "${name}" has that address already.`,
    ),
    sentence(
      '別のカメラの映像がこのカメラの記録に混ざらないよう、先に「tachiai camera list」で確かめてください。',
      'See "tachiai camera list" first, so that no other camera\'s pictures are recorded under this one.',
    ),
  )
