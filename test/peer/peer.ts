import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Codec } from '#video/access-unit.ts'

const script = join(import.meta.dirname, 'rtsp-peer')

/** Why the peer cannot run here; null: it can. Debian's packages are named in `.ci/run`; where CI is set nothing is skipped. */
export function peerMissing(): string | null {
  if (process.env.CI) return null
  try {
    execFileSync(script, ['--help'], { stdio: 'ignore' })
  } catch {
    return 'GStreamer’s RTSP server for Python is not installed (gir1.2-gst-rtsp-server-1.0, python3-gi)'
  }
  try {
    execFileSync('ffmpeg', ['-version'], { stdio: 'ignore' })
  } catch {
    return 'ffmpeg is not installed'
  }
  return null
}

export type PeerOptions = {
  readonly clip: string
  readonly codec?: Codec
  readonly cameras?: number
  readonly fps?: number
  /** Asks for Digest where given. */
  readonly user?: string
  readonly password?: string
  /** Sends over UDP to whom asks for it. */
  readonly udp?: boolean
  /** PEM file of a certificate and its key: serves rtsps; wants a user. */
  readonly certificate?: string
}

export type Peer = {
  /** Of the n-th camera. */
  readonly url: (camera: number) => string
  readonly process: ChildProcess
  /** Silent: connections stay, nothing comes. */
  readonly stop: () => void
  /** Dead at once. Resolves when the process is gone; may be called again. */
  readonly kill: () => Promise<void>
}

/** Cameras that nobody here wrote, looping a clip; resolves when they answer. */
export async function startPeer(options: PeerOptions): Promise<Peer> {
  const port = await freePort()
  const { clip, codec = 'h264', cameras = 1, fps = 30, user, password } = options
  const args = [clip, '--codec', codec, '--cams', `${cameras}`, '--fps', `${fps}`, '--port', `${port}`]
  if (options.udp) args.push('--udp')
  if (options.certificate) args.push('--certificate', options.certificate)
  if (user !== undefined) args.push('--user', user, '--password', password ?? '')
  const child = spawn(script, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const gone = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const said: string[] = []
  child.stderr.on('data', text => said.push(`${text}`))
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', text => `${text}`.startsWith('up ') && resolve())
    child.once('exit', () => reject(new Error(`the peer did not start: ${said.join('')}`)))
  })
  return {
    url: camera => `rtsp${options.certificate ? 's' : ''}://127.0.0.1:${port}/cam${camera}`,
    process: child,
    stop: () => void child.kill('SIGSTOP'),
    kill: () => {
      child.kill('SIGKILL')
      return gone
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        if (address && typeof address === 'object') resolve(address.port)
        else reject(new Error('no free port'))
      })
    })
  })
}
