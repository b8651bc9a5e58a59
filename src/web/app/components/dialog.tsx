import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Button } from './button.tsx'

/** The browser's own dialog: it keeps the keyboard inside, and Escape closes it. */
export function Dialog({
  title,
  isOpen,
  onClose,
  children,
  actions,
}: {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly children: ReactNode
  readonly actions?: ReactNode
}) {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const { current } = dialog
    if (isOpen && !current?.open) current?.showModal()
    if (!isOpen && current?.open) current.close()
  }, [isOpen])
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onClose={onClose}
      className="m-auto max-h-[90dvh] w-[min(40rem,calc(100vw-2rem))] overflow-y-auto rounded-16 p-5 shadow-3 sm:p-8"
    >
      {isOpen && (
        <div className="flex flex-col gap-4">
          <h2 id={id} className="text-[1.375rem] leading-150 font-700">
            {title}
          </h2>
          {children}
          <div className="flex flex-wrap gap-3">
            {actions}
            <Button look="text" onClick={onClose}>
              閉じる
            </Button>
          </div>
        </div>
      )}
    </dialog>
  )
}
