import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import type { CameraReport } from '#keeper/report.ts'
import {
  type DeviceScript,
  envelope,
  matches,
  onvifDevice,
  profilesOfACamera,
  say,
} from './onvif-device.ts'
import { atEnd, demoCameras, type Site, siteFor } from './site.ts'

async function started(t: TestContext, script: DeviceScript = {}) {
  const device = await onvifDevice(script)
  atEnd(t, () => device.close())
  return device
}

const addWords = (address: string, ...words: string[]) =>
  ['camera', 'add', address, '--place', '門', '--area', '門の前'].concat(words)
const trial = (address: string, ...words: string[]) => ['camera', 'test', address].concat(words)

describe('camera discover', { concurrency: 2 }, () => {
  test('before anything is set up: a table, and what to type for each', async t => {
    const site = await siteFor(t)
    const device = await started(t, {
      matches: id => [
        matches(id, {}, device.port),
        matches(id, { name: '裏口\u202e\u001b[2J\r\n録画中', tells: '127.0.0.1:8899' }, 1),
      ],
    })
    const words = ['camera', 'discover', '--seconds', '6', '--at', `127.0.0.1:${device.probePort}`]
    const { code, stdout } = await site.call(words, { lang: 'ja' })
    assert.equal(code, 0)
    assert.match(stdout, /^2 台のカメラが答えました。/)
    assert.match(
      stdout,
      new RegExp(`→ tachiai camera add onvif://127\\.0\\.0\\.1:${device.port}\n`),
    )
    assert.match(stdout, /裏口 \[2J 録画中 {2}MD-200 {2}北口\n/)
    assert.doesNotMatch(stdout.replaceAll('\n', ''), /[\p{C}\p{Zl}\p{Zp}]/u)
  })

  test('nothing answers: what to look at', async t => {
    const site = await siteFor(t)
    const device = await started(t, { matches: () => [] })
    const words = ['camera', 'discover', '--seconds', '1', '--at', `127.0.0.1:${device.probePort}`]
    const { code, stdout } = await site.call(words, { lang: 'ja' })
    assert.equal(code, 0)
    assert.match(
      stdout,
      /見つかりませんでした（1 秒待ちました）[\s\S]*ONVIF が「有効」[\s\S]*onvif:\/\//,
    )
  })

  test('words that cannot be meant', async t => {
    const site = await siteFor(t)
    for (const odd of [
      ['--seconds', '0'],
      ['--at', 'a/b'],
    ]) {
      assert.equal((await site.call(['camera', 'discover', ...odd])).code, 2, `${odd}`)
    }
  })
})

describe('camera add onvif://', { concurrency: 2 }, () => {
  async function founded(t: TestContext): Promise<Site> {
    const site = await siteFor(t)
    assert.equal((await site.init('nishinari')).code, 0)
    await site.start(['run'])
    return site
  }

  test('the best stream is tried and recorded; the clock is told; discovery knows it then', async t => {
    const site = await founded(t)
    const [stream] = await demoCameras(t, ['カメラ1'])
    const password = 'hunter2-hunter2'
    const device = await started(t, {
      auth: 'token',
      user: 'officer',
      password,
      clockAheadUs: -9 * 3_600_000_000,
      streamUrl: token => (token === 'main' ? stream! : 'rtsp://127.0.0.1:9/none'),
    })
    const address = `onvif://officer@127.0.0.1:${device.port}`
    const added = await site.call(addWords(address, '--name', '正門'), {
      input: `${password}\n`,
      lang: 'ja',
    })
    assert.equal(added.code, 0, added.stderr)
    assert.match(added.stdout, /○ カメラ: みどり電機 {2}MD-200/)
    assert.match(added.stdout, /カメラの時計が約 9 時間 0 分遅れています/)
    assert.match(
      added.stdout,
      /○ 録画する映像: Main {2}H264 {2}1920x1080 {2}15 fps {2}4096 kbit\/s {2}GOP 2\.0 s/,
    )
    assert.match(added.stdout, /カメラ「正門」を加えました/)
    assert.doesNotMatch(added.stdout + added.stderr + JSON.stringify(device.told), /hunter2/)

    const list: CameraReport[] = (await site.json(['camera', 'list'])).value
    assert.equal(list[0]?.url, stream)
    const words = ['camera', 'discover', '--seconds', '6', '--at', `127.0.0.1:${device.probePort}`]
    assert.match((await site.call(words, { lang: 'ja' })).stdout, /○ 記録済み「正門」/)
  })

  test('what is wrong is said, and nothing is added', async t => {
    const site = await founded(t)
    const fails = async (script: DeviceScript, says: RegExp, ...words: string[]) => {
      const device = await started(t, script)
      const call = trial(`onvif://127.0.0.1:${device.port}`, '--user', 'officer', ...words)
      const { code, stdout, stderr } = await site.call(call, { input: 'hunter2\n', lang: 'ja' })
      assert.equal(code, 1, `${says}: ${stdout}${stderr}`)
      assert.match(stderr, says)
      assert.doesNotMatch(stdout + stderr, /hunter2|at .*\.ts/)
    }
    const auth = { auth: 'digest', user: 'officer', password: 'x' } as const
    await Promise.all([
      fails(auth, /パスワードが通りません/),
      fails({ streamUrl: () => 'rtsp://192.0.2.66/live' }, /別の機械を挙げた.*\[192\.0\.2\.66\]/),
      fails({ answers: { '*': say(Buffer.alloc(100 << 20)) } }, /異常に大きい/),
      fails({ answers: { '*': say(`<!DOCTYPE x>${envelope('')}`) } }, /危険な形/),
      fails({ profiles: profilesOfACamera.slice(2) }, /あるもの: JPEG/),
      fails({}, /その名前のプロファイルはありません/, '--profile', 'none'),
    ])
    for (const address of ['onvif://a:0', 'onvif://u:p@127.0.0.1']) {
      assert.equal((await site.call(trial(address, '--user', ''))).code, 2, address)
    }
    assert.deepEqual((await site.json(['camera', 'list'])).value, [])
  })
})
