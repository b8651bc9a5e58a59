import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

const kinds = {
  info: { icon: 'info', name: 'お知らせ', look: 'border-key-900', mark: 'bg-key-900' },
  success: { icon: 'check', name: '完了', look: 'border-green-800', mark: 'bg-green-800' },
  warning: { icon: 'warning', name: '注意', look: 'border-orange-800', mark: 'bg-orange-1000' },
  error: { icon: 'error', name: 'できません', look: 'border-error-2', mark: 'bg-error-2' },
} as const satisfies Record<string, { icon: IconName; name: string; look: string; mark: string }>

/** What is to be known now. Its kind is told by a word and a sign, not by colour alone. */
export function Notice({
  kind = 'info',
  title,
  children,
  isLive = false,
}: {
  readonly kind?: keyof typeof kinds
  readonly title: ReactNode
  readonly children?: ReactNode
  /** Read out when it appears. */
  readonly isLive?: boolean
}) {
  const { icon, name, look, mark } = kinds[kind]
  return (
    <div
      role={isLive ? 'alert' : undefined}
      className={`rounded-12 border-2 bg-white p-4 text-solid-gray-900 ${look}`}
    >
      <div className="flex items-start gap-3">
        <span className={`mt-0.5 flex rounded-full p-1 text-white ${mark}`}>
          <Icon name={icon} className="size-5" />
        </span>
        <div className="min-w-0 grow">
          <p className="font-700">
            <span className="sr-only">{name}: </span>
            {title}
          </p>
          {children && <div className="mt-1 flex flex-col gap-2">{children}</div>}
        </div>
      </div>
    </div>
  )
}
