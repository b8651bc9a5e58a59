import { secondUs, tokyo } from '#civil/minute.ts'
import type { Ending } from '#domain/viewing/words.ts'
import { actWord } from '#law/called.ts'
import type { Profile } from '#law/profile.ts'
import type { WitnessedAct } from '#law/vocabulary/witnesses.ts'
import type { Cause } from './showing.ts'

/** 「15時42分21秒」 */
export function clockWords(us: number): string {
  const { hour, minute, second } = tokyo(us)
  return `${hour}時${two(minute)}分${two(second)}秒`
}

const two = (count: number) => String(count).padStart(2, '0')

/** A time of day down to seconds, as people write one, as seconds of the day; null: it is none. */
export function readClock(words: string): number | null {
  const plain = words.normalize('NFKC').replace(/\s/g, '')
  const found = /^(\d{1,2})[:時](\d{1,2})(?:[:分](?:(\d{1,2})秒?)?)?$/.exec(plain)
  if (!found) return null
  const [, hour, minute, second = '0'] = found
  const [h, m, s] = [Number(hour), Number(minute), Number(second)]
  return h < 24 && m < 60 && s < 60 ? (h * 60 + m) * 60 + s : null
}

/** The moment of that time of day in a range; null: it lies outside. */
export function momentIn(seconds: number, fromUs: number, toUs: number): number | null {
  const { hour, minute, second } = tokyo(fromUs)
  const aheadS = seconds - ((hour * 60 + minute) * 60 + second)
  const us = fromUs + (aheadS < 0 ? aheadS + 86_400 : aheadS) * secondUs
  return us < toUs ? us : null
}

export type Told = { readonly title: string; readonly says: string; readonly next: string }

/** Why the picture is gone, as this page knows it. */
const causes: Readonly<Record<Cause, Told>> = {
  ended: {
    title: '閲覧を終えました',
    says: '映像はもう映りません。見せた範囲と時刻は、記録されています。',
    next: '記録簿の行を確かめて、署名してください。',
  },
  left: {
    title: '立会いの人が席を外したので、映像を止めました',
    says: '席を外した人の名と時刻が記録されます。この閲覧は続けられません。',
    next: '記録簿の行を確かめて署名し、続きが要るときは、新しい閲覧として始めてください。',
  },
  office: {
    title: '映像が止まりました',
    says: '閲覧が閉じられました。事情は下に出ます。',
    next: '記録簿の行を確かめて、署名してください。',
  },
  silence: {
    title: '事務室の機械と話せないので、映像を止めました',
    says: 'つながりが切れたままなので、この閲覧は閉じられます。見せたところまでは記録されます。',
    next: '電源とケーブルを確かめ、この件の画面から記録簿の行を確かめてください。',
  },
  notOurs: {
    title: 'この画面では、もう見られません',
    says: '閲覧が閉じられたか、入っていた時間が過ぎました。',
    next: '入り直して、この件の画面から記録簿の行を確かめてください。',
  },
}

/** How it ended, as the record has it. */
const endings: Readonly<Record<Ending, string>> = {
  ended: '操作した人が終えた、と記録されました。',
  lapsed: '立会いが続かなかったので終わった、と記録されました。',
  powerCut: '録画機が止まったので終わった、と記録されました。',
  connectionLost: 'つながりが切れたので終わった、と記録されました。',
}

export const toldOf = (cause: Cause): Told => causes[cause]
export const endingWords = (how: Ending): string => endings[how]

/** Where nobody witnesses, it is a room without the word. */
export const roomName = (profile: Profile, act: WitnessedAct): string =>
  `${profile.witnesses.rules.some(({ acts }) => acts.includes(act)) ? '立会' : ''}${actWord(profile, 'viewing')}室`
