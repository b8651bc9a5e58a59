import { type ReactNode, useEffect, useRef } from 'react'
import { Breadcrumb, type Crumb } from './components/breadcrumb.tsx'

/** One screen: its name, what stands beside it, and its sheets. Whoever comes by keyboard or ear begins at its name. */
export function Screen({
  title,
  tags,
  aside,
  crumbs,
  isNarrow = false,
  children,
}: {
  readonly title: string
  readonly tags?: ReactNode
  readonly aside?: ReactNode
  readonly crumbs?: readonly Crumb[]
  /** A form: no line longer than one likes to read. */
  readonly isNarrow?: boolean
  readonly children: ReactNode
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title}｜たちあい`
    heading.current?.focus({ preventScroll: true })
  }, [title])
  return (
    <div
      className={`mx-auto flex w-full flex-col gap-4 px-4 py-6 sm:px-8 ${
        isNarrow ? 'max-w-3xl' : 'max-w-[90rem]'
      }`}
    >
      {crumbs && <Breadcrumb crumbs={crumbs} />}
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <h1
            ref={heading}
            tabIndex={-1}
            className="text-[1.625rem] leading-140 font-700 sm:text-[1.75rem]"
          >
            {title}
          </h1>
          {tags}
        </div>
        {aside}
      </div>
      {children}
    </div>
  )
}
