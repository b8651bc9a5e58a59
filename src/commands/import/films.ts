import { basename } from 'node:path'
import { printed } from '#civil/minute.ts'
import type { Examination } from '#intake/examination.ts'
import type { Refusal } from '#law/basis.ts'
import { type Claimant, claimantName } from '#law/capture-time.ts'
import { plainText } from '#onvif/plain-text.ts'
import { columns } from '../columns.ts'
import { type Text, text } from '../command.ts'
import type { ReaderName } from '../room/foreign-file.ts'

/** What the keeper says taking a film would mean. */
export type Considered = {
  readonly fromUs: number
  readonly toUs: number
  readonly livesFromUs: number
  readonly goneByUs: number
  readonly by: Claimant
  readonly correctedByUs: number
  readonly clockWasReset: boolean
  readonly taken: 'whole' | 'begun' | null
}

/** One file that was named, with all that is known of it. */
export type Film = {
  readonly path: string
  readonly claims: Readonly<Partial<Record<Claimant, number>>>
  readonly examination: Examination
  readonly reader: ReaderName
  readonly plan: Considered
}
export type Unfit = {
  readonly path: string
  readonly problem: Text
  readonly refusal?: Refusal
}

/** A file's name as it may stand on a screen: whoever named it had other ideas, perhaps. */
export const shownName = (path: string): string => plainText(basename(path), 48)

const duration = (us: number): string => {
  const seconds = Math.round(us / 1e6)
  const two = (value: number) => String(value).padStart(2, '0')
  const clock = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return `${Math.floor(seconds / 3600)}:${clock}`
}

/** What will be taken, from when each film's life counts and by whose word, and when the last of it goes. */
export function filmTable(films: readonly Film[], language: 'ja' | 'en'): readonly string[] {
  const head =
    language === 'ja'
      ? ['ファイル', '撮影の時', '長さ', '根拠', '種類', '消える時', '']
      : ['file', 'captured', 'length', 'by', 'codec', 'gone by', '']
  const rows = films.map(({ path, plan, examination }) => [
    shownName(path),
    printed(plan.fromUs),
    duration(plan.toUs - plan.fromUs),
    claimantWord(plan.by, language),
    examination.codec,
    printed(plan.goneByUs).slice(0, 16),
    remark(plan)[language],
  ])
  return columns([head, ...rows], [false, false, true, false, false, false, false])
}

const english: Readonly<Record<Claimant, string>> = {
  container: 'the file itself',
  fileName: 'file name',
  fileTime: 'file time',
  operator: 'operator',
}
const claimantWord = (by: Claimant, language: 'ja' | 'en'): string =>
  language === 'ja' ? claimantName(by) : english[by]

function remark({ taken, livesFromUs, fromUs, clockWasReset, correctedByUs }: Considered): Text {
  if (taken === 'whole') return text('取り込み済み', 'taken already')
  if (taken === 'begun') return text('続きから', 'goes on')
  if (livesFromUs > fromUs) {
    const expired = duration(livesFromUs - fromUs)
    return text(`初めの ${expired} は期限切れ`, `its first ${expired} has expired`)
  }
  if (correctedByUs !== 0) return text('時計のずれを直した', 'clock error corrected')
  if (clockWasReset) return text('カメラの時計が戻っている', 'the camera’s clock was reset')
  return text('', '')
}

/** A file that says nothing of itself is as old as its last copy, for all anybody knows. */
export function datedByCopying(films: readonly Film[]): readonly Text[] {
  const bare = films.filter(
    ({ claims, plan }) => plan.taken === null && Object.keys(claims).join() === 'fileTime',
  )
  if (bare.length === 0) return []
  return [
    text(
      `　${bare.length} 件は、ファイルの日時のほかに撮影の時の手がかりがありません。写した日時かもしれません。もっと前の撮影なら「--start」で申告してください`,
      `  ${bare.length} file(s) are dated by nothing but their file time, which may be that of a copy: where they were shot earlier, say so with "--start"`,
    ),
  ]
}

/** Where a film follows the one before it with a hole between them. */
export function holesBetween(films: readonly Film[]): readonly Text[] {
  const lines: Text[] = []
  for (const [index, { plan }] of films.entries()) {
    const before = films[index - 1]?.plan
    if (!before || plan.fromUs - before.toUs < 3e6) continue
    const hole = duration(plan.fromUs - before.toUs)
    const at = printed(before.toUs)
    lines.push(text(`　${at} から ${hole} の空きがあります`, `  a hole of ${hole} from ${at}`))
  }
  return lines
}
