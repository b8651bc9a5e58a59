import { type Minute, startUs } from '#civil/minute.ts'
import { inForce } from '#keyring/keyring.ts'
import { isLive } from '#keyring/minutes.ts'
import { dueUnder } from '#law/retention.ts'
import { VaultFault } from '#vault/fault.ts'
import type { Piece } from '#vault/pieces.ts'
import { readRange } from '#vault/read-range.ts'
import { rulesFor } from '../forgetting/rules-in-force.ts'
import type { Keeper } from '../keeper.ts'

/** What of the keeper's footage a session reads. */
export type Footage = {
  /** That minute, with what a decoder needs before it. What cannot be read is a gap, `damaged`. */
  read(camera: string, minute: Minute): Promise<readonly Piece[]>
  /** `open`: it is over, its key is there, and no clock that could be right calls it expired. */
  stateOf(camera: string, minute: Minute): 'open' | 'running' | 'gone' | 'doubtful'
  /** As the keeper knows the camera. */
  nameOf(camera: string): string
}

export type FootageParts = Pick<Keeper, 'disk' | 'premises' | 'custody' | 'clock' | 'nowUs'>

export function footageOf({ disk, premises, custody, clock, nowUs }: FootageParts): Footage {
  /** From when on the minute may not be opened, whatever clock is asked. */
  const limitUs = (camera: string, minute: Minute): number => {
    const { keyring } = custody
    const held = keyring.holds.filter(
      hold =>
        hold.camera === camera &&
        hold.fromMinute <= minute &&
        minute < hold.toMinute &&
        inForce(hold, nowUs()),
    )
    const { dueFromUs } = dueUnder(rulesFor(keyring, camera), minute)
    return Math.max(dueFromUs, ...held.map(({ endsOnUs }) => endsOnUs))
  }
  return {
    nameOf: camera => custody.keyring.cameras.get(camera)?.about.name ?? camera,
    stateOf(camera, minute) {
      if (startUs(minute + 1) > nowUs()) return 'running'
      if (!isLive(custody.keyring, camera, minute)) return 'gone'
      return clock.mayOpen(limitUs(camera, minute)) ? 'open' : 'doubtful'
    },
    async read(camera, minute) {
      const keys = (at: Minute) => custody.minuteKey(camera, at)
      const source = { disk, root: premises.directory, camera, keys }
      const pieces: Piece[] = []
      let bytes = 0
      try {
        for await (const piece of readRange(source, minute, minute + 1)) {
          bytes += bytesOf(piece)
          if (bytes > most) return [...pieces, wholeGap(minute, 'tooLarge')]
          pieces.push(piece)
        }
      } catch (fault) {
        if (!(fault instanceof VaultFault)) throw fault
        return [...pieces, wholeGap(minute, 'damaged')]
      }
      return pieces
    },
  }
}

/** A room takes no more of one minute. */
const most = 200 << 20

const bytesOf = (piece: Piece): number =>
  piece.kind === 'units' || piece.kind === 'leadIn'
    ? piece.units.reduce((sum, unit) => sum + unit.bytes.length, 0)
    : 0

const wholeGap = (minute: Minute, cause: string): Piece => ({
  kind: 'gap',
  gap: { fromUs: startUs(minute), toUs: startUs(minute + 1), cause },
})
