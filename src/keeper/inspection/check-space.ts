import { minuteOf } from '#civil/minute.ts'
import type { Disk } from '#disk/disk.ts'
import { type Released, releaseFootage } from '#vault/release.ts'
import { lifeSince } from '../forgetting/life-of.ts'
import { deadBefore } from '../forgetting/space-release.ts'
import type { Keeper } from '../keeper.ts'
import type { FindingLog } from './findings.ts'

/**
 * No ciphertext of a forgotten minute lies on the disk that nobody is about to give back. What is still owed is none: its
 * certificate says 未了, and `status` names what failed. Asks the release itself, on a disk that refuses to be changed.
 */
export async function checkSpace(keeper: Keeper, findings: FindingLog): Promise<void> {
  for (const camera of keeper.custody.keyring.cameras.keys()) {
    if (keeper.space.pending) return
    if ((await deadFiles(keeper, camera)).length === 0) continue
    // A minute may have fallen due while the files were looked through.
    await keeper.space.settle()
    if (keeper.space.pending) return
    for (const path of await deadFiles(keeper, camera)) {
      findings.add(
        'unreleased',
        path,
        '消去した映像の暗号文が、解放されずに残っています（鍵はもうないので、開けません）',
        'sealed records of forgotten footage still lie here (without a key nobody can open them)',
      )
    }
  }
}

class Untouched extends Error {}

async function deadFiles(keeper: Keeper, camera: string): Promise<readonly string[]> {
  const { disk, premises, custody, cameras, imports } = keeper
  const { days } = custody.keyring.cameras.get(camera)!
  const open = cameras.openSegments().union(imports.openSegments())
  const lifeOf = lifeSince(custody, camera)
  const to = deadBefore(days, minuteOf(keeper.nowUs()))
  const root = premises.directory
  const range = { camera, lifeOf, open, from: 0, to }
  const { failed }: Released = await releaseFootage({ disk: untouched(disk), root, ...range })
  return failed.filter(({ cause }) => cause instanceof Untouched).map(({ path }) => path)
}

const refuse = () => Promise.reject(new Untouched())
const untouched = (disk: Disk): Disk => ({
  ...disk,
  create: refuse,
  open: refuse,
  makeDirectory: refuse,
  rename: refuse,
  remove: refuse,
  syncDirectory: refuse,
  release: refuse,
})
