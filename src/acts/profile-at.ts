import type { AdoptedProfiles } from '#domain/profile/adoption.ts'
import { inForceAt } from '#law/versions/adoption.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { namedThing } from './things.ts'
import { heldOf, type World } from './world.ts'

/** The amended versions that the ledger itself says were adopted. */
export function adoptedIn(world: World): AdoptedProfiles {
  const stream = 'profile/main'
  return heldOf(world, namedThing(stream)!, stream).state as AdoptedProfiles
}

/** The version in force at that time, of those that were adopted after `founding`. */
export const profileAt = (world: World, founding: Profile, atUs: number): Profile =>
  inForceAt(adoptedIn(world), atUs)?.profile ?? founding
