import { box, Field, type FieldWords } from './field.tsx'

type Props = FieldWords & {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly type?: 'text' | 'password' | 'tel'
  readonly autoComplete?: string
  /** Characters it is about as wide as; absent: as wide as there is room. */
  readonly width?: 'short' | 'medium'
  readonly lines?: number
  readonly onBlur?: () => void
  readonly inputMode?: 'numeric' | 'text'
}

const widths = { short: 'max-w-40', medium: 'max-w-80' } as const

export function TextField({
  value,
  onChange,
  type = 'text',
  autoComplete = 'off',
  width,
  lines = 1,
  onBlur,
  inputMode,
  ...words
}: Props) {
  return (
    <Field {...words}>
      {ids =>
        lines > 1 ? (
          <textarea
            {...ids}
            className={`${box(ids['aria-invalid'])} field-sizing-content`}
            rows={lines}
            value={value}
            onChange={event => onChange(event.target.value)}
            onBlur={onBlur}
          />
        ) : (
          <input
            {...ids}
            className={`${box(ids['aria-invalid'])} ${width ? widths[width] : ''}`}
            type={type}
            autoComplete={autoComplete}
            inputMode={inputMode}
            spellCheck={false}
            value={value}
            onChange={event => onChange(event.target.value)}
            onBlur={onBlur}
          />
        )
      }
    </Field>
  )
}
