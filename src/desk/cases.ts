import { caseOf } from '#acts/case-things.ts'
import { firstGoneUs } from '#acts/gone.ts'
import type { Sight } from '#acts/sight.ts'
import { fiscalYearOf } from '#civil/fiscal-year.ts'
import { warekiFiscalYear } from '#civil/wareki.ts'
import { approvalOf } from '#domain/approval/state.ts'
import type { FootageRange } from '#domain/footage-range.ts'
import { actingManagers, membersAt } from '#domain/office.ts'
import { inspect } from '#domain/request/inspection/inspection.ts'
import type { OpenRequest, RequestState } from '#domain/request/state.ts'
import { asksOf } from './case-asks.ts'
import type { CamerasNamed, CaseLine, CaseNow, Stage, ViewingLine } from './case-now.ts'
import type { Desk } from './desk.ts'

/** Every request, the newest first, and the number that the next one gets. */
export async function casesNow(
  desk: Desk,
): Promise<{ readonly nowUs: number; readonly next: string; readonly cases: readonly CaseLine[] }> {
  const nowUs = desk.nowUs()
  const sight = await desk.sight()
  const held = sight.every('request').flatMap(state => heldIn(state) ?? [])
  const requests = held.map(({ request }) => request)
  const cases = held
    .map(one => lineOf(sight, one, nowUs))
    .toSorted((one, other) => other.request.receivedAtUs - one.request.receivedAtUs)
  return { nowUs, next: nextNumber(requests, nowUs), cases }
}

/** null: there is none. */
export async function caseNow(desk: Desk, id: string): Promise<CaseNow | null> {
  const nowUs = desk.nowUs()
  const sight = await desk.sight()
  const held = heldIn(sight.state('request', id))
  if (!held) return null
  const { request } = held
  const { setting } = sight
  const approval = sight.state('approval', id)
  const viewings = viewingsOf(sight, id)
  const approved = approvalOf(approval, 'viewing')
  return {
    ...lineOf(sight, held, nowUs),
    ...{ nowUs, approval },
    points: inspect(setting, request, request.acts, nowUs),
    asks: asksOf(setting.profile, request),
    ...decidersOf(sight, request, nowUs),
    viewings,
    sessions: approved && {
      allowed: approved.sessions,
      held: viewings.filter(({ openedAtUs }) => openedAtUs >= approved.atUs).length,
    },
  }
}

const viewingsOf = ({ statesIn }: Sight, request: string): readonly ViewingLine[] =>
  statesIn(caseOf(request), 'viewing').flatMap(({ state }, at) => {
    if (state.status === 'none') return []
    const { openedAtUs, operator } = state
    const { how = null, confirmedBy = [] } = state.status === 'closed' ? state : {}
    return { number: String(at + 1), openedAtUs, operator, how, confirmedBy }
  })

/** When the first minute of each of these goes by the rule and the holds; null: nobody has decided. */
export async function goneNow(
  desk: Desk,
  ranges: readonly FootageRange[],
): Promise<readonly (number | null)[]> {
  const sight = await desk.sight()
  const nowUs = desk.nowUs()
  return ranges.map(range => known(firstGoneUs(sight, [range], nowUs)))
}

/** Cameras as people call them: those that keepers record, and those that were entered and are not recorded yet. */
export async function camerasNamed(desk: Desk): Promise<CamerasNamed> {
  const sight = await desk.sight()
  const recorded = await desk.recorded.all()
  const entered = [...sight.held()].flatMap(({ kind, ids }) => (kind === 'camera' ? ids : []))
  return [
    ...recorded.map(({ camera, name, place }) => ({ camera, name, place })),
    ...[...new Set(entered)]
      .filter(camera => !recorded.some(one => one.camera === camera))
      .map(camera => ({ camera, name: camera, place: '' })),
  ]
}

type Held = { readonly request: OpenRequest; readonly status: 'open' | 'withdrawn' | 'closed' }

const heldIn = (state: RequestState): Held | null =>
  state.status === 'none'
    ? null
    : { status: state.status, request: state.status === 'open' ? state : state.request }

const lineOf = (sight: Sight, { request, status }: Held, nowUs: number): CaseLine => ({
  id: request.id,
  stage: status === 'open' ? stageOf(sight, request, nowUs) : status,
  request,
  goneUs: known(firstGoneUs(sight, request.ranges, nowUs)),
})

function stageOf(sight: Sight, request: OpenRequest, nowUs: number): Stage {
  const approval = sight.state('approval', request.id)
  if (request.acts.every(act => approvalOf(approval, act))) return 'approved'
  if (approval.proposal) return 'proposed'
  if (approval.decisions.at(-1)?.status === 'refused') return 'refused'
  const points = inspect(sight.setting, request, request.acts, nowUs)
  return points.some(({ found }) => found === 'failed') ? 'incomplete' : 'ready'
}

function decidersOf({ setting }: Sight, request: OpenRequest, nowUs: number) {
  const { profile, office } = setting
  if (profile.approval.body === 'committee') {
    const deciders = membersAt(office, nowUs)
    return { deciders, needed: Math.floor(deciders.length / 2) + 1 }
  }
  const cameras =
    profile.manager.per === 'camera' ? request.ranges.map(({ camera }) => camera) : [null]
  const uses = office.tenures.flatMap(({ post, of }) => (post === 'manager' && of ? [of] : []))
  const places = profile.manager.per === 'use' ? uses : cameras
  return {
    deciders: [...new Set(places.flatMap(of => actingManagers(setting, nowUs, of)))],
    needed: null,
  }
}

const known = (us: number): number | null => (us === Number.MAX_SAFE_INTEGER ? null : us)

/** 「令和8年度 第0042号」: by fiscal year from April, one after the highest there is. */
function nextNumber(requests: readonly OpenRequest[], nowUs: number): string {
  const year = warekiFiscalYear(fiscalYearOf(nowUs))
  const numbers = requests.map(({ id }) => {
    const [, digits] = new RegExp(`^${year} 第(\\d{4,})号$`).exec(id) ?? []
    return Number(digits ?? 0)
  })
  return `${year} 第${String(Math.max(0, ...numbers) + 1).padStart(4, '0')}号`
}
