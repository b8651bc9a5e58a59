/** A look at a scripted camera, and what every look must leave behind: one end, no timer, no password told. */
import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import type { TlsOptions } from 'node:tls'
import type { CameraOptions } from '#rtsp/camera.ts'
import {
  type HostileCamera,
  hostileCamera,
  type Request,
  type Script,
  type Visitor,
} from './hostile-camera.ts'
import { watchCamera } from './watch-camera.ts'

export const secret = 'hunter2'
export const credentials = () => ({ user: Buffer.from('officer'), password: Buffer.from(secret) })

type Options = Partial<CameraOptions> & {
  readonly path?: string
  readonly onVisit?: (visitor: Visitor) => void
  /** A camera of rtsps. */
  readonly tls?: TlsOptions
}

export async function visit(t: TestContext, script: Script, options: Options = {}) {
  const { path = 'stream', onVisit, tls, ...rest } = options
  const camera = await hostileCamera(script, onVisit, tls)
  const scheme = tls ? 'rtsps' : 'rtsp'
  const url = `${scheme}://127.0.0.1:${camera.port}/${path}`
  const watch = watchCamera(url, { credentials, ...rest })
  t.after(async () => {
    watch.pass(20)
    await watch.close()
    await camera.close()
    assert.equal(watch.told.ended.length, 1, 'ended exactly once')
    assert.equal(watch.timersLeft(), 0)
    assert.equal(watch.told.order.at(-1), 'ended', 'nothing after the end')
    assert.doesNotMatch(JSON.stringify(watch.told), new RegExp(secret))
  })
  return { camera, watch }
}

/** Under the machine's own clock, for what has to be waited for: windows, and datagrams on their way. */
export const ownClock = {
  now: () => performance.now() * 1000,
  timer: (everyUs: number, call: () => void) => {
    const interval = setInterval(call, everyUs / 1000)
    return () => clearInterval(interval)
  },
}

/** Resolves when the camera was asked; polls, for the asking is no event of ours. */
export async function asked(camera: HostileCamera, method: string, times = 1): Promise<Request> {
  for (;;) {
    const found = camera.requests.filter(request => request.method === method)
    if (found.length >= times) return found.at(-1)!
    await new Promise(resolve => setImmediate(resolve))
  }
}
