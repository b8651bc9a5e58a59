import { useState } from 'react'
import { readTime } from '#civil/read-day.ts'
import { TextField } from './text-field.tsx'

/** From when to when on one day. */
export function TimeRange({
  from,
  to,
  onChange,
  error = null,
}: {
  readonly from: string
  readonly to: string
  readonly onChange: (times: { readonly from: string; readonly to: string }) => void
  readonly error?: string | null
}) {
  const [left, setLeft] = useState({ from: false, to: false })
  const wrong = (words: string, isLeft: boolean) =>
    isLeft && words.trim() !== '' && readTime(words) === null
      ? '時刻として読めません。15:42 のように書いてください'
      : null
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
      <div className="w-44">
        <TextField
          label="何時から"
          isRequired
          hint="例: 15:42"
          value={from}
          error={wrong(from, left.from)}
          onBlur={() => setLeft({ ...left, from: true })}
          onChange={value => onChange({ from: value, to })}
        />
      </div>
      <div className="w-44">
        <TextField
          label="何時まで"
          isRequired
          hint="例: 15:43"
          value={to}
          error={wrong(to, left.to) ?? error}
          onBlur={() => setLeft({ ...left, to: true })}
          onChange={value => onChange({ from, to: value })}
        />
      </div>
    </div>
  )
}
