import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { type Minute, startUs } from '#civil/minute.ts'
import { openRendition } from '#commands/room/rendition.ts'
import type { Footage } from '#keeper/rendition/footage.ts'
import type { StartRoom } from '#keeper/rendition/room-line.ts'
import type { Piece } from '#vault/pieces.ts'
import { readRange, type Source } from '#vault/read-range.ts'
import { captured, feed, setsOf, shoot, vaultFor } from './take-out-footage.ts'

/** Real rooms, started by the test itself instead of the keeper's parent. */
export const ownRooms =
  (t: TestContext): StartRoom =>
  async () => {
    const room = await openRendition()
    t.after(() => room.kill())
    return room
  }

/** A vault as a session reads it. */
export const footageIn = (source: Source): Footage => ({
  async read(_camera, minute) {
    const pieces: Piece[] = []
    for await (const piece of readRange(source, minute, minute + 1)) pieces.push(piece)
    return pieces
  },
  stateOf: () => 'open',
  nameOf: String,
})

/** Whatever minute is asked for: two seconds at its beginning, sealed there and then by the real writer. */
export function shotWhenAsked(t: TestContext): Footage {
  const directory = mkdtempSync(join(tmpdir(), 'tachiai-shot-'))
  t.after(() => rmSync(directory, { recursive: true }))
  return {
    async read(camera: string, minute: Minute) {
      const shot = shoot(directory, { seconds: 2 })
      const { source, writer: open } = vaultFor(t)
      const writer = open()
      writer.parameterSets(setsOf(shot))
      await feed(writer, captured(shot, startUs(minute)))
      await writer.close()
      return footageIn(source).read(camera, minute)
    },
    stateOf: () => 'open',
    nameOf: String,
  }
}
