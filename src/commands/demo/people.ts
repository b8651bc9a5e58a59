import { setTimeout as wait } from 'node:timers/promises'
import { type Standing, signedChange } from '#cast/admission.ts'
import { type Company, companyOf, everybody, type Member } from '#cast/company.ts'
import type { Staff } from '#cast/deeds.ts'
import { created, OfficeUser } from '#cast/office-user.ts'
import { agoDays, play } from '#cast/play.ts'
import { Screen } from '#cast/screen.ts'
import { securityKey } from '#cast/security-key.ts'
import { minuteUs } from '#civil/minute.ts'
import type { Premises } from '#keeper/premises.ts'
import type { CameraReport, StatusReport } from '#keeper/report.ts'
import type { RosterTerminal } from '#roster/roster.ts'
import { resultOf } from '../door-client.ts'
import type { KeeperClient } from '../keeper-client.ts'
import { profileNamed } from '../profiles.ts'
import { type CastFile, freshPassword, readCast, writeCast } from './cast-file.ts'

const dayUs = 1440 * minuteUs

export type Machine = {
  readonly premises: Premises
  readonly client: KeeperClient
  /** Where the office is served. */
  readonly origin: string
  /** A number for the first person. */
  readonly firstCode: () => Promise<string>
  readonly follow: () => Promise<void>
  readonly signal: AbortSignal
}

/** Everybody comes in, the keeper's list is founded, and the play is played: once for these premises. */
export async function peopleOffice(
  machine: Machine,
  told: (cast: CastFile) => void,
): Promise<CastFile> {
  const { premises, client } = machine
  const known = await readCast(premises.directory)
  if (known) return known
  const status = resultOf(await client.order<StatusReport>({ order: 'status' }))
  const profile = profileNamed(status.profile.id)
  const cameras = await recordedCameras(client)
  const { staff, cast } = await comeIn(machine, companyOf(profile, cameras))
  let newest: CastFile = cast
  const keep = async (more: Partial<CastFile>) => {
    newest = { ...newest, ...more }
    told(newest)
    await writeCast(premises.directory, newest)
  }
  await keep({})
  const [street, park] = cameras
  const nowUs = async () =>
    resultOf(await client.order<{ nowUs: number }>({ order: 'clock.show' })).nowUs
  await play({
    ...{ profile, staff, cameras: [street!, park ?? street!], nowUs },
    isOver: async minute => {
      while ((await nowUs()) < (minute + 1) * minuteUs) await pause(machine)
    },
    dayPasses: async () => {
      resultOf(await client.order({ order: 'clock.move', us: agoDays * dayUs }))
      await machine.follow()
      await followed(machine, staff.head, nowUs)
    },
    tell: scene => keep({ scenes: [...newest.scenes, scene] }),
  })
  await keep({ isFinished: true })
  return newest
}

async function recordedCameras(client: KeeperClient): Promise<readonly string[]> {
  const listed = await client.order<readonly CameraReport[]>({ order: 'camera.list' })
  return resultOf(listed)
    .filter(({ removedUs }) => removedUs === undefined)
    .toSorted((one, other) => one.name.localeCompare(other.name))
    .map(({ id }) => id)
}

/** The first by the machine's number, the others by the first; all of them before one screen. */
async function comeIn(machine: Machine, company: Company) {
  const { origin, client } = machine
  const others = new Map<string, OfficeUser>()
  const members = everybody(company).map(member => {
    const own = { name: member.name, loginId: `mihon-${member.called}`, password: freshPassword() }
    const key = freshKey(origin)
    return { member, own: { ...own, key }, user: new OfficeUser({ ...own, key }, origin, others) }
  })
  const userOf = ({ name }: Member): OfficeUser => others.get(name)!
  const head = userOf(company.head)
  await head.comesInFirst(await machine.firstCode(), company.appointments)
  await head.sitsDown()
  await head.enrolsKey()
  for (const { user } of members) if (user !== head) await user.comesInBy(head)
  for (const words of company.designations) {
    await head.does(['appointment', 'main'], 'Designate', words)
  }
  const screen = new Screen('見本の準備の端末', company.room)
  await screen.isEnrolledBy(head)
  for (const { user } of members) await user.sitsDown(screen)
  if (company.takesScreenOut) {
    const { operator } = company
    await userOf(operator).does(['terminal', screen.name], 'CheckOut', { holder: operator.name })
  }
  const founding = (await head.get('/api/roster/founding?gradeC=yes')).json
  resultOf(await client.order({ order: 'roster.found', founding }))
  const [one, other] = company.witnesses.map(userOf)
  const staff: Staff = {
    ...{ head, second: userOf(company.second), operator: userOf(company.operator) },
    ...{ witnesses: [one!, other!], attending: company.attending.map(userOf), use: company.use },
  }
  const postIn = (name: string): string =>
    founding.people.find(({ person }: { person: string }) => person === name)?.posts[0] ?? 'staff'
  const people = members.map(({ member, own }) => ({
    ...own,
    ...{ post: member.post, does: member.does, rosterPost: postIn(member.name) },
  }))
  return { staff, cast: { origin, room: company.room, people, scenes: [], isFinished: false } }
}

const freshKey = (origin: string) =>
  securityKey({ origin, rpId: new URL(origin).hostname }, 'ES256', false).kept()

/** The office follows the keeper's clock by its events, a moment later; sessions of the day before are over. */
async function followed(
  machine: Machine,
  head: OfficeUser,
  nowUs: () => Promise<number>,
): Promise<void> {
  for (;;) {
    const { nowUs: officeUs } = (await head.get('/api/duties')).json
    if (Math.abs((await nowUs()) - officeUs) < minuteUs) return
    await pause(machine)
  }
}

const pause = ({ signal }: Machine): Promise<void> => wait(500, undefined, { signal })

/**
 * Visitors' screens that the office enrolled become known to the keeper, too: two of the made-up people sign for each,
 * as two people of a real office would.
 */
export async function admitScreens(machine: Machine, cast: CastFile): Promise<void> {
  const { premises, client } = machine
  const [head, second] = cast.people.map(({ rosterPost, ...own }) => ({
    user: new OfficeUser(own, cast.origin, new Map()),
    post: rosterPost,
  }))
  if (!head || !second) return
  await head.user.sitsDown(null)
  const { terminals } = (await head.user.get('/api/roster/founding?gradeC=yes')).json
  for (const terminal of terminals as readonly RosterTerminal[]) {
    const standing = resultOf(await client.order<Standing>({ order: 'roster.show' }))
    if (standing.terminals.includes(terminal.terminal)) continue
    const { nowUs: atUs } = resultOf(await client.order<{ nowUs: number }>({ order: 'clock.show' }))
    const { note: checkpoint } = (await head.user.get('/api/ledger/checkpoint')).json
    const at = { atUs, checkpoint, keeper: premises.keeper }
    const alteration = { kind: 'terminal', terminal } as const
    const signed = signedChange(standing, alteration, [head, second], at)
    resultOf(await client.order({ order: 'roster.change', signed }))
  }
}

let visitors = 0

/** A number for a visitor's browser. */
export async function screenNumber({ origin, people, room }: CastFile): Promise<string> {
  const head = new OfficeUser(people[0]!, origin, new Map())
  await head.sitsDown(null)
  visitors++
  const terminal = `見学者の端末 ${new Date().toISOString().slice(11, 19)}-${visitors}`
  const words = { terminal, room, keptBy: null }
  return created(await head.post('/api/terminals', words)).json.code
}
