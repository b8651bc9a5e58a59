import { tokyo } from '#civil/minute.ts'
import { warekiDay } from '#civil/wareki.ts'
import { actWord } from '#law/called.ts'
import type { Opening } from '#receipt/opening.ts'
import type { Border } from '#rendition/film.ts'

/** What everybody before the screen reads beside the picture, and on any photograph of it: whose looking this is. */
export function borderOf(opening: Opening, cameraName: string): Border {
  const { profile, request, session, viewers, witnesses, operator } = opening
  const looking = `${actWord(profile, 'viewing')}のみ　${request}（${session}）`
  const present = [
    ...(witnesses.length > 0 ? [`立会い ${witnesses.join('・')}`] : []),
    `操作 ${operator}`,
  ].join('　')
  const guests = viewers.map(({ name }) => name)
  const looks = guests.length > 0 ? [`見る人 ${guests.join('・')}`] : []
  return {
    above: [looking, [present, ...looks].join('　')],
    below: [cameraName],
    line: [request, ...witnesses, operator].join('　'),
  }
}

/** 「令和8年11月14日（土）15時42分07秒233　コマ 12／900」 */
export function captionOf(captureUs: number, picture: number, pictures: number): string {
  const moment = tokyo(captureUs)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = moment.toPlainDate()
  const milliseconds = String(moment.millisecond).padStart(3, '0')
  const time = `${two(moment.hour)}時${two(moment.minute)}分${two(moment.second)}秒${milliseconds}`
  return `${warekiDay(day.toString())}（${weekdays[day.dayOfWeek - 1]}）${time}　コマ ${picture + 1}／${pictures}`
}

const weekdays = ['月', '火', '水', '木', '金', '土', '日']
