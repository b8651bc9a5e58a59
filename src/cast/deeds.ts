import type { Profile } from '#law/vocabulary/profile.ts'
import type { Story } from './case.ts'
import { approval, request, takeOut, viewing } from './counter.ts'
import { created, type OfficeUser, type Words } from './office-user.ts'

/** The people as they sit in the office, and what was agreed between them. */
export type Staff = {
  readonly head: OfficeUser
  readonly second: OfficeUser
  readonly operator: OfficeUser
  readonly witnesses: readonly [OfficeUser, OfficeUser]
  readonly attending: readonly OfficeUser[]
  readonly use: string | null
}

/** Put to the vote, and so many were for it; a document without a committee has nothing to put. */
export async function proposes({ committee }: Profile, staff: Staff, id: string, votes: number) {
  if (!committee) return
  await staff.head.does(approval(id), 'Propose')
  for (const member of [staff.head, staff.second, staff.witnesses[0]].slice(0, votes)) {
    await member.does(approval(id), 'Vote', { inFavour: true, reasons: '' })
  }
}

/** Decided by the body the document names, and the operator told to go ahead. */
export async function approves(profile: Profile, staff: Staff, id: string): Promise<void> {
  const { head, operator, use } = staff
  await proposes(profile, staff, id, 3)
  if (!profile.committee) {
    const words = { grant: true, reasons: '', ...(use === null ? {} : { use }) }
    await head.does(approval(id), 'DecideAsManager', words)
    created(await head.post('/api/instructions', { to: operator.name, request: id }))
  }
}

const sessionOf = (id: string) => `${id} 閲覧1`

/** A session before its witnesses: one picture is looked at, and it is closed. */
export async function views(staff: Staff, id: string, { ranges, requester }: Story): Promise<void> {
  const { operator, attending } = staff
  const names = attending.map(({ name }) => name)
  await operator.does(viewing(id, '1'), 'Open', {
    session: sessionOf(id),
    ranges,
    viewers: [{ name: requester.name, person: requester.person }],
    witnesses: names,
    operatorSigned: true,
    noticeShownTo: [...new Set([operator.name, ...names, requester.name])],
  })
  const stream = viewing(id, '1').join('/')
  const { showing, reader } = created(await operator.post('/api/showings', { stream })).json
  const path = `/api/showings/${showing}`
  const own = { 'tachiai-reader': reader }
  const [range] = ranges
  if (range) {
    const { camera, fromMinute: minute } = range
    await operator.get(`${path}/minutes/${camera}/${minute}`, own)
    await operator.post(`${path}/picture`, { camera, minute, picture: 0 }, own)
  }
  await operator.post(`${path}/end`, {}, own)
  await closed(operator, path, own)
}

const mostAskings = 300

/** The record has its line when the office says how it ended. */
async function closed(operator: OfficeUser, path: string, own: Record<string, string>) {
  for (let asking = 0; asking < mostAskings; asking++) {
    const { state, how } = (await operator.get(path, own)).json
    if (state === 'closed' && how) return
    await new Promise(done => setTimeout(done, 200))
  }
  throw new Error('the session was not closed')
}

export async function confirms({ operator, second }: Staff, id: string): Promise<void> {
  await operator.does(viewing(id, '1'), 'ConfirmLine', { note: '', typed: null })
  await second.does(request(id), 'Close')
}

/** A copy on a medium, confirmed, its conditions told, its line written, and handed over. */
export async function handsOut(
  { copies: rule, registers }: Profile,
  staff: Staff,
  id: string,
  { ranges, requester }: Story,
): Promise<void> {
  const { head, operator, attending } = staff
  const session = `${id} 作業1`
  const does = (who: OfficeUser, type: string, words: Words) =>
    who.does(takeOut(id, '1'), type, words)
  await does(operator, 'MakeCopy', {
    ...{ copy: `${id}の1`, session, what: 'footage', ranges, leadIn: false },
    ...{ derivation: null, medium: 'USB-0007', sha256: 'ab'.repeat(32), withinPurpose: true },
    ...{ witnesses: attending.map(({ name }) => name), operatorSigned: true },
  })
  await does(head, 'ConfirmCopy', { asInstructed: true, differences: '' })
  const told = rule.conditions.map(({ id: condition }) => condition)
  await does(operator, 'TellConditions', { told, signed: true, attestedBy: [] })
  const bearer = [requester.post, requester.name].filter(Boolean).join(' ')
  const cells = registers.list
    .filter(({ of }) => of === 'takeOut' || of === 'viewingAndTakeOut')
    .flatMap(register => register.cells.filter(({ required }) => required))
    .map(({ id: cell }) => [cell, bearer])
  await does(operator, 'WriteLine', { cells: Object.fromEntries(cells) })
  await does(operator, 'HandOver', { session, to: requester.name })
}
