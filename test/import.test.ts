import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { copyFile, mkdir, open, symlink, writeFile } from 'node:fs/promises'
import net from 'node:net'
import { join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import { minuteUs, readMoment } from '#civil/minute.ts'
import { deliverFile, examineFile } from '#commands/room/foreign-file.ts'
import { openIntake } from '#keeper/importing/intake-door.ts'
import { handler } from '#keeper/orders/handler.ts'
import { takeOut } from '#keeper/take-out/take-out.ts'
import { FakeMachine } from '#keeper/time/fake-machine.ts'
import { accessUnits } from '#video/annex-b.ts'
import { withoutFfmpeg } from './ffmpeg.ts'
import { byteStream, film, shot } from './foreign-files.ts'
import { foundSite, openWatched } from './keeper-on-a-clock.ts'
import { folderFor, siteFor, until } from './site.ts'
import { packetsOf } from './take-out-footage.ts'

const digest = (bytes: Uint8Array): string => hash('sha256', bytes)
const from = readMoment('2027-05-10 12:00')

/** Everything real but the clock: the file goes through rooms and a socket into the vault. */
async function office(t: TestContext) {
  const folder = await folderFor(t)
  const machine = new FakeMachine(from)
  const premises = await foundSite({ folder, profile: 'kai', machine })
  const { keeper, order, check } = await openWatched({ t, premises, machine })
  const door = join(folder, 'intake')
  const intake = await openIntake(door, keeper.imports)
  t.after(() => intake.close())
  const appendix = { place: '門', area: '門の前', purpose: '' }
  const { id } = await order<{ id: string }>('camera.card', { name: '裏門', appendix })

  async function bringIn(path: string, startUs: number) {
    const file = await open(path)
    const { size } = await file.stat()
    const told = await examineFile(file.fd, size)
    assert.ok('examination' in told, JSON.stringify(told))
    const { examination, reader } = told
    const asked = { order: 'import.take', camera: id, examination, claims: { operator: startUs } }
    let room: Promise<unknown> = Promise.resolve()
    const outcome = await handler(keeper)(asked, step => {
      const { token } = step as { token?: string }
      if (!token) return
      const socket = net.connect(door)
      room = deliverFile(file.fd, socket, { reader, token, from: 0 }, examination)
    })
    await room
    await file.close()
    assert.ok('result' in outcome, JSON.stringify(outcome))
    return { examination, result: outcome.result as { units: number } }
  }
  const source = {
    disk: keeper.disk,
    root: premises.directory,
    camera: id,
    keys: (minute: number) => keeper.custody.minuteKey(id, minute),
  }
  return { folder, bringIn, source, check }
}

describe('a film of another maker, through rooms into the vault and out again', {
  skip: withoutFfmpeg,
}, () => {
  for (const [codec, container] of [
    ['h264', 'mp4'],
    ['h265', 'mkv'],
    ['h264', 'ts'],
  ] as const) {
    test(`${codec} in ${container}: every picture byte for byte`, async t => {
      const { folder, bringIn, source, check } = await office(t)
      const path = film(codec, container)
      const { result } = await bringIn(path, from - 60 * minuteUs)
      const out = join(folder, 'out.mp4')
      const range = { fromUs: from - 61 * minuteUs, toUs: from - 50 * minuteUs }
      const taken = await takeOut({ ...source, ...range, path: out })
      assert.equal(taken.units, result.units)
      const shotUnits =
        container === 'ts'
          ? accessUnits(codec, byteStream(path, codec))
          : packetsOf(film(codec, 'mp4', '-an'))
      assert.deepEqual(packetsOf(out).map(digest), shotUnits.map(digest))
      assert.deepEqual((await check()).findings, [])
    })
  }

  test('MPEG-4 in AVI: kept as shot, and never passed off as an MP4', async t => {
    const { folder, bringIn, source, check } = await office(t)
    const path = shot('as-shot.avi', '-c:v', 'mpeg4', '-g', '10')
    const { examination, result } = await bringIn(path, from - 60 * minuteUs)
    assert.deepEqual([examination.codec, result.units], ['mpeg4', 50])
    const out = { path: join(folder, 'out.mp4'), fromUs: from - 61 * minuteUs, toUs: from }
    await assert.rejects(takeOut({ ...source, ...out }), { kind: 'asShot' })
    assert.deepEqual((await check()).findings, [])
  })
})

describe('import, as a volunteer uses it', { skip: withoutFfmpeg }, () => {
  test('a card: its films are taken, the rest is named and left', async t => {
    const site = await siteFor(t)
    await site.init('kai')
    await site.start(['run'])
    const card = join(site.folder, 'card')
    await mkdir(join(card, 'DCIM'), { recursive: true })
    await copyFile(film('h264', 'mp4'), join(card, 'DCIM', '映像.mp4'))
    await writeFile(join(card, 'notes.mp4'), 'not a film')
    await writeFile(join(card, 'index00.bin'), 'a book of the recorder')
    await writeFile(join(card, 'empty.mp4'), '')
    await symlink(join(card, 'DCIM', '映像.mp4'), join(card, 'link.mp4'))
    execFileSync('mkfifo', [join(card, 'pipe.mp4')])
    await copyFile(film('h264', 'mp4'), join(card, 'two\nlines \u202egpj.mp4'))
    const unlisted = await site.call(['import', card, '--camera', '裏門', '--yes'])
    assert.equal(unlisted.code, 3)
    assert.match(unlisted.stderr, /載っていません/)
    const camera = ['camera', 'card', '裏門', '--place', '門', '--area', '門の前']
    assert.equal((await site.call(camera)).code, 0)

    const declined = await site.call(['import', card, '--camera', '裏門'], { input: 'いいえ\n' })
    assert.match(declined.stdout, /取り込みませんでした/)
    const { code, stdout, stderr } = await site.call(['import', card, '--camera', '裏門', '--yes'])
    assert.equal(code, 1)
    assert.match(stdout, /two lines gpj\.mp4 .*取り込み済み/)
    assert.match(stdout, /映像\.mp4 .*ファイルの日時/)
    assert.match(stdout, /写した日時かもしれません/)
    assert.match(stdout, /6 件のうち 1 件、画像 50 枚を取り込みました/)
    for (const said of [
      /notes\.mp4: 動画では/,
      /empty\.mp4: 空の/,
      /link\.mp4: リンク/,
      /pipe\.mp4: ふつう/,
    ]) {
      assert.match(stderr, said)
    }
    assert.ok(!stdout.includes('\u202e'))
    assert.match(stdout, /取り込まないもの: index00\.bin/)

    const [, duty] = /duty done ([0-9a-f]{8})/.exec(stdout)!
    assert.match((await site.call(['duty', 'list'])).stdout, new RegExp(`${duty}.*未完了`))
    const done = ['duty', 'done', duty!, '--by', '山田', '--how', 'カードを初期化した']
    assert.equal((await site.call(done)).code, 0)
    assert.match((await site.call(['duty', 'list'])).stdout, /残っている務めはありません/)
    const again = await site.call(['import', join(card, 'DCIM'), '--camera', '裏門', '--yes'])
    assert.match(again.stdout, /1 件のうち 0 件.*\n1 件は取り込み済みでした/)
    assert.deepEqual((await site.json(['check'])).value.findings, [])
  })

  test('kill -9 of the recording keeper in mid-film: the same command goes on', async t => {
    const site = await siteFor(t)
    await site.init('kai')
    await site.call(['camera', 'card', '裏門', '--place', '門', '--area', '門の前'])
    const path = join(site.folder, 'long.mp4')
    const words = ['-f', 'lavfi', '-i', 'testsrc=s=640x480:r=25:d=90', '-c:v', 'mpeg4', '-q:v', '2']
    execFileSync('ffmpeg', ['-v', 'error', ...words, '-f', 'mpeg', path])
    const running = await site.start(['run'])
    const first = site.call(['import', path, '--camera', '裏門', '--yes'])
    await until(async () => (await site.json(['duty', 'list'])).value?.duties.length > 0)
    process.kill(await running.keeper(), 'SIGKILL')
    const broken = await first
    const back = async () => (await site.json(['status'])).value?.recording === true
    await until(back, () => running.said())
    const again = await site.json(['import', path, '--camera', '裏門', '--yes'])
    assert.equal(again.code, 0, broken.stderr)
    const units = again.value.taken[0]?.units ?? 2250
    assert.equal(units, 2250)
    assert.deepEqual((await site.json(['check'])).value.findings, [])
  })
})
