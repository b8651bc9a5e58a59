import { type ReactNode, useId } from 'react'
import { FieldGroup, type FieldWords } from './field.tsx'

export type Option = {
  readonly value: string
  readonly label: ReactNode
  readonly hint?: ReactNode
}

const row =
  'flex cursor-pointer items-start gap-3 rounded-8 px-2 py-2 min-h-11 hover:bg-key-50 has-[:checked]:bg-key-50'
const mark = 'mt-1 size-6 shrink-0 accent-key-900'

function Said({ label, hint }: Pick<Option, 'label' | 'hint'>) {
  return (
    <span className="min-w-0">
      <span className="block">{label}</span>
      {hint && <span className="block text-[1rem] leading-150 text-solid-gray-700">{hint}</span>}
    </span>
  )
}

/** One of several that all stand there to be read. */
export function RadioGroup({
  value,
  onChange,
  options,
  ...words
}: FieldWords & {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly options: readonly Option[]
}) {
  const name = useId()
  return (
    <FieldGroup {...words}>
      {options.map(option => (
        <label key={option.value} className={row}>
          <input
            type="radio"
            className={mark}
            name={name}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
          />
          <Said {...option} />
        </label>
      ))}
    </FieldGroup>
  )
}

export function Checkbox({
  label,
  hint,
  isChecked,
  onChange,
}: Pick<Option, 'label' | 'hint'> & {
  readonly isChecked: boolean
  readonly onChange: (isChecked: boolean) => void
}) {
  return (
    <label className={row}>
      <input
        type="checkbox"
        className={mark}
        checked={isChecked}
        onChange={event => onChange(event.target.checked)}
      />
      <Said label={label} hint={hint} />
    </label>
  )
}

/** Any of several. */
export function CheckboxGroup({
  values,
  onChange,
  options,
  ...words
}: FieldWords & {
  readonly values: readonly string[]
  readonly onChange: (values: readonly string[]) => void
  readonly options: readonly Option[]
}) {
  return (
    <FieldGroup {...words}>
      {options.map(option => (
        <Checkbox
          key={option.value}
          {...option}
          isChecked={values.includes(option.value)}
          onChange={isChecked =>
            onChange(
              isChecked ? [...values, option.value] : values.filter(one => one !== option.value),
            )
          }
        />
      ))}
    </FieldGroup>
  )
}
