/** The scripted device before a client that nobody here wrote: what it says is ONVIF as others understand it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { promisify } from 'node:util'
import onvif from 'onvif'
import { onvifDevice } from './onvif-device.ts'
import { atEnd } from './site.ts'

for (const auth of ['token', 'digest'] as const) {
  test(`another client finds time, profiles and stream, its password proved by ${auth}`, async t => {
    const password = 'hunter2'
    const device = await onvifDevice({
      auth,
      user: 'officer',
      password,
      clockAheadUs: 3_600_000_000,
    })
    atEnd(t, () => device.close())
    const { port } = device
    const options = { hostname: '127.0.0.1', port, username: 'officer', password, timeout: 20_000 }
    const camera = new onvif.Cam({ ...options, autoconnect: false })
    const ask = <Answer>(way: (done: (error: Error | null, answer?: Answer) => void) => void) =>
      promisify(way)() as Promise<Answer>

    await ask<unknown>(done => camera.connect(done))
    const about = await ask<{ model?: string }>(done => camera.getDeviceInformation(done))
    assert.equal(about.model, 'MD-200')
    const profiles = await ask<{ $?: { token?: string } }[]>(done => camera.getProfiles(done))
    assert.deepEqual(
      profiles.map(profile => profile.$?.token),
      ['sub', 'main', 'jpeg'],
    )
    const stream = { protocol: 'RTSP', profileToken: 'main' } as const
    const { uri } = await ask<{ uri?: string }>(done => camera.getStreamUri(stream, done))
    assert.equal(uri, 'rtsp://127.0.0.1:554/main')
    await ask<unknown>(done => camera.setSynchronizationPoint({ profileToken: 'main' }, done))
    assert.deepEqual(device.synchronised, ['main'])
    assert.doesNotMatch(JSON.stringify(device.told), /hunter2/)
  })
}
