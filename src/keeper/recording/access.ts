import type { CameraAbout, Keyring } from '#keyring/keyring.ts'
import type { CameraOptions } from '#rtsp/camera.ts'
import type { StreamInfo } from '#rtsp/camera-events.ts'
import { strongest } from '#rtsp/challenge.ts'
import { split } from './camera-keys.ts'

/** How to reach a camera, and what it must show. The bytes of `credentials` stay the keyring's. */
export type Access = Pick<
  CameraOptions,
  'url' | 'transport' | 'credentials' | 'allowBasic' | 'atLeast' | 'pin'
>

/** What a camera showed of itself when it played. */
export type Met = Pick<StreamInfo, 'auth' | 'certificate'>

/** The fields of a camera's record that say how it is reached and what it is known by; each absent until known. */
export type Acquaintance = {
  readonly transport?: 'tcp' | 'udp'
  /** The strongest authentication it ever asked for. */
  readonly auth?: StreamInfo['auth']
  /** The key it shows over TLS (SHA-256, hex), and since when it is known. */
  readonly pin?: { readonly sha256: string; readonly sinceUs: number }
}

export const acquaintanceOf = ({ transport, auth, pin }: CameraAbout): Acquaintance =>
  ({ transport, auth, pin }) as Acquaintance

export const isEncrypted = (url: string): boolean => url.startsWith('rtsps:')

/** Of a camera in the keyring that `now` gives, each time it is asked. */
export function accessOf(now: () => Keyring, camera: string): Access {
  const { about, secret } = now().cameras.get(camera)!
  const { transport, auth, pin } = acquaintanceOf(about)
  return {
    url: about.url,
    credentials: () => split(now().cameras.get(camera)?.secret ?? secret),
    allowBasic: about.allowBasic === true,
    ...(transport ? { transport } : {}),
    ...(auth ? { atLeast: auth } : {}),
    ...(pin ? { pin: pin.sha256 } : {}),
  }
}

/**
 * The record of a camera that was met so: the first key it shows is pinned, and of all authentications the strongest is
 * kept, so that nobody in between can take it away. Null where nothing is new.
 */
export function acquainted(
  about: CameraAbout,
  { auth, certificate }: Met,
  nowUs: number,
): CameraAbout | null {
  const known = acquaintanceOf(about)
  const best = strongest(known.auth ?? 'none', auth)
  const pin = known.pin ?? (certificate && { sha256: certificate.sha256, sinceUs: nowUs })
  if (best === known.auth && pin?.sha256 === known.pin?.sha256) return null
  return { ...about, auth: best, ...(pin ? { pin } : {}) }
}
