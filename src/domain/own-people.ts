import type { Setting } from './decider.ts'
import { membersAt } from './office.ts'
import { standsAs } from './quorum.ts'

/**
 * Who of these may be counted where some of the office's own people must do something together: members of
 * the committee where there is one, else who works with the camera. Each once, however often named.
 */
export const ownPeopleAmong = (
  setting: Setting,
  people: readonly string[],
  camera: string,
  atUs: number,
): readonly string[] =>
  [...new Set(people)].filter(person =>
    setting.profile.committee
      ? membersAt(setting.office, atUs).includes(person)
      : (['manager', 'operator', 'staff'] as const).some(post =>
          standsAs(setting, person, post, [camera], atUs),
        ),
  )
