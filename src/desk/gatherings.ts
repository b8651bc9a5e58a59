import { firstGoneUs } from '#acts/gone.ts'
import type { Sight } from '#acts/sight.ts'
import { minuteUs } from '#civil/minute.ts'
import { type Approved, approvalOf } from '#domain/approval/state.ts'
import { type Gathering, mustered, refuseCalled, refuseGathering } from '#domain/gathering.ts'
import { holdersOf } from '#domain/office.ts'
import { witnessRuleFor } from '#domain/quorum.ts'
import type { OpenRequest } from '#domain/request/state.ts'
import { codeHash, codeIn, newCode } from '#entrance/code.ts'
import { type Refusal, refuse } from '#law/basis.ts'
import { gatheringHouse } from '#law/house/acts.ts'
import type { WitnessedAct } from '#law/vocabulary/witnesses.ts'
import { type Attendant, attendantsAt } from './attendants.ts'
import type { Actor, Desk } from './desk.ts'
import {
  behindLink,
  type Called,
  calledTo,
  type GatheredAct,
  gatheringsKept,
  type KeptGathering,
  noteAnswer,
} from './gathering-rows.ts'
import { postsOf } from './posts.ts'

const keptUs = 30 * 24 * 60 * minuteUs

/** All that somebody is told who is asked to come. */
export type Invited = Gathering & { readonly id: string; readonly coming: boolean | null }

/** How a gathering stands: who said what, and what the rule still wants. */
export type GatheringNow = KeptGathering & {
  readonly called: readonly Called[]
  readonly counted: number
  readonly needed: number
  readonly short: Refusal | null
}

/** One witnessed act of a case: who could come, and who was asked. */
export type Arrangement = {
  readonly act: GatheredAct
  readonly as: WitnessedAct
  readonly people: readonly Attendant[]
  readonly gathering: GatheringNow | null
}

export type Link = { readonly person: string; readonly code: string }

/**
 * People are asked to come as witnesses, and say whether they can. No act of a document and no proof of anything: whoever
 * came signs before the screen. A gathering stands as long as its case is open and its act approved.
 */
export class Gatherings {
  readonly #desk: Desk
  constructor(desk: Desk) {
    this.#desk = desk
  }

  /** What of this case wants witnesses, with whom this operator would need; null: there is no such open case. */
  async ofCase(
    { person }: Actor,
    request: string,
    asked?: string,
  ): Promise<{
    readonly nowUs: number
    readonly goneUs: number
    /** Who is taken to work the screen. */
    readonly operator: string
    readonly refusal: Refusal | null
    readonly acts: readonly Arrangement[]
  } | null> {
    const sight = await this.#desk.sight()
    const nowUs = this.#desk.nowUs()
    const open = openCase(sight, request)
    if (!open) return null
    const approved = approvedActs(sight, open)
    const operator = asked || usualOperator(sight, person, nowUs)
    const standing = await this.#standing(sight)
    const acts = approved.flatMap(({ act, as }) => {
      if (!witnessRuleFor(sight.setting, as)) return []
      const gathering = standing.find(one => one.request === request && one.act === act) ?? null
      const attendance = attendanceOf(open, gathering?.operator ?? operator)
      const atUs = gathering?.fromUs ?? nowUs
      return { act, as, people: attendantsAt(sight.setting, as, attendance, atUs), gathering }
    })
    const goneUs = firstGoneUs(sight, rangesOf(approved, open), nowUs)
    const words = { fromUs: nowUs + 1, answerByUs: nowUs + 1, minutes: 1, place: '' }
    const refusal =
      acts.length > 0
        ? null
        : (refuseUnapproved(sight, approved) ??
          refuseGathering(sight.setting, approved[0]!.as, words, { nowUs, goneUs }))
    return { nowUs, goneUs, operator, refusal, acts }
  }

