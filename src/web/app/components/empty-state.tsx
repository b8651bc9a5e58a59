import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

/** Nothing is here, and that is how it should be, or this is how something comes. */
export function EmptyState({
  icon,
  title,
  children,
}: {
  readonly icon: IconName
  readonly title: string
  readonly children: ReactNode
}) {
  return (
    <div className="flex flex-col items-center gap-3 rounded-12 border border-dashed border-solid-gray-600 bg-white px-4 py-8 text-center">
      <span className="rounded-full bg-key-50 p-3 text-key-900">
        <Icon name={icon} className="size-8" />
      </span>
      <p className="text-[1.25rem] font-700">{title}</p>
      <div className="flex max-w-xl flex-col items-center gap-3 text-left">{children}</div>
    </div>
  )
}
