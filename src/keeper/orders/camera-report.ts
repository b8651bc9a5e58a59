import { Fault, sentence } from '#fault/fault.ts'
import type { Keyring } from '#keyring/keyring.ts'
import type { Keeper } from '../keeper.ts'
import { acquaintanceOf, isEncrypted } from '../recording/access.ts'
import { activeCameras } from '../recording/camera-keys.ts'
import { type OnvifRecord, onvifRecord } from '../recording/onvif-record.ts'
import type { CameraReport } from '../report.ts'

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
  const { transport, auth, pin } = acquaintanceOf(keys.about)
  const onvif = onvifRecord(keys.about)
  const recorder = keeper.cameras.recorders.get(id)
  return {
    id,
    name,
    url,
    ...(keys.about.source === 'card' ? { source: 'card' as const } : {}),
    addedUs,
    ...(removedUs === undefined ? {} : { removedUs }),
    appendix: appendix as CameraReport['appendix'],
    access: {
      transport: transport ?? 'tcp',
      encrypted: isEncrypted(url),
      auth: auth ?? null,
      pin: pin ?? null,
    },
    ...(onvif ? { onvif: onvifReport(onvif, keeper.cameras.unsynchronised.get(id)) } : {}),
    now: recorder?.state ?? { state: 'off' },
    ...(recorder?.codec
      ? { health: { codec: recorder.codec, ...recorder.health.signals(keeper.nowUs()) } }
      : {}),
  }
}

const onvifReport = (
  { profile, clockErrorUs }: OnvifRecord,
  unsynchronised: string | undefined,
) => ({
  profile,
  ...(clockErrorUs === undefined ? {} : { clockErrorUs }),
  ...(unsynchronised === undefined ? {} : { unsynchronised }),
})
