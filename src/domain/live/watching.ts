import { type Refusal, refuse } from '#law/basis.ts'
import type { Happened, Said, Setting } from '../decider.ts'

export type Watching = Said<
  'WatchLive',
  {
    readonly person: string
    readonly room: string
    /** 'live' pictures, or what was recorded. */
    readonly what: 'live' | 'recorded'
    /** Reported beforehand by the contractor, and on the roster of that day. */
    readonly reported: boolean
    /** Somebody always at it, on a wall of monitors. */
    readonly constant: boolean
  }
>
export type LiveWatched = Happened<
  'LiveWatched',
  { readonly person: string; readonly room: string; readonly recordedBy: string }
>

/**
 * Whether live pictures may be watched at all under this document: where, by whom. No live surface exists
 * yet; what it would have to obey does.
 */
export function watchLive(setting: Setting, command: Watching): readonly LiveWatched[] | Refusal {
  const { atUs, by, person, room, what, reported, constant } = command
  const { live, engagement } = setting.profile
  const { roster } = live
  if (constant && live.forbids) {
    return refuse(
      'モニターなどで常に見張ることはできません',
      live.forbids,
      'カメラの状態は、画像を映さない表示で確かめてください',
    )
  }
  if (live.mode !== 'placesAndRoster' || !roster) {
    return refuse(
      '生の映像は映しません',
      live.by,
      'カメラの状態は、画像を映さない表示で確かめてください',
    )
  }
  if (what === 'recorded') {
    return refuse(
      '監視のための視聴は生の映像だけで、録画の再生はできません',
      roster.liveOnly,
      '録画を見るには、求めと許可の手続きによってください',
    )
  }
  if (!live.places.includes(room)) {
    return refuse(
      `生の映像を見られるのは${live.places.join('と')}だけです`,
      live.elsewhere ?? live.by,
      '決められた部屋の端末で見てください',
    )
  }
  if (!reported) {
    return refuse(
      'あらかじめ報告された従事者ではありません',
      engagement.roster ?? roster.by,
      '委託業者に、従事する人を報告してもらってください',
    )
  }
  const { recordedBy } = roster
  return [{ type: 'LiveWatched', atUs, by, basis: roster.by, person, room, recordedBy }]
}
