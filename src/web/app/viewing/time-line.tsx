import { useId } from 'react'
import { startUs } from '#civil/minute.ts'
import { causeWords } from '../gap-causes.ts'
import type { Film, Place } from './film.ts'
import { clockWords } from './words.ts'

/** Where one is in the approved time, and what of it is missing as far as it was looked at. */
export function TimeLine({
  film,
  place,
  says,
  onGo,
}: {
  readonly film: Film
  readonly place: Place | null
  readonly says: string
  readonly onGo: (us: number) => void
}) {
  const id = useId()
  const fromUs = startUs(film.range.fromMinute)
  const toUs = startUs(film.range.toMinute)
  const { gaps } = film
  const share = (us: number) =>
    ((Math.min(Math.max(us, fromUs), toUs) - fromUs) * 1000) / (toUs - fromUs)
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="sr-only">
        時刻
      </label>
      <input
        id={id}
        type="range"
        className="h-11 w-full cursor-pointer accent-key-900"
        min={0}
        max={(toUs - fromUs) / 1000}
        step={100}
        value={place ? (place.captureUs - fromUs) / 1000 : 0}
        aria-valuetext={says}
        onChange={event => onGo(fromUs + Number(event.target.value) * 1000)}
      />
      {gaps.length > 0 && (
        <svg viewBox="0 0 1000 10" preserveAspectRatio="none" className="h-2 w-full" aria-hidden>
          <rect width="1000" height="10" className="fill-solid-gray-200" />
          {gaps.map(gap => (
            <rect
              key={`${gap.fromUs} ${gap.cause}`}
              x={share(gap.fromUs)}
              width={Math.max(2, share(gap.toUs) - share(gap.fromUs))}
              height="10"
              className="fill-orange-1000"
            />
          ))}
        </svg>
      )}
      <p className="flex justify-between text-[1rem] text-solid-gray-700 tabular-nums">
        <span>{clockWords(fromUs)}</span>
        <span>{clockWords(toUs)}</span>
      </p>
      {gaps.length > 0 && (
        <div>
          <p className="font-700">映像のないところ（見たところまで）</p>
          <ul className="list-disc pl-6">
            {gaps.map(gap => (
              <li key={`${gap.fromUs} ${gap.cause}`}>
                {clockWords(gap.fromUs)}から{clockWords(gap.toUs)}まで（{causeWords(gap.cause)}）
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}
