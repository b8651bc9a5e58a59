import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { describe, type TestContext, test } from 'node:test'
import { printed } from '#civil/minute.ts'
import { startDemoCameras } from '#demo/rtsp-server.ts'
import { atEnd, cameraWords, type Site, siteFor, until } from './site.ts'

const password = 'correct-horse-battery'

/** A founded site with its keeper running, so that a call is one process and not three. */
async function recordingSite(t: TestContext, profile: string): Promise<Site> {
  const site = await siteFor(t)
  const { code, stderr } = await site.init(profile)
  assert.equal(code, 0, stderr)
  await site.start(['run'])
  return site
}

async function guardedCamera(t: TestContext): Promise<string> {
  const cameras = await startDemoCameras({
    names: ['カメラ1'],
    fps: 5,
    now: () => Date.now() * 1000,
    credentials: { user: 'officer', password },
  })
  atEnd(t, () => cameras.close())
  return cameras.urls[0]!
}

describe('before anything is founded', () => {
  test('start says the one next command, in both languages and as JSON', async t => {
    const site = await siteFor(t)
    const [ja, en, json] = await Promise.all([
      site.call(['start']),
      site.call(['start'], { lang: 'en' }),
      site.json(['start']),
    ])
    assert.equal(ja.code, 0)
    assert.match(ja.stdout, /まだ何も設定されていません[\s\S]*次に: \.\/tachiai init/)
    assert.match(en.stdout, /Nothing is set up yet[\s\S]*Next: \.\/tachiai init/)
    assert.equal(json.value.next, './tachiai init')
  })

  test('every other command points there too', async t => {
    const site = await siteFor(t)
    for (const words of [['status'], ['check'], ['camera', 'list'], ['run']]) {
      const { code, stdout, stderr } = await site.call(words, { lang: 'en' })
      assert.equal(code, 1, words.join(' '))
      assert.equal(stdout, '')
      assert.match(stderr, /Run "tachiai init" first/)
    }
  })

  test('help names every command; words that are none cost exit code 2', async t => {
    const site = await siteFor(t)
    const [help, one, unknown, option, json] = await Promise.all([
      site.call(['help'], { lang: 'en' }),
      site.call(['hold', '--help']),
      site.call(['recrod']),
      site.call(['status', '--colour']),
      site.json(['help']),
    ])
    assert.equal(help.code, 0)
    const names =
      'start init run demo camera import duty hold retention clock status disk check erasure uptime account lan ledger backup restore verify verifier register form law recovery roster order service'
    for (const name of names.split(' ')) assert.match(help.stdout, new RegExp(`tachiai ${name}\\b`))
    assert.deepEqual(
      json.value.map(({ name }: { name: string }) => name),
      names.split(' '),
    )
    assert.doesNotMatch(help.stdout, /keeper-process/)
    assert.match(one.stdout, /hold release/)
    assert.equal(unknown.code, 2)
    assert.match(unknown.stderr, /「recrod」というコマンドはありません/)
    assert.equal(option.code, 2)
    assert.match(option.stderr, /--colour/)
  })
})

describe('init', () => {
  test('asks what it was not told, says what a thief gets, and founds once', async t => {
    const site = await siteFor(t)
    const asked = await site.call(['init', '--share', site.share], {
      input: 'hokuto\n北斗の町内会\nはい\n',
    })
    assert.equal(asked.code, 0, asked.stderr)
    assert.match(asked.stdout, /この録画機を丸ごと盗んだ人は/)
    const { code, value } = await site.json(['status'])
    assert.equal(code, 0)
    assert.equal(value.organisation, '北斗の町内会')
    assert.equal(value.profile.id, 'hokuto')
    assert.match(value.profile.retention, /30日（720時間）以内/)

    const again = await site.init('kai')
    assert.equal(again.code, 1)
    assert.match(again.stderr, /すでに設定があります/)
    assert.equal((await site.json(['status'])).value.profile.id, 'hokuto')
  })

  test('refuses a document it does not know, a share beside the footage and a time nobody confirms', async t => {
    const site = await siteFor(t)
    const named = ['init', '--organisation', 'x']
    const unknown = await site.call([...named, '--profile', 'tokyo', '--share', site.share])
    assert.equal(unknown.code, 2)
    assert.match(unknown.stderr, /kai, hokuto, nishinari, sakai, kawasaki/)
    const inside = await site.call([
      ...[...named, '--profile', 'kai', '--yes'],
      ...['--share', `${site.data}/share`],
    ])
    assert.equal(inside.code, 1)
    assert.match(inside.stderr, /データの中にあります/)
    const beside = await site.call([
      ...[...named, '--profile', 'kai', '--yes'],
      ...['--share', `${site.folder}/one.share`],
    ])
    assert.equal(beside.code, 1)
    assert.match(beside.stderr, /同じ場所には置けません/)
    const doubted = await site.call([...named, '--profile', 'kai', '--share', site.share], {
      input: 'いいえ\n',
    })
    assert.equal(doubted.code, 1)
    assert.match(doubted.stderr, /日時が合っていません/)
    assert.match((await site.call(['start'])).stdout, /tachiai init/)
  })
})

