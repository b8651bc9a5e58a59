import { Link } from '@tanstack/react-router'
import { type ReactNode, useId } from 'react'

const looks = {
  /** One on a screen: what one came to do. */
  filled: 'bg-key-900 text-white hover:bg-key-1000 hover:underline active:bg-key-1200',
  outline:
    'border border-current bg-white text-key-900 hover:bg-key-200 hover:underline active:bg-key-300',
  text: 'text-key-900 underline hover:bg-key-50 active:bg-key-100',
  danger: 'border border-current bg-white text-error-2 hover:bg-red-100 hover:underline',
} as const

export type Look = keyof typeof looks

const shape =
  'inline-flex min-h-12 max-w-full items-center justify-center gap-2 rounded-8 px-4 py-2 text-center font-700 underline-offset-4'
const off = 'bg-solid-gray-200 text-solid-gray-700 border-0 hover:no-underline'

export const lookOf = (look: Look): string => `${shape} ${looks[look]}`

type Props = {
  readonly children: ReactNode
  readonly look?: Look
  readonly type?: 'button' | 'submit'
  readonly onClick?: () => void
  /** Why it cannot be pressed now; it stays where it is, and says so. */
  readonly reason?: string | null
  /** It was pressed, and the answer is on its way. */
  readonly isBusy?: boolean
}

/** A button never vanishes and is never mute: where it cannot be pressed, why stands below it. */
export function Button({
  children,
  look = 'outline',
  type = 'button',
  onClick,
  reason = null,
  isBusy = false,
}: Props) {
  const id = useId()
  const isOff = reason !== null || isBusy
  return (
    <span className="inline-flex max-w-full flex-col items-start gap-1">
      <button
        type={type}
        className={`${shape} ${isOff ? off : looks[look]}`}
        aria-disabled={isOff}
        aria-describedby={reason === null ? undefined : id}
        onClick={event => {
          if (isOff) event.preventDefault()
          else onClick?.()
        }}
      >
        {isBusy ? 'お待ちください' : children}
      </button>
      {reason !== null && (
        <span id={id} className="text-[1rem] leading-150 text-solid-gray-800">
          {reason}
        </span>
      )}
    </span>
  )
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function ButtonLink({
  to,
  params,
  children,
  look = 'outline',
}: {
  readonly to: string
  readonly params?: Record<string, string>
  readonly children: ReactNode
  readonly look?: Look
}) {
  return (
    <Link to={to} params={params as never} className={lookOf(look)}>
      {children}
    </Link>
  )
}
