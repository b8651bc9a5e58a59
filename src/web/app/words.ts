import { dayOf, type Minute, minuteOf, secondUs, startUs, tokyo } from '#civil/minute.ts'
import { warekiDay, warekiMoment } from '#civil/wareki.ts'
import type { CamerasNamed, Stage } from '#desk/case-now.ts'
import { actWord } from '#law/called.ts'
import type { Profile } from '#law/profile.ts'
import type { Act, RequesterKind } from '#law/vocabulary/grounds.ts'

/** Who asks, in words for lists. */
export const requesterKinds: Readonly<Record<RequesterKind, string>> = {
  investigator: '警察・検察などの捜査機関',
  court: '裁判所',
  publicBody: '国・地方公共団体の機関',
  commissioned: '法令の定める事務の委託を受けた者',
  subject: '映っている本人',
  proxy: '本人の代理人',
  person: '個人',
  organisation: '会社・団体',
  staff: 'この事務室の人',
}

export const stages: Readonly<
  Record<
    Stage,
    { readonly name: string; readonly tone: 'blue' | 'green' | 'orange' | 'red' | 'gray' }
  >
> = {
  incomplete: { name: '記入中', tone: 'orange' },
  ready: { name: '点検済み・判断待ち', tone: 'blue' },
  proposed: { name: '採決中', tone: 'blue' },
  approved: { name: '承認', tone: 'green' },
  refused: { name: '不承認', tone: 'red' },
  withdrawn: { name: '取下げ', tone: 'gray' },
  closed: { name: '完了', tone: 'gray' },
}

/** As the document calls a request: 申請, 求め, 依頼 … */
export const requestWord = ({ words }: Profile): string => words.request[0]?.word ?? '求め'

export const actWords = (profile: Profile, acts: readonly Act[]): string =>
  acts.map(act => actWord(profile, act)).join('・')

/** 「令和8年11月14日 15時42分」 */
export const moment = (us: number): string => warekiMoment(us).replace('日', '日 ')

export const day = (us: number): string => warekiDay(dayOf(minuteOf(us)))

const clock = (minute: Minute): string => {
  const { hour, minute: at } = tokyo(startUs(minute))
  return `${hour}時${String(at).padStart(2, '0')}分`
}

/** 「令和8年11月14日 15時42分から15時43分まで（1分）」 */
export function rangeWords(fromMinute: Minute, toMinute: Minute): string {
  const sameDay = dayOf(fromMinute) === dayOf(toMinute - 1)
  const until = sameDay ? clock(toMinute) : moment(startUs(toMinute))
  return `${moment(startUs(fromMinute))}から ${until}まで（${toMinute - fromMinute}分）`
}

export function cameraWords(cameras: CamerasNamed, camera: string): string {
  const known = cameras.find(one => one.camera === camera)
  return known ? [known.name, known.place].filter(Boolean).join('　') : camera
}

/** 「3分前」; for what is told by machines every so often. */
export function agoWords(us: number): string {
  const seconds = Math.max(0, Math.floor(us / secondUs))
  if (seconds < 60) return `${seconds}秒前`
  if (seconds < 3600) return `${Math.floor(seconds / 60)}分前`
  return seconds < 172_800
    ? `${Math.floor(seconds / 3600)}時間前`
    : `${Math.floor(seconds / 86_400)}日前`
}
