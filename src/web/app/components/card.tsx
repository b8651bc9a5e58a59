import type { ReactNode } from 'react'

/** A white sheet with a heading; several make a screen. */
export function Card({
  title,
  aside,
  level = 2,
  children,
}: {
  readonly title?: ReactNode
  /** To the right of the heading. */
  readonly aside?: ReactNode
  readonly level?: 2 | 3
  readonly children: ReactNode
}) {
  const Heading = `h${level}` as const
  return (
    <section className="rounded-12 border border-solid-gray-420 bg-white p-4 sm:p-6">
      {(title || aside) && (
        <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
          {title && <Heading className="text-[1.25rem] leading-150 font-700">{title}</Heading>}
          {aside}
        </div>
      )}
      {children}
    </section>
  )
}
