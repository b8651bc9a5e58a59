import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import fc from 'fast-check'
import { minuteUs, readMoment, secondUs } from '#civil/minute.ts'
import { handler } from '#keeper/orders/handler.ts'
import { FakeMachine } from '#keeper/time/fake-machine.ts'
import { encodeKeyring } from '#keyring/encode.ts'
import { filesOf } from '#vault/catalogue.ts'
import { type Film, film, opened, picture, takeIn } from './foreign-film.ts'
import { foundSite, openWatched, type Watched } from './keeper-on-a-clock.ts'
import { folderFor } from './site.ts'

const hourUs = 60 * minuteUs
/** The frame with the token, which the command itself sends. */
const hello = 4 + 1 + 32
const from = readMoment('2027-05-10 12:00')

async function siteOf(t: TestContext, profile = 'kai') {
  const folder = await folderFor(t)
  const machine = new FakeMachine(from)
  const premises = await foundSite({ folder, profile, machine })
  const site = await openWatched({ t, premises, machine })
  const appendix = { place: '門', area: '門の前', purpose: '' }
  const { id } = await site.order<{ id: string }>('camera.card', { name: '裏門', appendix })
  return { site, machine, premises, camera: id }
}

const resultOf = (outcome: object): Record<string, unknown> => {
  assert.ok('result' in outcome, JSON.stringify(outcome))
  return outcome.result as Record<string, unknown>
}
const refusalOf = (outcome: object): { refused: string; basis: { kind: string } } => {
  assert.ok('refusal' in outcome, JSON.stringify(outcome))
  return outcome.refusal as never
}
const numbered = (name: string, first: number, last: number, startUs: number) =>
  Array.from({ length: last - first }, (_, at): [number, string] => [
    startUs + (first + at) * (secondUs / 2),
    picture(name, first + at).toString(),
  ])
const green = async (site: Watched) => assert.deepEqual((await site.check()).findings, [])

test('読み A7: 取り込んだ映像の保存期間は、撮影の時から数える', async t => {
  const { site, camera } = await siteOf(t)
  const startUs = from - 100 * hourUs
  const taken = resultOf(await takeIn(site.keeper, film('朝', 150), { camera, startUs }))
  assert.equal(taken.units, 300)
  assert.equal(taken.oldestDueUs, startUs + 168 * hourUs)
  assert.deepEqual(await opened(site.keeper, camera), numbered('朝', 0, 300, startUs))
  await green(site)
  await site.stepAt(startUs + 168 * hourUs - 2 * minuteUs)
  assert.equal((await opened(site.keeper, camera)).length, 300)
  await site.stepAt(startUs + 168 * hourUs - minuteUs)
  assert.deepEqual(await opened(site.keeper, camera), numbered('朝', 120, 300, startUs))
  await site.stepAt(startUs + 168 * hourUs + minuteUs)
  assert.deepEqual(await opened(site.keeper, camera), [])
  await green(site)
})

test('最後の分とともに、どのファイルだったかも分からなくなる', async t => {
  const { site, camera } = await siteOf(t)
  const startUs = from - 160 * hourUs
  const morning = film('朝', 60)
  const { sha256 } = morning.examination
  resultOf(await takeIn(site.keeper, morning, { camera, startUs }))
  const known = () => Buffer.from(encodeKeyring(site.keeper.custody.keyring)).includes(sha256)
  assert.equal(known(), true)
  await site.stepAt(startUs + 168 * hourUs + minuteUs)
  assert.equal(known(), false)
  for (const event of await site.events()) assert.ok(!JSON.stringify(event).includes(sha256))
})

