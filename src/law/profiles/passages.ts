import type { Passage } from '../quote.ts'
import { passages as hokuto } from './hokuto/profile.ts'
import { passages as kai } from './kai/profile.ts'
import { passages as kawasaki } from './kawasaki/profile.ts'
import { passages as nishinari } from './nishinari/profile.ts'
import { passages as sakai } from './sakai/profile.ts'

const held: Readonly<Record<string, readonly Passage[]>> = {
  kai,
  hokuto,
  nishinari,
  sakai,
  kawasaki,
}

/** The words of a document in their own order, for people to read; empty for one that came as data alone. */
export const passagesOf = (profile: string): readonly Passage[] => held[profile] ?? []
