import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react'

export type Tab = { readonly id: string; readonly name: string }

/** Several sheets in one place; arrow keys go from one to the next. */
export function Tabs({
  label,
  tabs,
  at,
  onGo,
  children,
}: {
  readonly label: string
  readonly tabs: readonly Tab[]
  readonly at: string
  readonly onGo: (id: string) => void
  readonly children: ReactNode
}) {
  const base = useId()
  const list = useRef<HTMLDivElement>(null)
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const place = tabs.findIndex(({ id }) => id === at)
    const next = (place + step + tabs.length) % tabs.length
    onGo(tabs[next]!.id)
    list.current?.querySelectorAll('button')[next]?.focus()
  }
  return (
    <div>
      <div
        ref={list}
        role="tablist"
        aria-label={label}
        className="flex flex-wrap gap-1 border-b border-solid-gray-420"
      >
        {tabs.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`${base}-${id}`}
            aria-selected={id === at}
            aria-controls={`${base}-panel`}
            tabIndex={id === at ? 0 : -1}
            onKeyDown={move}
            onClick={() => onGo(id)}
            className={`min-h-12 rounded-t-8 border-b-4 px-4 py-2 ${
              id === at
                ? 'border-key-900 font-700 text-key-1000'
                : 'border-transparent text-solid-gray-800 hover:bg-key-50 hover:underline'
            }`}
          >
            {name}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${base}-panel`} aria-labelledby={`${base}-${at}`} className="pt-4">
        {children}
      </div>
    </div>
  )
}
