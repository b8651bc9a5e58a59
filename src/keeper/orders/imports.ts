import { dayOf, daySpan, minuteOf } from '#civil/minute.ts'
import type { Order, Outcome, Progress } from '#door/door.ts'
import { Fault, sentence } from '#fault/fault.ts'
import { sha256 } from '#hash/sha256.ts'
import { type Examination, IntakeFault, readExamination } from '#intake/examination.ts'
import { plantDay } from '#keyring/planting.ts'
import { isRefusal, type Refusal, refuse } from '#law/basis.ts'
import type { CaptureClaims, ClockError } from '#law/capture-time.ts'
import { importHouse } from '#law/imports.ts'
import { dueFromUs } from '../forgetting/eraser.ts'
import { rulesFor } from '../forgetting/rules-in-force.ts'
import { hex, random } from '../hashing.ts'
import { hiddenUs } from '../importing/delivery.ts'
import { type Duty, dutiesOf, openDuty } from '../importing/duties.ts'
import { consider, type Plan, type Proposal } from '../importing/proposal.ts'
import { roomForImport } from '../importing/room.ts'
import { nextNumber, setTake, type Take, takesOf } from '../importing/takes.ts'
import type { Keeper } from '../keeper.ts'
import { activeCameras } from '../recording/camera-keys.ts'
import { instantOf, textOf } from './reading.ts'
import { orderedBy } from './signed-by.ts'

/** `import.consider`: what taking a file would mean. Nothing is taken, nothing is kept. */
export async function considerImport(keeper: Keeper, order: Order): Promise<Outcome> {
  const asked = await planOf(keeper, order)
  return 'refusal' in asked ? asked : { result: reportOf(asked.plan) }
}

/**
 * `import.take`: decides again, opens the duty, draws the keys of days that have none, and places what a
 * room delivers under the token that the first progress tells. Imports of one camera wait for each other, so
 * that none is doubled and no two overlap unseen. Breaking off anywhere leaves a take that the same order
 * goes on with.
 */
export async function take(keeper: Keeper, order: Order, progress: Progress): Promise<Outcome> {
  const camera = listedCamera(keeper, textOf(order, 'camera'))
  if (typeof camera !== 'string') return { refusal: camera }
  return keeper.imports.inTurn(camera, () => takeNext(keeper, order, progress))
}

/**
 * The order of writes: the take, its duty and its keys; `ImportBegun` and `DutyOpened`; sealed files; their
 * roots; `ImportEnded`; the take is done. A crash between any two leaves a take that is begun: the next run
 * says again what it cannot know to have been said (by the same number, the same duty), and goes on.
 */
async function takeNext(keeper: Keeper, order: Order, progress: Progress): Promise<Outcome> {
  const asked = await planOf(keeper, order)
  if ('refusal' in asked) return asked
  const { camera, plan, proposal } = asked
  const { examination, clockError } = proposal
  if (plan.known?.done) {
    const { duty } = plan.known
    return { result: { ...reportOf(plan), units: 0, expiredUnits: 0, losses: 0, duty } }
  }
  const medium = textOf(order, 'medium', { optional: true, most: 60 })
  const wanted = textOf(order, 'duty', { optional: true })
  const begun = await begin(keeper, camera, plan, examination, medium, wanted)
  const { number, duty } = begun.take
  await keeper.spool.append({
    type: 'ImportBegun',
    camera,
    import: number,
    duty,
    fromUs: begun.take.fromUs,
    toUs: begun.take.toUs,
    capturedBy: begun.take.capturedBy,
    correctedByUs: begun.take.correctedByUs,
    ...(clockError && begun.isNew ? { clockError, ...orderedBy(order) } : {}),
  })
  if (begun.opened) await keeper.spool.append({ type: 'DutyOpened', ...told(begun.opened) })
  const { codec, bytes, units: examined } = examination
  const run = { codec, bytes, units: examined, isNew: begun.isNew }
  const delivered = await keeper.imports.receive(camera, begun.take, run, progress)
  await keeper.seals.settle(minuteOf(keeper.nowUs()))
  const { units, expiredUnits, losses } = delivered
  const truncated = examination.truncated !== null
  const event = { camera, import: number, units, expiredUnits, losses, truncated }
  await keeper.spool.append({ type: 'ImportEnded', ...event })
  const done = { ...begun.take, done: true, units }
  await keeper.custody.change(keyring => ({
    next: setTake(keyring, camera, done),
    result: undefined,
  }))
  return { result: { ...reportOf(plan), ...delivered, duty } }
}

const told = ({ id, camera, medium, dueUs }: Duty) => ({ duty: id, camera, medium, dueUs })

async function planOf(keeper: Keeper, order: Order): Promise<Asked | { refusal: Refusal }> {
  const camera = listedCamera(keeper, textOf(order, 'camera'))
  if (typeof camera !== 'string') return { refusal: camera }
  const proposal = proposalOf(order)
  const { keyring } = keeper.custody
  const rules = rulesFor(keyring, camera)
  const takes = takesOf(keyring, camera)
  const plan = consider(keeper.profile, rules, takes, proposal, keeper.nowUs())
  if (isRefusal(plan)) return { refusal: plan }
  const keyless = plan.known ? null : keylessPart(keeper, camera, plan)
  if (keyless) return { refusal: keyless }
  if (plan.known?.done) return { camera, plan, proposal }
  const full = await roomForImport(keeper.diskWatch, proposal.examination.bytes)
  return full ? { refusal: full } : { camera, plan, proposal }
}
type Asked = { readonly camera: string; readonly plan: Plan; readonly proposal: Proposal }

