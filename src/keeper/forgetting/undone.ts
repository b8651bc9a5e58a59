import { minuteOf, printed, startUs } from '#civil/minute.ts'
import { type Sentence, sentence } from '#fault/fault.ts'
import { inForce, type Keyring } from '#keyring/keyring.ts'
import type { Retention } from '#law/retention.ts'
import { activeCameras } from '../recording/camera-keys.ts'
import type { EventOf, Recorded } from '../spool/events.ts'
import type { Spool } from '../spool/spool.ts'

/**
 * What people decided and an older keyring, put back, knows nothing of: by the signed events. None of it is done again by
 * itself, for its keys, passwords and grounds stood in the keyring alone; officers repeat what is still wanted.
 */
export async function undoneBy(
  spool: Spool,
  keyring: Keyring,
  nowUs: number,
): Promise<readonly Sentence[]> {
  const names = new Map<string, string>()
  let active = new Set<string>()
  let isRolledBack = false
  const holds = new Map<string, Recorded<EventOf<'HoldAdded'>>>()
  const decisions: Recorded<EventOf<'RetentionDecided'>>[] = []
  for await (const { event } of spool.read()) {
    if (event.type === 'KeyringRolledBack') isRolledBack = true
    else if (event.type === 'KeyringAccepted') isRolledBack = false
    // What was found under an older keyring is what this is about.
    else if (event.type === 'CamerasFound' && !isRolledBack) active = new Set(event.cameras)
    else if (event.type === 'CameraAdded') {
      names.set(event.camera, event.name)
      active.add(event.camera)
    } else if (event.type === 'CameraRemoved') active.delete(event.camera)
    else if (event.type === 'HoldAdded') holds.set(event.hold, event)
    else if (event.type === 'HoldReleased') holds.delete(event.hold)
    else if (event.type === 'RetentionDecided') decisions.push(event)
  }
  const nameOf = (camera: string) =>
    keyring.cameras.get(camera)?.about.name ?? names.get(camera) ?? camera
  const recorded = new Set(activeCameras(keyring).map(([camera]) => camera))
  const added = [...active].filter(camera => !recorded.has(camera))
  const removed = [...recorded].filter(camera => names.has(camera) && !active.has(camera))
  const unheld = [...holds.values()].filter(
    ({ hold, endsOnUs }) =>
      endsOnUs > nowUs && !keyring.holds.some(one => one.id === hold && inForce(one, nowUs)),
  )
  const undecided = decisions.filter(decision => !isInRules(keyring, decision))
  return [
    ...added.map(camera => newCamera(nameOf(camera))),
    ...removed.map(camera => cameraAgain(nameOf(camera))),
    ...unheld.map(hold => lostHold(nameOf(hold.camera), hold)),
    ...undecided.map(lostDecision),
  ]
}

/** The rule begins with the minute after the order; the event may have been written a minute later. */
function isInRules(keyring: Keyring, { atUs, hours }: Recorded<EventOf<'RetentionDecided'>>) {
  const minute = minuteOf(atUs)
  return keyring.rules.some(({ fromMinute, retention }) => {
    const { decided } = retention as Extract<Retention, { decided?: unknown }>
    return decided?.hours === hours && fromMinute >= minute && fromMinute <= minute + 1
  })
}

const newCamera = (name: string) =>
  sentence(
    `古い鍵束には、カメラ「${name}」がありません。録画していません。使うなら加え直してください`,
    `An older keyring does not know the camera "${name}": it is not recorded. Add it again if it is wanted`,
  )
const cameraAgain = (name: string) =>
  sentence(
    `古い鍵束では、外したはずのカメラ「${name}」が残っています。また録画しています。要らなければ外し直してください`,
    `An older keyring still has the camera "${name}", removed since: it is recorded again. Remove it again if it is not wanted`,
  )
const lostHold = (camera: string, { fromMinute, toMinute }: EventOf<'HoldAdded'>) =>
  sentence(
    `古い鍵束には、カメラ「${camera}」の ${printed(startUs(fromMinute))} から ${printed(startUs(toMinute))} までの延長がありません。必要なら期限までに決め直してください`,
    `An older keyring does not know the hold of camera "${camera}" from ${printed(startUs(fromMinute))} to ${printed(startUs(toMinute))}: decide it again before its time if it is needed`,
  )
const lostDecision = ({ hours, decidedOn }: EventOf<'RetentionDecided'>) =>
  sentence(
    `古い鍵束には、${decidedOn} に決めた保存期間（${hours} 時間）がありません。決め直してください`,
    `An older keyring does not know the retention of ${hours} h decided on ${decidedOn}: decide it again`,
  )