describe('a neighbourhood association (KAI)', () => {
  test('cameras: added with their password unsaid, listed, tried, removed', async t => {
    const site = await recordingSite(t, 'kai')
    const url = await guardedCamera(t)
    const words = ['camera', 'add', url, '--user', 'officer']
    const entry = ['--name', '門', '--place', '正門', '--area', '門の前の道', '--purpose', '防犯']
    const added = await site.call([...words, ...entry], { input: `${password}\n` })
    assert.equal(added.code, 0, added.stderr)
    assert.match(added.stdout, /映像が届いています: h264 640x360/)
    assert.match(added.stdout, /録画を始めています/)
    await until(async () => {
      const { value } = await site.json(['camera', 'list'])
      return value[0].now.state === 'recording'
    })
    const [list, en, tried, twice, unknown, nowhere] = await Promise.all([
      site.json(['camera', 'list']),
      site.call(['camera', 'list'], { lang: 'en' }),
      site.json(['camera', 'test', '門']),
      site.call([...words, ...entry, '--no-test'], { input: `${password}\n` }),
      site.call(['camera', 'test', '裏']),
      site.json(['camera', 'test', 'rtsp://127.0.0.1:1/x'], { input: '\n' }),
    ])
    assert.equal(list.value.length, 1)
    assert.deepEqual(list.value[0].appendix, {
      place: '正門',
      area: '門の前の道',
      purpose: '防犯',
    })
    assert.match(en.stdout, /門（正門）.*recording.*h264/)
    assert.equal(tried.code, 0)
    assert.equal(tried.value.codec, 'h264')
    assert.equal(twice.code, 1)
    assert.match(twice.stderr, /という名前のカメラはもうあります/)
    assert.equal(unknown.code, 1)
    assert.match(unknown.stderr, /カメラ「裏」はありません/)
    assert.equal(nowhere.code, 1)
    assert.equal(nowhere.value.problem.cause, 'refused')
    const said = [added, list, en, tried, twice, unknown, nowhere]
    assert.doesNotMatch(JSON.stringify(said), new RegExp(password))

    const removed = await site.call(['camera', 'remove', '門', '--reason', '工事'])
    assert.equal(removed.code, 0)
    assert.match(removed.stdout, /残っている映像は、期限どおりに消えます/)
    const { value } = await site.json(['camera', 'list'])
    assert.equal(typeof value[0].removedUs, 'number')
    assert.equal((await site.json(['check'])).code, 0)
  })

  test('読み A16: 延長の定めがないので延長を断る。保存期間も決め直せない', async t => {
    const site = await recordingSite(t, 'kai')
    await site.call(cameraWords('rtsp://127.0.0.1:9/x', '門'), { input: '\n' })
    const held = await site.call(holdWords('門', '会長', '特に必要'))
    assert.equal(held.code, 3)
    assert.match(held.stderr, /この規程では、保存期間を延長できません/)
    assert.match(held.stderr, /根拠: 運用基準７（２）の読み方（A16）/)
    assert.match(held.stderr, /「保存期間は７日以内とする。」/)
    const decided = await site.call(decideWords(30))
    assert.equal(decided.code, 3)
    assert.match(decided.stderr, /保存期間は規程で決まっています/)
    assert.match(decided.stderr, /運用基準７（２）により/)
  })

  test('a site that has no camera yet', async t => {
    const site = await recordingSite(t, 'kai')

    await t.test('a password in the address is refused and not repeated', async () => {
      const { code, stdout, stderr } = await site.call(
        cameraWords(`rtsp://officer:${password}@127.0.0.1/x`, '門'),
      )
      assert.equal(code, 2)
      assert.match(stderr, /パスワードはコマンド行に書かないでください/)
      assert.doesNotMatch(stdout + stderr, new RegExp(password))
      const [http, none] = await Promise.all([
        site.call(cameraWords('http://127.0.0.1/x', '門')),
        site.call(['camera', 'add']),
      ])
      assert.equal(http.code, 2)
      assert.equal(none.code, 2)
    })

    await t.test('内規: 別紙に載せないカメラは動かし始めない', async () => {
      const words = ['camera', 'add', 'rtsp://127.0.0.1:9/x', '--name', '門', '--no-test']
      const { code, stderr } = await site.call(words, { input: '\n\n\n' })
      assert.equal(code, 3, stderr)
      assert.match(stderr, /別紙に載っていないカメラは/)
      assert.match(stderr, /根拠: 内規/)
      const { value } = await site.json(words, { input: '\n\n\n' })
      assert.equal(value.refusal.basis.kind, 'houseRule')
      assert.deepEqual((await site.json(['camera', 'list'])).value, [])
    })

    await t.test('status, check and erasure in both languages and as JSON', async () => {
      const [ja, en, json, check, checkEn, erasure, certificate, odd] = await Promise.all([
        site.call(['status']),
        site.call(['status'], { lang: 'en' }),
        site.json(['status']),
        site.json(['check']),
        site.call(['check'], { lang: 'en' }),
        site.call(['erasure'], { lang: 'en' }),
        site.json(['erasure', '--day', '2026-01-01']),
        site.call(['erasure', '--day', 'yesterday']),
      ])
      assert.match(ja.stdout, /録画: 動いています/)
      assert.match(ja.stdout, /カメラ: まだありません/)
      assert.match(en.stdout, /Recording: on/)
      assert.equal(json.value.recording, true)
      assert.deepEqual(json.value.cameras, [])
      assert.deepEqual(check.value.findings, [])
      assert.match(checkEn.stdout, /All is as it should be/)
      assert.match(erasure.stdout, /Nothing is waiting to be erased/)
      assert.deepEqual(certificate.value.erased, [])
      assert.equal(odd.code, 2)
    })

    await t.test(
      'recovery: nothing to accept; a second keeper of the site is refused',
      async () => {
        const [nothing, odd, second] = await Promise.all([
          site.call(['recovery', 'accept', '--by', '一', '--by', '二']),
          site.call(['recovery', 'undo']),
          site.call(['run']),
        ])
        assert.equal(nothing.code, 1)
        assert.match(nothing.stderr, /古い鍵束が戻された形跡はありません/)
        assert.equal(odd.code, 2)
        assert.equal(second.code, 1)
        assert.match(second.stderr, /すでに動いています/)
        assert.equal((await site.json(['status'])).value.recording, true)
      },
    )

    await t.test('the clock is shown and cannot be moved; officers may set it', async () => {
      const now = printed(Date.now() * 1000)
      const [shown, moved, odd, nobody, status] = await Promise.all([
        site.call(['clock', 'show'], { lang: 'en' }),
        site.call(['clock', 'move', '8d']),
        site.call(['clock', 'accept', 'tomorrow', '--by', '会長']),
        site.call(['clock', 'accept', now.slice(0, 16), '--yes']),
        site.json(['status']),
      ])
      assert.equal(shown.code, 0)
      assert.match(shown.stdout, /Keeper time: \d{4}-/)
      assert.equal(moved.code, 1)
      assert.match(moved.stderr, /時計を動かせるのはデモだけです/)
      assert.equal(odd.code, 2)
      assert.equal(nobody.code, 3)
      assert.match(nobody.stderr, /1名の確認が必要です/)
      assert.equal(status.value.clock.movable, false)
      const accepted = await site.call([
        ...['clock', 'accept', printed(Date.now() * 1000).slice(0, 16)],
        ...['--by', '会長 山田', '--yes'],
      ])
      assert.equal(accepted.code, 0, accepted.stderr)
      assert.match(accepted.stdout, /直ちに消える映像はありません/)
    })
  })
})

