import assert from 'node:assert/strict'
import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { describe, type TestContext, test } from 'node:test'
import type { Order } from '#acts/decided.ts'
import { minuteOf, minuteUs, startOfDayUs } from '#civil/minute.ts'
import { ownRules } from '#commands/own-rules.ts'
import { carryOut } from '#keeper/orders/by-receipt.ts'
import { rooms } from '#keeper/premises.ts'
import { isRefusal } from '#law/basis.ts'
import { receiptHouse } from '#law/house/receipts.ts'
import { nishinari } from '#law/profiles/nishinari/profile.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { receiptFor } from '#projections/receipt.ts'
import { openWatched } from './keeper-on-a-clock.ts'
import { startUs } from './scenario/hours.ts'
import { type Witnessed, witnessedSite } from './witnessed.ts'

/** Seven days become five. */
const amended: Profile = {
  ...nishinari,
  version: '令和8年12月1日改正',
  retention: { ...nishinari.retention, rule: { kind: 'civilDays', days: 5 } },
}
const day = startOfDayUs('2026-12-01')

async function site(t: TestContext) {
  const site = await witnessedSite(t, nishinari)
  site.machine.wait(startUs - site.machine.trueUs)
  return site
}

async function decided(
  { books, ledger, crew, site }: Witnessed,
  stream: string,
  said: Readonly<Record<string, unknown>>,
  by?: readonly string[],
) {
  const order = { stream, said: { ...said, atUs: site.keeper.nowUs() } } as unknown as Order
  const { note } = await ledger.sign()
  const { outcome } = await books.act(order, crew.signed(order, note, by))
  assert.ok(!isRefusal(outcome), JSON.stringify(outcome))
  return { stream, n: await ledger.lastOf(stream) }
}

const adoption = {
  ...{ type: 'AdoptProfile', by: '課長', document: amended, inForceOn: '2026-12-01' },
  ...{ unit: null, writtenIn: '令和8年11月10日 区長決裁', officers: ['課長', '担当'] },
}

async function shown(own: Witnessed, act: { readonly stream: string; readonly n: number }) {
  const { ledger, books, keeper, profile, releases } = own
  const { from } = await releases.greeting()
  const receipt = await receiptFor({ ledger, books, profile }, { keeper, act, from })
  return releases.order(JSON.stringify(receipt))
}

async function opened(t: TestContext, { site, machine }: Witnessed) {
  await site.close()
  return openWatched({ t, premises: site.premises, machine })
}

describe('録画係は、署名された改正を、施行の日から当てはめる', () => {
  test('附則: その日の前は前の期間、その日からは新しい期間で消える', async t => {
    const own = await site(t)
    const ordered = await shown(own, await decided(own, 'profile/main', adoption))
    assert.ok(!isRefusal(ordered), JSON.stringify(ordered))
    const told = await own.site.keeper.spool.lastOf('ProfileChanged')
    assert.deepEqual([told?.version, told?.fromMinute], [amended.version, minuteOf(day)])
    assert.equal(isRefusal(await shown(own, { stream: 'profile/main', n: 1 })), true, 'once')

    const before = await opened(t, own)
    assert.equal(before.keeper.profile.version, nishinari.version)
    const { rules } = before.keeper.custody.keyring
    await before.close()
    own.machine.wait(day + 30 * minuteUs - own.machine.trueUs)
    const after = await openWatched({ t, premises: own.site.premises, machine: own.machine })
    assert.equal(after.keeper.profile.version, amended.version)
    const next = after.keeper.custody.keyring.rules
    assert.equal(next.length, rules.length + 1)
    assert.deepEqual(next.at(-1)?.retention, { kind: 'civilDays', days: 5 })
    assert.equal(next.at(-1)?.fromMinute, minuteOf(day))
    await after.close()
    const again = await openWatched({ t, premises: own.site.premises, machine: own.machine })
    assert.equal(again.keeper.custody.keyring.rules.length, next.length)
  })

  test('内規: 一名の署名では、録画係は当てはめない', async t => {
    const own = await site(t)
    const refused = await shown(own, await decided(own, 'profile/main', adoption, ['課長']))
    assert.ok(isRefusal(refused))
    assert.equal(refused.basis, receiptHouse.signed)
    assert.equal(own.site.keeper.profiles.entries.length, 0)
  })

  test('内規: 途中で倒れても、示し直せば一つだけ当てはまる', async t => {
    const own = await site(t)
    const act = await decided(own, 'profile/main', adoption)
    const command = { kind: 'profile', document: amended, fromUs: day } as const
    const { profiles } = own.site.keeper
    await profiles.write({ profile: amended, fromUs: day, receipt: 'a'.repeat(64) })
    assert.equal(profiles.inForceAt(day), null, 'not told yet')
    const reopened = await opened(t, own)
    assert.equal(reopened.keeper.profiles.inForceAt(day), null)
    const ordered = { id: 'a'.repeat(64), command, profile: nishinari }
    assert.equal(await carryOut(reopened.keeper, ordered), null)
    assert.equal(await carryOut(reopened.keeper, ordered), null)
    assert.equal(reopened.keeper.profiles.entries.length, 1)
    assert.equal(act.n, 1)
  })

  test('内規: 規程の控えを書き換え、書き足し、消した録画係は、鍵を開かない', async t => {
    const own = await site(t)
    await shown(own, await decided(own, 'profile/main', adoption))
    const { premises, close } = own.site
    await close()
    const file = rooms(premises.directory).profiles
    const written = await readFile(file)
    const open = () => openWatched({ t, premises, machine: own.machine })
    const says = (error: Error) => /book of rule documents/.test(error.message)
    await writeFile(file, written.toString().replace('"days":5', '"days":9'))
    await assert.rejects(open, says)
    await writeFile(file, '')
    await assert.rejects(open, says)
    await writeFile(file, written)
    await appendFile(file, written)
    const more = await open()
    assert.equal(
      more.keeper.profiles.entries.length,
      1,
      'what the spool does not know counts for nothing',
    )
  })

  test('内規: その日からは、前の版で判断された決定を、録画係は認めない', async t => {
    const own = await site(t)
    await shown(own, await decided(own, 'profile/main', adoption))
    const rules = ownRules(own.site.keeper)
    const [old, young] = [nishinari, amended].map(({ id, version }) => ({ profile: id, version }))
    assert.equal(rules(old!, day - 1), nishinari)
    assert.equal(rules(young!, day - 1), null)
    assert.equal(rules(old!, day), null)
    assert.deepEqual(rules(young!, day), amended)
    assert.equal(rules({ profile: 'kai', version: 'x' }, day - 1), null, 'another document')
  })
})
