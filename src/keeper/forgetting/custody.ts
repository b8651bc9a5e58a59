import type { Minute } from '#civil/minute.ts'
import { sha256 } from '#hash/sha256.ts'
import { decodeKeyring } from '#keyring/decode.ts'
import { encodeKeyring } from '#keyring/encode.ts'
import type { Keyring } from '#keyring/keyring.ts'
import { minuteKeyOf } from '#keyring/minutes.ts'
import { wipeKeyring, wipeReplaced } from '#keyring/wipe.ts'
import {
  type Custody as CustodyOf,
  type Make as MakeOf,
  openCustody as open,
} from '#keystore/custody.ts'
import type { Recovered, Store } from '#keystore/keystore.ts'

/** The keyring of footage in use. */
export type Custody = CustodyOf<Keyring> & {
  /** The minute's key, or null where it cannot be derived. The caller wipes it. */
  minuteKey(camera: string, minute: Minute): Uint8Array | null
}
export type Make<Result> = MakeOf<Keyring, Result>

export function openCustody(store: Store, recovered: Recovered): Custody {
  const custody = open(store, recovered, {
    decode: decodeKeyring,
    encode: encodeKeyring,
    wipe: (given, kept) => (kept ? wipeReplaced(given, kept) : wipeKeyring(given)),
  })
  return Object.assign(custody, {
    minuteKey: (camera: string, minute: Minute) =>
      minuteKeyOf(sha256, custody.keyring, camera, minute),
  })
}
