import type { ReactNode } from 'react'

const tones = {
  blue: 'border-key-900 bg-key-50 text-key-1000',
  green: 'border-green-900 bg-green-50 text-green-1000',
  orange: 'border-orange-1000 bg-orange-50 text-orange-1000',
  red: 'border-error-2 bg-red-50 text-red-1000',
  purple: 'border-purple-900 bg-purple-50 text-purple-1000',
  gray: 'border-solid-gray-600 bg-white text-solid-gray-800',
} as const

export type Tone = keyof typeof tones

/** A word that says how something stands. */
export function Tag({
  tone = 'gray',
  children,
}: {
  readonly tone?: Tone
  readonly children: ReactNode
}) {
  return (
    <span
      className={`inline-block rounded-6 border px-2 text-[1rem] leading-150 font-700 ${tones[tone]}`}
    >
      {children}
    </span>
  )
}
