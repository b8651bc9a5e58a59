import { useState } from 'react'
import { lookOf } from './button.tsx'
import { Field, type FieldWords } from './field.tsx'

export const longestFileBytes = 16 << 20

const size = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`

/** A scan or a photo, as it is: we look only at how long it is. */
export function FileUpload({
  file,
  onChange,
  hint = '画像かPDF。16MBまで',
  accept = 'image/*,application/pdf',
  error = null,
  ...words
}: FieldWords & {
  readonly file: File | null
  /** What the browser offers to choose from. */
  readonly accept?: string
  readonly onChange: (file: File | null) => void
}) {
  const [tooLarge, setTooLarge] = useState<string | null>(null)
  return (
    <Field {...words} hint={hint} error={tooLarge ?? error}>
      {ids => (
        <label className="flex cursor-pointer flex-wrap items-center gap-3 rounded-8 has-[:focus-visible]:outline-4 has-[:focus-visible]:outline-black">
          <span aria-hidden="true" className={lookOf('outline')}>
            ファイルを選ぶ
          </span>
          <input
            {...ids}
            type="file"
            accept={accept}
            className="sr-only"
            // The same file, written anew, is another choice.
            onClick={event => {
              event.currentTarget.value = ''
            }}
            onChange={event => {
              const [chosen = null] = event.target.files ?? []
              const isTooLarge = chosen !== null && chosen.size > longestFileBytes
              setTooLarge(isTooLarge ? '16MBより大きいので送れません' : null)
              onChange(isTooLarge ? null : chosen)
            }}
          />
          <output className="min-w-0 text-[1rem]">
            {file ? `${file.name}（${size(file.size)}）` : 'まだ選んでいません'}
          </output>
        </label>
      )}
    </Field>
  )
}
