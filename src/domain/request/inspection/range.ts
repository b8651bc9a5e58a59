import { minuteOf } from '#civil/minute.ts'
import { groundOf } from '#law/called.ts'
import { askingHouse } from '#law/house/acts.ts'
import type { Profile } from '#law/vocabulary/profile.ts'
import { isRange } from '../../footage-range.ts'
import type { OpenRequest } from '../state.ts'
import { type Point, point } from './point.ts'

/** Which cameras and minutes: named, of the past, and no others. */
export const rangePoints = (
  profile: Profile,
  request: OpenRequest,
  atUs: number,
): readonly Point[] => [
  point(
    '画像の範囲',
    groundOf(profile, request.ground)?.bounded ?? askingHouse.rangeNamed,
    request.ranges.length > 0 && request.ranges.every(isRange),
    'どのカメラのいつの画像かが決まっていません',
    'カメラと、始まり・終わりの日時を分単位で決めてください',
  ),
  point(
    '撮影済みの画像',
    askingHouse.recordedOnly,
    request.ranges.every(({ toMinute }) => toMinute <= minuteOf(atUs) + 1),
    'まだ撮影していない画像は求められません',
    '撮影済みの範囲に狭めてください',
  ),
]
