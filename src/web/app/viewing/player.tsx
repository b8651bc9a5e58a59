import { type KeyboardEvent, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { startUs } from '#civil/minute.ts'
import type { CamerasNamed } from '#desk/case-now.ts'
import { Button } from '../components/button.tsx'
import { Notice } from '../components/notice.tsx'
import { Problem } from '../components/problem.tsx'
import { Select } from '../components/select.tsx'
import { TextField } from '../components/text-field.tsx'
import { Form } from '../form.tsx'
import { causeWords } from '../gap-causes.ts'
import { cameraWords, day, rangeWords } from '../words.ts'
import { type Projector, speeds } from './projector.ts'
import type { ShowingNow } from './showing.ts'
import { TimeLine } from './time-line.tsx'
import { clockWords, momentIn, readClock } from './words.ts'

/** The screen itself: one picture of an approved minute at a time, and everything by keyboard. */
export function Player({
  projector,
  now,
  cameras,
  onNote,
}: {
  readonly projector: Projector
  readonly now: ShowingNow
  readonly cameras: CamerasNamed
  readonly onNote: () => void
}) {
  const shown = useSyncExternalStore(projector.subscribe, projector.snapshot)
  const canvas = useRef<HTMLCanvasElement>(null)
  const { place, of, isPlaying, speed, gap, isUnreadable, isAtEnd, isEmpty, problem } = shown
  const { range } = projector.film
  useEffect(() => {
    projector.onto(canvas.current)
    canvas.current?.focus()
    return () => projector.onto(null)
  }, [projector])
  const name = cameraWords(cameras, range.camera)
  const says = place
    ? `${name}　${day(place.captureUs)} ${clockWords(place.captureUs)}　コマ ${place.picture + 1}／${of}`
    : '映像は映っていません'
  return (
    <section
      aria-label="映像と操作"
      className="overflow-hidden rounded-12 border border-solid-gray-420 bg-white print:hidden"
      onKeyDown={event => pressed(event, projector, onNote)}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a picture is not saved from here */}
      <div
        className="relative select-none bg-black"
        onContextMenu={event => event.preventDefault()}
        onDragStart={event => event.preventDefault()}
      >
        <canvas
          ref={canvas}
          role="img"
          tabIndex={0}
          aria-label={says}
          width={1280}
          height={720}
          className="mx-auto block max-h-[65dvh] w-full object-contain focus-visible:-outline-offset-4 focus-visible:outline-yellow-300"
        />
        <Cover now={now} gap={gap} isUnreadable={isUnreadable} isEmpty={isEmpty} />
      </div>
      <div className="flex flex-col gap-3 p-4">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <p className="text-[1.25rem] font-700 tabular-nums" data-testid="captured">
            {place ? `${day(place.captureUs)} ${clockWords(place.captureUs)}` : '—'}
          </p>
          <p className="tabular-nums">{place ? `コマ ${place.picture + 1}／${of}` : ''}</p>
          <p>{name}</p>
        </div>
        <p role="status" className="sr-only">
          {isPlaying ? '再生しています' : says}
        </p>
        <TimeLine film={projector.film} place={place} says={says} onGo={us => projector.jump(us)} />
        <p className="text-[1rem] text-solid-gray-700">
          承認された{rangeWords(range.fromMinute, range.toMinute)}だけを映します。
        </p>
        <div className="flex flex-wrap gap-2">
          <Button look="filled" onClick={() => projector.toggle()}>
            {isPlaying ? '止める' : isAtEnd ? 'はじめから再生' : '再生'}
          </Button>
          <Button onClick={() => projector.second(-1)}>1秒戻る</Button>
          <Button onClick={() => projector.frame(-1)}>1コマ戻る</Button>
          <Button onClick={() => projector.frame(1)}>1コマ進む</Button>
          <Button onClick={() => projector.second(1)}>1秒進む</Button>
          <Button onClick={onNote}>この場面を控える</Button>
        </div>
        <div className="grid items-end gap-3 sm:grid-cols-2">
          <Select
            label="速さ"
            isRequired={null}
            value={String(speed)}
            onChange={value => projector.setSpeed(Number(value))}
            choices={speeds.map(one => ({ value: String(one), label: `${one}倍` }))}
          />
          <Jump projector={projector} />
        </div>
        <Problem problem={problem} />
        <Keys />
      </div>
    </section>
  )
}

