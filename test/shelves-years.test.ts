import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import fc from 'fast-check'
import { fiscalYearOf, startOfFiscalYearUs } from '#civil/fiscal-year.ts'
import { dayUs } from '#civil/minute.ts'
import type { Fault } from '#fault/fault.ts'
import { eraseDue, recordErased } from '#shelves/erasing.ts'
import type { Journal } from '#shelves/journal.ts'
import { layClosed, layOpen, shelfOf } from '#shelves/laying.ts'
import { isOver } from '#shelves/shelf-name.ts'
import { keepShelves, type ShelfWorkParts } from '#shelves/shelf-work.ts'
import type { Shelves } from '#shelves/shelves.ts'
import { withDatabase } from './database.ts'
import { Crash, Fuse } from './shelves-fuse.ts'
import { OfficeOfYears, type Process, type Protocol, real } from './shelves-world.ts'

/** Kept for so many fiscal years after the one in which it is closed. */
const keptUntilUs = (nowUs: number, years: number) =>
  startOfFiscalYearUs(fiscalYearOf(nowUs) + 1 + years)

async function founded(t: TestContext, protocol = real) {
  const office = new OfficeOfYears(await withDatabase(t), protocol)
  await office.found()
  return office
}

/** Starts a process that dies at that moment of its work, or does all of it. */
async function dies(office: OfficeOfYears, fuse: Fuse): Promise<readonly string[]> {
  try {
    await (await office.start(fuse)).work()
  } catch (error) {
    if (!(error instanceof Crash) && !fuse.burnt) throw error
  }
  return office.claimedTooEarly()
}

/**
 * One turn of the year after the other, each broken off one moment later than the last: before, within and after every
 * write of the keyring, every statement and every commit; then once more in the recovery.
 */
async function turns(t: TestContext, protocol: Protocol) {
  const office = await founded(t, protocol)
  let process = await office.start()
  for (let moment = 0; ; moment++) {
    const short = await office.newCase(process)
    const long = await office.newCase(process)
    const years = moment % 4 === 1 ? 5 : 1 + (moment % 3)
    short.closed = { register: 'viewing', keptUntilUs: keptUntilUs(office.nowUs, years) }
    const older = office.cases.at(-3)
    if (older?.closed === null && moment % 5 !== 0) {
      older.closed = { register: 'takeOut', keptUntilUs: keptUntilUs(office.nowUs, 2) }
    }
    await office.say(process, long)
    office.nowUs = startOfFiscalYearUs(fiscalYearOf(office.nowUs) + 1) + (moment % 3) * 100 * dayUs
    const fuse = new Fuse(moment)
    const wrong = [
      ...(await dies(office, fuse)),
      ...(await dies(office, new Fuse((moment * 7) % 40))),
    ]
    process = await office.start()
    await process.work()
    wrong.push(...(await office.wrong(process)))
    if (wrong.length > 0 || !fuse.burnt) return { wrong, moments: moment, office }
  }
}

