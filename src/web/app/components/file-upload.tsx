import { useId, useState } from 'react'
import { Field, type FieldWords } from './field.tsx'

export const longestFileBytes = 16 << 20

const size = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`

/** A scan or a photo, as it is: we look only at how long it is. */
export function FileUpload({
  file,
  onChange,
  hint = '画像かPDF。16MBまで',
  error = null,
  ...words
}: FieldWords & {
  readonly file: File | null
  readonly onChange: (file: File | null) => void
}) {
  const id = useId()
  const [tooLarge, setTooLarge] = useState<string | null>(null)
  return (
    <Field {...words} hint={hint} error={tooLarge ?? error}>
      {ids => (
        <div className="flex flex-wrap items-center gap-3">
          <input
            {...ids}
            type="file"
            accept="image/*,application/pdf"
            className="max-w-full rounded-8 file:mr-3 file:min-h-12 file:cursor-pointer file:rounded-8 file:border file:border-solid file:border-key-900 file:bg-white file:px-4 file:font-700 file:text-key-900 hover:file:bg-key-200"
            onChange={event => {
              const [chosen = null] = event.target.files ?? []
              const isTooLarge = chosen !== null && chosen.size > longestFileBytes
              setTooLarge(isTooLarge ? '16MBより大きいので送れません' : null)
              onChange(isTooLarge ? null : chosen)
            }}
          />
          {file && (
            <span id={`${id}-chosen`} className="text-[1rem]">
              {size(file.size)}
            </span>
          )}
        </div>
      )}
    </Field>
  )
}
