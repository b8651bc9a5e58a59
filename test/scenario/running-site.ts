/** A recorder with its office as `tachiai init` and `tachiai run` start them, and cameras that nobody here wrote. */
import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { minuteOf, minuteUs, secondUs } from '#civil/minute.ts'
import { siteWithOffice } from '../office-site.ts'
import { drawClip } from '../peer/clip.ts'
import { startPeer } from '../peer/peer.ts'
import { atEnd, until } from '../site.ts'

export type RunningSite = Awaited<ReturnType<typeof runningSite>>

const picture = { size: '320x180', fps: 10, seconds: 6, gop: 10, bitrate: '200k' } as const

/** `begins`: what must be settled before the first camera records. Cameras by the name somebody gave them. */
export async function runningSite(
  t: TestContext,
  profile: string,
  names: readonly string[],
  begins: (site: Awaited<ReturnType<typeof siteWithOffice>>) => Promise<void> = async () => {},
) {
  process.env.TACHIAI_HTTP = '0'
  const site = await siteWithOffice(t)
  const clip = drawClip(site.folder, picture)
  const peer = await startPeer({ clip, cameras: names.length, fps: picture.fps })
  atEnd(t, () => peer.kill())
  const founded = await site.init(profile)
  assert.equal(founded.code, 0, founded.stderr)
  const run = await site.start(['run'])
  await begins(site)
  const cameras = new Map<string, string>()
  for (const [at, name] of names.entries()) {
    const places = ['--name', name, '--place', name, '--area', `${name}の道路`]
    const words = ['camera', 'add', peer.url(at), ...places, '--json']
    const { code, stdout, stderr } = await site.call(words, { input: '\n' })
    assert.equal(code, 0, stderr)
    cameras.set(name, JSON.parse(stdout).id)
  }

  const nowUs = async (): Promise<number> => (await site.json(['clock', 'show'])).value.nowUs
  const left = minuteUs - ((await nowUs()) % minuteUs)
  if (left < 15 * secondUs) await pause(left / 1000 + 1000)
  const minute = minuteOf(await nowUs())

  return {
    ...site,
    run,
    peer,
    nowUs,
    /** As the keeper calls it. */
    camera: (name: string): string => cameras.get(name)!,
    /** A minute of which something is recorded: it may still be running. */
    minute,
    /** Nothing of a running minute is shown. */
    async isOver(minute: number): Promise<void> {
      const left = (minute + 1) * minuteUs - (await nowUs())
      if (left > 0) await pause(left / 1000 + 1000)
    },
    /** The number with which the first person comes in, and where. */
    async firstCode(by: string): Promise<{ readonly code: string; readonly address: string }> {
      let first: { code: string; address: string } | null = null
      await until(
        async () => {
          const { code, value } = await site.json(['account', 'first', '--by', by])
          if (code === 0) first = value
          return code === 0
        },
        () => run.said(),
      )
      return first!
    },
  }
}
