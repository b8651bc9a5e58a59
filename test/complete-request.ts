import { minuteOf } from '#civil/minute.ts'
import { withinPurpose } from '#domain/request/inspection/ground.ts'
import { application, papersFor } from '#domain/request/inspection/papers.ts'
import { othersInFrame } from '#domain/request/inspection/person.ts'
import type { HandedIn, OpenRequest, Requester } from '#domain/request/state.ts'
import type { Act, Entry } from '#law/vocabulary/grounds.ts'
import type { Profile } from '#law/vocabulary/profile.ts'

/**
 * A request that has everything its ground asks under this document: what a test starts from before it
 * takes one thing away. One camera, `no12`, ten minutes that ended an hour before `atUs`.
 */
export function completeRequest(
  profile: Profile,
  code: string,
  acts: readonly Act[],
  atUs: number,
): OpenRequest {
  const ground = profile.grounds.list.find(ground => ground.code === code)
  if (!ground) throw new RangeError(`${profile.id} has no ground ${code}`)
  const yes = { holds: true, facts: '11月14日15時ごろ、七重浜で児童が車に連れ込まれそうになった' }
  const toMinute = minuteOf(atUs) - 60
  const requester: Requester = {
    kind: ground.requesters?.kinds[0] ?? 'person',
    person: null,
    organisation: '函館中央警察署',
    post: '刑事第一課長',
    name: '髙橋 山﨑',
    contact: '0138-00-0000',
    address: '北斗市中央1丁目',
  }
  const bare: OpenRequest = {
    status: 'open',
    id: '令和8年度 第0042号',
    receivedAtUs: atUs,
    receivedBy: 'uketsuke',
    acts,
    internal: false,
    requester,
    purpose: '連れ去り未遂事件の捜査',
    ranges: [{ camera: 'no12', fromMinute: toMinute - 10, toMinute }],
    ground: code,
    answers: Object.fromEntries(
      [...ground.tests.map(({ id }) => id), withinPurpose].map(id => [id, yes]),
    ),
    entries: filledIn([...ground.entries, ...profile.grounds.application.entries]),
    papers: [],
    identified: {
      facts: Array.from(
        { length: ground.identity?.facts ?? 1 },
        (_, at) => `確認した事柄${at + 1}`,
      ),
      photo: true,
      checkedBy: 'uketsuke',
      atUs,
    },
    checks: Object.fromEntries(
      [...ground.checks.map(({ id }) => id), othersInFrame].map(id => [id, yes]),
    ),
    urgent: null,
    warrant: null,
    secondReader: 'futarime',
  }
  const papers = papersFor(ground, bare, acts).map(({ id, name, contents }) =>
    handedIn(id, name, contents),
  )
  return { ...bare, papers: [handedIn(application, '申請書', []), ...papers] }
}

export const handedIn = (paper: string, title: string, contents: readonly Entry[]): HandedIn => ({
  paper,
  title,
  issuer: '函館中央警察署',
  dated: '2026-11-14',
  number: null,
  contents: filledIn(contents),
  sha256: null,
})

const filledIn = (entries: readonly Entry[]): Readonly<Record<string, string>> =>
  Object.fromEntries(entries.map(({ id, name }) => [id, `${name}を書いた`]))
