import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import type { Order } from '#acts/decided.ts'
import type { CoSignature } from '#cosign/cosignature.ts'
import { sha256 } from '#hash/sha256.ts'
import { isRefusal } from '#law/basis.ts'
import type { Post } from '#law/vocabulary/people.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import type { Acted } from '#projections/books.ts'
import { receiptFor } from '#projections/receipt.ts'
import type { Ground } from '#receipt/ground.ts'
import { readKey } from '#tlog/note.ts'
import { profileAmong } from '#verification/profile-among.ts'
import { orderOf } from './acts.ts'
import { bookedOffice, request } from './booked-office.ts'
import { settingOf } from './given.ts'
import { type Crew, crewOf } from './rosters.ts'
import { waysOf } from './scenario/decided.ts'
import type { Step } from './scenario/desk.ts'
import { officeFor } from './scenario/office.ts'
import { ordinary } from './scenario/ordinary.ts'

export const keeper = 'a1'.repeat(16)
export const opened = { stream: `viewing/${request}/1`, n: 1 }

/** What people do on a document's first ground, up to the session that opens and no further. */
export function stepsToOpening(profile: Profile): readonly Step[] {
  const setting = settingOf(profile, officeFor(profile))
  const known = new Set(profile.approval.acts.map(({ act }) => act))
  const ground = profile.grounds.list.find(({ acts }) => acts.includes('viewing'))!
  const acts = ground.acts.filter(act => known.has(act))
  const steps = ordinary(setting, ground.code, acts, waysOf(setting)[0]!)
  const at = steps.findIndex(({ to, command }) => to === 'viewing' && command.type === 'Open')
  return steps.slice(0, at + 1)
}

/** Who holds which posts in the office of the scenarios (test/office-orders.ts). */
export function postsUnder({ committee }: Profile): Record<string, readonly Post[]> {
  return committee
    ? {
        会長: ['president', 'chair', 'member'],
        副会長: ['vicePresident', 'viceChair', 'member'],
        髙橋: ['member'],
        山﨑: ['member'],
        操作: ['member', 'operator'],
      }
    : { 課長: ['manager', 'staff'], 担当: ['operator', 'staff'], 職員: ['staff'] }
}

/** A case whose session has just opened, with what a keeper that has seen nothing yet knows. */
export async function openedCase(
  t: TestContext,
  profile: Profile,
  sign: (crew: Crew, order: Order, checkpoint: string) => readonly CoSignature[] = (
    crew,
    ...asked
  ) => crew.signed(...asked),
  steps: readonly Step[] = stepsToOpening(profile),
) {
  const office = await bookedOffice(t, profile)
  const { ledger, books, room } = office
  const crew = crewOf(postsUnder(profile), { ledger: ledger.origin.key, keeper })
  let outcome: Acted['outcome'] = []
  for (const step of steps) {
    const order = orderOf(request, room, step)
    const { note } = await ledger.sign()
    ;({ outcome } = await books.act(order, sign(crew, order, note)))
  }
  assert.ok(!isRefusal(outcome), JSON.stringify(outcome))
  const atUs = steps.at(-1)!.command.atUs
  const ground: Ground = {
    keeper,
    ledger: readKey(sha256, ledger.origin.key),
    verified: { size: 0, root: sha256() },
    nowUs: atUs + 20_000_000,
    profileOf: profileAmong([profile]),
    refuseUnsigned: () => null,
    isBurnt: () => false,
    opened: () => 0,
    lastSeen: () => 0,
  }
  const receipt = (changes: object = {}) =>
    receiptFor({ ledger, books, profile }, { keeper, act: opened, from: 0, ...changes })
  return { ...office, ground, receipt, atUs, crew }
}
