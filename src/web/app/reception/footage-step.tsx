import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../client.ts'
import { BasisLine } from '../components/basis.tsx'
import { Button } from '../components/button.tsx'
import { CheckboxGroup } from '../components/choices.tsx'
import { Countdown } from '../components/countdown.tsx'
import { Notice } from '../components/notice.tsx'
import { TextField } from '../components/text-field.tsx'
import { TimeRange } from '../components/time-range.tsx'
import { WarekiDateField } from '../components/wareki-date-field.tsx'
import { emptyRange, rangesOf, type WrittenRange, wrongTimes } from '../draft.ts'
import { camerasQuery } from '../reads.ts'
import { useProfile } from '../session.ts'
import type { Part } from './who-step.tsx'

/** From here on whoever asks is asked whether it must be so much (内規). */
const wideMinutes = 60
/** So many cameras stand there to be ticked; with more one searches. */
const manyCameras = 12

/** 3 どの映像: cameras × times, as small as the purpose lets them be. */
export function FootageStep({ draft, onChange, isTried }: Part) {
  const put = (at: number, range: WrittenRange) =>
    onChange({ ranges: draft.ranges.map((one, index) => (index === at ? range : one)) })
  return (
    <>
      {draft.ranges.map((range, at) => (
        <fieldset
          // biome-ignore lint/suspicious/noArrayIndexKey: ranges keep their places
          key={at}
          className="flex min-w-0 flex-col gap-4 rounded-8 border border-solid-gray-420 p-4"
        >
          <legend className="px-2 font-700">範囲{at + 1}</legend>
          <RangeFields range={range} onChange={one => put(at, one)} isTried={isTried} />
          {draft.ranges.length > 1 && (
            <p>
              <Button
                look="text"
                onClick={() => onChange({ ranges: draft.ranges.filter((_, one) => one !== at) })}
              >
                範囲{at + 1}を消す
              </Button>
            </p>
          )}
        </fieldset>
      ))}
      <p>
        <Button
          onClick={() =>
            onChange({
              ranges: [...draft.ranges, { ...emptyRange, day: draft.ranges.at(-1)?.day ?? '' }],
            })
          }
        >
          範囲を加える
        </Button>
      </p>
      <Width ranges={draft.ranges} />
    </>
  )
}

function RangeFields({
  range,
  onChange,
  isTried,
}: {
  readonly range: WrittenRange
  readonly onChange: (range: WrittenRange) => void
  readonly isTried: boolean
}) {
  const { data: cameras = [] } = useQuery(camerasQuery)
  const [words, setWords] = useState('')
  const shown = cameras.filter(
    ({ camera, name, place }) =>
      range.cameras.includes(camera) || `${camera} ${name} ${place}`.includes(words.trim()),
  )
  return (
    <>
      {cameras.length > manyCameras && (
        <TextField
          label="カメラを名や場所で探す"
          isRequired={null}
          value={words}
          onChange={setWords}
        />
      )}
      {cameras.length === 0 && (
        <Notice kind="warning" title="カメラがまだ登録されていません">
          <p>録画機でカメラを加えるか、「カメラ」で登録すると、ここで選べます。</p>
        </Notice>
      )}
      <CheckboxGroup
        label="カメラ"
        isRequired
        values={range.cameras}
        onChange={chosen => onChange({ ...range, cameras: chosen })}
        options={shown.map(({ camera, name, place }) => ({
          value: camera,
          label: name,
          hint: place || null,
        }))}
        error={isTried && range.cameras.length === 0 ? '一つ以上選んでください' : null}
      />
      <WarekiDateField
        label="撮影の日"
        isRequired
        words={range.day}
        onChange={day => onChange({ ...range, day })}
        error={isTried && range.day.trim() === '' ? '日を書いてください' : null}
      />
      <TimeRange
        from={range.from}
        to={range.to}
        onChange={times => onChange({ ...range, ...times })}
        error={
          isTried && (range.from.trim() === '' || range.to.trim() === '')
            ? '時刻を書いてください'
            : wrongTimes(range)
        }
      />
      <Life range={range} />
    </>
  )
}

/** How long the pictures of this range still are. Asking changes nothing. */
function Life({ range }: { readonly range: WrittenRange }) {
  const ranges = rangesOf(range)
  const { data } = useQuery({
    queryKey: ['gone', ranges],
    enabled: ranges !== null,
    queryFn: async () =>
      (
        await call<{ nowUs: number; goneUs: readonly (number | null)[] }>(
          'POST',
          '/api/cameras/gone',
          { ranges },
        )
      ).json,
  })
  if (!ranges || !data) return null
  const known = data.goneUs.filter(us => us !== null)
  const first = known.length > 0 ? Math.min(...known) : null
  const isFuture = ranges.some(({ toMinute }) => toMinute * 60_000_000 > data.nowUs)
  return (
    <div role="status" className="flex flex-col gap-2">
      <Countdown goneUs={first} nowUs={data.nowUs} />
      {isFuture && (
        <Notice kind="warning" title="まだ撮影していない時間が入っています">
          <p>撮影済みの範囲に直してください。</p>
        </Notice>
      )}
    </div>
  )
}

function Width({ ranges }: { readonly ranges: readonly WrittenRange[] }) {
  const { grounds } = useProfile()
  const all = ranges.flatMap(range => rangesOf(range) ?? [])
  if (all.length === 0) return null
  const minutes = all.reduce((sum, { fromMinute, toMinute }) => sum + toMinute - fromMinute, 0)
  const cameras = new Set(all.map(({ camera }) => camera)).size
  return (
    <Notice
      kind={minutes > wideMinutes ? 'warning' : 'info'}
      title={`いま ${cameras}台・のべ${minutes}分。求める範囲が目的より広いときは、狭めてください`}
    >
      <p>受け付けた後は、狭めることはできますが、広げるには新しく求めてもらいます。</p>
      <BasisLine basis={grounds.narrow} />
    </Notice>
  )
}