test('読み A7: 保存期間を過ぎた映像は取り込めず、過ぎた部分は入らない', async t => {
  const { site, camera } = await siteOf(t)
  const gone = await takeIn(site.keeper, film('先週', 60), { camera, startUs: from - 169 * hourUs })
  assert.match(refusalOf(gone).refused, /保存期間を過ぎています/)
  assert.equal(refusalOf(gone).basis.kind, 'reading')
  const startUs = from - 168 * hourUs - minuteUs
  const taken = resultOf(await takeIn(site.keeper, film('境目', 300), { camera, startUs }))
  const left = await opened(site.keeper, camera)
  assert.deepEqual(left, numbered('境目', 600 - left.length, 600, startUs))
  assert.equal(taken.expiredUnits, 600 - left.length)
  assert.ok(left.every(([us]) => us > from - 168 * hourUs + minuteUs - secondUs))
  await green(site)
})

test('内規: 置き場所が足りないときは、取り込みを始めない', async t => {
  const { site, camera } = await siteOf(t)
  const huge = film('巨大', 60, { bytes: 2 ** 50 })
  const refusal = refusalOf(await takeIn(site.keeper, huge, { camera, startUs: from - hourUs }))
  assert.match(refusal.refused, /足りません/)
  assert.equal(refusal.basis.kind, 'houseRule')
  assert.deepEqual((await site.order<{ duties: [] }>('duty.list')).duties, [])
})

test('a sealed file of an import that is gone is missed', async t => {
  const { site, camera, premises } = await siteOf(t)
  const startUs = from - 10 * hourUs
  resultOf(await takeIn(site.keeper, film('一', 60), { camera, startUs }))
  const [file] = await filesOf(site.keeper.disk, premises.directory, camera)
  await site.keeper.disk.remove(file!.path)
  const { findings } = await site.check()
  assert.deepEqual(
    findings.map(({ kind }) => kind),
    ['import'],
  )
})

test('同じファイルは二度入らず、内規: 重なる時間帯は断る', async t => {
  const { site, camera } = await siteOf(t)
  const startUs = from - 10 * hourUs
  resultOf(await takeIn(site.keeper, film('一', 60), { camera, startUs }))
  const again = resultOf(await takeIn(site.keeper, film('一', 60), { camera, startUs }))
  assert.deepEqual([again.taken, again.units, again.by], ['whole', 0, 'operator'])
  const other = film('二', 60)
  const overlapping = await takeIn(site.keeper, other, { camera, startUs: startUs + 30 * secondUs })
  assert.match(refusalOf(overlapping).refused, /取り込み済み/)
  assert.equal(refusalOf(overlapping).basis.kind, 'houseRule')
  resultOf(await takeIn(site.keeper, other, { camera, startUs: startUs + 59 * secondUs }))
  await green(site)
})

test('broken off anywhere, however often, and taken up again: every picture once', async t => {
  const { site, camera } = await siteOf(t)
  let films = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.double({ min: 0, max: 0.99, noNaN: true }), { maxLength: 4 }),
      async cuts => {
        const name = `film ${++films}`
        const startUs = from - 160 * hourUs + films * 2 * hourUs
        const whole = film(name, 1500)
        for (const part of cuts) {
          const broken = await takeIn(site.keeper, whole, {
            camera,
            startUs,
            sent: bytes => [bytes.subarray(0, hello + Math.floor((bytes.length - hello) * part))],
          })
          assert.ok(!('refusal' in broken))
        }
        const taken = resultOf(await takeIn(site.keeper, whole, { camera, startUs }))
        assert.equal(taken.units, 3000)
        const all = await opened(site.keeper, camera)
        const own = all.filter(([us]) => us >= startUs && us < startUs + hourUs)
        assert.deepEqual(own, numbered(name, 0, 3000, startUs))
      },
    ),
    { numRuns: 5, endOnFailure: true },
  )
  await green(site)
})

test('a crash of the keeper in mid-film: the next one goes on', async t => {
  const { site, machine, premises, camera } = await siteOf(t)
  const startUs = from - 10 * hourUs
  const whole = film('長い', 1500)
  await takeIn(site.keeper, whole, {
    camera,
    startUs,
    sent: bytes => [bytes.subarray(0, bytes.length * 0.7)],
  })
  await site.close()
  const next = await openWatched({ t, premises, machine })
  resultOf(await takeIn(next.keeper, whole, { camera, startUs }))
  assert.deepEqual(await opened(next.keeper, camera), numbered('長い', 0, 3000, startUs))
  await green(next)
})