const holdWords = (camera: string, by: string, ground: string, more: readonly string[] = []) => {
  const end = Date.now() * 1000
  return [
    ...['hold', 'add', camera, '--from', printed(end - 60e6).slice(0, 16)],
    ...['--to', printed(end).slice(0, 16), '--by', by, '--ground', ground],
    ...['--reason', '自転車の盗難', '--until', printed(end + 90 * 86_400e6).slice(0, 10), ...more],
  ]
}
const decideWords = (days: number) => [
  ...['retention', 'decide', '--days', `${days}`, '--by', '管理責任者 川崎'],
  ...['--reason', '二週間に一度の見回りで気づくため', '--manual', '第1版'],
]

for (const [profile, basis] of [
  ['sakai', '要領10(3)の読み方（A16）'],
  ['kawasaki', '指針6(4)の読み方（A6b）'],
] as const) {
  test(`読み ${profile === 'sakai' ? 'A16' : 'A6b'}: 延長を断る（${profile}）`, async t => {
    const site = await recordingSite(t, profile)
    if (profile === 'kawasaki') assert.equal((await site.call(decideWords(14))).code, 0)
    await site.call(cameraWords('rtsp://127.0.0.1:9/x', '門'), { input: '\n' })
    const { code, stderr } = await site.call(holdWords('門', '管理責任者', '特に必要'))
    assert.equal(code, 3)
    assert.match(stderr, new RegExp(`根拠: ${basis.replace(/[()]/g, '\\$&')}`))
  })
}