  /** Everybody is asked at once, each by a link of their own. */
  async ask(
    actor: Actor,
    request: string,
    {
      act,
      operator,
      people,
      ...when
    }: Gathering & {
      readonly act: GatheredAct
      readonly operator: string
      readonly people: readonly string[]
    },
  ): Promise<Refusal | readonly Link[] | null> {
    const desk = this.#desk
    const { database, random } = desk.parts
    const sight = await desk.sight()
    const nowUs = desk.nowUs()
    const open = openCase(sight, request)
    if (!open) return null
    const approved = approvedActs(sight, open).find(one => one.act === act)
    if (!approved) return refuseUnapproved(sight, [])
    const { as, approval } = approved
    const goneUs = firstGoneUs(sight, approval.ranges, nowUs)
    const refusal =
      refuseGathering(sight.setting, as, when, { nowUs, goneUs }) ??
      refuseCalled(sight.setting, as, people, attendanceOf(open, operator), when.fromUs)
    if (refusal) return refusal
    const id = newCode(random)
    return database.transaction(async tx => {
      await tx.query(
        `update desk.gathering set ended_at_us = $3
         where request = $1 and act = $2 and ended_at_us is null and from_us <= $3`,
        [request, act, nowUs],
      )
      const begun = await tx.query(
        `insert into desk.gathering
         (id, request, act, operator, from_us, minutes, place, answer_by_us, by, asked_at_us)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing returning id`,
        [
          ...[id, request, act, operator, when.fromUs, when.minutes, when.place],
          ...[when.answerByUs, actor.person, nowUs],
        ],
      )
      if (begun.length === 0) return alreadyAsked
      const links: Link[] = []
      for (const person of new Set(people)) {
        const code = newCode(random)
        links.push({ person, code })
        await tx.query(
          'insert into desk.called (gathering, person, code_hash) values ($1, $2, $3)',
          [id, person, codeHash(codeIn(code)!)],
        )
      }
      return links
    })
  }

  /** One more, or a new link for somebody whose own was lost: the old one is dead. */
  async link(id: string, person: string): Promise<Refusal | Link | null> {
    const found = await this.#one(id)
    if (!found) return null
    const { sight, kept, open, as } = found
    const refusal = refuseCalled(
      sight.setting,
      as,
      [person],
      attendanceOf(open, kept.operator),
      kept.fromUs,
    )
    if (refusal) return refusal
    const { database, random } = this.#desk.parts
    const code = newCode(random)
    await database.query(
      `insert into desk.called (gathering, person, code_hash) values ($1, $2, $3)
       on conflict (gathering, person) do update set code_hash = excluded.code_hash`,
      [id, person, codeHash(codeIn(code)!)],
    )
    return { person, code }
  }