/** What stands over the picture, or instead of it. */
function Cover({
  now,
  gap,
  isUnreadable,
  isEmpty,
}: {
  readonly now: ShowingNow
  readonly gap: { readonly fromUs: number; readonly toUs: number; readonly cause: string } | null
  readonly isUnreadable: boolean
  readonly isEmpty: boolean
}) {
  const says =
    now.stage === 'quiet'
      ? '事務室の機械と話せないので、映像を隠しています。つながれば、また映ります。'
      : now.stage === 'over'
        ? '映像を止めました。'
        : gap
          ? `${clockWords(gap.fromUs)}から${clockWords(gap.toUs)}までの映像はありません（${causeWords(gap.cause)}）`
          : isEmpty
            ? 'この範囲に映像はありません。'
            : isUnreadable
              ? 'このコマは壊れていて、映せません。'
              : null
  if (!says) return null
  return (
    <div className="absolute inset-0 flex items-center justify-center bg-black p-4">
      <p role="alert" className="text-center text-[1.25rem] font-700 text-white">
        {says}
      </p>
    </div>
  )
}

function Jump({ projector }: { readonly projector: Projector }) {
  const [typed, setTyped] = useState('')
  const [error, setError] = useState<string | null>(null)
  const { fromMinute, toMinute } = projector.film.range
  return (
    <Form
      problem={null}
      onSend={() => {
        const seconds = readClock(typed)
        const us =
          seconds === null ? null : momentIn(seconds, startUs(fromMinute), startUs(toMinute))
        setError(
          us === null ? '承認された時間の中の時刻を、15時42分10秒のように書いてください' : null,
        )
        if (us !== null) projector.jump(us)
      }}
    >
      <div className="flex flex-wrap items-end gap-2">
        <div className="min-w-40 grow">
          <TextField
            label="この時刻へ"
            isRequired={null}
            value={typed}
            error={error}
            onChange={setTyped}
          />
        </div>
        <Button type="submit">飛ぶ</Button>
      </div>
    </Form>
  )
}

const keys = [
  ['スペース', '再生・止める'],
  ['← →', '1秒'],
  [', .', '1コマ'],
  ['↑ ↓', '速さ'],
  ['Home End', 'はじめ・おわり'],
  ['M', '場面を控える'],
] as const

const Keys = () => (
  <Notice title="キーボードで動かす（映像か操作のどれかを選んでいるとき）">
    <dl className="flex flex-wrap gap-x-5 gap-y-1">
      {keys.map(([key, does]) => (
        <div key={key} className="flex gap-2">
          <dt className="font-700">{key}</dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  </Notice>
)

/** Nothing here is for a key that somebody types words with. */
function pressed(event: KeyboardEvent, projector: Projector, onNote: () => void): void {
  const { key, target, ctrlKey, altKey, metaKey, repeat } = event
  const { tagName, type } = target as HTMLInputElement
  const isTyping = tagName === 'SELECT' || (tagName === 'INPUT' && type !== 'range')
  if (isTyping || ctrlKey || altKey || metaKey) return
  // A button has a space of its own.
  if (key === ' ' && tagName === 'BUTTON') return
  const does = doing(key, projector, onNote)
  if (!does) return
  event.preventDefault()
  // Held down it goes as fast as pictures come: none is left out.
  if (!(repeat && projector.isBusy)) does()
}

function doing(key: string, projector: Projector, onNote: () => void): (() => void) | null {
  const speedBy = (by: 1 | -1) => {
    const at = speeds.indexOf(projector.snapshot().speed as (typeof speeds)[number])
    const speed = speeds[at + by]
    if (speed) projector.setSpeed(speed)
  }
  const known: Readonly<Record<string, () => void>> = {
    ' ': () => projector.toggle(),
    ArrowLeft: () => projector.second(-1),
    ArrowRight: () => projector.second(1),
    ',': () => projector.frame(-1),
    '.': () => projector.frame(1),
    ArrowUp: () => speedBy(1),
    ArrowDown: () => speedBy(-1),
    Home: projector.first,
    End: projector.last,
    m: onNote,
    M: onNote,
  }
  return known[key] ?? null
}