for (const [profile, by, ground, basis] of [
  ['hokuto', '管理責任者 北斗花子', '第6条第1項第3号', '第6条第4項により'],
  ['nishinari', '管理責任者 西成太郎', '特に必要', '第5条第3項により'],
] as const) {
  test(`${ground}: 延長を決め、終わりの日とともに示し、解く（${profile}）`, async t => {
    const site = await recordingSite(t, profile)
    await site.call(cameraWords('rtsp://127.0.0.1:9/x', '門'), { input: '\n' })
    const added = await site.call(holdWords('門', by, ground))
    assert.equal(added.code, 0, added.stderr)
    assert.match(added.stdout, new RegExp(`\\d{4}-\\d{2}-\\d{2} まで（${basis}）`))
    const [list, nobody, endless, status] = await Promise.all([
      site.json(['hold', 'list']),
      site.call(holdWords('門', '係員', ground)),
      site.call(holdWords('門', by, ground, ['--until', ''])),
      site.json(['status']),
    ])
    assert.equal(list.value.length, 1)
    const [hold] = list.value
    assert.equal(hold.decidedBy, by)
    assert.equal(hold.endsOnUs > Date.now() * 1000 + 89 * 86_400e6, true)
    assert.equal(nobody.code, 3)
    assert.equal(endless.code, 3)
    assert.match(endless.stderr, /延長の終わりの日がありません[\s\S]*内規/)
    assert.equal(status.value.holds, 1)
    const released = await site.call(['hold', 'release', hold.id.slice(0, 8), '--reason', '解決'])
    assert.equal(released.code, 0, released.stderr)
    assert.match(released.stdout, /解除済み/)
    const again = await site.call(['hold', 'release', hold.id.slice(0, 8), '--reason', '解決'])
    assert.equal(again.code, 1)
    assert.equal((await site.json(['check'])).code, 0)
  })
}

test('内規: 保存期間が決まるまで、新しいカメラを動かし始めない（川崎市）', async t => {
  const site = await recordingSite(t, 'kawasaki')
  const early = await site.call(cameraWords('rtsp://127.0.0.1:9/x', '門'), { input: '\n' })
  assert.equal(early.code, 3)
  assert.match(early.stderr, /保存期間が定められていない[\s\S]*内規/)
  const clerk = await site.call(decideWords(14).with(5, '係員'))
  assert.equal(clerk.code, 3)
  const [odd, both] = await Promise.all([
    site.call(['retention', 'decide', '--days', 'many']),
    site.call(['retention', 'show']),
  ])
  assert.equal(odd.code, 2)
  assert.equal(both.code, 2)
  const decided = await site.call(decideWords(14))
  assert.equal(decided.code, 0, decided.stderr)
  assert.match(decided.stdout, /14日（336時間）以内/)
  const added = await site.call(cameraWords('rtsp://127.0.0.1:9/x', '門'), { input: '\n' })
  assert.equal(added.code, 0, added.stderr)
  assert.match((await site.call(['status'])).stdout, /14日（336時間）以内/)
  assert.equal((await site.json(['check'])).code, 0)
})

test('a demo never touches a real site, and the other way round', async t => {
  const site = await siteFor(t)
  assert.equal((await site.init('kai')).code, 0)
  const before = await readFile(`${site.data}/site.json`)
  const demo = await site.call(['demo', '--fresh'])
  assert.equal(demo.code, 1)
  assert.match(demo.stderr, /本物の設定があります/)
  assert.deepEqual(await readFile(`${site.data}/site.json`), before)
})
