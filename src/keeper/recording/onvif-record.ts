import type { Order } from '#door/door.ts'
import { Fault, sentence } from '#fault/fault.ts'
import type { CameraAbout } from '#keyring/keyring.ts'
import { hostOf, serviceAddress, serviceUrl } from '#onvif/service-address.ts'

/**
 * What the keyring keeps of a camera that was added by ONVIF: its media service on the host of its stream, which of the
 * two services it is, the profile, and by how much the camera's clock was ahead of keeper time when it was added.
 */
export type OnvifRecord = {
  readonly address: string
  readonly version: 1 | 2
  readonly profile: string
  readonly clockErrorUs?: number
}

/**
 * Of an order that names a stream at `url`; undefined where it brings none, a Fault 'Misconfigured' for anything odd.
 * The order's `aheadOfWallUs` was measured against the system clock, which is ahead of keeper time by `wallAheadUs`.
 */
export function onvifOf(
  { onvif }: Order,
  url: string,
  wallAheadUs: number,
): OnvifRecord | undefined {
  if (onvif === undefined || onvif === null) return undefined
  const { address, version, profile, aheadOfWallUs } = onvif as Record<string, unknown>
  if (typeof address !== 'string' || (version !== 1 && version !== 2)) throw odd()
  if (typeof profile !== 'string' || !/^[^\p{C}\p{Zl}\p{Zp}]{1,64}$/u.test(profile)) throw odd()
  if (aheadOfWallUs !== undefined && !Number.isSafeInteger(aheadOfWallUs)) throw odd()
  const service = addressOf(address)
  if (service.host !== hostOf(new URL(url))) throw odd()
  const error =
    aheadOfWallUs === undefined
      ? {}
      : { clockErrorUs: (aheadOfWallUs as number) + Math.round(wallAheadUs) }
  return { address: serviceUrl(service), version, profile, ...error }
}

/** As `onvifOf` put it there. */
export const onvifRecord = ({ onvif }: CameraAbout): OnvifRecord | undefined =>
  onvif as OnvifRecord | undefined

function addressOf(address: string) {
  try {
    return serviceAddress(address)
  } catch {
    throw odd()
  }
}

const odd = () =>
  new Fault(
    'Misconfigured',
    sentence('カメラの ONVIF の記載が読めません。', "The camera's ONVIF entry cannot be read."),
  )
