import * as fs from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { holdsTheDiskContract } from './disk-contract.ts'
import { localDisk } from './local-disk.ts'
import { ownSteward } from './own-steward.ts'

const inTemporaryFolder = (disk: ReturnType<typeof localDisk>) => async () => {
  const folder = await fs.mkdtemp(join(tmpdir(), 'tachiai-disk-'))
  return { disk, folder, done: () => fs.rm(folder, { recursive: true }) }
}
const cannotPunch = { ...ownSteward, punch: async () => Promise.reject(new Error('EOPNOTSUPP')) }

holdsTheDiskContract('local disk', inTemporaryFolder(localDisk(ownSteward)))
holdsTheDiskContract('local disk that cannot punch', inTemporaryFolder(localDisk(cannotPunch)))
