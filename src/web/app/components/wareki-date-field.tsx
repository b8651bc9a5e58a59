import { useState } from 'react'
import { readDay } from '#civil/read-day.ts'
import { warekiDay } from '#civil/wareki.ts'
import { box, Field, type FieldWords } from './field.tsx'

const weekdays = '月火水木金土日'

/** 「令和8年11月14日（土・2026年）」: what was understood, with what people check it by; what is no day as it was written. */
export function echoOf(day: string): string {
  if (!/^\d{4}-(0[1-9]|1[0-2])-\d\d$/.test(day)) return day
  const { dayOfWeek, year } = Temporal.PlainDate.from(day)
  return `${warekiDay(day)}（${weekdays[dayOfWeek - 1]}・${year}年）`
}

/** One field for a day, however it is written; what was understood stands below it. */
export function WarekiDateField({
  words,
  onChange,
  error = null,
  ...field
}: Omit<FieldWords, 'hint'> & {
  /** As it was typed. */
  readonly words: string
  readonly onChange: (words: string) => void
}) {
  const [isLeft, setLeft] = useState(false)
  const read = words.trim() === '' ? null : readDay(words)
  const wrong = isLeft && read && 'wrong' in read ? read.wrong : null
  return (
    <Field {...field} error={wrong ?? error} hint="例: 令和8年11月14日、R8.11.14、2026/11/14">
      {ids => (
        <>
          <input
            {...ids}
            className={`${box(ids['aria-invalid'])} max-w-80`}
            value={words}
            autoComplete="off"
            onChange={event => onChange(event.target.value)}
            onBlur={() => setLeft(true)}
          />
          <output htmlFor={ids.id} className="min-h-7 font-700 text-green-900">
            {read && 'day' in read ? echoOf(read.day) : ''}
          </output>
        </>
      )}
    </Field>
  )
}
