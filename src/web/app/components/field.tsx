import { type ReactNode, useId } from 'react'

export type FieldWords = {
  readonly label: string
  /** null: it is nothing to be filled in, only to search or sort by. */
  readonly isRequired?: boolean | null
  /** How to fill it in; there is no text inside a field that looks like an answer. */
  readonly hint?: ReactNode
  readonly error?: string | null
}

export const Required = ({ isRequired }: { readonly isRequired: boolean | null }) =>
  isRequired === null ? null : isRequired ? (
    <span className="font-400 text-error-2">※必須</span>
  ) : (
    <span className="font-400 text-solid-gray-700">任意</span>
  )

export type FieldIds = {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': boolean
  readonly 'aria-required': boolean
}

export function FieldError({ id, error }: { readonly id: string; readonly error: string | null }) {
  return error ? (
    <p id={id} className="font-700 text-error-2">
      ＊{error}
    </p>
  ) : null
}

/** Label above, hint below it, error below the field. */
export function Field({
  label,
  isRequired = false,
  hint,
  error = null,
  children,
}: FieldWords & { readonly children: (ids: FieldIds) => ReactNode }) {
  const id = useId()
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="flex flex-wrap gap-x-2 font-700">
        {label} <Required isRequired={isRequired} />
      </label>
      {hint && (
        <div id={`${id}-hint`} className="text-[1rem] leading-150 text-solid-gray-700">
          {hint}
        </div>
      )}
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error !== null,
        'aria-required': isRequired === true,
      })}
      <FieldError id={`${id}-error`} error={error} />
    </div>
  )
}

/** The same for several choices under one question. */
export function FieldGroup({
  label,
  isRequired = false,
  hint,
  error = null,
  children,
}: FieldWords & { readonly children: ReactNode }) {
  const id = useId()
  return (
    <fieldset
      className="flex min-w-0 flex-col gap-1"
      aria-describedby={error ? `${id}-error` : undefined}
    >
      <legend className="mb-1 flex flex-wrap gap-x-2 font-700">
        {label} <Required isRequired={isRequired} />
      </legend>
      {hint && <div className="text-[1rem] leading-150 text-solid-gray-700">{hint}</div>}
      {children}
      <FieldError id={`${id}-error`} error={error} />
    </fieldset>
  )
}

/** What people type into. */
export const box = (isWrong: boolean): string =>
  `min-h-12 w-full rounded-8 border bg-white px-4 py-2 hover:border-black ${
    isWrong ? 'border-2 border-error-2' : 'border-solid-gray-600'
  }`