/** The camera of that name, or the refusal that it stands in no list. */
function listedCamera({ custody, profile }: Keeper, wanted: string): string | Refusal {
  const found = activeCameras(custody.keyring).filter(
    ([id, { about }]) => about.name === wanted || (wanted.length >= 4 && id.startsWith(wanted)),
  )
  if (found.length === 1) return found[0]![0]
  return refuse(
    `「${wanted}」は${profile.cameras.appendix.name}に載っていません`,
    importHouse.listed,
    '「tachiai camera list」で呼び名を確かめてください。カードに録画するカメラは「tachiai camera card 呼び名」で載せます',
  )
}

function proposalOf(order: Order): Proposal {
  const { claims = {}, clockError } = order as {
    claims?: Record<string, unknown>
    clockError?: Record<string, unknown>
  }
  const said = ['container', 'fileName', 'fileTime', 'operator'] as const
  const given = said.filter(by => claims[by] !== undefined && claims[by] !== null)
  const read = given.map(by => [by, instantOf(claims as never, by)] as const)
  return {
    examination: examinationOf(order),
    claims: Object.fromEntries(read) as CaptureClaims,
    ...(clockError ? { clockError: clockErrorOf(clockError) } : {}),
  }
}

const clockErrorOf = (said: Record<string, unknown>): ClockError => {
  const order = { order: '', ...said }
  return {
    cameraShowedUs: instantOf(order, 'cameraShowedUs'),
    trueUs: instantOf(order, 'trueUs'),
    notedBy: textOf(order, 'notedBy', { most: 60 }),
    confirmedBy: textOf(order, 'confirmedBy', { most: 60 }),
    removedAtUs: instantOf(order, 'removedAtUs'),
  }
}

/** What the room said, passed on unread by the command. */
function examinationOf(order: Order): Examination {
  try {
    const told = readExamination(JSON.stringify(order.examination ?? null))
    if (!('unreadable' in told)) return told
  } catch (error) {
    if (!(error instanceof IntakeFault)) throw error
  }
  throw new Fault(
    'Misconfigured',
    sentence('ファイルの調べの結果が読めません。', 'The examination of the file cannot be read.'),
  )
}

/** Minutes before a camera was listed, on that very day, were given no key and get none. */
function keylessPart({ custody, profile }: Keeper, camera: string, plan: Plan): Refusal | null {
  const { about } = custody.keyring.cameras.get(camera)!
  const listedUs = about.addedUs
  const { first } = daySpan(minuteOf(listedUs))
  if (about.source === 'card' || plan.fromUs >= listedUs || minuteOf(plan.toUs) < first) return null
  return refuse(
    'このカメラを載せた日の、載せるより前の映像は取り込めません',
    importHouse.listed,
    `${profile.cameras.appendix.name}に載せた日の前日までの映像か、載せた後の映像を選んでください。この日の分は、別の呼び名で「tachiai camera card」に載せれば取り込めます`,
  )
}

/** The take and its duty in one version of the keyring, with a key for every minute that lives; `opened`: the duty to be told. */
async function begin(
  keeper: Keeper,
  camera: string,
  plan: Plan,
  { sha256: digest, units }: Examination,
  medium: string,
  wantedDuty: string,
): Promise<{ take: Take; isNew: boolean; opened: Duty | null }> {
  if (plan.known) {
    const { duty } = plan.known
    const opened = dutiesOf(keeper.custody.keyring).find(({ id }) => id === duty) ?? null
    return { take: plan.known, isNew: false, opened }
  }
  const nowUs = keeper.nowUs()
  return keeper.custody.change(keyring => {
    const open = dutiesOf(keyring).find(({ id, camera: of }) => id === wantedDuty && of === camera)
    const duty: Duty = {
      id: open?.id ?? hex(random(4)),
      camera,
      medium: medium || '媒体',
      openedUs: nowUs,
      dueUs: plan.oldestDueUs,
    }
    const take: Take = {
      number: nextNumber(keyring, camera),
      sha256: digest,
      fromUs: plan.fromUs,
      toUs: plan.toUs,
      capturedBy: plan.time.by,
      correctedByUs: plan.time.correctedByUs,
      done: false,
      units,
      duty: duty.id,
    }
    let next = openDuty(setTake(keyring, camera, take), duty)
    const due = dueFromUs(next)
    for (const day of daysOf(plan)) {
      next = plantDay(sha256, random, next, camera, day, nowUs, due)
    }
    return { next, result: { take, isNew: true, opened: open ? null : duty } }
  })
}

function daysOf({ livesFromUs, toUs }: Plan): readonly string[] {
  const days: string[] = []
  for (let minute = minuteOf(livesFromUs - hiddenUs); minute <= minuteOf(toUs - 1); ) {
    days.push(dayOf(minute))
    minute = daySpan(minute).next
  }
  return days
}

const reportOf = ({ time, known, ...plan }: Plan) => ({
  ...plan,
  ...time,
  ...(known ? { by: known.capturedBy, correctedByUs: known.correctedByUs } : {}),
  taken: known ? (known.done ? ('whole' as const) : ('begun' as const)) : null,
})