test('what a room does not keep to ends its import, and nothing else', async t => {
  const { site, camera } = await siteOf(t)
  const startUs = from - 10 * hourUs
  const honest = film('正', 60)
  const unit = honest.frames[1]!
  const lies: Film['frames'][] = [
    [{ kind: 'asShot', codec: 'mjpeg', extradata: new Uint8Array(0) }],
    [honest.frames[0]!, { ...unit, ptsUs: 3600 * secondUs } as never],
    [honest.frames[0]!, { ...unit, ptsUs: -100 * secondUs } as never],
    [unit],
    honest.frames.slice(0, -1) as never,
  ]
  for (const frames of lies) {
    const outcome = await takeIn(site.keeper, { ...honest, frames }, { camera, startUs })
    assert.ok('fault' in outcome, JSON.stringify(outcome))
  }
  await site.keeper.imports
    .accept(
      (async function* () {
        yield Buffer.from('GET / HTTP/1.1\r\n\r\n')
      })(),
    )
    .catch(() => {})
  resultOf(await takeIn(site.keeper, honest, { camera, startUs }))
  assert.deepEqual(await opened(site.keeper, camera), numbered('正', 0, 120, startUs))
  await green(site)
})

test('a camera that is recorded goes on while its gap is filled from a card', async t => {
  const { site, machine } = await siteOf(t)
  machine.wait(2 * minuteUs)
  const camera = await site.addCamera('表')
  const startUs = machine.trueUs
  await site.record([camera], 3)
  resultOf(await takeIn(site.keeper, film('欠け', 60), { camera, startUs: startUs + minuteUs }))
  await site.record([camera], 2)
  assert.equal((await opened(site.keeper, camera)).length, 120)
  await green(site)
  const before = film('前の日', 60)
  resultOf(await takeIn(site.keeper, before, { camera, startUs: startUs - 30 * hourUs }))
  const sameMorning = await takeIn(site.keeper, film('同じ朝', 60), {
    camera,
    startUs: from - hourUs,
  })
  assert.match(refusalOf(sameMorning).refused, /載せた日の/)
  await green(site)
})

test('読み A7: 取り込むと、元の媒体を消去する務めが残る', async t => {
  const { site, camera } = await siteOf(t)
  const startUs = from - 100 * hourUs
  const first = resultOf(await takeIn(site.keeper, film('一', 60), { camera, startUs }))
  const duty = first.duty as string
  const older = { camera, startUs: startUs - hourUs, fields: { duty } }
  assert.equal(resultOf(await takeIn(site.keeper, film('二', 60), older)).duty, duty)
  const listed = async () =>
    (await site.order<{ duties: { id: string; dueUs: number; overdue: boolean }[] }>('duty.list'))
      .duties
  const [open] = await listed()
  assert.deepEqual([open!.id, open!.dueUs, open!.overdue], [duty, startUs + 167 * hourUs, false])
  await site.stepAt(startUs + 168 * hourUs)
  assert.equal((await listed())[0]!.overdue, true)
  await assert.rejects(site.order('duty.done', { duty, by: [], how: '初期化' }))
  await site.order('duty.done', { duty, by: ['山田'], how: 'カードを初期化した' })
  assert.deepEqual(await listed(), [])
  const done = (await site.events()).filter(({ type }) => type === 'DutyDone')
  assert.equal(done.length, 1)
})

test('asked twice at once, a film is taken once; of two that overlap one is refused', async t => {
  const { site, camera } = await siteOf(t)
  const startUs = from - 10 * hourUs
  const whole = film('一', 60)
  const both = await Promise.all([1, 2].map(() => takeIn(site.keeper, whole, { camera, startUs })))
  assert.deepEqual(both.map(outcome => resultOf(outcome).units).sort(), [0, 120])
  assert.deepEqual(await opened(site.keeper, camera), numbered('一', 0, 120, startUs))
  const overlapping = await Promise.all(
    ['二', '三'].map(name =>
      takeIn(site.keeper, film(name, 60), { camera, startUs: startUs + hourUs }),
    ),
  )
  assert.equal(overlapping.filter(outcome => 'refusal' in outcome).length, 1)
  await green(site)
})

