import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

/** More to read for whoever wants it. */
export function Fold({
  head,
  children,
}: {
  readonly head: ReactNode
  readonly children: ReactNode
}) {
  return (
    <details className="group min-w-0">
      <summary className="flex min-h-7 cursor-pointer list-none items-center gap-1 rounded-4 hover:underline [&::-webkit-details-marker]:hidden">
        <Icon name="chevron" className="size-5 group-open:rotate-90" />
        <span className="min-w-0">{head}</span>
      </summary>
      <div className="mt-1">{children}</div>
    </details>
  )
}