describe('shelves over the years', () => {
  test('no crash at the turn of a year loses what must stand or leaves what must go', async t => {
    const { wrong, moments, office } = await turns(t, real)
    assert.deepEqual(wrong, [])
    assert.ok(moments > 60)
    t.diagnostic(`${moments} moments, ${office.cases.length} cases`)
  })

  const mutants: Record<string, { protocol: Partial<Protocol>; caught: RegExp }> = {
    'rows go before the key': {
      caught: /^removed: /,
      protocol: {
        async keepShelves(parts, nowUs) {
          const closed = [...(await parts.closed())]
          const over = closed.filter(one => isOver(shelfOf(one), nowUs)).map(({ file }) => file)
          const owner = await parts.asOwner()
          await owner.query('delete from ledger.body where file = any($1)', [over])
          return keepShelves(parts, nowUs)
        },
      },
    },
    'the key is not destroyed': {
      caught: /^claimed: open\/\d+ is not erased/,
      protocol: { shelves: forgetting },
    },
    'it is said before it is so': {
      caught: /^claimed: open\/\d+ is not erased/,
      protocol: {
        keepShelves: (parts, nowUs) =>
          keepShelves({ ...parts, journal: sayingTooEarly(parts.journal) }, nowUs),
      },
    },
    'a file is forgotten at the turn of the year': {
      caught: /^lost: request\/2$/,
      protocol: {
        async keepShelves(parts, nowUs) {
          const forgotten = {
            file: 2,
            register: 'viewing',
            keptUntilUs: parts.shelves.due().length,
          }
          return keepShelves({ ...parts, closed: async () => withOne(parts, forgotten) }, nowUs)
        },
      },
    },
  }
  for (const [name, { protocol, caught }] of Object.entries(mutants)) {
    test(`mutant: ${name}`, async t => {
      const { wrong } = await turns(t, { ...real, ...protocol })
      assert.ok(
        wrong.some(what => caught.test(what)),
        wrong.join('\n'),
      )
    })
  }

  test('a file that nobody laid stops the erasure, and no key goes', async t => {
    const office = await founded(t)
    const before = await office.start()
    await office.newCase(before)
    office.nowUs = keptUntilUs(office.nowUs, 0)
    const { parts, shelves } = await office.start()
    await shelves.ensure(['open/2028'])
    await assert.rejects(
      eraseDue(parts, new Map(), office.nowUs),
      (error: Fault) => error.kind === 'Conflict' && /1 files/.test(error.message),
    )
    assert.deepEqual(shelves.due(), ['open/2026'])
    await layOpen(parts, new Map(), office.nowUs)
    await eraseDue(parts, new Map(), office.nowUs)
    assert.deepEqual(await recordErased(parts, office.nowUs), ['open/2026'])
  })

  test('a clock that runs ahead of the keepers’ destroys nothing, and what it hid opens again', async t => {
    const office = await founded(t)
    const process = await office.start()
    const one = await office.newCase(process)
    one.closed = { register: 'viewing', keptUntilUs: keptUntilUs(office.nowUs, 1) }
    await process.work()
    const [right, wrong] = [office.nowUs, office.nowUs + 9 * 365 * dayUs]
    office.vouchedUs = right
    office.nowUs = wrong
    const ahead = await office.start()
    assert.deepEqual((await ahead.work()).unvouched, ['open/2026', 'open/2027', 'viewing/2027'])
    assert.deepEqual(await office.lying(1), ['open/2026', 'viewing/2027'])
    office.nowUs = right
    const mended = await office.start()
    await mended.work()
    assert.deepEqual(await office.wrong(mended), [])
    office.vouchedUs = wrong
    office.nowUs = wrong
    await mended.work()
    assert.deepEqual(await office.wrong(mended), [])
    assert.deepEqual(await office.lying(1), [])
  })

  test('what is opened while a shelf ends is not laid on it', async t => {
    const office = await founded(t)
    const process = await office.start()
    const late = changed(process.shelves, { openShelf: () => 'open/2026' })
    const wouldLay = await office.start(new Fuse(), late)
    office.nowUs = keptUntilUs(office.nowUs, 0)
    await process.work()
    await assert.rejects(office.newCase(wouldLay))
  })

  test('a case is laid once, where it belongs; closed long ago it is left to die', async t => {
    const office = await founded(t)
    const { parts, shelves, ...process } = await office.start()
    await office.newCase({ parts, shelves, ...process })
    await shelves.ensure(['viewing/2031'])
    const closed = new Map([[1, 'viewing/2031']])
    for (const again of [1, 2]) {
      await layClosed(parts, closed, office.nowUs + again)
      await layOpen(parts, closed, office.nowUs + again)
    }
    assert.deepEqual(await office.lying(1), ['open/2026', 'viewing/2031'])
    office.nowUs = keptUntilUs(office.nowUs, 9)
    await layClosed(parts, new Map([[1, 'viewing/2032']]), office.nowUs)
    assert.deepEqual(await office.lying(1), ['open/2026', 'viewing/2031'])
  })
})

/** Out of use, and never destroyed. */
function forgetting(shelves: Shelves): Shelves {
  let dead: readonly string[] = []
  return changed(shelves, {
    get names() {
      return shelves.names.filter(name => !dead.includes(name))
    },
    get version() {
      return shelves.version + dead.length
    },
    due: () => shelves.due().filter(name => !dead.includes(name)),
    async erase(names, intended = async () => {}) {
      const going = [...names]
      await intended(shelves.version + 1, going)
      dead = [...dead, ...going]
    },
  })
}

const changed = (shelves: Shelves, other: Partial<Shelves>): Shelves =>
  new Proxy(shelves, {
    get(target, name) {
      const value = name in other ? Reflect.get(other, name) : Reflect.get(target, name, target)
      return typeof value === 'function' && !(name in other) ? value.bind(target) : value
    },
  })

