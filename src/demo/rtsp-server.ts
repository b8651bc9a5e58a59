import { createServer, type Socket } from 'node:net'
import { Camera } from './camera.ts'
import type { Credentials } from './digest.ts'
import { RtspSession, timeoutSeconds } from './rtsp-session.ts'

export type DemoCameras = {
  /** One per name, in order, without credentials: `rtsp://127.0.0.1:PORT/camera-1` … */
  readonly urls: readonly string[]
  /** Cuts every connection and frees the port. */
  close(): Promise<void>
}

/**
 * Simulated cameras behind one RTSP server (RTP over TCP only, H.264 640x360).
 *
 * `names` stand in the pictures: katakana, letters, digits and the signs of `strokes.ts`. `now`, µs since
 * the epoch, is the cameras' own clock: shown in the picture, told in sender reports, asked once for each
 * picture; it may jump, the stream's time does not. With `credentials` Digest is asked for (SHA-256, MD5).
 * Rejects when the port cannot be had.
 */
export async function startDemoCameras(options: {
  readonly names: readonly string[]
  /** Frames per second, 10 if not said. */
  readonly fps?: number
  readonly now: () => number
  readonly host?: string
  /** 0, the default: any free port. */
  readonly port?: number
  readonly credentials?: Credentials
}): Promise<DemoCameras> {
  const { names, fps = 10, now, host = '127.0.0.1', port = 0, credentials } = options
  const cameras = new Map(
    names.map((name, i) => [`camera-${i + 1}`, new Camera(name, i, fps, now)]),
  )
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.setNoDelay(true)
    socket.setTimeout(2 * timeoutSeconds * 1000, () => socket.destroy())
    new RtspSession(socket, cameras, credentials)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address()
  const bound = typeof address === 'object' && address ? address.port : port
  return {
    urls: [...cameras.keys()].map(path => `rtsp://${host}:${bound}/${path}`),
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
