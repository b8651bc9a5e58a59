import type { Disk } from '#disk/disk.ts'
import type { Store } from '#keystore/keystore.ts'
import { random } from '../hashing.ts'
import { type Premises, rooms } from '../premises.ts'

/** The keystore of these premises: blobs in the data directory, the share where `init` put it. */
export const storeOf = (premises: Premises, disk: Disk): Store => ({
  disk,
  directory: rooms(premises.directory).keyring,
  places: premises.shares.map(slotsPath => ({ slotsPath })),
  site: Buffer.from(premises.site, 'hex'),
  random,
})