const sayingTooEarly =
  (journal: Journal): Journal =>
  async (event, nowUs, alongside) => {
    await journal(event, nowUs, alongside)
    if (event.type !== 'RecordsErasureIntended') return
    const { version, shelves } = event
    const blobHash = '00'.repeat(32)
    const erased = {
      type: 'RecordsErased',
      version,
      shelves,
      blobHash,
      weakestClass: 'E0',
    } as const
    await journal(erased, nowUs, async tx => {
      await tx.query(
        `insert into shelves.erased (shelf, version, blob_hash, erased_at_us)
         select shelf, $2, $3, $4 from unnest($1::text[]) as row (shelf)`,
        [shelves, version, Buffer.alloc(32), nowUs],
      )
    })
  }

async function withOne(
  parts: ShelfWorkParts,
  one: { file: number; register: string; keptUntilUs: number },
) {
  return [...(await parts.closed()), one]
}

describe('shelves, by chance', () => {
  type Deed =
    | { do: 'open' | 'work' | 'restart' }
    | { do: 'say' | 'reopen'; which: number }
    | { do: 'close' | 'longer'; which: number; years: number }
    | { do: 'wait'; days: number }
    | { do: 'die'; at: number }
  const which = fc.nat(20)
  const deed: fc.Arbitrary<Deed> = fc.oneof(
    {
      arbitrary: fc.record({ do: fc.constantFrom('open', 'open', 'open', 'work', 'restart') }),
      weight: 6,
    },
    { arbitrary: fc.record({ do: fc.constantFrom('say', 'reopen'), which }), weight: 2 },
    {
      arbitrary: fc.record({
        do: fc.constantFrom('close', 'close', 'longer'),
        which,
        years: fc.integer({ min: 1, max: 4 }),
      }),
      weight: 4,
    },
    {
      arbitrary: fc.record({ do: fc.constant('wait'), days: fc.integer({ min: 1, max: 500 }) }),
      weight: 4,
    },
    { arbitrary: fc.record({ do: fc.constant('die'), at: fc.nat(90) }), weight: 3 },
  )

  async function live(office: OfficeOfYears, deeds: readonly Deed[]): Promise<readonly string[]> {
    await office.found()
    let process: Process = await office.start()
    await process.work()
    for (const deed of deeds) {
      const living = office.cases.filter(one => !office.isOver(one))
      const one = 'which' in deed ? living[deed.which % (living.length || 1)] : undefined
      if (deed.do === 'open') await office.newCase(process)
      else if (deed.do === 'say' && one && !one.closed) await office.say(process, one)
      else if (deed.do === 'reopen' && one) one.closed = null
      else if (deed.do === 'close' && one && !one.closed) {
        // Closed again, a case is kept at least as long as when it was closed before: its register's years are the same.
        one.promisedUs = Math.max(one.promisedUs, keptUntilUs(office.nowUs, deed.years))
        one.closed = { register: 'viewing', keptUntilUs: one.promisedUs }
      } else if (deed.do === 'longer' && one?.closed) {
        const untilUs = keptUntilUs(one.closed.keptUntilUs, deed.years) - 200 * dayUs
        one.promisedUs = untilUs
        one.closed = { register: 'viewing', keptUntilUs: untilUs }
      } else if (deed.do === 'restart') process = await office.start()
      else if (deed.do === 'wait' || deed.do === 'work' || deed.do === 'die') {
        if (deed.do === 'wait') office.nowUs += deed.days * dayUs
        const early = deed.do === 'die' ? await dies(office, new Fuse(deed.at)) : []
        if (deed.do === 'die') process = await office.start()
        await process.work()
        const wrong = [...early, ...(await office.wrong(process))]
        if (wrong.length > 0) return wrong
      }
    }
    return []
  }

  test('whatever happens, what is over opens to nobody and what is not opens', async t => {
    let lived = 0
    let died = 0
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 40, maxLength: 80 }), async deeds => {
        let wrong: readonly string[] = ['not lived']
        // A test of its own, whose database goes with it.
        await t.test(`${deeds.length} deeds`, async one => {
          const office = new OfficeOfYears(await withDatabase(one))
          wrong = await live(office, deeds)
          lived += office.cases.length
          died += office.cases.filter(one => office.isOver(one)).length
        })
        assert.deepEqual(wrong, [])
      }),
      { numRuns: Number(process.env.TACHIAI_RUNS ?? 8), endOnFailure: true },
    )
    assert.ok(died > 0 && lived > died)
    t.diagnostic(`${lived} cases, ${died} of them over`)
  })
})
