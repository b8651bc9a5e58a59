import type { Profile } from '../vocabulary/profile.ts'
import { hokuto } from './hokuto/profile.ts'
import { kai } from './kai/profile.ts'
import { kawasaki } from './kawasaki/profile.ts'
import { nishinari } from './nishinari/profile.ts'
import { sakai } from './sakai/profile.ts'

/** The rule documents this program holds; another one is added here, and nothing else needs to know. */
export const profiles: readonly Profile[] = [kai, hokuto, nishinari, sakai, kawasaki]
