import { box, Field, type FieldWords } from './field.tsx'

export type Choice = { readonly value: string; readonly label: string }

/** One of a few; nothing is chosen beforehand. */
export function Select({
  value,
  onChange,
  choices,
  ...words
}: FieldWords & {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly choices: readonly Choice[]
}) {
  return (
    <Field {...words}>
      {ids => (
        <select
          {...ids}
          className={`${box(ids['aria-invalid'])} max-w-full`}
          value={value}
          onChange={event => onChange(event.target.value)}
        >
          {value === '' && <option value="">選んでください</option>}
          {choices.map(choice => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