test('a room can bring no more than was examined, nor more than the file holds', async t => {
  const { site, camera } = await siteOf(t)
  const startUs = from - 10 * hourUs
  const honest = film('正', 60)
  const tooMany = { ...honest, examination: { ...honest.examination, units: 100 } }
  const large = honest.frames.map(frame =>
    frame.kind === 'unit' ? { ...frame, bytes: Buffer.alloc(100_000) } : frame,
  )
  const loud = { ...honest, frames: large }
  const unsaid = { ...honest, frames: [...honest.frames.slice(0, -2), honest.frames.at(-1)!] }
  for (const [lie, said] of [
    [tooMany, /more pictures/],
    [loud, /more than the file/],
    [unsaid, /pictures are missing/],
  ] as const) {
    const outcome = await takeIn(site.keeper, lie, { camera, startUs })
    assert.ok('fault' in outcome)
    assert.match(outcome.fault.message.en, said)
  }
  const endless = film('長', 60, { durationUs: 50 * 366 * 24 * hourUs })
  const tried = await takeIn(site.keeper, endless, { camera, startUs })
  assert.match(refusalOf(tried).refused, /より後/)
  const { examination } = endless
  const claims = { fileTime: startUs }
  const asked = { order: 'import.consider', camera, examination, claims }
  const plan = resultOf(await handler(site.keeper)(asked, () => {}))
  assert.ok((plan.livesFromUs as number) > from - 168 * hourUs)
})

test('what goes next is the film, never a minute of its day that nobody brought', async t => {
  const { site, camera } = await siteOf(t)
  type Upcoming = { upcoming: { camera: string; fromUs: number }[] }
  const upcoming = async () =>
    (await site.order<Upcoming>('erasure')).upcoming.map(({ camera, fromUs }) => [camera, fromUs])
  assert.deepEqual(await upcoming(), [])
  const startUs = from - 10 * hourUs
  resultOf(await takeIn(site.keeper, film('一', 60), { camera, startUs }))
  assert.deepEqual(await upcoming(), [[camera, startUs]])
  const other = await site.addCamera('表')
  const earlierUs = from - 30 * hourUs
  resultOf(await takeIn(site.keeper, film('二', 60), { camera: other, startUs: earlierUs }))
  assert.deepEqual(new Map((await upcoming()) as [string, number][]).get(other), earlierUs)
})

test('what broke off is said again by the same number and duty, and ends once', async t => {
  const { site, camera } = await siteOf(t)
  const startUs = from - 10 * hourUs
  const whole = film('一', 60)
  const cut = (bytes: Uint8Array) => [bytes.subarray(0, bytes.length / 2)]
  const warned = async () =>
    (await site.order<{ warnings: { en: string }[] }>('status')).warnings.some(({ en }) =>
      en.includes('goes on with it'),
    )
  await takeIn(site.keeper, whole, { camera, startUs, sent: cut })
  assert.equal(await warned(), true)
  resultOf(await takeIn(site.keeper, whole, { camera, startUs }))
  assert.equal(await warned(), false)
  resultOf(await takeIn(site.keeper, whole, { camera, startUs }))
  const events = await site.events()
  const of = (type: string) => events.filter(event => event.type === type)
  for (const type of ['ImportBegun', 'DutyOpened']) {
    const [first, again, ...more] = of(type)
    assert.deepEqual([{ ...again, n: first!.n }, more], [first, []])
  }
  assert.equal(of('ImportEnded').length, 1)
  const signed = of('MinuteSealed').map(event => (event as { minute: number }).minute)
  assert.ok(
    signed.includes(Math.floor(startUs / minuteUs)),
    'its minutes are signed before it ends',
  )
})