  /** What somebody said by telephone or at the door, written down by whoever heard it. False: they were not asked. */
  async told({ person: notedBy }: Actor, id: string, person: string, coming: boolean) {
    if (!(await this.#one(id))) return false
    const { database } = this.#desk.parts
    const answer = { coming, how: 'told', notedBy } as const
    return noteAnswer(database, { gathering: id, person }, answer, this.#desk.nowUs())
  }

  async callOff(id: string): Promise<boolean> {
    const rows = await this.#desk.parts.database.query(
      'update desk.gathering set ended_at_us = $2 where id = $1 and ended_at_us is null returning id',
      [id, this.#desk.nowUs()],
    )
    return rows.length > 0
  }

  /** To what this person is asked to come. */
  async mine({ person }: Actor): Promise<readonly Invited[]> {
    const standing = await this.#standing(await this.#desk.sight())
    return standing.flatMap(({ called, ...kept }) => {
      const own = called.find(one => one.person === person)
      return own ? invitedTo(kept, own.coming) : []
    })
  }

  /** False: they were not asked. They may think again until it begins. */
  async answer({ person }: Actor, id: string, coming: boolean): Promise<boolean> {
    const found = await this.#one(id)
    const nowUs = this.#desk.nowUs()
    if (!found || nowUs >= found.kept.fromUs) return false
    const { database } = this.#desk.parts
    const answer = { coming, how: 'seat', notedBy: null } as const
    return noteAnswer(database, { gathering: id, person }, answer, nowUs)
  }

  /** What is behind a link; null where it leads nowhere, whatever the reason. */
  async behind(typed: string): Promise<(Invited & { readonly person: string }) | null> {
    const found = await this.#behind(typed)
    return found && { ...invitedTo(found, null), person: found.person }
  }

  /** The link's only answer. False: it leads nowhere. */
  async answerBy(typed: string, coming: boolean): Promise<boolean> {
    const found = await this.#behind(typed)
    if (!found) return false
    const { database } = this.#desk.parts
    const called = { gathering: found.id, person: found.person }
    const answer = { coming, how: 'link', notedBy: null } as const
    return noteAnswer(database, called, answer, this.#desk.nowUs(), found.hash)
  }

  /** Everything that is to come, with what is short. */
  async all(): Promise<readonly GatheringNow[]> {
    return this.#standing(await this.#desk.sight())
  }

  async #behind(typed: string) {
    const code = codeIn(typed)
    if (!code) return null
    const hash = codeHash(code)
    const found = await behindLink(this.#desk.parts.database, hash)
    if (!found || this.#desk.nowUs() >= found.answerByUs) return null
    return standsIn(await this.#desk.sight(), found) ? { ...found, hash } : null
  }

  async #one(id: string) {
    const kept = (await gatheringsKept(this.#desk.parts.database)).find(one => one.id === id)
    const sight = await this.#desk.sight()
    const stands = kept && standsIn(sight, kept)
    return stands ? { sight, kept, ...stands } : null
  }

  async #standing(sight: Sight): Promise<readonly GatheringNow[]> {
    const { database } = this.#desk.parts
    const nowUs = this.#desk.nowUs()
    await database.query('delete from desk.gathering where from_us < $1', [nowUs - keptUs])
    const found: GatheringNow[] = []
    for (const kept of await gatheringsKept(database)) {
      const stands = standsIn(sight, kept)
      if (!stands || kept.fromUs + kept.minutes * minuteUs <= nowUs) continue
      const called = await calledTo(database, kept.id)
      const witnesses = called.flatMap(({ person, coming }) => (coming ? person : []))
      const attendance = { ...attendanceOf(stands.open, kept.operator), witnesses }
      const muster = mustered(sight.setting, stands.as, attendance, kept.fromUs)
      found.push({ ...kept, called, ...muster })
    }
    return found
  }
}

/** Whoever asks, where they may work the screen; else the first who is designated to. */
function usualOperator({ setting }: Sight, person: string, nowUs: number): string {
  const designated = holdersOf(setting.office, 'operator', nowUs)
  const may = designated.includes(person) || postsOf(setting, person, nowUs).includes('manager')
  return may ? person : (designated[0] ?? person)
}

const invitedTo = (
  { id, fromUs, minutes, place, answerByUs }: KeptGathering,
  coming: boolean | null,
): Invited => ({ id, fromUs, minutes, place, answerByUs, coming })

const openCase = (sight: Sight, request: string): OpenRequest | null => {
  const state = sight.state('request', request)
  return state.status === 'open' ? state : null
}

type ApprovedAct = {
  readonly act: GatheredAct
  readonly as: WitnessedAct
  readonly approval: Approved
}

function approvedActs(sight: Sight, open: OpenRequest): readonly ApprovedAct[] {
  const decisions = sight.state('approval', open.id)
  return (['viewing', 'takeOut'] as const).flatMap(act => {
    const approval = approvalOf(decisions, act)
    const as = act === 'viewing' && open.internal ? 'internalViewing' : act
    return approval ? { act, as, approval } : []
  })
}

/** null: its case was closed or withdrawn, or nothing is approved any more. */
function standsIn(sight: Sight, { request, act }: KeptGathering) {
  const open = openCase(sight, request)
  const approved = open && approvedActs(sight, open).find(one => one.act === act)
  return approved ? { open, as: approved.as } : null
}

const rangesOf = (approved: readonly ApprovedAct[], open: OpenRequest) =>
  approved.length > 0 ? approved.flatMap(({ approval }) => approval.ranges) : open.ranges

const attendanceOf = ({ requester, ranges }: OpenRequest, operator: string) => ({
  operator,
  requester: requester.person,
  cameras: [...new Set(ranges.map(({ camera }) => camera))],
})

const refuseUnapproved = ({ profile }: Sight, approved: readonly ApprovedAct[]): Refusal | null =>
  approved.length > 0
    ? null
    : refuse(
        'この件は、まだ承認されていません',
        profile.approval.before,
        '承認されてから、立会いを頼んでください',
      )

const alreadyAsked = refuse(
  'この立会いは、もう頼んであります',
  gatheringHouse.once,
  '日時を変えるときは、いまの手配を取りやめてから頼み直してください',
)
