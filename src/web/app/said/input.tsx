import { useQuery } from '@tanstack/react-query'
import { Checkbox, CheckboxGroup } from '../components/choices.tsx'
import { FileUpload } from '../components/file-upload.tsx'
import { Select } from '../components/select.tsx'
import { TextField } from '../components/text-field.tsx'
import { TimeRange } from '../components/time-range.tsx'
import { WarekiDateField } from '../components/wareki-date-field.tsx'
import { camerasQuery, peopleQuery } from '../reads.ts'
import { cameraWords } from '../words.ts'
import type { Field, Typed } from './field.ts'

type Props = {
  readonly field: Field<unknown>
  readonly typed: Typed
  readonly onChange: (typed: Typed) => void
  readonly error: string | null
}

/** The field of one word, as its kind is asked. */
export function Input({ field, typed, onChange, error }: Props) {
  const { input, label, hint, isRequired, choices } = field
  const words = { label, hint, isRequired, error, onChange }
  const text = typeof typed === 'string' ? typed : ''
  const several = Array.isArray(typed) ? (typed as readonly string[]) : []
  switch (input) {
    case 'none':
      return null
    case 'line':
      return <TextField {...words} value={text} />
    case 'lines':
      return <TextField {...words} value={text} lines={3} />
    case 'flag':
      return <Checkbox label={label} hint={hint} isChecked={typed === true} onChange={onChange} />
    case 'day':
      return <WarekiDateField {...{ label, isRequired, error, onChange }} words={text} />
    case 'dayTime':
      return <DayTime {...{ field, typed, onChange, error }} />
    case 'choice':
      return <Select {...words} value={text} choices={choices} />
    case 'choices':
      return <CheckboxGroup {...words} values={several} options={choices} />
    case 'person':
    case 'people':
      return <People {...{ field, typed, onChange, error }} />
    case 'camera':
    case 'cameras':
      return <Cameras {...{ field, typed, onChange, error }} />
    case 'paper':
      return (
        <FileUpload
          {...{ label, isRequired, error, onChange }}
          file={typed instanceof File ? typed : null}
        />
      )
    case 'ranges':
      return <Range {...{ field, typed, onChange, error }} />
    case 'cells':
      return <Cells {...{ field, typed, onChange, error }} />
  }
}

function DayTime({ field: { label, isRequired }, typed, onChange, error }: Props) {
  const [day = '', time = ''] = Array.isArray(typed) ? (typed as readonly string[]) : []
  return (
    <div className="grid items-start gap-x-5 gap-y-3 sm:grid-cols-2">
      <WarekiDateField
        {...{ label: `${label}（日）`, isRequired, error, words: day }}
        onChange={next => onChange([next, time])}
      />
      <TextField
        {...{ label: `${label}（時刻）`, isRequired, error, hint: '例: 15:42', width: 'short' }}
        value={time}
        onChange={next => onChange([day, next])}
      />
    </div>
  )
}

/** Those who hold a post now; where one is asked, another name may be typed. */
function People({ field, typed, onChange, error }: Props) {
  const { data: known = [] } = useQuery(peopleQuery)
  const { label, hint, isRequired, input } = field
  const words = { label, hint, isRequired, error }
  const choices = known.map(name => ({ value: name, label: name }))
  return input === 'person' ? (
    <Select
      {...words}
      value={typeof typed === 'string' ? typed : ''}
      onChange={onChange}
      choices={choices}
    />
  ) : (
    <CheckboxGroup
      {...words}
      values={Array.isArray(typed) ? (typed as readonly string[]) : []}
      onChange={onChange}
      options={choices}
    />
  )
}

function Cameras({ field, typed, onChange, error }: Props) {
  const { data: known = [] } = useQuery(camerasQuery)
  const { label, hint, isRequired, input } = field
  const words = { label, hint, isRequired, error }
  const choices = known.map(({ camera }) => ({
    value: camera,
    label: cameraWords(known, camera),
  }))
  return input === 'camera' ? (
    <Select
      {...words}
      value={typeof typed === 'string' ? typed : ''}
      onChange={onChange}
      choices={choices}
    />
  ) : (
    <CheckboxGroup
      {...words}
      values={Array.isArray(typed) ? (typed as readonly string[]) : []}
      onChange={onChange}
      options={choices}
    />
  )
}

function Range({ field: { label }, typed, onChange, error }: Props) {
  const { data: known = [] } = useQuery(camerasQuery)
  const [camera = '', day = '', from = '', to = ''] = Array.isArray(typed)
    ? (typed as readonly string[])
    : []
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="mb-2 font-700">{label}</legend>
      <Select
        label="カメラ"
        isRequired
        error={error && camera === '' ? error : null}
        value={camera}
        onChange={next => onChange([next, day, from, to])}
        choices={known.map(one => ({ value: one.camera, label: cameraWords(known, one.camera) }))}
      />
      <WarekiDateField
        label="撮影の日"
        isRequired
        words={day}
        error={error && day === '' ? error : null}
        onChange={next => onChange([camera, next, from, to])}
      />
      <TimeRange
        {...{ from, to, error: error && (from === '' || to === '') ? error : null }}
        onChange={times => onChange([camera, day, times.from, times.to])}
      />
    </fieldset>
  )
}

function Cells({ field: { choices }, typed, onChange }: Props) {
  const all = (typed ?? {}) as Readonly<Record<string, string>>
  return choices.map(({ value, label }) => (
    <TextField
      key={value}
      label={label}
      value={all[value] ?? ''}
      onChange={next => onChange({ ...all, [value]: next })}
    />
  ))
}
